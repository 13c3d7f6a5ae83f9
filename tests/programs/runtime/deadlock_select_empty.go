package main

func main() {
	select {}
}

// Outcome: deadlock
// Stderr: goroutine 1 [select (no cases)]:
// Output:
