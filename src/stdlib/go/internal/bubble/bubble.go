// Package bubble is what testing, testing/synctest and time know of each other.
package bubble

// Run runs a test's function as a test in a bubble; package testing sets it.
var Run func(t, f any)

// Inside is the number of bubbles that have begun and not ended.
var Inside int
