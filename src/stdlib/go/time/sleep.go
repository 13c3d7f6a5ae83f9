package time

// Sleep pauses the goroutine for at least d of virtual time.
func Sleep(d Duration)

// Timer fires once.
type Timer struct {
	C  <-chan Time
	id uint64
}

// Ticker fires again and again.
type Ticker struct {
	C  <-chan Time
	id uint64
}

// NewTimer returns a timer that sends the time on its channel after d.
func NewTimer(d Duration) *Timer {
	c := newTimerChan()
	return &Timer{c, startTimer(c, Local, d, 0)}
}

// After is NewTimer(d).C.
func After(d Duration) <-chan Time {
	c := newTimerChan()
	startTimer(c, Local, d, 0)
	return c
}

// AfterFunc calls f in its own goroutine after d.
func AfterFunc(d Duration, f func()) *Timer {
	return &Timer{id: startFunc(f, d)}
}

// Stop keeps the timer from firing; it reports whether the timer was still to fire.
func (t *Timer) Stop() bool {
	if t.id == 0 {
		panic("time: Stop called on uninitialized Timer")
	}
	return stopTimer(t.id)
}

// Reset lets the timer fire after d instead; it reports whether the timer was still to fire.
func (t *Timer) Reset(d Duration) bool {
	if t.id == 0 {
		panic("time: Reset called on uninitialized Timer")
	}
	return resetTimer(t.id, d, 0)
}

// NewTicker returns a ticker that sends the time every d; ticks that nobody takes are dropped.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := newTimerChan()
	return &Ticker{c, startTimer(c, Local, d, d)}
}

// Tick is NewTicker(d).C, nil when d is not positive.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}

// Stop ends the ticks; the channel stays open.
func (t *Ticker) Stop() {
	if t.id != 0 {
		stopTimer(t.id)
	}
}

// Reset stops the ticker and starts it anew with period d.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.id == 0 {
		panic("time: Reset called on uninitialized Ticker")
	}
	resetTimer(t.id, d, d)
}

// newTimerChan makes a timer's channel. It shows no buffer to the program.
func newTimerChan() chan Time

// startTimer makes the machine send the time on c after d, and again every period if that is not 0.
// Stop and Reset leave no old value in the channel.
func startTimer(c chan Time, loc *Location, d, period Duration) (id uint64)

// startFunc makes the machine call f in a new goroutine after d.
func startFunc(f func(), d Duration) (id uint64)

func stopTimer(id uint64) bool
func resetTimer(id uint64, d, period Duration) bool

// now is the virtual time in nanoseconds since the start of the run.
func now() int64
