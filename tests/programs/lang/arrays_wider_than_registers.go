// Arrays of a hundred thousand words and more are values like others: passed, returned, compared, boxed, ranged over.
package main

import (
	"fmt"
	"reflect"
)

const size = 100_000

type wide [size]int

type record struct {
	name string
	data wide
	last int
}

func (r record) named(name string) record {
	r.name = name
	r.data[1]++
	return r
}

func (w wide) total() (sum int) {
	for _, v := range w {
		sum += v
	}
	return sum
}

type totaller interface{ total() int }

func changed(w wide, at, to int) wide {
	w[at] = to
	return w
}

func both() (a, b wide) {
	a[0], b[0] = 1, 2
	return a, b
}

func recovered() (w wide) {
	defer func() {
		recover()
		w[2] = 7
	}()
	w[1] = 6
	panic("half way")
}

func unnamed(fail bool) wide {
	defer func() { recover() }()
	if fail {
		panic("nothing")
	}
	return wide{5: 5}
}

func identity[T any](v T) T { return v }

func each(yield func(int, wide) bool) {
	for i := range 3 {
		if !yield(i, wide{i}) {
			return
		}
	}
}

func firstWith(n int) wide {
	for i, w := range each {
		if i == n {
			return w
		}
	}
	return wide{-1}
}

var global wide

func main() {
	var a wide
	a[3] = 4
	b := a
	b[3] = 5
	c := changed(b, 3, 6)
	fmt.Println(a[3], b[3], c[3], a == b, b == changed(c, 3, 5), a != b)

	global = c
	p := &global
	d := *p
	d[size-1] = 9
	fmt.Println(global[size-1], d[size-1], d.total(), changed(d, 0, 1)[0], len(d))

	x, y := both()
	x, y = y, x
	fmt.Println(x[0], y[0], recovered()[1], recovered()[2], unnamed(false)[5], unnamed(true)[5])

	var box any = d
	d[0] = 100
	same := box
	fmt.Println(box.(wide)[0], box == any(d), box == same, box.(totaller).total())
	got, ok := box.(wide)
	none, fails := any(1).(wide)
	got[0] = 3
	fmt.Println(got[0], ok, none[0], fails, box.(wide)[0])
	switch v := box.(type) {
	case wide:
		v[0] = 8
		fmt.Println(v[0], box.(wide)[0])
	}

	r := record{"r", wide{1: 1}, 3}
	s := r.named("s")
	t := &s
	again := t.named("t")
	fmt.Println(r.name, r.data[1], s.name, s.data[1], again.name, again.data[1], again.last, r == s, r == record{"r", wide{1: 1}, 3})

	bound, expr := r.named, record.named
	r.last = 50
	fmt.Println(bound("b").last, expr(r, "e").last, identity(r).last, identity(a)[3])

	list := []wide{a, {1}, changed(a, 0, 2)}
	list[1], list[0] = list[0], list[2]
	for i, w := range list {
		list[2][0] = 40
		fmt.Print(i, ":", w[0], " ")
	}
	pair := [2]wide{a, b}
	pair[0] = pair[1]
	f := func(w wide) { fmt.Print("deferred ", w[3], "\n") }
	defer f(pair[0])
	pair[0][3] = 11
	done := make(chan int)
	go func(w wide) { done <- w[3] }(pair[0])
	pair[0][3] = 12
	fmt.Println(<-done, pair[0][3], pair[1][3], firstWith(2)[0], firstWith(4)[0])
	called := reflect.ValueOf(changed).Call([]reflect.Value{reflect.ValueOf(a), reflect.ValueOf(3), reflect.ValueOf(13)})
	fmt.Println(called[0].Index(3), a[3], reflect.ValueOf(record.named).Call([]reflect.Value{reflect.ValueOf(r), reflect.ValueOf("m")})[0].Field(0))
	var nothing *wide
	defer func() { fmt.Println(recover()) }()
	fmt.Println(changed(*nothing, 0, 0)[0])
}

// Output:
// 4 5 6 false true true
// 0 9 15 1 100000
// 2 1 6 7 5 0
// 0 false true 15
// 3 true 0 false 0
// 8 0
// r 1 s 2 t 3 3 false true
// 3 50 50 4
// 0:2 1:0 2:40 11 12 5 2 -1
// 13 4 m
// runtime error: invalid memory address or nil pointer dereference
// deferred 5
