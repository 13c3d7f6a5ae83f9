package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

var errFull = errors.New("disk full")

func save(id int) error {
	time.Sleep(time.Duration(id+1) * time.Second)
	if id == 1 {
		return errFull
	}
	return nil
}

func main() {
	var wg sync.WaitGroup
	for id := range 3 {
		wg.Add(1)
		go func() {
			if err := save(id); err != nil {
				fmt.Println("save", id, "failed:", err)
				return // and nobody calls Done
			}
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println("all saved")
}
