// What counts as zero, as equal and as found through embedded structs.
package main

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"text/scanner"
	"time"
)

type Deep struct{ X int }
type A struct{ Deep }
type B struct{ Deep }
type Both struct {
	A
	B
}
type Once struct {
	A
	*B
	X string
}
type blanks struct {
	_ int
	n int
	_ string
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	minus := math.Copysign(0, -1)
	fmt.Println(reflect.ValueOf(minus).IsZero(), reflect.ValueOf(complex(minus, 0)).IsZero(), reflect.ValueOf([2]float64{minus}).IsZero())
	fmt.Println(reflect.ValueOf(blanks{n: 0}).IsZero(), reflect.ValueOf(blanks{n: 1}).IsZero())
	nan := []float64{math.NaN()}
	m := map[int]float64{1: math.NaN()}
	fmt.Println(reflect.DeepEqual(nan, nan), reflect.DeepEqual(nan, []float64{math.NaN()}), reflect.DeepEqual(nan[:0], nan))
	fmt.Println(reflect.DeepEqual(m, m), reflect.DeepEqual(m, map[int]float64{1: math.NaN()}))
	_, ok := reflect.TypeOf(Both{}).FieldByName("X")
	fmt.Println(ok, reflect.ValueOf(Both{}).FieldByName("X").IsValid())
	f, ok := reflect.TypeOf(Once{}).FieldByName("X")
	fmt.Println(f.Type, f.Index, ok)
	_, ok = reflect.TypeOf(Once{}).FieldByName("Deep")
	fmt.Println(ok)
	fmt.Println(reflect.Kind(200), reflect.Kind(1), reflect.ValueOf(float32(0)).OverflowFloat(3.5e38))
	try(func() { reflect.ValueOf([]int{1}).Bytes() })
	try(func() { reflect.ValueOf(3).Bytes() })
	array := reflect.ValueOf(&[3]int{})
	fmt.Println(array.Len(), array.Cap())
	try(func() { reflect.ValueOf(new(int)).Len() })
	try(func() { reflect.ValueOf(new(int)).Cap() })
	short := reflect.ValueOf([]int{1, 2})
	for _, t := range []any{[2]int{}, [3]int{}, &[2]int{}, &[3]int{}, []int{}, ""} {
		fmt.Print(short.CanConvert(reflect.TypeOf(t)), " ")
	}
	fmt.Println(short.Len())
	for _, s := range []string{"-25", "+23", "+24", "2x"} {
		_, err := time.Parse("-07", s)
		fmt.Println(err)
	}
	for _, s := range []string{"+23:61", "-25:00", "Z", "+1:00"} {
		_, err := time.Parse("Z07:00", s)
		fmt.Println(err)
	}
	_, err := time.Parse("-07:00:00", "+23:59:61")
	fmt.Println(err)
	var s scanner.Scanner
	s.Init(strings.NewReader(`x"open`))
	s.Error = func(s *scanner.Scanner, msg string) { fmt.Println(msg, s.TokenText()) }
	for t := s.Scan(); t != scanner.EOF; t = s.Scan() {
		fmt.Println(scanner.TokenString(t), s.TokenText())
	}
}

// Output:
// true true true
// true false
// true false false
// true false
// false false
// string [2] true
// false
// kind200 bool true
// reflect.Value.Bytes of non-byte slice
// reflect: call of reflect.Value.Bytes on int Value
// 3 3
// reflect: call of reflect.Value.Len on ptr to non-array Value
// reflect: call of reflect.Value.Cap on ptr to non-array Value
// true false true false true false 2
// parsing time "-25": time zone offset hour out of range
// <nil>
// <nil>
// parsing time "2x" as "-07": cannot parse "2x" as "-07"
// parsing time "+23:61": time zone offset minute out of range
// parsing time "-25:00": time zone offset hour out of range
// <nil>
// parsing time "+1:00" as "Z07:00": cannot parse "+1:00" as "Z07:00"
// parsing time "+23:59:61": time zone offset second out of range
// Ident x
// literal not terminated "open
// String "open
