// Each function here has a race, each of another kind. What runs first does not matter: nothing orders the two.
package main

import (
	"fmt"
	"sync"
	"time"
)

// Races: 35~35, 45~48, 62~68, 83~89, 99~102, 113~113, 124~128, 124~130, 140~143

// Output:
// done

func main() {
	counter()
	afterTheGo()
	writerUnderRLock()
	wrongLock()
	sleepIsNoOrder()
	sameElement()
	bufferedBackwards()
	capturedError()
	fmt.Println("done")
}

// counter adds without a lock.
func counter() {
	var wg sync.WaitGroup
	n := 0
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			n++
		}()
	}
	wg.Wait()
}

// afterTheGo writes what its goroutine reads.
func afterTheGo() {
	x, done := 1, make(chan bool)
	go func() {
		_ = x + 1
		done <- true
	}()
	x = 2
	<-done
}

// writerUnderRLock writes where others read.
func writerUnderRLock() {
	var rw sync.RWMutex
	var wg sync.WaitGroup
	x := 0
	wg.Add(2)
	go func() {
		defer wg.Done()
		rw.RLock()
		defer rw.RUnlock()
		x = 1
	}()
	go func() {
		defer wg.Done()
		rw.RLock()
		defer rw.RUnlock()
		_ = x + 1
	}()
	wg.Wait()
}

// wrongLock has two locks for one variable.
func wrongLock() {
	var a, b sync.Mutex
	var wg sync.WaitGroup
	x := 0
	wg.Add(2)
	go func() {
		defer wg.Done()
		a.Lock()
		defer a.Unlock()
		x = 1
	}()
	go func() {
		defer wg.Done()
		b.Lock()
		defer b.Unlock()
		x = 2
	}()
	wg.Wait()
	_ = x
}

// sleepIsNoOrder waits long enough, which orders nothing.
func sleepIsNoOrder() {
	x := 0
	go func() {
		x = 1
	}()
	time.Sleep(time.Second)
	_ = x + 1
}

// sameElement has two goroutines for one index.
func sameElement() {
	var wg sync.WaitGroup
	results := make([]int, 2)
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i/2] = i
		}()
	}
	wg.Wait()
}

// bufferedBackwards takes a send into a buffer for an order of what the receiver did before.
func bufferedBackwards() {
	c := make(chan int, 1)
	x := 0
	go func() {
		x = 1
		<-c
	}()
	c <- 1
	x = 2
	time.Sleep(time.Second)
	_ = x
}

// capturedError lets the goroutines of a batch share one variable.
func capturedError() {
	var wg sync.WaitGroup
	var err error
	wg.Add(2)
	go func() {
		defer wg.Done()
		err = fmt.Errorf("first")
	}()
	go func() {
		err = fmt.Errorf("second")
		wg.Done()
	}()
	wg.Wait()
	if err == nil {
		fmt.Println("lost")
	}
}
