package testing

import (
	"internal/bubble"
	"runtime"
	"time"
)

func init() {
	bubble.Run = func(t, f any) { t.(*T).inBubble(f.(func(*T))) }
}

// inBubble runs f as the test, with a context, cleanups and a clock of its own, and waits for what it began.
func (t *T) inBubble(f func(*T)) {
	t.outside("synctest.Test")
	midnight := time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	var ahead time.Duration
	if bubble.Inside == 0 {
		ahead = midnight.Sub(time.Now().Round(0))
		shift(int64(ahead), true)
	}
	bubble.Inside++
	c := newT(t.name, t)
	c.level, c.bubble = t.level, true
	over := make(chan struct{})
	var first uint64
	go func() {
		first = number()
		defer close(over)
		defer func() {
			r := recover()
			if r == nil {
				r = c.panicOfCleanups()
			}
			if r != nil {
				c.Fail()
				c.panicOfCleanups()
				panic(r)
			}
			c.done = true
		}()
		f(c)
		c.finished = true
	}()
	<-over
	awaitEnd(first)
	if bubble.Inside--; bubble.Inside == 0 {
		shift(-int64(ahead), false)
	}
	t.output = append(t.output, c.output...)
	if c.failed || !c.finished {
		t.finished = c.finished
		runtime.Goexit()
	}
}

// awaitEnd lets what a bubble's goroutine began come to its end; time no longer goes on there.
func awaitEnd(goroutine uint64) {
	for others() > 0 {
		yield()
	}
	if descendants(goroutine) > 0 {
		panic("deadlock: main bubble goroutine has exited but blocked goroutines remain")
	}
}

// shift sets the clock on the wall ahead; in a bubble no other clock is read.
func shift(ns int64, inside bool)

// number is the goroutine's.
func number() uint64

// descendants is how many goroutines there are that a goroutine began, or that those began.
func descendants(goroutine uint64) int

// others is the number of goroutines that could run now.
func others() int

func yield()

// outside panics when the test is in a bubble, where what cannot be done.
func (t *T) outside(what string) {
	if t.bubble {
		panic("testing: " + what + " called inside synctest bubble")
	}
}

// Deadline is the time at which go test ends tests that hang. Here they go on: a deadlock is found without it.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	t.outside("t.Deadline")
	return started.Add(10 * time.Minute), true
}
