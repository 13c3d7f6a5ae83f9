package main

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

func waits(c chan int) { <-c }

func main() {
	go waits(make(chan int))
	go time.Sleep(time.Hour)
	time.Sleep(time.Millisecond)
	buf := make([]byte, 1<<16)
	own := string(buf[:runtime.Stack(buf, false)])
	all := string(buf[:runtime.Stack(buf, true)])
	fmt.Println(strings.Count(own, "goroutine "), strings.Contains(own, "runtime.Stack"))
	for _, want := range []string{"[running]:\nmain.main(", "[chan receive]:\nmain.waits(", "[sleep]:\ntime.Sleep("} {
		fmt.Println(strings.Contains(all, want))
	}
}

// Output:
// 1 false
// true
// true
// true
