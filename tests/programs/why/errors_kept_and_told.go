// Errors that a function keeps where somebody reads, or that are told before they are kept: none is lost.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type batch struct {
	mu     sync.Mutex
	errs   []error
	unread []error
	byRow  map[int]error
}

func (b *batch) fail(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.errs = append(b.errs, err)
}

func (b *batch) keep(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.unread = append(b.unread, err)
}

func row(i int) error {
	if i == 2 {
		return errors.New("bad row")
	}
	return nil
}

func main() {
	b := &batch{byRow: map[int]error{}}
	failed := 0
	for i := range 4 {
		if err := row(i); err != nil {
			b.fail(err)
		}
		if err := row(i); err != nil {
			fmt.Println("told:", err)
			b.keep(err)
		}
		if err := row(i); err != nil {
			failed++
			b.keep(err)
		}
		b.byRow[i] = row(i)
	}
	fmt.Println(len(b.errs), b.byRow[2], failed)
}

// Output:
// told: bad row
// 1 bad row 1

// WhyNot: nobody looked
