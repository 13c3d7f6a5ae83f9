// A batch collects its errors by index, and only counts them.
package main

import (
	"fmt"
	"sync"
)

func apply(i int) error {
	if i%2 == 1 {
		return fmt.Errorf("region %d is down", i)
	}
	return nil
}

func main() {
	errs := make([]error, 4)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { errs[i] = apply(i) })
	}
	wg.Wait()
	fmt.Println("all", len(errs), "done")
}

// Output:
// all 4 done

// Why: It ran to its end, but errors were lost
// Why: got the error `region 1 is down` at line 20, step
// Why: the first of 2 there that nobody looked at.
