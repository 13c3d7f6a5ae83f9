// A method of a value that is called by way of an interface that holds a nil pointer: Go says which.
package main

import (
	"fmt"
	"runtime"
)

type T struct{ a int }

func (t T) M() int { return t.a }

type N int

func (n N) M() int { return int(n) }

type G[P any] struct{ p P }

func (g G[P]) M() int { return 1 }

type outer struct{ *T }

type I interface{ M() int }

//go:noinline
func call(i I) int { return i.M() }

func try(what string, f func()) {
	defer func() {
		r := recover()
		_, ok := r.(runtime.Error)
		fmt.Println(what, ok, r)
	}()
	f()
}

func main() {
	try("struct", func() { call((*T)(nil)) })
	try("number", func() { call((*N)(nil)) })
	try("generic", func() { call((*G[string])(nil)) })
	try("method value", func() { f := []I{(*T)(nil)}[0].M; f() })
	try("method expression", func() { (*T).M(nil) })
	try("through a variable", func() { f := (*T).M; f(nil) })
	try("embedded", func() { call(outer{}) })
	try("known to be a pointer", func() {
		var p *T
		var i I = p
		i.M()
	})
	defer func() { panic(recover()) }()
	call((*T)(nil))
}

// Output:
// struct true value method main.T.M called using nil *T pointer
// number true value method main.N.M called using nil *N pointer
// generic true value method main.G[...].M called using nil *G[...] pointer
// method value true value method main.T.M called using nil *T pointer
// method expression true value method main.T.M called using nil *T pointer
// through a variable true value method main.T.M called using nil *T pointer
// embedded true runtime error: invalid memory address or nil pointer dereference
// known to be a pointer true runtime error: invalid memory address or nil pointer dereference

// Outcome: panic
// Stderr: panic: value method main.T.M called using nil *T pointer [recovered, repanicked]
