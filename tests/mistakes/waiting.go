package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

func deploy(n int) error {
	time.Sleep(time.Second)
	if n == 2 {
		return errors.New("image not found")
	}
	return nil
}

func main() {
	var wg sync.WaitGroup
	for n := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := deploy(n); err != nil {
				return
			}
			fmt.Println("deployed")
		}()
	}
	wg.Wait()
	var counted sync.WaitGroup
	counted.Go(func() {
		time.Sleep(time.Second)
		fmt.Println("counted")
	})
	counted.Wait()
	fmt.Println("all done")
}

// Forget: wg.Add@21 = later
//   21:
//   23: wg.Add(1); defer wg.Done()
// Forget: wg.Done@23 = deadlock
//   23:
// Forget: defer wg.Done@23 = deadlock
//   23:
//   27: fmt.Println("deployed"); wg.Done()
// Forget: return@25 = wrong
//   25:
// Forget: wg.Wait@30 = later
//   30:
// Forget: counted.Go@32 = wrong
//   32: go func() {
//   35: }()
// Forget: counted.Wait@36 = wrong
//   36:
