package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	for range 3 {
		time.Sleep(time.Second)
		now := time.Now()
		fmt.Println(now.Format("15:04:05"), now.Sub(start), now.Round(0).Sub(start.Round(0)))
	}
}

// The wall clock is set; what measures time goes on as before.
// Fault: process@1500ms=jump(-1h)
// Output:
// 23:00:01 1s 1s
// 22:00:02 2s -59m58s
// 22:00:03 3s -59m57s
