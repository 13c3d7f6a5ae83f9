// Slices by reflection: parts with a capacity, appending, and what is refused.
package main

import (
	"fmt"
	"reflect"
)

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Println(name, "panics:", e)
		}
	}()
	f()
}

type hidden struct{ x []int }

func main() {
	s := make([]int, 5, 10)
	for i := range s {
		s[i] = i
	}
	v := reflect.ValueOf(s)
	w := v.Slice3(1, 3, 4)
	fmt.Println(w, w.Len(), w.Cap())
	arr := [4]int{1, 2, 3, 4}
	a := reflect.ValueOf(&arr).Elem()
	fmt.Println(a.Slice3(0, 2, 3), a.Slice3(0, 2, 3).Cap())
	try("order", func() { v.Slice3(3, 2, 4) })
	try("cap", func() { v.Slice3(1, 2, 40) })
	try("array", func() { reflect.ValueOf(arr).Slice3(0, 1, 1) })
	try("string", func() { reflect.ValueOf("abc").Slice3(0, 1, 1) })
	try("array slice", func() { a.Slice(1, 9) })
	try("string slice", func() { reflect.ValueOf("abc").Slice(1, 9) })
	p := reflect.ValueOf(&s).Elem()
	p.SetCap(6)
	fmt.Println(len(s), cap(s))
	try("SetCap", func() { p.SetCap(4) })
	try("SetCap", func() { p.SetCap(9) })
	try("SetCap", func() { v.SetCap(6) })
	try("SetCap", func() { reflect.ValueOf(&arr).Elem().SetCap(6) })
	try("SetLen", func() { reflect.ValueOf(&arr).Elem().SetLen(6) })
	h := reflect.ValueOf(hidden{s}).Field(0)
	try("Append", func() { reflect.Append(h, reflect.ValueOf(1)) })
	try("AppendSlice", func() { reflect.AppendSlice(h, v) })
	try("AppendSlice", func() { reflect.AppendSlice(v, reflect.ValueOf([]string{"a"})) })
	try("Append", func() { reflect.Append(v, reflect.ValueOf("a")) })
	try("Append", func() { reflect.Append(reflect.ValueOf(3), reflect.ValueOf("a")) })
	try("AppendSlice", func() { reflect.AppendSlice(reflect.ValueOf(3), v) })
	try("Grow", func() { p.Grow(-1) })
}

// Output:
// [1 2] 2 3
// [1 2] 3
// order panics: reflect.Value.Slice3: slice index out of bounds
// cap panics: reflect.Value.Slice3: slice index out of bounds
// array panics: reflect.Value.Slice3: slice of unaddressable array
// string panics: reflect: call of reflect.Value.Slice3 on string Value
// array slice panics: reflect.Value.Slice: slice index out of bounds
// string slice panics: reflect.Value.Slice: string slice index out of bounds
// 5 6
// SetCap panics: reflect: slice capacity out of range in SetCap
// SetCap panics: reflect: slice capacity out of range in SetCap
// SetCap panics: reflect: reflect.Value.SetCap using unaddressable value
// SetCap panics: reflect: call of reflect.Value.SetCap on array Value
// SetLen panics: reflect: call of reflect.Value.SetLen on array Value
// Append panics: reflect: unknown method using value obtained using unexported field
// AppendSlice panics: reflect: unknown method using value obtained using unexported field
// AppendSlice panics: reflect.AppendSlice: int != string
// Append panics: reflect.Set: value of type string is not assignable to type int
// Append panics: reflect: call of unknown method on int Value
// AppendSlice panics: reflect: call of unknown method on int Value
// Grow panics: reflect.Value.Grow: negative len
