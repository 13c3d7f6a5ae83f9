package main

func main() {
	c := make(chan int)
	<-c
}

// Outcome: deadlock
// Stderr: goroutine 1 [chan receive]:
// Output:
