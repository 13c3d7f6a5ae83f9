package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	found := make([]int, 3)
	for i, n := range []int{1, 2, 3} {
		wg.Go(func() { found[i] = n * n })
	}
	wg.Wait()
	fmt.Println(found)
	for i := 0; i < 2; i++ {
		wg.Go(func() { fmt.Println("worker", i) })
	}
	wg.Wait()
}

// Forget: copy of i@11 = wrong
//   1: //go:build go1.21
//   2: package main
// Forget: wg.Go@12 = wrong
//   12: go func() { found[i] = n * n }()
// Forget: wg.Wait@14 = wrong
//   14:
// Forget: copy of i@16 = wrong
//   1: //go:build go1.21
//   2: package main
// Forget: wg.Go@17 = wrong
//   17: go func() { fmt.Println("worker", i) }()
// Forget: wg.Wait@19 = wrong
//   19:
