// Package signal hands the signals that the program sends to itself to whom they concern.
package signal

import (
	"context"
	"os"
	"syscall"
)

type listener struct {
	c    chan<- os.Signal
	all  bool
	sigs []os.Signal
}

func (l *listener) wants(s os.Signal) bool {
	if l.all {
		return true
	}
	for _, x := range l.sigs {
		if x == s {
			return true
		}
	}
	return false
}

var (
	listeners []*listener
	ignored   []os.Signal
)

func init() {
	syscall.Deliver = deliver
}

func deliver(s syscall.Signal) bool {
	for _, i := range ignored {
		if i == os.Signal(s) {
			return true
		}
	}
	taken := false
	for _, l := range listeners {
		if l.wants(s) {
			taken = true
			select {
			case l.c <- s:
			default:
			}
		}
	}
	return taken
}

// Notify hands signals to c, all of them when none is named; c must have room.
func Notify(c chan<- os.Signal, sig ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	for _, l := range listeners {
		if l.c == c {
			l.all = l.all || len(sig) == 0
			l.sigs = append(l.sigs, sig...)
			return
		}
	}
	awaited(c, true)
	listeners = append(listeners, &listener{c, len(sig) == 0, append([]os.Signal(nil), sig...)})
}

// awaited tells the machine whether signals come on c.
func awaited(c chan<- os.Signal, on bool)

// Stop ends Notify for c.
func Stop(c chan<- os.Signal) {
	for i, l := range listeners {
		if l.c == c {
			awaited(c, false)
			listeners = append(listeners[:i:i], listeners[i+1:]...)
			return
		}
	}
}

// Ignore makes signals have no effect.
func Ignore(sig ...os.Signal) { ignored = append(ignored, sig...) }

// Ignored reports whether sig is ignored.
func Ignored(sig os.Signal) bool {
	for _, i := range ignored {
		if i == sig {
			return true
		}
	}
	return false
}

// Reset undoes Notify and Ignore.
func Reset(sig ...os.Signal) {
	for _, l := range listeners {
		awaited(l.c, false)
	}
	listeners = nil
	ignored = nil
}

type signalCtx struct {
	context.Context
	cancel  context.CancelCauseFunc
	signals []os.Signal
	c       chan os.Signal
}

// NotifyContext returns a copy of parent that is cancelled by a signal.
func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	inner, cancel := context.WithCancelCause(parent)
	c := &signalCtx{inner, cancel, signals, make(chan os.Signal, 1)}
	Notify(c.c, signals...)
	if inner.Err() == nil {
		go func() {
			select {
			case s := <-c.c:
				c.cancel(signalError(s.String() + " signal received"))
			case <-c.Done():
			}
		}()
	}
	return c, c.stop
}

func (c *signalCtx) stop() {
	c.cancel(nil)
	Stop(c.c)
}

func (c *signalCtx) String() string {
	name := "context"
	if s, ok := c.Context.(interface{ String() string }); ok {
		name = s.String()
		if n := len(name) - len(".WithCancel"); n > 0 && name[n:] == ".WithCancel" {
			name = name[:n]
		}
	}
	text := "signal.NotifyContext(" + name
	if len(c.signals) > 0 {
		text += ", ["
		for i, s := range c.signals {
			if i > 0 {
				text += " "
			}
			text += s.String()
		}
		text += "]"
	}
	return text + ")"
}

type signalError string

func (s signalError) Error() string { return string(s) }
