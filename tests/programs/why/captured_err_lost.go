// One err for all goroutines of a batch: the last one assigns nil, and the error of another is gone.
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

var errQuota = errors.New("quota exceeded")

func apply(id int) error {
	time.Sleep(time.Duration(500-100*id) * time.Millisecond)
	if id == 3 {
		return errQuota
	}
	return nil
}

func main() {
	var err error
	var wg sync.WaitGroup
	for id := range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			err = apply(id)
		}()
	}
	wg.Wait()
	fmt.Println(err)
}

// Output:
// <nil>

// Why: Goroutine 5 writes at line 28 what goroutine 6 also wrote at line 28.
// Why: Nothing orders the two: `wg.Wait()` at line 31 in main comes after both.
// Mend: `err` keeps what is an error, behind a mutex
// Why: kept the error `quota exceeded` at line 28
// Why: overwrote it at line 28 before anybody looked at it.
