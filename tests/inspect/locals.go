package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type Point struct {
	X, Y int
}

type Job struct {
	ID   int
	Name string
	At   *Point
	tags []string
}

type Shape interface{ Area() float64 }

type Circle struct{ R float64 }

func (c Circle) Area() float64 { return c.R * c.R }

var total int
var names = []string{"ada", "bob"}

func double(n int) (result int, err error) {
	result = n * 2
	if n > 2 {
		err = errors.New("too much")
	}
	mark() // inspect: n=3; result=6; err="too much"
	return
}

//go:noinline
func mark() { time.Sleep(time.Millisecond) }

func capture(ch chan<- string) func(int) {
	sum := 0
	prefix := "got"
	return func(n int) {
		sum += n
		ch <- fmt.Sprint(prefix, sum) // inspect: n=7; sum=7; prefix="got"
	}
}

func loop(limit int) {
	for i := 0; i < limit; i++ {
		square := i * i
		_ = square
		mark() // inspect: limit=3; i=2; square=4
	}
	for k, v := range []string{"a", "b"} {
		_, _ = k, v
		mark() // inspect: k=1; v="b"
	}
}

func shadow(x int) {
	if x := "inner"; x != "" {
		mark() // inspect: x="inner"
	}
	mark() // inspect: x=5
}

func generic[T any](items []T, f func(T) T) T {
	var last T
	for _, item := range items {
		last = f(item)
		mark() // inspect: items=["p" "q"] len 2, cap 2; item="q"; last="q!"
	}
	return last
}

func (j *Job) Run(delay time.Duration) {
	mark() // inspect: j=&{ID:7 Name:"build" At:*0x* tags:["x" "y"]}; delay=1.5s
}

func main() {
	ints := make([]int, 2, 5)
	ints[1] = 9
	array := [3]int{1, 2, 3}
	bytes := []byte("hi")
	var none []int
	ages := map[string]int{"bob": 2, "ada": 1}
	point := Point{1, 2}
	pp := &point
	var shape Shape = Circle{R: 1.5}
	var empty Shape
	var any1 any = 42
	f := double
	r := 'x'
	b := byte(200)
	u := uint16(65535)
	ok := true
	x := 1.5e-7
	c := complex(1, -2)
	buffered := make(chan string, 2)
	buffered <- "first"
	var mu sync.Mutex
	mu.Lock()
	var wg sync.WaitGroup
	wg.Add(2)
	total = 17
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	mark() // inspect: ints=[0 9] len 2, cap 5; array=[1 2 3]; bytes=[104 105] len 2, cap *; none=nil; ages=map["ada":1 "bob":2] len 2
	mark() // inspect: point={X:1 Y:2}; pp=&{X:1 Y:2}; shape=main.Circle{R:1.5}; empty=nil; any1=int(42); f=main.double
	mark() // inspect: r=120; b=200; u=65535; ok=true; x=1.5e-07; c=(1-2i); buffered=1 of 2, open; mu=locked; wg=counter 2
	mark() // inspect: ctx=deadline 2s, not done
	_ = ctx
	cancel()
	mark() // inspect: ctx=deadline 2s, done: context canceled
	mu.Unlock()
	mark() // inspect: mu=unlocked
	double(3)
	out := make(chan string)
	go func() {
		capture(out)(7)
	}()
	time.Sleep(time.Second)
	got := <-out
	_ = got
	mark() // inspect: got="got7"
	loop(3)
	shadow(5)
	generic([]string{"p", "q"}, func(s string) string { return s + "!" })
	(&Job{ID: 7, Name: "build", At: pp, tags: []string{"x", "y"}}).Run(1500 * time.Millisecond)
	fmt.Println(ints, array, bytes, none, ages, point, shape, empty, any1, f != nil, r, b, u, ok, x, c, names)
	_ = total
}
