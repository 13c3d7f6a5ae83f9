package main

import "fmt"

func main() {
	c := make(chan string, 3)
	c <- "a"
	c <- "b"
	close(c)
	fmt.Println(len(c), cap(c))
	for s := range c {
		fmt.Println(s)
	}
	s, ok := <-c
	fmt.Printf("%q %v\n", s, ok)
}

// Output:
// 2 3
// a
// b
// "" false
