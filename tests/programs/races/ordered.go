// Everything here is ordered, each time by another edge of Go's memory model.
package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// Races: none

// Output:
// go 1, end 2
// unbuffered: send 3, receive 4
// buffered: value 5, place 6
// close 7
// mutex 10
// readers see 8, writer sees 3 readers
// once 9
// group 10
// atomic 11
// condition 12
// map 13
// cancel 14, seen 15
// timer 16
// elements 6, fields 3, bytes abc

func main() {
	goAndWait()
	unbuffered()
	buffered()
	closed()
	mutex()
	readersAndWriter()
	once()
	group()
	atomically()
	condition()
	syncMap()
	cancelled()
	timer()
	apart()
}

func goAndWait() {
	x := 1
	before := x
	done := make(chan bool)
	go func() {
		x++
		done <- true
	}()
	<-done
	fmt.Printf("go %d, end %d\n", before, x)
}

func unbuffered() {
	a, b := 0, 0
	c := make(chan int)
	go func() {
		a = 3
		c <- 1
		b++ // the receive came before the send was complete
		c <- 2
	}()
	b = 3
	<-c
	x := a
	<-c
	fmt.Printf("unbuffered: send %d, receive %d\n", x, b)
}

func buffered() {
	value, place := 0, 0
	c := make(chan int, 1)
	full := make(chan int)
	go func() {
		value = 5
		c <- 1
		c <- 2 // waits for the place that the first receive freed
		place++
		close(full)
	}()
	time.Sleep(time.Second)
	place = 5
	<-c
	<-full
	fmt.Printf("buffered: value %d, place %d\n", value, place)
}

func closed() {
	x := 0
	c := make(chan int)
	go func() {
		x = 7
		close(c)
	}()
	<-c
	fmt.Println("close", x)
}

func mutex() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	n := 0
	for range 10 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			n++
		})
	}
	wg.Wait()
	fmt.Println("mutex", n)
}

func readersAndWriter() {
	var rw sync.RWMutex
	var wg sync.WaitGroup
	var reads atomic.Int32
	x, seen := 8, 0
	for range 3 {
		wg.Go(func() {
			rw.RLock()
			defer rw.RUnlock()
			reads.Add(int32(x / 8))
		})
	}
	time.Sleep(time.Millisecond)
	rw.Lock()
	seen = x
	x = 0
	rw.Unlock()
	wg.Wait()
	fmt.Printf("readers see %d, writer sees %d readers\n", seen, reads.Load())
}

func once() {
	var o sync.Once
	var wg sync.WaitGroup
	x := 0
	sum := make(chan int, 3)
	for range 3 {
		wg.Go(func() {
			o.Do(func() { x = 3 })
			sum <- x
		})
	}
	wg.Wait()
	fmt.Println("once", <-sum+<-sum+<-sum)
}

func group() {
	var wg sync.WaitGroup
	results := make([]int, 4)
	for i := range results {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i] = i + 1
		}()
	}
	wg.Wait()
	sum := 0
	for _, r := range results {
		sum += r
	}
	fmt.Println("group", sum)
}

func atomically() {
	x := 0
	var ready atomic.Bool
	go func() {
		x = 11
		ready.Store(true)
	}()
	for !ready.Load() {
		time.Sleep(time.Millisecond)
	}
	fmt.Println("atomic", x)
}

func condition() {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	x := 0
	go func() {
		mu.Lock()
		x = 12
		mu.Unlock()
		c.Broadcast()
	}()
	mu.Lock()
	for x == 0 {
		c.Wait()
	}
	fmt.Println("condition", x)
	mu.Unlock()
}

func syncMap() {
	var m sync.Map
	go func() {
		x := new(int)
		*x = 13
		m.Store("x", x)
	}()
	for {
		if v, ok := m.Load("x"); ok {
			fmt.Println("map", *v.(*int))
			return
		}
		time.Sleep(time.Millisecond)
	}
}

func cancelled() {
	ctx, cancel := context.WithCancel(context.Background())
	child, stop := context.WithTimeout(ctx, time.Hour)
	defer stop()
	x, y := 0, 0
	go func() {
		x, y = 14, 15
		cancel()
	}()
	<-child.Done()
	a := x
	for child.Err() == nil {
		time.Sleep(time.Millisecond)
	}
	fmt.Printf("cancel %d, seen %d\n", a, y)
}

func timer() {
	x := 15
	done := make(chan bool)
	time.AfterFunc(time.Second, func() {
		x++
		close(done)
	})
	<-done
	fmt.Println("timer", x)
}

// Neighbours are places of their own.
func apart() {
	var wg sync.WaitGroup
	elements := make([]int, 3)
	fields := struct{ a, b, c int }{}
	bytes := make([]byte, 3)
	for i := range 3 {
		wg.Go(func() {
			elements[i] = 2
			bytes[i] = byte('a' + i)
			switch i {
			case 0:
				fields.a = 1
			case 1:
				fields.b = 1
			default:
				fields.c = 1
			}
		})
	}
	wg.Wait()
	fmt.Printf("elements %d, fields %d, bytes %s\n",
		elements[0]+elements[1]+elements[2], fields.a+fields.b+fields.c, bytes)
}
