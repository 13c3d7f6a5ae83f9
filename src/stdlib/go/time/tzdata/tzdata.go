// Package tzdata is for programs that bring their time zones along; here they are always at hand.
package tzdata
