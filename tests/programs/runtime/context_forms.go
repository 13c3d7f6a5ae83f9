package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type key int

func main() {
	root := context.Background()
	ctx, cancel := context.WithCancel(root)
	child, cancelChild := context.WithTimeout(ctx, time.Hour)
	defer cancelChild()
	val := context.WithValue(child, key(1), "v")
	fmt.Println(val.Value(key(1)), val.Value(key(2)))
	fmt.Println(ctx)
	fmt.Println(context.WithValue(ctx, key(3), "x"))
	stop := context.AfterFunc(val, func() { fmt.Println("after func ran") })
	fmt.Println(ctx.Err(), child.Err())
	cancel()
	<-val.Done()
	fmt.Println(ctx.Err(), child.Err(), val.Err(), context.Cause(val))
	time.Sleep(time.Millisecond)
	fmt.Println("stop:", stop())

	caused, why := context.WithCancelCause(root)
	why(errors.New("client left"))
	fmt.Println(caused.Err(), "|", context.Cause(caused))

	timed, cancelTimed := context.WithTimeoutCause(root, 5*time.Millisecond, errors.New("too slow"))
	defer cancelTimed()
	<-timed.Done()
	fmt.Println(timed.Err(), "|", context.Cause(timed), "|", errors.Is(timed.Err(), context.DeadlineExceeded))
	without := context.WithoutCancel(timed)
	fmt.Println(without.Err(), without.Done() == nil)
	_, hasDeadline := timed.Deadline()
	fmt.Println(hasDeadline)
}

// Output:
// v <nil>
// context.Background.WithCancel
// context.Background.WithCancel.WithValue(main.key, x)
// <nil> <nil>
// context canceled context canceled context canceled context canceled
// after func ran
// stop: false
// context canceled | client left
// context deadline exceeded | too slow | true
// <nil> true
// true
