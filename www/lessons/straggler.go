package main

import (
	"fmt"
	"sync"
	"time"
)

const (
	items = 12 //lab:knob 1..60
	batch = 4  //lab:knob 1..12
)

func deploy(id int) error {
	d := time.Duration(5+id%batch) * 100 * time.Millisecond
	if id%batch == 0 {
		d = 2 * time.Second // one straggler per batch
	}
	time.Sleep(d)
	if id == 3 {
		return fmt.Errorf("item %d: image not found", id)
	}
	return nil
}

func worker(id int, wg *sync.WaitGroup) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("item %d: recovered: %v\n", id, r)
		}
	}()
	if err := deploy(id); err != nil {
		fmt.Println(err)
	}
	wg.Done()
}

func main() {
	var wg sync.WaitGroup
	for first := 1; first <= items; first += batch {
		for id := first; id < first+batch; id++ {
			wg.Add(1)
			go worker(id, &wg)
		}
		wg.Wait()
	}
	fmt.Println("all deployed")
}
