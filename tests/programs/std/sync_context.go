// Locks, atomics, contexts and timers in one goroutine's view.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type key string

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	n := 0
	for i := 0; i < 50; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			n++
		}()
	}
	wg.Wait()
	fmt.Println(n, mu.TryLock(), mu.TryLock())
	mu.Unlock()
	var rw sync.RWMutex
	rw.RLock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	l := rw.RLocker()
	l.Lock()
	l.Unlock()
	var once sync.Once
	for i := 0; i < 3; i++ {
		once.Do(func() { fmt.Println("once") })
	}
	var c atomic.Int64
	var u32 uint32 = 1
	atomic.AddUint32(&u32, ^uint32(0))
	for range 10 {
		wg.Go(func() { c.Add(2) })
	}
	wg.Wait()
	fmt.Println(c.Load(), u32, c.CompareAndSwap(20, 1), c.Swap(9), c.Load())
	var v atomic.Value
	fmt.Println(v.Load())
	v.Store("x")
	fmt.Println(v.Load())
	var p atomic.Pointer[int]
	x := 4
	p.Store(&x)
	fmt.Println(*p.Load(), p.CompareAndSwap(&x, nil), p.Load() == nil)
	var b atomic.Bool
	b.Store(true)
	fmt.Println(b.Load(), b.Swap(false))
	var m sync.Map
	m.Store("a", 1)
	a, ok := m.LoadOrStore("a", 2)
	fmt.Println(a, ok)
	m.Store("b", 2)
	m.Delete("a")
	m.Range(func(k, v any) bool { fmt.Println(k, v); return true })
	_, ok = m.Load("a")
	fmt.Println(ok)
	cond := sync.NewCond(&mu)
	ready := false
	wg.Go(func() {
		mu.Lock()
		for !ready {
			cond.Wait()
		}
		mu.Unlock()
		fmt.Println("woken")
	})
	time.Sleep(time.Millisecond)
	mu.Lock()
	ready = true
	cond.Broadcast()
	mu.Unlock()
	wg.Wait()
	pool := sync.Pool{New: func() any { return "new" }}
	fmt.Println(pool.Get())
	ov := sync.OnceValue(func() int { fmt.Println("computing"); return 42 })
	fmt.Println(ov(), ov())

	ctx, cancel := context.WithCancel(context.Background())
	child := context.WithValue(ctx, key("k"), "v")
	fmt.Println(child.Value(key("k")), child.Value(key("z")), ctx, child)
	cancel()
	fmt.Println(ctx.Err(), child.Err(), context.Cause(child))
	<-child.Done()
	ctx, cancel = context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err(), errors.Is(ctx.Err(), context.DeadlineExceeded))
	case <-time.After(time.Second):
		fmt.Println("late")
	}
	ctx, cc := context.WithCancelCause(context.Background())
	stop := context.AfterFunc(ctx, func() { fmt.Println("after") })
	cc(errors.New("why"))
	time.Sleep(time.Millisecond)
	fmt.Println(ctx.Err(), context.Cause(ctx), stop())
	fmt.Println(context.WithoutCancel(ctx).Err(), context.WithoutCancel(ctx), context.TODO())
	ctx, cancel = context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("too slow"))
	<-ctx.Done()
	fmt.Println(ctx.Err(), context.Cause(ctx))
	_, ok = ctx.Deadline()
	fmt.Println(ok)
	cancel()
	tm := time.NewTimer(time.Hour)
	fmt.Println(tm.Stop(), tm.Stop(), tm.Reset(time.Millisecond))
	<-tm.C
	tk := time.NewTicker(2 * time.Millisecond)
	for i := 0; i < 3; i++ {
		<-tk.C
	}
	tk.Stop()
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() { done <- true })
	fmt.Println(<-done, len(tm.C), cap(tm.C))
	defer func() { fmt.Println(recover()) }()
	wg.Done()
}

// Output:
// 50 true false
// true false
// once
// 20 0 true 1 9
// <nil>
// x
// 4 true true
// true true
// 1 true
// b 2
// false
// woken
// new
// computing
// 42 42
// v <nil> context.Background.WithCancel context.Background.WithCancel.WithValue(main.key, v)
// context canceled context canceled context canceled
// context deadline exceeded true
// after
// context canceled why false
// <nil> context.Background.WithCancel.WithoutCancel context.TODO
// context deadline exceeded too slow
// true
// true false false
// true 0 0
// sync: negative WaitGroup counter
