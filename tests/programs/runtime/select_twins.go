// A select that waits in two cases for the same channel takes either of them when a value comes.
package main

import "fmt"

func main() {
	first, second := 0, 0
	for i := range 200 {
		c := make(chan int)
		go func() { c <- i }()
		select {
		case <-c:
			first++
		case <-c:
			second++
		}
	}
	fmt.Println(first > 50, second > 50, first+second)

	sent := [2]int{}
	for range 200 {
		c, done := make(chan string), make(chan bool)
		go func() {
			if <-c == "a" {
				sent[0]++
			} else {
				sent[1]++
			}
			close(done)
		}()
		select {
		case c <- "a":
		case c <- "b":
		}
		<-done
	}
	fmt.Println(sent[0] > 50, sent[1] > 50, sent[0]+sent[1])
}

// Output:
// true true 200
// true true 200
