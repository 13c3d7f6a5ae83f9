package atomic

// Pointer is an atomic *T.
type Pointer[T any] struct {
	_ noCopy
	v *T
}

// Load returns the pointer.
func (x *Pointer[T]) Load() *T {
	touch(&x.v)
	return x.v
}

// Store sets the pointer.
func (x *Pointer[T]) Store(val *T) {
	touch(&x.v)
	x.v = val
}

// Swap sets the pointer and returns the one before.
func (x *Pointer[T]) Swap(new *T) (old *T) {
	touch(&x.v)
	old = x.v
	x.v = new
	return old
}

// CompareAndSwap sets the pointer to new when it is old.
func (x *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	touch(&x.v)
	if x.v != old {
		return false
	}
	x.v = new
	return true
}
