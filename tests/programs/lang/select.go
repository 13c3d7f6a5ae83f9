package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

func id(s string, c chan int) chan int { fmt.Println("eval", s); return c }
func val(v int) int                    { fmt.Println("val", v); return v }

type result struct {
	v   int
	err error
}

func producer(n int) <-chan result {
	out := make(chan result)
	go func() {
		defer close(out)
		for i := range n {
			var err error
			if i == 2 {
				err = fmt.Errorf("bad %d", i)
			}
			out <- result{i, err}
		}
	}()
	return out
}

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	b <- 3
	var arr [3]int
	idx := func() int { fmt.Println("idx"); return 1 }
	select {
	case id("a", nil) <- val(1):
		fmt.Println("sent")
	case arr[idx()] = <-id("b", b):
		fmt.Println("recv", arr)
	}
	select {
	case a <- 5:
		fmt.Println("sent a")
	case v, ok := <-b:
		fmt.Println(v, ok)
	}
	close(b)
	var ok bool
	var v int
	select {
	case v, ok = <-b:
		fmt.Println(v, ok)
	}
	for r := range producer(4) {
		if r.err != nil {
			fmt.Println("err", r.err)
			continue
		}
		fmt.Println(r.v)
	}
	timeout := time.After(20 * time.Millisecond)
	tick := time.Tick(6 * time.Millisecond)
	n := 0
loop:
	for {
		select {
		case <-tick:
			n++
			if n == 2 {
				continue loop
			}
		case <-timeout:
			break loop
		}
	}
	fmt.Println("ticks", n)
	sem := make(chan struct{}, 2)
	done := make(chan int)
	for i := range 4 {
		go func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			time.Sleep(time.Millisecond)
			done <- i
		}()
	}
	sum := 0
	for range 4 {
		sum += <-done
	}
	fmt.Println(sum, len(sem) <= 2, cap(sem))
	chans := []chan string{make(chan string, 1), make(chan string, 1)}
	for i, c := range chans {
		c <- strconv.Itoa(i)
	}
	fmt.Println(<-chans[0] + <-chans[1])
	cc := make(chan chan int, 1)
	inner := make(chan int, 1)
	cc <- inner
	inner <- 8
	fmt.Println(<-<-cc)
	var nilc chan int
	select {
	case <-nilc:
	default:
		fmt.Println("nil not ready")
	}
	go func() {
		defer func() {
			fmt.Println("recovered", recover())
			done <- 1
		}()
		close(a)
		a <- 1
	}()
	<-done
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop())
	start := time.Now()
	time.Sleep(1500 * time.Millisecond)
	if d := time.Since(start); d < 1500*time.Millisecond {
		fmt.Println("short", d)
	}
	fmt.Println(time.Duration(90)*time.Second, 2*time.Hour+30*time.Minute)
	if len(os.Args) > 5 {
		return
	}
	x := <-a
	y, ok2 := <-a
	fmt.Println(x, y, ok2)
	panic(fmt.Sprintf("end %d", n))
}

// Outcome: panic
// Stderr: panic: end 3

// Output:
// eval a
// val 1
// eval b
// idx
// recv [0 3 0]
// sent a
// 0 false
// 0
// 1
// err bad 2
// 3
// ticks 3
// 6 true 2
// 01
// 8
// nil not ready
// recovered send on closed channel
// true
// 1m30s 2h30m0s
// 5 0 false
