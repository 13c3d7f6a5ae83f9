// Package unique makes one of equal values.
package unique

import "sync"

var (
	handles = map[any]any{}
	mu      sync.Mutex
)

// Handle is a value that compares by identity.
type Handle[T comparable] struct {
	value *T
}

// Make gives the handle of a value; those of equal values are equal.
func Make[T comparable](value T) Handle[T] {
	mu.Lock()
	defer mu.Unlock()
	if h, ok := handles[value]; ok {
		return h.(Handle[T])
	}
	h := Handle[T]{&value}
	handles[value] = h
	return h
}

func (h Handle[T]) Value() T { return *h.value }
