// Package runtime talks about goroutines, memory and callers.
package runtime

// Error is an error of the language itself.
type Error interface {
	error
	RuntimeError()
}

// TypeAssertionError is a failed type assertion.
type TypeAssertionError struct {
	text string
}

func (*TypeAssertionError) RuntimeError()   {}
func (e *TypeAssertionError) Error() string { return e.text }

// PanicNilError is what panic(nil) becomes.
type PanicNilError struct {
	_ [0]func()
}

func (*PanicNilError) Error() string { return "panic called with nil argument" }
func (*PanicNilError) RuntimeError() {}

// errorString prints with "runtime error: " before it.
type errorString string

func (e errorString) RuntimeError() {}
func (e errorString) Error() string { return "runtime error: " + string(e) }

// boundsError is an index out of range.
type boundsError string

func (e boundsError) RuntimeError() {}
func (e boundsError) Error() string { return "runtime error: " + string(e) }

// plainError prints alone.
type plainError string

func (e plainError) RuntimeError() {}
func (e plainError) Error() string { return string(e) }

const (
	// what a program measures of itself, sizes and the bits of floats, is as on this machine
	GOOS     = "linux"
	GOARCH   = "amd64"
	Compiler = "gc"
)

func Version() string { return "go1.27" }
func GOROOT() string  { return "/usr/local/go" }

// Gosched lets others run.
func Gosched()

// Goexit ends the goroutine after its deferred calls.
func Goexit()

func NumGoroutine() int
func NumCPU() int

// GOMAXPROCS sets how many goroutines run at one time, where the run has processors; it returns the number before.
func GOMAXPROCS(n int) int {
	old := procs
	if old == 0 {
		old = NumCPU()
	}
	if n > 0 {
		procs = n
		use(n)
	}
	return old
}

// use lets so many processors take goroutines.
func use(n int)

var procs int

func NumCgoCall() int64 { return 0 }

// GC collects garbage. Finalizers that became due have their turn.
func GC() {
	collect()
	if finalizes() {
		Gosched()
	}
}

func collect()

func KeepAlive(x any) {}

func LockOSThread()   {}
func UnlockOSThread() {}

// MemStats is about memory; what does not exist here is zero. How many objects there are is taken from their
// bytes, and what goroutines take is what they begin with.
type MemStats struct {
	Alloc         uint64
	TotalAlloc    uint64
	Sys           uint64
	Lookups       uint64
	Mallocs       uint64
	Frees         uint64
	HeapAlloc     uint64
	HeapSys       uint64
	HeapIdle      uint64
	HeapInuse     uint64
	HeapReleased  uint64
	HeapObjects   uint64
	StackInuse    uint64
	StackSys      uint64
	MSpanInuse    uint64
	MSpanSys      uint64
	MCacheInuse   uint64
	MCacheSys     uint64
	BuckHashSys   uint64
	GCSys         uint64
	OtherSys      uint64
	NextGC        uint64
	LastGC        uint64
	PauseTotalNs  uint64
	PauseNs       [256]uint64
	PauseEnd      [256]uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
	DebugGC       bool
}

// memory is bytes in use, bytes ever allocated, bytes held, collections, and the most goroutines at a time.
func memory() (inUse, total, held, collections, goroutines uint64)

const (
	perObject = 32
	perStack  = 2048
	heapUnit  = 4 << 20 // what the heap grows and is collected by
)

func ReadMemStats(m *MemStats) {
	inUse, total, held, collections, goroutines := memory()
	*m = MemStats{}
	m.Alloc, m.HeapAlloc, m.HeapInuse = inUse, inUse, inUse
	m.TotalAlloc = total
	m.HeapSys = max(held, inUse)/heapUnit*heapUnit + heapUnit
	m.HeapIdle = m.HeapSys - m.HeapInuse
	m.StackInuse = goroutines * perStack
	m.StackSys = m.StackInuse
	m.Sys = m.HeapSys + m.StackSys
	m.Mallocs, m.HeapObjects = total/perObject, inUse/perObject
	m.Frees = m.Mallocs - m.HeapObjects
	m.NumGC = uint32(collections)
	m.NextGC = max(2*inUse, heapUnit)
	m.EnableGC = true
}

// frame describes the frame skip calls out.
func frame(skip int) (fn, file string, line int, ok bool)

// Caller is the place of a call; skip 0 is the caller of Caller.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	fn, file, line, ok := frame(skip + 1)
	if !ok {
		return 0, "", 0, false
	}
	return remember(fn, file, line), file, line, true
}

type place struct {
	fn, file string
	line     int
}

var places []place

func remember(fn, file string, line int) uintptr {
	for i, p := range places {
		if p.fn == fn && p.file == file && p.line == line {
			return uintptr(0x400000 + i)
		}
	}
	places = append(places, place{fn, file, line})
	return uintptr(0x400000 + len(places) - 1)
}

func at(pc uintptr) (place, bool) {
	i := int(pc) - 0x400000
	if i < 0 || i >= len(places) {
		return place{}, false
	}
	return places[i], true
}

// Callers fills pc with the stack.
func Callers(skip int, pc []uintptr) int {
	n := 0
	for n < len(pc) {
		fn, file, line, ok := frame(skip + n)
		if !ok {
			break
		}
		pc[n] = remember(fn, file, line)
		n++
	}
	return n
}

// Func is a function of the program.
type Func struct {
	p place
}

// FuncForPC is the function that pc lies in.
func FuncForPC(pc uintptr) *Func {
	if p, ok := at(pc); ok {
		return &Func{p}
	}
	if fn, file, line, ok := funcOf(pc); ok {
		return &Func{place{fn, file, line}}
	}
	return nil
}

func funcOf(value uintptr) (fn, file string, line int, ok bool)

func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.p.fn
}

func (f *Func) Entry() uintptr { return 0 }

func (f *Func) FileLine(pc uintptr) (file string, line int) { return f.p.file, f.p.line }

// Frame is a frame of a stack.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// Frames is a stack.
type Frames struct {
	pcs []uintptr
}

func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

func (f *Frames) Next() (frame Frame, more bool) {
	if len(f.pcs) == 0 {
		return Frame{}, false
	}
	p, _ := at(f.pcs[0])
	frame = Frame{f.pcs[0], &Func{p}, p.fn, p.file, p.line, 0}
	f.pcs = f.pcs[1:]
	return frame, len(f.pcs) > 0
}

// stackText is what a dump says of the goroutine, without the frame that asks; or of all.
func stackText(all bool) string

// Stack writes the goroutine's stack to buf; or those of all, its own first.
func Stack(buf []byte, all bool) int { return copy(buf, stackText(all)) }
