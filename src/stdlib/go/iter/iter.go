// Package iter names functions that can be ranged over.
package iter

import "runtime"

// Seq yields values.
type Seq[V any] func(yield func(V) bool)

// Seq2 yields pairs.
type Seq2[K, V any] func(yield func(K, V) bool)

// Pull turns a Seq around: next asks for the next value, stop ends it. The sequence runs in a goroutine
// of its own that is never on at the same time as the caller.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	n, stop := pull(func(yield func(V, struct{}) bool) {
		seq(func(v V) bool { return yield(v, struct{}{}) })
	}, "iter.Pull")
	return func() (V, bool) {
		v, _, ok := n()
		return v, ok
	}, stop
}

// Pull2 is Pull for pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	return pull(seq, "iter.Pull2")
}

func pull[K, V any](seq Seq2[K, V], name string) (next func() (K, V, bool), stop func()) {
	var (
		k        K
		v        V
		ok       bool
		started  bool
		finished bool
		panicked bool
		exited   bool // by runtime.Goexit
		asked    bool // next was called, and yield was not yet
		problem  any
	)
	more := make(chan bool)
	ready := make(chan struct{})
	run := func() {
		defer func() {
			if !finished {
				problem = recover()
				panicked, exited = problem != nil, problem == nil
			}
			finished = true
			ok = false
			ready <- struct{}{}
		}()
		if !<-more {
			finished = true
			return
		}
		seq(func(key K, value V) bool {
			if !asked {
				panic(name + ": yield called again before next")
			}
			asked = false
			k, v, ok = key, value, true
			ready <- struct{}{}
			return <-more
		})
		finished = true
	}
	resume := func(on bool) {
		if !started {
			started = true
			go run()
		}
		more <- on
		<-ready
		if panicked {
			panicked = false
			panic(problem)
		}
		if exited {
			exited = false
			runtime.Goexit()
		}
	}
	next = func() (K, V, bool) {
		var zk K
		var zv V
		if finished {
			return zk, zv, false
		}
		if asked {
			panic(name + ": next called again before yield")
		}
		asked = true
		resume(true)
		if !ok {
			return zk, zv, false
		}
		ok = false
		return k, v, true
	}
	stop = func() {
		if finished {
			return
		}
		if !started {
			finished = true
			return
		}
		resume(false)
	}
	return next, stop
}
