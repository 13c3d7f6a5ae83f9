package main

type broken struct{}

func (broken) Error() string { panic("two\nlines") }

func main() { panic(broken{}) }

// Outcome: fatal
// Stderr: fatal error: panic while printing panic value: two
// Stderr: 	lines
