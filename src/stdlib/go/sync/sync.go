// Package sync has locks, counters and what is built on them. Mutex, RWMutex, WaitGroup and Cond are the
// machine's own; Once, Map and Pool are written here.
package sync

type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// A Locker can be locked.
type Locker interface {
	Lock()
	Unlock()
}

// Mutex is a lock for one holder. Its words belong to the machine.
type Mutex struct {
	_  noCopy
	mu words
}

// words is what the machine keeps of a lock.
type words struct {
	state uint64
	sema  uint64
}

func (m *Mutex) Lock()
func (m *Mutex) TryLock() bool
func (m *Mutex) Unlock()

// RWMutex is a lock for many readers or one writer.
type RWMutex struct {
	_     noCopy
	state uint64
	sema  uint64
}

func (rw *RWMutex) Lock()
func (rw *RWMutex) TryLock() bool
func (rw *RWMutex) Unlock()
func (rw *RWMutex) RLock()
func (rw *RWMutex) TryRLock() bool
func (rw *RWMutex) RUnlock()

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }

// RLocker is a Locker whose Lock is rw.RLock.
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

// WaitGroup waits until a counter is zero.
type WaitGroup struct {
	_     noCopy
	state uint64
	sema  uint64
}

func (wg *WaitGroup) Add(delta int)
func (wg *WaitGroup) Done()
func (wg *WaitGroup) Wait()

// Cond is a place to wait for an event.
type Cond struct {
	_ noCopy
	L Locker

	state uint64
	sema  uint64
	self  *Cond
}

// NewCond returns a Cond with lock l.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

// Wait unlocks c.L, waits for Signal or Broadcast, and locks c.L again.
func (c *Cond) Wait() {
	c.check()
	ticket := c.enqueue()
	c.L.Unlock()
	c.await(ticket)
	c.L.Lock()
}

// Signal wakes one waiter.
func (c *Cond) Signal() {
	c.check()
	c.signal()
}

// Broadcast wakes all waiters.
func (c *Cond) Broadcast() {
	c.check()
	c.broadcast()
}

func (c *Cond) check() {
	if c.self == nil {
		c.self = c
	}
	if c.self != c {
		panic("sync.Cond is copied")
	}
}

func (c *Cond) enqueue() uint64
func (c *Cond) await(ticket uint64)
func (c *Cond) signal()
func (c *Cond) broadcast()

// Once runs a function once.
type Once struct {
	_    noCopy
	done bool
	m    Mutex
}

// Do calls f if no call of Do on o did before; others wait until f has returned. A panic counts.
func (o *Once) Do(f func()) {
	if !o.done {
		o.doSlow(f)
	} else {
		onceSeen(o)
	}
}

func (o *Once) doSlow(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if !o.done {
		defer o.finish()
		f()
	}
}

func (o *Once) finish() {
	o.done = true
	onceDone(o)
}

// onceDone and onceSeen order what happened in the function before what follows a later Do.
func onceDone(o *Once)
func onceSeen(o *Once)

// OnceFunc returns a function that calls f once; a panic of f is raised again on each call.
func OnceFunc(f func()) func() {
	var (
		once  Once
		valid bool
		p     any
	)
	return func() {
		once.Do(func() {
			defer func() {
				p = recover()
				if !valid {
					panic(p)
				}
			}()
			f()
			f = nil
			valid = true
		})
		if !valid {
			panic(p)
		}
	}
}

// Pool keeps values for reuse.
type Pool struct {
	_     noCopy
	items []any

	New func() any
}

// Get takes a value from the pool, or makes one.
func (p *Pool) Get() any {
	if n := len(p.items); n > 0 {
		x := p.items[n-1]
		p.items[n-1] = nil
		p.items = p.items[:n-1]
		acquire(p)
		return x
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}

// Put adds x to the pool.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	release(p)
	p.items = append(p.items, x)
}

// release and acquire order what came before one before what follows the other, for the same object.
func release(object any)
func acquire(object any)
