package main

import (
	"fmt"
	"sync"
)

func main() {
	c := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	woken := 0
	for range 5 {
		wg.Go(func() {
			v, ok := <-c
			mu.Lock()
			defer mu.Unlock()
			if v == 0 && !ok {
				woken++
			}
		})
	}
	close(c)
	wg.Wait()
	fmt.Println(woken)
}

// Output:
// 5
