package main

func main() {
	var c chan int
	go func() {
		c <- 1
	}()
	<-c
}

// Outcome: deadlock
// Stderr: goroutine 1 [chan receive (nil chan)]:
// Stderr: [chan send (nil chan)]:
// Output:
