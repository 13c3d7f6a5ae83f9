package main

import "time"

func main() {
	m := map[int]int{1: 1, 2: 2}
	go func() {
		for {
			for range m {
			}
		}
	}()
	go func() {
		for i := 0; ; i++ {
			m[i%4] = i
		}
	}()
	time.Sleep(time.Second)
}

// Outcome: fatal
// Stderr: fatal error: concurrent map iteration and map write
