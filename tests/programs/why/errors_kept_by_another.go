// Errors that are given to a function which keeps them where nobody reads: a list of structs, a list, a map in a field.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type failure struct {
	name string
	err  error
}

type rollout struct {
	mu     sync.Mutex
	failed []failure
	broken []error
	byName map[string]error
}

func (r *rollout) add(name string, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failed = append(r.failed, failure{name, err})
}

func (r *rollout) broke(err error) {
	r.mu.Lock()
	r.broken = append(r.broken, err)
	r.mu.Unlock()
}

func deploy(name string) error {
	if name == "billing" {
		return errors.New("image not found")
	}
	return nil
}

func main() {
	r := &rollout{byName: map[string]error{}}
	var wg sync.WaitGroup
	for i, name := range []string{"web", "billing", "search"} {
		wg.Go(func() {
			if err := deploy(name); err != nil {
				r.add(name, err)
			}
			if i == 2 {
				r.broke(fmt.Errorf("row %d is broken", i))
			}
			err := deploy(name)
			r.mu.Lock()
			r.byName[name] = err
			r.mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println("deployed")
}

// Output:
// deployed

// Why: It ran to its end, but errors were lost
// Why: got the error `image not found` at line 46, step
// Why: nobody looked at it: nothing reads `rollout.failed`.
// Why: got the error `row 2 is broken` at line 50, step
// Why: nothing reads `rollout.broken`.
// Why: got the error `image not found` at line 52, step
// Why: nothing reads `rollout.byName`.
