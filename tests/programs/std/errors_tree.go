// Wrapping, joining and finding errors.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
)

type NotFound struct{ Name string }

func (e *NotFound) Error() string { return "not found: " + e.Name }

type Timeout struct{}

func (Timeout) Error() string   { return "timeout" }
func (Timeout) Is(t error) bool { return t == io.EOF }

var ErrBase = errors.New("base")

func main() {
	e1 := fmt.Errorf("layer: %w", ErrBase)
	e2 := fmt.Errorf("outer: %w", e1)
	fmt.Println(errors.Is(e2, ErrBase), errors.Unwrap(e2) == e1, errors.Unwrap(ErrBase))
	var nf *NotFound
	w := fmt.Errorf("x: %w", &NotFound{"file"})
	if errors.As(w, &nf) {
		fmt.Println("as", nf.Name)
	}
	j := errors.Join(ErrBase, nil, w)
	fmt.Println(j)
	fmt.Println(errors.Is(j, ErrBase), errors.As(j, &nf), errors.Join(nil) == nil)
	fmt.Println(errors.Is(Timeout{}, io.EOF))
	m := fmt.Errorf("%w and %w", ErrBase, io.EOF)
	fmt.Println(m, errors.Is(m, io.EOF), errors.Is(m, ErrBase))
	var te interface{ Is(error) bool }
	fmt.Println(errors.As(fmt.Errorf("q %w", Timeout{}), &te))
	_, err := os.ReadFile("/nope")
	fmt.Println(err, errors.Is(err, os.ErrNotExist))
	var pe *os.PathError
	fmt.Println(errors.As(err, &pe), pe.Op, pe.Path)
	if t, ok := errors.AsType[*NotFound](w); ok {
		fmt.Println("astype", t.Name)
	}
	defer func() { fmt.Println(recover()) }()
	errors.As(w, nil)
}

// Output:
// true true <nil>
// as file
// base
// x: not found: file
// true true true
// true
// base and EOF true true
// true
// open /nope: no such file or directory true
// true open /nope
// astype file
// errors: target cannot be nil
