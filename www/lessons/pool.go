package main

import (
	"fmt"
	"sync"
	"time"
)

const (
	workers = 3  //lab:knob 1..12
	jobs    = 12 //lab:knob 1..60
)

type result struct {
	job, square int
}

// Workers take jobs from one channel: nobody waits for a batch to end.
func worker(id int, todo <-chan int, done chan<- result, wg *sync.WaitGroup) {
	defer wg.Done()
	for job := range todo {
		time.Sleep(time.Duration(100+50*(job%4)) * time.Millisecond)
		done <- result{job, job * job}
	}
}

func main() {
	todo := make(chan int)
	done := make(chan result)

	var wg sync.WaitGroup
	for id := 1; id <= workers; id++ {
		wg.Add(1)
		go worker(id, todo, done, &wg)
	}
	go func() {
		for job := 1; job <= jobs; job++ {
			todo <- job
		}
		close(todo)
		wg.Wait()
		close(done)
	}()

	sum := 0
	for r := range done {
		sum += r.square
	}
	fmt.Println("sum of squares:", sum)
}
