package main

import (
	"fmt"
	"sync"
	"time"
)

func work(id int, jobs <-chan int, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		time.Sleep(time.Second)
		fmt.Println("worker", id, "job", j)
	}
	fmt.Println("worker", id, "ends")
}

func main() {
	start := time.Now()
	jobs := make(chan int)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go work(i, jobs, &wg)
	}
	for j := range 3 {
		jobs <- j
	}
	close(jobs)
	wg.Wait()
	fmt.Println("all done after", time.Since(start))
}

// Fault: recv:jobs#1=slow(+5s)
// Output:
// worker 1 job 0
// worker 1 job 1
// worker 1 job 2
// worker 1 ends
// worker 0 ends
// all done after 5s
