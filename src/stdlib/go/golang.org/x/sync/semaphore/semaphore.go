// Package semaphore has a weighted semaphore.
package semaphore

import "context"

type waiter struct {
	n     int64
	ready chan struct{}
}

// Weighted gives out a total weight, first come, first served.
type Weighted struct {
	size    int64
	cur     int64
	waiters []*waiter
}

// NewWeighted is a semaphore with total weight n.
func NewWeighted(n int64) *Weighted { return &Weighted{size: n} }

// Acquire takes weight n, or returns ctx's error.
func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	done := ctx.Done()
	select {
	case <-done:
		return ctx.Err()
	default:
	}
	if s.size-s.cur >= n && len(s.waiters) == 0 {
		s.cur += n
		return nil
	}
	if n > s.size {
		<-done
		return ctx.Err()
	}
	w := &waiter{n, make(chan struct{})}
	s.waiters = append(s.waiters, w)
	select {
	case <-done:
		select {
		case <-w.ready:
			// both at once: the weight is given back
			s.Release(n)
		default:
			first := s.waiters[0] == w
			s.drop(w)
			if first && s.size > s.cur {
				s.notify()
			}
		}
		return ctx.Err()
	case <-w.ready:
		select {
		case <-done:
			s.Release(n)
			return ctx.Err()
		default:
		}
		return nil
	}
}

func (s *Weighted) drop(w *waiter) {
	for i, x := range s.waiters {
		if x == w {
			s.waiters = append(s.waiters[:i:i], s.waiters[i+1:]...)
			return
		}
	}
}

// TryAcquire takes weight n if it is free.
func (s *Weighted) TryAcquire(n int64) bool {
	if s.size-s.cur >= n && len(s.waiters) == 0 {
		s.cur += n
		return true
	}
	return false
}

// Release gives weight n back.
func (s *Weighted) Release(n int64) {
	s.cur -= n
	if s.cur < 0 {
		panic("semaphore: released more than held")
	}
	s.notify()
}

func (s *Weighted) notify() {
	for len(s.waiters) > 0 {
		w := s.waiters[0]
		if s.size-s.cur < w.n {
			return
		}
		s.cur += w.n
		s.waiters = s.waiters[1:]
		close(w.ready)
	}
}
