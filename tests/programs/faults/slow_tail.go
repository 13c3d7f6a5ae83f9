package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

var ErrBusy = errors.New("busy")

type Store interface{ Get(id int) (string, error) }

type disk struct{ mu sync.Mutex }

func (d *disk) Get(id int) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	time.Sleep(100 * time.Millisecond)
	return fmt.Sprint("item ", id), nil
}

func main() {
	start := time.Now()
	var s Store = &disk{}
	results := make([]string, 4)
	var wg sync.WaitGroup
	for id := range results {
		wg.Go(func() {
			text, err := s.Get(id)
			results[id] = fmt.Sprintf("%q %v %v", text, err, time.Since(start))
		})
	}
	wg.Wait()
	for _, r := range results {
		fmt.Println(r)
	}
}

// Seed: 4
// Fault: call:Get=slow(tail(200ms,1.2))
// Output:
// "item 0" <nil> 678.288877ms
// "item 1" <nil> 2.157012762s
// "item 2" <nil> 566.406184ms
// "item 3" <nil> 616.258065ms
