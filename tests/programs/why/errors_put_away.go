// Errors that are kept and never read: in a field of what is sent, in a field by index, in a map.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type result struct {
	id  int
	err error
}

type outcome struct {
	name  string
	cause error
}

func fetch(id int) (int, error) {
	if id == 2 {
		return 0, fmt.Errorf("order %d: %w", id, errors.New("no stock"))
	}
	return id * 10, nil
}

func check(id int) error {
	if id == 1 {
		return errors.New("quota exceeded")
	}
	return nil
}

func main() {
	ch := make(chan result)
	for id := range 3 {
		go func() {
			v, err := fetch(id)
			r := result{id: v, err: err}
			ch <- r
		}()
	}
	sum := 0
	for range 3 {
		sum += (<-ch).id
	}

	var wg sync.WaitGroup
	var mu sync.Mutex
	all := make([]outcome, 3)
	errs := map[int]error{}
	for i := range all {
		wg.Go(func() {
			all[i].name = fmt.Sprint("job ", i)
			all[i].cause = check(i)
			mu.Lock()
			defer mu.Unlock()
			errs[i] = check(i)
		})
	}
	wg.Wait()
	fmt.Println(sum, all[0].name, "done")
}

// Output:
// 10 job 0 done

// Why: It ran to its end, but errors were lost
// Why: got the error `order 2: no stock` at line 38, step
// Why: and nobody looked at it: nothing reads `result.err`.
// Why: got the error `quota exceeded` at line 55, step
// Why: nothing reads `outcome.cause`.
// Why: got the error `quota exceeded` at line 58, step
// Why: nothing reads `errs`.
