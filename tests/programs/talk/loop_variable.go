// Since Go 1.22 each round has its own variable; passing it as a parameter was right before, too.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	sum := 0
	process := func(i int) { sum += i }
	for i := 0; i < 10; i++ {
		wg.Add(2)
		go func() {
			defer wg.Done()
			process(i)
		}()
		go func(index int) {
			defer wg.Done()
			process(index) // ✅ GOOD - each gets own copy
		}(i)
	}
	wg.Wait()
	fmt.Println(sum)
}

// Output:
// 90
