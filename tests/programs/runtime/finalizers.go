package main

import (
	"fmt"
	"runtime"
	"time"
	"weak"
)

type File struct {
	name string
	next *File
}

func open(name string) *File {
	f := &File{name: name}
	runtime.SetFinalizer(f, func(f *File) { fmt.Println("closing", f.name) })
	return f
}

func gc() {
	runtime.GC()
	time.Sleep(30 * time.Millisecond)
}



func cleanups() {
	for i := range 3 {
		z := new([4]int)
		runtime.AddCleanup(z, func(s int) { fmt.Println("cleanup", s) }, i)
		runtime.AddCleanup(z, func(s int) { fmt.Println("cleanup", s) }, 10+i)
	}
	gc()
}

func main() {
	f := open("a")
	fmt.Println(f.name)
	gc()
	fmt.Println("after a")

	g := open("b")
	gc()
	fmt.Println("b lives", g.name)
	g = nil
	gc()

	// chain: the first goes first
	x, y := open("x"), open("y")
	x.next = y
	x, y = nil, nil
	gc()
	fmt.Println("once")
	gc()

	for i := range 3 {
		z := open(fmt.Sprint("loop", i))
		_ = z
	}
	gc()

	b := new(int)
	*b = 5
	w := weak.Make(b)
	w2 := weak.Make(b)
	fmt.Println(w == w2, *w.Value())
	gc()
	fmt.Println(w.Value() != nil, *b)
	c := runtime.AddCleanup(b, func(s string) { fmt.Println("cleanup", s) }, "of b")
	_ = c
	d := runtime.AddCleanup(b, func(s string) { fmt.Println("cleanup", s) }, "never")
	d.Stop()
	b = nil
	gc()
	fmt.Println(w.Value() == nil, w == w2)

	k := open("kept")
	gc()
	runtime.KeepAlive(k)
	s := open("iface")
	runtime.SetFinalizer(s, nil)
	runtime.SetFinalizer(s, func(x any) { fmt.Printf("%T %v\n", x, x.(*File).name) })
	gc()
	runtime.GC()
	cleanups()
	fmt.Println(runtime.NumGoroutine())
}

// Output:
// a
// closing a
// after a
// b lives b
// closing b
// closing x
// once
// closing y
// closing loop2
// closing loop1
// closing loop0
// true 5
// true 5
// cleanup of b
// true true
// *main.File iface
// closing kept
// cleanup 10
// cleanup 0
// cleanup 11
// cleanup 1
// cleanup 12
// cleanup 2
// 1
