// One unbuffered channel between two goroutines.
package main

import "fmt"

const n = 2_000_000

func main() {
	c := make(chan int)
	go func() {
		for i := range n {
			c <- i
		}
		close(c)
	}()
	sum := 0
	for v := range c {
		sum += v
	}
	fmt.Println(sum)
}
