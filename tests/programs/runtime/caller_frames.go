// Who called whom, out to what called main: deferred calls that a panic or Goexit runs stand within these.
package main

import (
	"fmt"
	"path/filepath"
	"runtime"
)

func main() {
	deferred("at a return", func() {})
	deferred("in a panic", func() {
		panic("out")
	})
	done := make(chan bool)
	go func() {
		defer close(done)
		deferred("in Goexit", runtime.Goexit)
	}()
	<-done
}

func deferred(how string, f func()) {
	defer func() {
		recover()
		fmt.Println(how)
		for skip := range 20 {
			pc, file, line, ok := runtime.Caller(skip)
			if !ok {
				return
			}
			name := runtime.FuncForPC(pc).Name()
			if filepath.Base(file) != "caller_frames.go" {
				fmt.Println(" ", name)
				continue
			}
			fmt.Println(" ", name, line)
		}
	}()
	f()
}

// Output:
// at a return
//   main.deferred.func1 28
//   main.deferred 41
//   main.main 11
//   runtime.main
//   runtime.goexit
// in a panic
//   main.deferred.func1 28
//   runtime.gopanic
//   main.main.func2 13
//   main.deferred 40
//   main.main 12
//   runtime.main
//   runtime.goexit
// in Goexit
//   main.deferred.func1 28
//   runtime.Goexit
//   main.deferred 40
//   main.main.func3 18
//   runtime.goexit
