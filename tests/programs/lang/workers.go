package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

type Server struct {
	mu sync.Mutex
	n  map[string]int
}

func (s *Server) inc(k string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n[k]++
}

func worker(id int, jobs <-chan int, results chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		time.Sleep(time.Duration(j) * time.Millisecond)
		results <- j * 2
	}
}

func main() {
	jobs := make(chan int, 10)
	results := make(chan int, 10)
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go worker(i, jobs, results, &wg)
	}
	for i := 1; i <= 9; i++ {
		jobs <- i
	}
	close(jobs)
	go func() { wg.Wait(); close(results) }()
	sum := 0
	for r := range results {
		sum += r
	}
	fmt.Println(sum)
	s := Server{n: map[string]int{}}
	var wg2 sync.WaitGroup
	for i := range 100 {
		wg2.Go(func() { s.inc(fmt.Sprint(i % 3)) })
	}
	wg2.Wait()
	fmt.Println(s.n)
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err())
	case <-time.After(time.Second):
		fmt.Println("late")
	}
	c1, c2 := make(chan string), make(chan int)
	go func() { c1 <- "one" }()
	go func() { time.Sleep(time.Millisecond); c2 <- 2 }()
	for i := 0; i < 2; i++ {
		select {
		case v := <-c1:
			fmt.Println(v)
		case v, ok := <-c2:
			fmt.Println(v, ok)
		}
	}
	select {
	case v := <-c1:
		fmt.Println(v)
	default:
		fmt.Println("none")
	}
	var once sync.Once
	for range 3 {
		once.Do(func() { fmt.Println("once") })
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { fmt.Println("r:", recover()) }()
		var m map[string]int
		m["a"] = 1
	}()
	<-done
	t := time.NewTicker(10 * time.Millisecond)
	for i := range 3 {
		<-t.C
		fmt.Println("tick", i)
	}
	t.Stop()
}

// Output:
// 90
// map[0:34 1:33 2:33]
// context deadline exceeded
// one
// 2 true
// none
// once
// r: assignment to entry in nil map
// tick 0
// tick 1
// tick 2
