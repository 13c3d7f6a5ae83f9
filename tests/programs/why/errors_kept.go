// Errors that somebody looks at, wherever they are kept: nothing is lost.
package main

import (
	"errors"
	"fmt"
	"sync"
)

func apply(i int) error {
	if i%2 == 1 {
		return fmt.Errorf("region %d is down", i)
	}
	return nil
}

// joined gives its errors to the library.
func joined() error {
	errs := make([]error, 3)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { errs[i] = apply(i) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

// ranged looks at each.
func ranged() (failed int) {
	errs := make([]error, 3)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { errs[i] = apply(i) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			failed++
		}
	}
	return failed
}

// first keeps the first.
func first() error {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		found error
	)
	for i := range 5 {
		wg.Go(func() {
			err := apply(i)
			mu.Lock()
			defer mu.Unlock()
			if found == nil {
				found = err
			}
		})
	}
	wg.Wait()
	return found
}

// deferred is read by whom it returns to.
func deferred() (err error) {
	var wg sync.WaitGroup
	wg.Go(func() { err = apply(1) })
	wg.Wait()
	defer func() {
		if err == nil {
			fmt.Println("no error")
		}
	}()
	return
}

func main() {
	fmt.Println(joined())
	fmt.Println(ranged())
	fmt.Println(first() != nil)
	fmt.Println(deferred())
}

// Output:
// region 1 is down
// 1
// true
// region 1 is down

// Why: It ran to its end
// WhyNot: lost
// WhyNot: looked at
