package main

import "time"

func main() {
	m := map[string]int{}
	go func() {
		for {
			_ = m["a"]
		}
	}()
	go func() {
		for i := 0; ; i++ {
			m["a"] = i
		}
	}()
	time.Sleep(time.Second)
}

// Outcome: fatal
// Stderr: fatal error: concurrent map read and map write
