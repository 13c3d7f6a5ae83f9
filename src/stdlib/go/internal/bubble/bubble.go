// Package bubble is what testing, testing/synctest and time know of each other.
package bubble

// Shift is how far the clock on the wall is ahead: in a bubble it begins at midnight of 1 January 2000.
var Shift int64

// Run runs a test's function as a test in a bubble; package testing sets it.
var Run func(t, f any)

// Inside is the number of bubbles that have begun and not ended.
var Inside int
