package main

import "fmt"

type S struct{ c chan int }

func (s *S) get() int {
	x := add(
		1,
		<-s.c,
	)
	return x
}

func add(a, b int) int { return a + b }

func sel(a, b chan int) {
	for {
		select {
		case v := <-a:
			fmt.Println(v)
		case b <- add(1, 2):
			fmt.Println("sent")
		}
	}
}

func send(c chan<- int) {
	c <- add(
		1,
		2,
	)
}

func main() {
	s := &S{make(chan int)}
	go sel(nil, s.c)
	fmt.Println(s.get())
	c := make(chan int)
	go send(c)
	go func(n int) {
		for range c {
			if n > 0 {
				var m []int
				_ = m
				select {}
			}
		}
	}(1)
	go func() {
		for v := range make(chan string) {
			fmt.Println(v)
		}
	}()
	var m map[string][]int
	if len(m["a"]) == 0 &&
		<-make(chan int) == 3 {
		fmt.Println("x")
	}
}

// Outcome: deadlock
// Stderr: stack_lines.go:57
// Stderr: stack_lines.go:19
// Stderr: stack_lines.go:46
// Stderr: stack_lines.go:51

// Output:
// sent
// 4
