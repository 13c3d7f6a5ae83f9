package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type R struct{ name string }

func (r R) Rec()   { fmt.Println(r.name, "rec:", recover()) }
func (r *R) PRec() { fmt.Println(r.name, "prec:", recover()) }

type Recer interface{ Rec() }
type Emb struct{ R }
type EmbP struct{ *R }
type EmbI struct{ Recer }

func run(f func()) { defer func() { fmt.Println("outer:", recover()) }(); f() }

type Big struct {
	a, b, c string
	n       int
}

func (b Big) Show() string      { return b.a + b.b + fmt.Sprint(b.n) }
func (b *Big) Set(n int) *Big   { b.n = n; return b }
func (b Big) With(n int) Big    { b.n = n; return b }

type Shower interface{ Show() string }
type Withs interface {
	Shower
	With(int) Big
}

type One struct{ p *int }

func (o One) Get() int { return *o.p }

type Fn func() string

func (f Fn) Show() string { return "fn:" + f() }

type Empty struct{}

func (Empty) Show() string { return "empty" }

type Logger struct {
	*strings.Builder
	prefix string
}

func (l Logger) Log(s string) { l.WriteString(l.prefix + s + ";") }

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type Counter struct {
	sync.Mutex
	n    map[string]int
	hits atomic.Int64
}

func (c *Counter) Inc(k string) {
	c.Lock()
	defer c.Unlock()
	c.n[k]++
	c.hits.Add(1)
}

type State int

const (
	Idle State = iota
	Busy
)

func (s State) String() string { return [...]string{"Idle", "Busy"}[s] }

type Event struct {
	At   time.Duration
	From State
	Meta map[string]any
	Next *Event
}

type Visitor interface{ Visit(n int) Visitor }
type V1 struct{ depth int }

func (v V1) Visit(n int) Visitor {
	if n == 0 {
		return nil
	}
	return V1{v.depth + 1}
}

func main() {
	run(func() { defer R{"a"}.Rec(); panic(1) })
	run(func() { r := R{"b"}; defer r.PRec(); panic(2) })
	run(func() { var i Recer = R{"c"}; defer i.Rec(); panic(3) })
	run(func() { var i Recer = &R{"d"}; defer i.Rec(); panic(4) })
	run(func() { defer Emb{R{"e"}}.Rec(); panic(5) })
	run(func() { defer EmbP{&R{"f"}}.PRec(); panic(6) })
	run(func() { defer EmbI{R{"g"}}.Rec(); panic(7) })
	run(func() { f := R{"h"}.Rec; defer f(); panic(8) })
	run(func() { f := R.Rec; defer f(R{"i"}); panic(9) })
	run(func() { f := (*R).PRec; defer f(&R{"j"}); panic(10) })
	run(func() { var i Recer = EmbI{&EmbP{&R{"k"}}}; f := i.Rec; defer f(); panic(11) })
	run(func() { defer recover(); panic(12) })
	run(func() { defer panic("13b"); panic(13) })
	run(func() { defer fmt.Println("plain"); panic(14) })

	b := Big{"x", "y", "z", 1}
	shows := []Shower{b, &b, Empty{}, Fn(func() string { return "q" }), b.With(7), b.Set(3), struct{ Shower }{b}}
	for _, s := range shows {
		fmt.Print(s.Show(), " ")
	}
	fmt.Println()
	var w Withs = b
	fmt.Println(w.With(9).Show(), w.Show(), w.(Shower).Show())
	f, g, h := w.Show, w.With, (*Big).Set
	b.n = 100
	fmt.Println(f(), g(5).n, h(&b, 6).n)
	n := 5
	o := One{&n}
	var og interface{ Get() int } = o
	n = 6
	fmt.Println(og.Get(), o.Get())
	lg := Logger{&strings.Builder{}, "> "}
	lg.Log("a")
	lg.Log("b")
	fmt.Println(lg.String(), lg.Len())
	bl := byLen{"ccc", "a", "bb"}
	sort.Sort(bl)
	fmt.Println(bl)
	sort.Sort(sort.Reverse(bl))
	fmt.Println(bl)
	c := &Counter{n: map[string]int{}}
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { c.Inc([]string{"x", "y"}[i%2]) })
	}
	wg.Wait()
	fmt.Println(c.n, c.hits.Load())
	e := Event{1500 * time.Millisecond, Busy, map[string]any{"k": []int{1}, "s": Idle}, nil}
	fmt.Printf("%v\n%+v\n", e, e)
	e2 := e
	e2.Next = &e
	fmt.Println(e2.Next.From, e2.Next.Next == nil, e.At)
	var v Visitor = V1{}
	for i := 3; v != nil; i-- {
		fmt.Print(v.(V1).depth, " ")
		v = v.Visit(i)
	}
	fmt.Println()
	fmt.Printf("%d|%5d|%-5d|%05d|%x|%X|%o|%b|%c|%U|%e|%8.3f|%t|%q|%v|%p\n", 42, 42, 42, 42, 255, 255, 8, 5, 'A', 0x1F600, 12345.678, 3.14159, true, "hi", nil, nil)
	fmt.Printf("%s %v %d %v %+v %T\n", Busy, Busy, Busy, []State{Idle, Busy}, struct {
		S State
		p *int
	}{Busy, nil}, Busy)
	fmt.Printf("%#v %#v %#v %#v\n", b, []string{"a"}, map[string]int{"z": 1}, struct{ X any }{1})
	var once sync.Once
	for range 2 {
		once.Do(func() { fmt.Println("once") })
	}
	cond := sync.NewCond(&sync.Mutex{})
	ready := false
	go func() {
		time.Sleep(time.Millisecond)
		cond.L.Lock()
		ready = true
		cond.L.Unlock()
		cond.Broadcast()
	}()
	cond.L.Lock()
	for !ready {
		cond.Wait()
	}
	cond.L.Unlock()
	fmt.Println("ready")
	var sm sync.Map
	sm.Store("a", 1)
	val, ok := sm.Load("a")
	fmt.Println(val, ok)
	p := sync.Pool{New: func() any { return new(Big) }}
	bp := p.Get().(*Big)
	bp.n = 3
	p.Put(bp)
	var av atomic.Value
	av.Store([]int{1, 2})
	fmt.Println(av.Load().([]int)[1])
	var ptr atomic.Pointer[Big]
	ptr.Store(&Big{n: 77})
	fmt.Println(ptr.Load().n)
	t := time.AfterFunc(time.Millisecond, func() { fmt.Println("after") })
	time.Sleep(3 * time.Millisecond)
	fmt.Println(t.Stop())
}

// Output:
// a rec: 1
// outer: <nil>
// b prec: 2
// outer: <nil>
// c rec: 3
// outer: <nil>
// d rec: 4
// outer: <nil>
// e rec: 5
// outer: <nil>
// f prec: 6
// outer: <nil>
// g rec: 7
// outer: <nil>
// h rec: 8
// outer: <nil>
// i rec: 9
// outer: <nil>
// j prec: 10
// outer: <nil>
// k rec: 11
// outer: <nil>
// outer: 12
// outer: 13b
// plain
// outer: 14
// xy3 xy3 empty fn:q xy7 xy3 xy3 
// xy9 xy3 xy3
// xy3 5 6
// 6 6
// > a;> b; 8
// [a bb ccc]
// [ccc bb a]
// map[x:10 y:10] 20
// {1.5s Busy map[k:[1] s:Idle] <nil>}
// {At:1.5s From:Busy Meta:map[k:[1] s:Idle] Next:<nil>}
// Busy true 1.5s
// 0 1 2 3 
// 42|   42|42   |00042|ff|FF|10|101|A|U+1F600|1.234568e+04|   3.142|true|"hi"|<nil>|%!p(<nil>)
// Busy Busy 1 [Idle Busy] {S:Busy p:<nil>} main.State
// main.Big{a:"x", b:"y", c:"z", n:6} []string{"a"} map[string]int{"z":1} struct { X interface {} }{X:1}
// once
// ready
// 1 true
// 2
// 77
// after
// false
