// The profile goroutineleak has those who can never run again: nobody who may run knows their channel any more.
package main

import (
	"fmt"
	"os"
	"runtime/pprof"
	"strings"
	"time"
)

func fetch() <-chan int {
	out := make(chan int)
	go func() { out <- 1 }()
	return out
}

func main() {
	kept := fetch()
	for range 2 {
		fetch()
	}
	go func() { select {} }()
	time.Sleep(time.Millisecond)

	leaks := pprof.Lookup("goroutineleak")
	fmt.Println(leaks.Name(), leaks.Count())
	var text strings.Builder
	leaks.WriteTo(&text, 1)
	for line := range strings.Lines(text.String()) {
		if fields := strings.Fields(line); len(fields) > 2 && fields[0] == "#" {
			name, _, _ := strings.Cut(fields[2], "+")
			fmt.Println(name)
		} else if len(fields) > 1 && fields[1] == "@" {
			fmt.Print(fields[0], " ")
		} else {
			fmt.Print(line)
		}
	}
	fmt.Println(leaks.Count())

	text.Reset()
	leaks.WriteTo(&text, 2)
	for line := range strings.Lines(text.String()) {
		if strings.HasPrefix(line, "goroutine ") {
			_, state, _ := strings.Cut(line, " [")
			fmt.Print(state)
		}
	}
	fmt.Fprintln(os.Stdout, <-kept)
}

// Output:
// goroutineleak 0
// goroutineleak profile: total 3
// 2 main.fetch.func1
//
// 1 main.main.func1
//
// 3
// running]:
// chan send]:
// chan send (leaked)]:
// chan send (leaked)]:
// select (no cases) (leaked)]:
// 1

// Stuck: 3 14 0s
// Stuck: 4 14 0s
// Stuck: 5 23 0s
