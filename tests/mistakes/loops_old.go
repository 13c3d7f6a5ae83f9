//go:build go1.21

package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(4)
	for i := 0; i < 2; i++ {
		i := i
		go func() {
			defer wg.Done()
			fmt.Println("copied", i)
		}()
	}
	for i, name := range []string{"a", "b"} {
		go func(i int, name string) {
			defer wg.Done()
			fmt.Println("passed", i, name)
		}(i, name)
	}
	wg.Wait()
}

// Forget: wg.Add@12 = wrong
//   12:
//   16: wg.Add(1); defer wg.Done()
// Forget: copy of i@14 = wrong
//   14:
// Forget: wg.Done@16 = deadlock
//   16:
// Forget: defer wg.Done@16 = none
//   16:
//   17: fmt.Println("copied", i); wg.Done()
// Forget: copy of i@21 = wrong
//   21: go func() {
//   24: }()
// Forget: wg.Done@22 = deadlock
//   22:
// Forget: defer wg.Done@22 = none
//   22:
//   23: fmt.Println("passed", i, name); wg.Done()
// Forget: wg.Wait@26 = wrong
//   26:
