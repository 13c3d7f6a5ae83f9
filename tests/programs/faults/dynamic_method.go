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

// Fault: call:main.(*disk).Get#1=refuse(503)
// Output:
// "" 503 Service Unavailable 0s
// "item 1" <nil> 100ms
// "item 2" <nil> 200ms
// "item 3" <nil> 300ms
