// Package weak has pointers that do not keep what they point to. Here they do: nothing is ever collected
// behind them.
package weak

// Pointer is a weak pointer; the zero one is nil.
type Pointer[T any] struct {
	p *T
}

func Make[T any](ptr *T) Pointer[T] { return Pointer[T]{ptr} }

func (p Pointer[T]) Value() *T { return p.p }
