// Package weak has pointers that do not keep what they point to: they become nil when a collection finds that
// nothing else reaches it.
package weak

import (
	_ "runtime"
	"unsafe"
)

// Pointer is a weak pointer; the zero one is nil.
type Pointer[T any] struct {
	h *uintptr
	_ [0]*T
}

// Make gives a weak pointer; those to one place are equal.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	return Pointer[T]{h: handle(unsafe.Pointer(ptr))}
}

// Value is the pointer, or nil when the object is gone.
func (p Pointer[T]) Value() *T {
	if p.h == nil {
		return nil
	}
	return (*T)(target(p.h))
}

func handle(p unsafe.Pointer) *uintptr

func target(h *uintptr) unsafe.Pointer
