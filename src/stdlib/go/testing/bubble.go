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
	if bubble.Inside == 0 {
		midnight := time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
		bubble.Shift = int64(midnight.Sub(time.Now().Round(0)))
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
			if r := recover(); r != nil {
				t.output = append(t.output, c.output...)
				t.crash()
				panic(r)
			}
			c.runCleanups()
		}()
		f(c)
		c.finished = true
		c.done = true
	}()
	<-over
	awaitEnd(first)
	if bubble.Inside--; bubble.Inside == 0 {
		bubble.Shift = 0
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

// Deadline is the time at which the tests are ended; there is none.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	t.outside("t.Deadline")
	return
}
