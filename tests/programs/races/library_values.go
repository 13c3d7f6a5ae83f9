// Values of the library that leave it to the program that nobody else uses them.
package main

import (
	"bufio"
	"bytes"
	"container/list"
	"fmt"
	"math/rand"
	"os"
	"strings"
	"sync"
)

// Races: 27~27, 31~31, 35~37, 42~42, 46~46

func both(f func()) {
	var wg sync.WaitGroup
	wg.Go(f)
	wg.Go(f)
	wg.Wait()
}

func main() {
	var b bytes.Buffer
	both(func() {
		b.WriteByte('b')
	})
	var s strings.Builder
	both(func() {
		fmt.Fprintf(&s, "%d", 5)
	})
	l := list.New()
	var wg sync.WaitGroup
	wg.Go(func() { l.PushBack(1) })
	wg.Go(func() {
		fmt.Println(l.Len())
	})
	wg.Wait()
	r := rand.New(rand.NewSource(1))
	both(func() {
		r.Intn(10)
	})
	w := bufio.NewWriter(os.Stdout)
	both(func() {
		fmt.Fprintln(w, "line")
	})
	w.Flush()
}
