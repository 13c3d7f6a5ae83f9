package main

import (
	"fmt"
	"sync"
)

func main() {
	var once sync.Once
	for i := range 3 {
		once.Do(func() { fmt.Println("once", i) })
	}
	v := sync.OnceValue(func() int { fmt.Println("computed"); return 42 })
	fmt.Println(v(), v())
	f := sync.OnceFunc(func() { panic("in once") })
	for range 2 {
		func() {
			defer func() { fmt.Println("got", recover()) }()
			f()
		}()
	}
	var m sync.Map
	m.Store("a", 1)
	got, loaded := m.LoadOrStore("a", 2)
	fmt.Println(got, loaded)
	_, ok := m.Load("b")
	fmt.Println(ok)
	m.Delete("a")
	m.Range(func(k, v any) bool { fmt.Println(k, v); return true })
	p := sync.Pool{New: func() any { return "new" }}
	fmt.Println(p.Get())
}

// Output:
// once 0
// computed
// 42 42
// got in once
// got in once
// 1 true
// false
// new
