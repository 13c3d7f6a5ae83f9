package runtime

import "unsafe"

// SetFinalizer has finalizer called with obj once nothing else reaches it.
func SetFinalizer(obj any, finalizer any)

// Cleanup names a call of AddCleanup.
type Cleanup struct {
	id uint64
}

// AddCleanup has cleanup called with arg once nothing reaches what ptr points to.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if ptr == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	if p, ok := any(arg).(*T); ok && p == ptr {
		panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
	}
	return Cleanup{watch(uintptr(unsafe.Pointer(ptr)), func() { cleanup(arg) })}
}

// Stop takes the cleanup back, unless it is due already.
func (c Cleanup) Stop() {
	if c.id != 0 {
		unwatch(c.id)
	}
}

func finalizes() bool

func watch(object uintptr, call func()) uint64

func unwatch(id uint64)

func nextFinal() (p *byte, obj any, plain func(*byte), boxed func(any), clean func())

// hookFinals runs what a collection found due, one after another.
func hookFinals() {
	for {
		p, obj, plain, boxed, clean := nextFinal()
		switch {
		case plain != nil:
			plain(p)
		case boxed != nil:
			boxed(obj)
		case clean != nil:
			clean()
		default:
			return
		}
		p, obj, plain, boxed, clean = nil, nil, nil, nil, nil
	}
}
