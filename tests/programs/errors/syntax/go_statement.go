package main

import "fmt"

func main() {
	ch := make(chan int)
	go func() { // ERROR "expression in go must be function call"
		ch <- 1
	}
	defer fmt.Println // ERROR "expression in defer must be function call"
	fmt.Println(<-ch)
}
