// Whoever sees that a context is done knows what was done before it was cancelled, however it is seen.
package main

import (
	"context"
	"fmt"
	"time"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	x := 0
	go func() { x = 1; cancel() }()
	time.Sleep(time.Second)
	<-ctx.Done()
	fmt.Println(x)

	ctx2, cancel2 := context.WithCancel(context.Background())
	y := 0
	go func() { y = 1; cancel2() }()
	for ctx2.Err() == nil {
		time.Sleep(time.Second)
	}
	fmt.Println(y)

	ctx3, cancel3 := context.WithCancelCause(context.Background())
	z := 0
	go func() { z = 1; cancel3(fmt.Errorf("boom")) }()
	time.Sleep(time.Second)
	fmt.Println(context.Cause(ctx3))
	fmt.Println(z)

	parent, cancel4 := context.WithCancel(context.Background())
	w := 0
	go func() { w = 1; cancel4() }()
	time.Sleep(time.Second)
	child, c5 := context.WithCancel(parent)
	defer c5()
	<-child.Done()
	fmt.Println(w)
	select {
	case <-parent.Done():
	default:
	}
	v := 0
	p6, c6 := context.WithCancel(context.Background())
	go func() { v = 1; c6() }()
	time.Sleep(time.Second)
	select {
	case <-p6.Done():
		fmt.Println(v)
	default:
	}
}

// Output:
// 1
// 1
// boom
// 1
// 1
// 1

// Races: none
