// Package rate limits how often something may happen, in virtual time.
package rate

import (
	"context"
	"fmt"
	"math"
	"time"
)

// Limit is events a second.
type Limit float64

// Inf is no limit.
const Inf = Limit(math.MaxFloat64)

// InfDuration is how long what never happens takes.
const InfDuration = time.Duration(math.MaxInt64)

// Every is the limit of one event an interval.
func Every(interval time.Duration) Limit {
	if interval <= 0 {
		return Inf
	}
	return 1 / Limit(interval.Seconds())
}

func (l Limit) duration(tokens float64) time.Duration {
	if l <= 0 {
		return InfDuration
	}
	d := tokens / float64(l) * float64(time.Second)
	if d > float64(math.MaxInt64) {
		return InfDuration
	}
	return time.Duration(d)
}

// Limiter is a bucket of burst tokens that fills at the limit's rate.
type Limiter struct {
	limit     Limit
	burst     int
	tokens    float64
	last      time.Time
	lastEvent time.Time
}

// NewLimiter is a full bucket.
func NewLimiter(r Limit, b int) *Limiter {
	return &Limiter{limit: r, burst: b, tokens: float64(b)}
}

func (l *Limiter) Limit() Limit { return l.limit }
func (l *Limiter) Burst() int   { return l.burst }

func (l *Limiter) Tokens() float64 { return l.TokensAt(time.Now()) }

func (l *Limiter) TokensAt(t time.Time) float64 { return l.at(t) }

func (l *Limiter) SetLimit(r Limit) {
	now := time.Now()
	l.tokens, l.last = l.at(now), now
	l.limit = r
}

func (l *Limiter) SetBurst(b int) {
	now := time.Now()
	l.tokens, l.last = l.at(now), now
	l.burst = b
}

// at is the number of tokens at a time.
func (l *Limiter) at(t time.Time) float64 {
	if t.Before(l.last) {
		return l.tokens
	}
	n := l.tokens
	if l.limit > 0 {
		n += t.Sub(l.last).Seconds() * float64(l.limit)
	}
	if burst := float64(l.burst); n > burst {
		n = burst
	}
	return n
}

func (l *Limiter) Allow() bool { return l.AllowN(time.Now(), 1) }

func (l *Limiter) AllowN(t time.Time, n int) bool { return l.reserve(t, n, 0).ok }

// Reservation is a place in time.
type Reservation struct {
	ok     bool
	lim    *Limiter
	tokens int
	at     time.Time
	limit  Limit
}

func (r *Reservation) OK() bool { return r.ok }

func (r *Reservation) Delay() time.Duration { return r.DelayFrom(time.Now()) }

func (r *Reservation) DelayFrom(t time.Time) time.Duration {
	if !r.ok {
		return InfDuration
	}
	if d := r.at.Sub(t); d > 0 {
		return d
	}
	return 0
}

func (r *Reservation) Cancel() { r.CancelAt(time.Now()) }

func (r *Reservation) CancelAt(t time.Time) {
	if !r.ok || r.lim.limit == Inf || r.tokens == 0 || r.at.Before(t) {
		return
	}
	restore := float64(r.tokens) - r.lim.lastEvent.Sub(r.at).Seconds()*float64(r.limit)
	if restore <= 0 {
		return
	}
	tokens := r.lim.at(t) + restore
	if burst := float64(r.lim.burst); tokens > burst {
		tokens = burst
	}
	r.lim.last, r.lim.tokens = t, tokens
	if r.at.Equal(r.lim.lastEvent) {
		prev := r.at.Add(-r.limit.duration(float64(r.tokens)))
		if !prev.Before(t) {
			r.lim.lastEvent = prev
		}
	}
}

func (l *Limiter) Reserve() *Reservation { return l.ReserveN(time.Now(), 1) }

func (l *Limiter) ReserveN(t time.Time, n int) *Reservation {
	r := l.reserve(t, n, InfDuration)
	return &r
}

func (l *Limiter) reserve(t time.Time, n int, maxWait time.Duration) Reservation {
	if l.limit == Inf {
		return Reservation{ok: true, lim: l, tokens: n, at: t}
	}
	tokens := l.at(t) - float64(n)
	var wait time.Duration
	if tokens < 0 {
		wait = l.limit.duration(-tokens)
	}
	r := Reservation{ok: n <= l.burst && wait <= maxWait, lim: l, limit: l.limit}
	if r.ok {
		r.tokens = n
		r.at = t.Add(wait)
		l.last, l.tokens, l.lastEvent = t, tokens, r.at
	}
	return r
}

func (l *Limiter) Wait(ctx context.Context) error { return l.WaitN(ctx, 1) }

// WaitN waits until n events may happen.
func (l *Limiter) WaitN(ctx context.Context, n int) error {
	if n > l.burst && l.limit != Inf {
		return fmt.Errorf("rate: Wait(n=%d) exceeds limiter's burst %d", n, l.burst)
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	default:
	}
	now := time.Now()
	limit := InfDuration
	if deadline, ok := ctx.Deadline(); ok {
		limit = deadline.Sub(now)
	}
	r := l.reserve(now, n, limit)
	if !r.ok {
		return fmt.Errorf("rate: Wait(n=%d) would exceed context deadline", n)
	}
	delay := r.DelayFrom(now)
	if delay == 0 {
		return nil
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		r.Cancel()
		return ctx.Err()
	}
}

// Sometimes runs a function at some of its calls.
type Sometimes struct {
	First    int
	Every    int
	Interval time.Duration

	count int
	last  time.Time
}

func (s *Sometimes) Do(f func()) {
	if s.count == 0 || s.First > 0 && s.count < s.First || s.Every > 0 && s.count%s.Every == 0 ||
		s.Interval > 0 && time.Since(s.last) >= s.Interval {
		f()
		if s.Interval > 0 {
			s.last = time.Now()
		}
	}
	s.count++
}
