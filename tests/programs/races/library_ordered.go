// Values of the library that are used by one goroutine after another, or that guard themselves.
package main

import (
	"bytes"
	"container/list"
	"fmt"
	"io"
	"log"
	"math/rand"
	"os"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"
)

// Races: none

// Output:
// guarded 4
// pooled 12
// handed over: list of 2
// drawn 4 times
// logged 4
// piped: through
// halves [1 2 3 4]
// only read: 2 2

func each(n int, f func(i int)) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}

func main() {
	var mu sync.Mutex
	var b bytes.Buffer
	each(4, func(int) {
		mu.Lock()
		defer mu.Unlock()
		b.WriteString("x")
	})
	fmt.Println("guarded", b.Len())

	pool := sync.Pool{New: func() any { return new(strings.Builder) }}
	sum := make(chan int, 4)
	each(4, func(i int) {
		time.Sleep(time.Duration(i) * time.Second)
		sb := pool.Get().(*strings.Builder)
		sb.Reset()
		sb.WriteString("abc")
		sum <- sb.Len()
		pool.Put(sb)
	})
	fmt.Println("pooled", <-sum+<-sum+<-sum+<-sum)

	lists := make(chan *list.List)
	go func() {
		l := list.New()
		l.PushBack(1)
		lists <- l
	}()
	l := <-lists
	l.PushFront(0)
	fmt.Println("handed over: list of", l.Len())

	each(4, func(int) { rand.Intn(10) })
	fmt.Println("drawn 4 times")

	var logged bytes.Buffer
	logger := log.New(&logged, "", 0)
	each(4, func(int) { logger.Print("x") })
	fmt.Println("logged", logged.Len()/2)

	r, w := io.Pipe()
	go func() {
		fmt.Fprint(w, "through")
		w.Close()
	}()
	text, _ := io.ReadAll(r)
	fmt.Printf("piped: %s\n", text)

	a := []int{2, 1, 4, 3}
	each(2, func(i int) {
		half := a[2*i : 2*i+2]
		if i == 0 {
			slices.SortFunc(half, func(x, y int) int { return x - y })
		} else {
			sort.Slice(half, func(x, y int) bool { return half[x] < half[y] })
		}
	})
	fmt.Fprintln(os.Stdout, "halves", a)

	lens := make(chan int, 2)
	each(2, func(int) { lens <- l.Len() })
	fmt.Println("only read:", <-lens, <-lens)
}
