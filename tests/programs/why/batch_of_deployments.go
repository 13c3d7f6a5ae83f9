// A batch of 100 deployments: one in ten fails, one panics without recover, and so ends all the others.
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

func deploy(id int) error {
	time.Sleep(time.Duration(50+id) * time.Millisecond)
	switch {
	case id == 42:
		var image *struct{ tag string }
		fmt.Println(image.tag)
	case id%10 == 0:
		return errors.New("quota exceeded")
	}
	return nil
}

func main() {
	var wg sync.WaitGroup
	for id := range 100 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := deploy(id); err != nil {
				fmt.Println(id, err)
			}
		}()
	}
	wg.Wait()
}

// Outcome: panic
// Stderr: invalid memory address or nil pointer dereference
// Why: Goroutine 44 (`main.main.func1`, started at line 27) panicked at line 16, and nothing recovered it.
// Why: A panic that leaves its goroutine ends the whole program
