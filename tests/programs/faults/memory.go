package main

import (
	"fmt"
	"sync"
	"time"
)

const goroutines = 5_000

func main() {
	var wg sync.WaitGroup
	for id := range goroutines {
		wg.Go(func() {
			buf := make([]byte, 4<<10)
			time.Sleep(time.Second)
			buf[0] = byte(id)
		})
		if id%1000 == 999 {
			fmt.Println(id+1, "started")
			time.Sleep(time.Millisecond)
		}
	}
	wg.Wait()
	fmt.Println("done")
}

// 6 KiB for each of them: the kernel kills the process before all have started.
// Limit: memory=16777216
// Outcome: exit 137
// Stderr: Killed
// Output:
// 1000 started
// 2000 started
// 3000 started

// Mend: A permit before each start: at most ten of these goroutines at one time
