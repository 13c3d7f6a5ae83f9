// Package context carries deadlines, cancellation and values through calls.
//
// A context that can be cancelled keeps its children in a list in order of creation, so that cancelling
// is deterministic. Each reports itself to the trace once: when it is made and when it is cancelled.
package context

import (
	"errors"
	"time"
)

// Context carries a deadline, a cancellation signal and values.
type Context interface {
	Deadline() (deadline time.Time, ok bool)
	Done() <-chan struct{}
	Err() error
	Value(key any) any
}

// Canceled is the error of a context that was cancelled.
var Canceled = errors.New("context canceled")

// DeadlineExceeded is the error of a context whose deadline passed.
var DeadlineExceeded error = deadlineExceededError{}

type deadlineExceededError struct{}

func (deadlineExceededError) Error() string   { return "context deadline exceeded" }
func (deadlineExceededError) Timeout() bool   { return true }
func (deadlineExceededError) Temporary() bool { return true }

// CancelFunc cancels a context; calls after the first do nothing.
type CancelFunc func()

// CancelCauseFunc cancels a context and says why.
type CancelCauseFunc func(cause error)

type emptyCtx struct{}

func (emptyCtx) Deadline() (deadline time.Time, ok bool) { return }
func (emptyCtx) Done() <-chan struct{}                   { return nil }
func (emptyCtx) Err() error                              { return nil }
func (emptyCtx) Value(key any) any                       { return nil }

type backgroundCtx struct{ emptyCtx }

func (backgroundCtx) String() string { return "context.Background" }

type todoCtx struct{ emptyCtx }

func (todoCtx) String() string { return "context.TODO" }

// Background is the root of all contexts.
func Background() Context { return backgroundCtx{} }

// TODO stands where it is not yet clear which context to use.
func TODO() Context { return todoCtx{} }

// cancelCtx is every context that can be cancelled. A timer and a function to run are part of it, so
// that a parent cancels all its children alike. The machine knows this layout: it does the cancelling.
type cancelCtx struct {
	Context // the parent

	done  chan struct{}
	err   error // set before done is closed
	cause error
	id    uint64 // in the trace; 0 when not reported

	up          *cancelCtx // in whose list of children it is
	prev, next  *cancelCtx
	first, last *cancelCtx

	timer uint64 // the machine's number of the deadline's timer; 0 for none
	after func()
}

// selfKey is the key under which a cancelCtx returns itself.
var selfKey int

func (c *cancelCtx) Value(key any) any {
	if key == &selfKey {
		return c
	}
	return value(c.Context, key)
}

func (c *cancelCtx) Done() <-chan struct{} {
	if c.done == nil {
		if c.err != nil {
			c.done = closedChan
		} else {
			c.done = make(chan struct{})
			markDone(c.done, c.id)
		}
	}
	if c.err != nil {
		ended(c)
	}
	return c.done
}

func (c *cancelCtx) Err() error {
	if c.err != nil {
		ended(c)
	}
	return c.err
}

// ended orders what came before the end of c before what follows.
func ended(c *cancelCtx)

func (c *cancelCtx) String() string { return contextName(c.Context) + ".WithCancel" }

var closedChan = make(chan struct{})

func init() {
	close(closedChan)
}

// cancel ends c and all below it.
func (c *cancelCtx) cancel(leave bool, err, cause error) {
	if c.err != nil {
		return
	}
	if cause == nil {
		cause = err
	}
	if s, ok := c.Context.(stopCtx); ok && leave {
		c.Context = s.Context
		s.stop()
	}
	cancelTree(&ending{c, leave, err, cause, cause.Error()})
}

// ending is how a context ends.
type ending struct {
	c          *cancelCtx
	leave      bool // its parent's list of children
	err, cause error
	text       string // of the cause
}

// cancelTree ends a context and all below it, each before its children, children in the order in which
// they were made.
func cancelTree(e *ending)

// endAfter lets the machine do cancelTree(e) in d nanoseconds; no goroutine is needed for it.
func endAfter(e *ending, d int64) (timer uint64)

// adopt puts c at the end of p's children.
func adopt(p, c *cancelCtx)

// nearest is the next context above that can be cancelled and is one of ours.
func nearest(parent Context) *cancelCtx {
	switch p := parent.(type) {
	case *cancelCtx:
		return p
	case *timerCtx:
		return &p.cancelCtx
	case backgroundCtx, todoCtx:
		return nil
	}
	done := parent.Done()
	if done == nil || done == closedChan {
		return nil
	}
	p, ok := parent.Value(&selfKey).(*cancelCtx)
	if !ok || p.done != done {
		return nil
	}
	return p
}

// attach ties c to its parent: cancelled at once when the parent is, with it later otherwise.
func (c *cancelCtx) attach(parent Context) {
	c.attachTo(parent, nearest(parent))
}

// attachTo is attach where nearest(parent) is known.
func (c *cancelCtx) attachTo(parent Context, p *cancelCtx) {
	c.Context = parent
	if p != nil {
		if p.err != nil {
			ended(p)
			c.cancel(false, p.err, p.cause)
		} else {
			adopt(p, c)
		}
		return
	}
	done := parent.Done()
	if done == nil {
		return
	}
	select {
	case <-done:
		c.cancel(false, parent.Err(), Cause(parent))
		return
	default:
	}
	if a, ok := parent.(afterFuncer); ok {
		stop := a.AfterFunc(func() {
			c.cancel(false, parent.Err(), Cause(parent))
		})
		c.Context = stopCtx{parent, stop}
		return
	}
	go func() {
		select {
		case <-parent.Done():
			c.cancel(false, parent.Err(), Cause(parent))
		case <-c.Done():
		}
	}()
}

type afterFuncer interface {
	AfterFunc(func()) func() bool
}

type stopCtx struct {
	Context
	stop func() bool
}

// report tells the trace of a new context below up.
func (c *cancelCtx) report(up *cancelCtx, deadline int64) {
	var parent uint64
	if up != nil {
		parent = up.id
	}
	c.id = traceNew(c, parent, deadline)
}

// WithCancel returns a copy of parent that can be cancelled.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := newCancelCtx(parent)
	return c, func() { c.cancel(true, Canceled, nil) }
}

// WithCancelCause is WithCancel with a cause.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := newCancelCtx(parent)
	return c, func(cause error) { c.cancel(true, Canceled, cause) }
}

func newCancelCtx(parent Context) *cancelCtx {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	c := &cancelCtx{Context: parent}
	if p, ok := parent.(*cancelCtx); ok && p.err == nil {
		c.id = traceNew(c, p.id, -1)
		adopt(p, c)
		return c
	}
	up := nearest(parent)
	c.report(up, -1)
	c.attachTo(parent, up)
	return c
}

// Cause says why c was cancelled; Err's answer when no cause was given.
func Cause(c Context) error {
	err := c.Err()
	if err == nil {
		return nil
	}
	if cc, ok := c.Value(&selfKey).(*cancelCtx); ok {
		if cc.err != nil {
			return cc.cause
		}
	}
	return err
}

type timerCtx struct {
	cancelCtx
	deadline time.Time
}

func (c *timerCtx) Deadline() (deadline time.Time, ok bool) { return c.deadline, true }

func (c *timerCtx) String() string {
	return contextName(c.cancelCtx.Context) + ".WithDeadline(" + c.deadline.String() +
		" [" + time.Until(c.deadline).String() + "])"
}

// WithDeadline is WithDeadlineCause without a cause.
func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

// WithDeadlineCause returns a copy of parent that is cancelled at d at the latest.
func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if cur, ok := parent.Deadline(); ok && cur.Before(d) {
		return WithCancel(parent)
	}
	c := &timerCtx{deadline: d}
	c.cancelCtx.Context = parent
	left := time.Until(d)
	up := nearest(parent)
	c.report(up, int64(left))
	c.attachTo(parent, up)
	if left <= 0 {
		c.cancel(true, DeadlineExceeded, cause)
		return c, func() { c.cancel(false, Canceled, nil) }
	}
	if c.err == nil {
		if cause == nil {
			cause = DeadlineExceeded
		}
		c.timer = endAfter(&ending{&c.cancelCtx, true, DeadlineExceeded, cause, cause.Error()}, int64(left))
	}
	return c, func() { c.cancel(true, Canceled, nil) }
}

// WithTimeout is WithDeadline at a time from now.
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadline(parent, time.Now().Add(timeout))
}

// WithTimeoutCause is WithTimeout with a cause.
func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}

// AfterFunc runs f in its own goroutine after ctx is done; stop keeps it from running.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	c := &cancelCtx{after: f}
	c.attach(ctx)
	return func() bool {
		if c.err != nil {
			return false
		}
		c.after = nil
		c.cancel(true, Canceled, nil)
		return true
	}
}

// WithoutCancel returns a copy of parent that outlives it.
func WithoutCancel(parent Context) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return withoutCancelCtx{parent}
}

type withoutCancelCtx struct {
	c Context
}

func (withoutCancelCtx) Deadline() (deadline time.Time, ok bool) { return }
func (withoutCancelCtx) Done() <-chan struct{}                   { return nil }
func (withoutCancelCtx) Err() error                              { return nil }
func (c withoutCancelCtx) Value(key any) any                     { return value(c, key) }
func (c withoutCancelCtx) String() string                        { return contextName(c.c) + ".WithoutCancel" }

type valueCtx struct {
	Context
	key, val any
}

// WithValue returns a copy of parent in which key has the value val.
func WithValue(parent Context, key, val any) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if key == nil {
		panic("nil key")
	}
	if !isComparable(key) {
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

func (c *valueCtx) Value(key any) any {
	if c.key == key {
		return c.val
	}
	return value(c.Context, key)
}

func (c *valueCtx) String() string {
	return contextName(c.Context) + ".WithValue(" + stringify(c.key) + ", " + stringify(c.val) + ")"
}

// value looks key up from c upwards.
func value(c Context, key any) any {
	for {
		switch ctx := c.(type) {
		case *valueCtx:
			if ctx.key == key {
				return ctx.val
			}
			c = ctx.Context
		case *cancelCtx:
			if key == &selfKey {
				return ctx
			}
			c = ctx.Context
		case *timerCtx:
			if key == &selfKey {
				return &ctx.cancelCtx
			}
			c = ctx.cancelCtx.Context
		case withoutCancelCtx:
			if key == &selfKey {
				return nil
			}
			c = ctx.c
		case backgroundCtx, todoCtx:
			return nil
		default:
			return c.Value(key)
		}
	}
}

func contextName(c Context) string {
	if s, ok := c.(interface{ String() string }); ok {
		return s.String()
	}
	return typeName(c)
}

func stringify(v any) string {
	switch s := v.(type) {
	case interface{ String() string }:
		return s.String()
	case string:
		return s
	case nil:
		return "<nil>"
	}
	return typeName(v)
}

// injectCancel is called by the machine for a fault that cancels this context now.
func injectCancel(c *cancelCtx) bool {
	if c == nil || c.err != nil {
		return false
	}
	c.cancel(true, Canceled, nil)
	return true
}

// injectDeadline is called by the machine for a fault that brings this context's deadline forward: it is now.
func injectDeadline(c *cancelCtx) bool {
	if c == nil || c.err != nil {
		return false
	}
	c.cancel(true, DeadlineExceeded, nil)
	return true
}

// hookWait stands in for a call that hangs until its context is cancelled.
func hookWait(ctx Context) error {
	<-ctx.Done()
	return ctx.Err()
}

// hookErrors keeps the errors in programs that do not name them: a fault may.
func hookErrors() (error, error) { return Canceled, DeadlineExceeded }

// isComparable reports whether v's dynamic type may be compared.
func isComparable(v any) bool

// typeName is v's dynamic type as %T prints it.
func typeName(v any) string

// traceNew reports a context; deadline in nanoseconds from now, -1 for none.
func traceNew(c *cancelCtx, parent uint64, deadline int64) uint64

// markDone makes c the Done channel of context id in the trace.
func markDone(c chan struct{}, id uint64)
