// Errors that somebody looks at, if late, elsewhere, or only on some ways: none of them is lost.
package main

import (
	"errors"
	"fmt"
	"sync"
)

var errFirst = errors.New("first")

func try(n int) error {
	if n > 0 {
		return fmt.Errorf("%d: %w", n, errFirst)
	}
	return nil
}

func named() (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("named: %w", err)
		}
	}()
	err = try(1)
	return
}

func retried() error {
	var err error
	for i := 3; i >= 0; i-- {
		if err = try(i); err == nil {
			return nil
		}
	}
	return err
}

func loop() {
	for i, err := 0, error(nil); i < 3; i, err = i+1, try(i) {
		if err != nil {
			fmt.Println("loop:", err)
		}
	}
}

func shared() error {
	var err error
	var wg sync.WaitGroup
	wg.Go(func() { err = try(2) })
	wg.Wait()
	return err
}

func jumps() {
	var err error
again:
	if err != nil {
		fmt.Println("jumps:", err)
		return
	}
	err = try(1)
	goto again
}

func main() {
	fmt.Println(named(), retried(), shared())
	loop()
	jumps()
	var errs []error
	errs = append(errs, try(1))
	p := new(error)
	*p = try(2)
	m := map[string]error{}
	m["a"] = try(3)
	if err := try(4); err != nil {
		fmt.Println(errors.Join(errs...), *p, m, err)
	}
}

// Output:
// named: 1: first <nil> 2: first
// loop: 1: first
// jumps: 1: first
// 1: first 2: first map[a:3: first] 4: first

// WhyNot: nobody looked at it
