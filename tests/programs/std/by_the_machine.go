// What libraries do below the language: pointers swapped atomically, fields reached by address, types
// converted by reflection, and what a pipe holds.
package main

import (
	"fmt"
	"os"
	"reflect"
	"strconv"
	"sync/atomic"
	"time"
	"unsafe"
)

type config struct {
	name string
	size int
}

type stamp time.Time

type hidden struct{ secret int }

type onKinds func(reflect.Kind, reflect.Kind) string

type onValues func(reflect.Value, reflect.Value) string

func pointers() {
	var current unsafe.Pointer
	first, second := &config{"first", 1}, &config{"second", 2}
	atomic.StorePointer(&current, unsafe.Pointer(first))
	fmt.Println(atomic.CompareAndSwapPointer(&current, unsafe.Pointer(second), nil))
	fmt.Println(atomic.CompareAndSwapPointer(&current, unsafe.Pointer(first), unsafe.Pointer(second)))
	fmt.Println((*config)(atomic.LoadPointer(&current)).name)
	old := (*config)(atomic.SwapPointer(&current, unsafe.Pointer(first)))
	fmt.Println(old.size, (*config)(current).size)
}

func unexported() {
	h := hidden{1}
	f := reflect.ValueOf(&h).Elem().Field(0)
	fmt.Println(f.CanSet())
	reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem().SetInt(7)
	fmt.Println(h.secret, *(*int)(reflect.ValueOf(&h.secret).UnsafePointer()))
}

func conversions() {
	hook := func(a, b reflect.Value) string { return a.String() + b.String() }
	t := reflect.TypeOf(hook)
	fmt.Println(t.ConvertibleTo(reflect.TypeFor[onKinds]()), t.ConvertibleTo(reflect.TypeFor[onValues]()))
	s := reflect.ValueOf(stamp(time.Unix(5, 0).UTC()))
	fmt.Println(s.CanConvert(reflect.TypeFor[time.Time]()), s.Convert(reflect.TypeFor[time.Time]()))
	c := reflect.ValueOf(complex(1, 2)).Convert(reflect.TypeFor[complex64]())
	fmt.Println(c.Type(), c)
	fmt.Println(reflect.ValueOf([]int{1, 2, 3}).Convert(reflect.TypeFor[[2]int]()))
	type outer struct{ *hidden }
	_, err := reflect.ValueOf(outer{}).FieldByIndexErr([]int{0, 0})
	fmt.Println(err)
}

func main() {
	pointers()
	unexported()
	conversions()
	r, w, _ := os.Pipe()
	fmt.Fprint(w, "held until it is read")
	w.Close()
	b := make([]byte, 99)
	n, err := r.Read(b)
	fmt.Printf("%q %v\n", b[:n], err)
	_, err = r.Read(b)
	fmt.Println(err)
	word := func(name string) string { return "<" + name + ">" }
	fmt.Println(os.Expand("$a ${b} $* $ ${} ${c $1x $+ end$", word))
	fmt.Println(os.Setenv("a=b", ""))
	_, err = os.CreateTemp("", "a/b")
	fmt.Println(err)
	fmt.Println(strconv.QuoteToGraphic("a\u3000b\u200b\t"), strconv.QuoteRuneToGraphic('\u00a0'))
}

// Output:
// false
// true
// second
// 2 1
// false
// 7 7
// false true
// true 1970-01-01 00:00:05 +0000 UTC
// complex64 (1+2i)
// [1 2]
// reflect: indirection through nil pointer to embedded struct field hidden
// "held until it is read" <nil>
// EOF
// <a> <b> <*> $  c <1>x $+ end$
// setenv: invalid argument
// createtemp a/b: pattern contains path separator
// "a　b\u200b\t" ' '
