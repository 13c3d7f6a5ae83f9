// What reflect says of types and values, and what it changes and calls.
package main

import (
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strings"
)

type Level uint8

func (l Level) String() string { return "L" + strings.Repeat("!", int(l)) }

type Base struct {
	ID   int `json:"id" db:"key"`
	note string
}

func (b Base) Describe() string { return fmt.Sprintf("base %d", b.ID) }

type User struct {
	Base
	Name   string `json:"name,omitempty" validate:"required"`
	Age    uint8
	Tags   []string
	Scores map[string]float64
	Boss   *User
	Any    any
	secret bool
}

func (u User) Greet(greeting string, times int) (string, error) {
	if times < 1 {
		return "", errors.New("never")
	}
	return strings.Repeat(greeting+" "+u.Name+"; ", times), nil
}

func (u *User) Rename(name string) { u.Name = name }

type Shape interface {
	Area() float64
}

type Square float64

func (s Square) Area() float64 { return float64(s * s) }

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func add(a, b int) int              { return a + b }
func sum(base int, more ...int) int { return base + len(more) }

func main() {
	u := User{Base{7, "n"}, "Ann", 33, []string{"a", "b"}, map[string]float64{"x": 1.5}, nil, 4.5, true}
	t := reflect.TypeOf(u)
	fmt.Println(t, t.Name(), t.Kind(), t.NumField(), t.NumMethod(), t.PkgPath(), t.Size())
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		fmt.Println(f.Name, f.Type, f.Type.Kind(), f.Tag.Get("json"), f.Anonymous, f.IsExported(), f.Offset, f.Index)
	}
	v := reflect.ValueOf(u)
	for i := 0; i < v.NumField(); i++ {
		if v.Field(i).CanInterface() {
			fmt.Println(v.Field(i).Interface(), v.Field(i))
		} else {
			fmt.Println(v.Field(i))
		}
	}
	for i := range t.NumMethod() {
		fmt.Println(t.Method(i).Name, t.Method(i).Type)
	}
	p := reflect.TypeOf(&u)
	fmt.Println(p, p.Kind(), p.Elem() == t, p.NumMethod(), p.Name() == "")
	f, ok := t.FieldByName("ID")
	fmt.Println(f.Name, f.Index, f.Tag, ok)
	value, ok := f.Tag.Lookup("db")
	fmt.Println(value, ok)

	e := reflect.ValueOf(&u).Elem()
	e.FieldByName("Name").SetString("Bob")
	e.FieldByName("Age").SetUint(44)
	e.Field(3).Set(reflect.Append(e.Field(3), reflect.ValueOf("c")))
	e.FieldByName("Scores").SetMapIndex(reflect.ValueOf("y"), reflect.ValueOf(2.5))
	e.FieldByName("ID").SetInt(99)
	e.FieldByName("Any").Set(reflect.ValueOf([]int{1}))
	fmt.Printf("%+v\n", u)
	fmt.Println(e.FieldByName("secret").CanSet(), v.Field(1).CanSet(), e.Field(1).CanSet(), e.FieldByName("Nope").IsValid())

	out := reflect.ValueOf(u).MethodByName("Greet").Call([]reflect.Value{reflect.ValueOf("hi"), reflect.ValueOf(2)})
	fmt.Println(out[0], out[1].IsNil(), len(out))
	out = reflect.ValueOf(u).MethodByName("Greet").Call([]reflect.Value{reflect.ValueOf("hi"), reflect.ValueOf(0)})
	fmt.Println(out[0].String() == "", out[1])
	reflect.ValueOf(&u).MethodByName("Rename").Call([]reflect.Value{reflect.ValueOf("Zed")})
	fmt.Println(u.Name, reflect.ValueOf(u).MethodByName("Describe").Call(nil)[0])
	fmt.Println(reflect.ValueOf(add).Call([]reflect.Value{reflect.ValueOf(2), reflect.ValueOf(3)})[0].Int())
	fmt.Println(reflect.ValueOf(sum).Call([]reflect.Value{reflect.ValueOf(2), reflect.ValueOf(3), reflect.ValueOf(3)})[0].Int())
	fmt.Println(reflect.TypeOf(sum), reflect.TypeOf(sum).IsVariadic(), reflect.TypeOf(add).NumIn(), reflect.TypeOf(add).Out(0))

	for _, x := range []any{1, int8(2), "s", 2.5, true, 'x', []int{1, 2}, [2]bool{true}, map[string]int{"a": 1}, &u, nil, Square(3), Level(2), struct{ X int }{3}, make(chan int, 3), func(int) string { return "" }, errors.New("e"), Pair[string, int]{"k", 1}, complex(1, 2), []byte("hi"), uintptr(4)} {
		v := reflect.ValueOf(x)
		if !v.IsValid() {
			fmt.Println("invalid", v.Kind(), v)
			continue
		}
		fmt.Println(v.Kind(), v.Type(), v.Type().Name(), v.IsZero(), v.Type().Comparable(), v.Type().Size())
	}
	shape := reflect.TypeOf((*Shape)(nil)).Elem()
	fmt.Println(shape, shape.Kind(), reflect.TypeOf(Square(1)).Implements(shape), reflect.TypeOf(1).Implements(shape), reflect.TypeFor[error]())

	fmt.Println(reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {1}}), reflect.DeepEqual([]int(nil), []int{}), reflect.DeepEqual(&User{Name: "x"}, &User{Name: "x"}), reflect.DeepEqual(1, int64(1)), reflect.DeepEqual([]any{1, "a", nil}, []any{1, "a", nil}))

	s := reflect.MakeSlice(reflect.TypeOf([]int{}), 2, 5)
	s.Index(0).SetInt(5)
	s = reflect.Append(s, reflect.ValueOf(9))
	fmt.Println(s, s.Len(), s.Cap(), s.Slice(1, 3))
	m := reflect.MakeMap(reflect.TypeOf(map[string]int{}))
	m.SetMapIndex(reflect.ValueOf("one"), reflect.ValueOf(1))
	m.SetMapIndex(reflect.ValueOf("two"), reflect.ValueOf(2))
	keys := m.MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	fmt.Println(m, m.Len(), keys[0], m.MapIndex(keys[1]), m.MapIndex(reflect.ValueOf("no")).IsValid())
	n := reflect.New(reflect.TypeOf(0))
	n.Elem().SetInt(12)
	fmt.Println(n.Elem().Int(), *(n.Interface().(*int)), n.Type())
	fmt.Println(reflect.Zero(reflect.TypeOf(u)).Interface().(User).Name == "", reflect.ValueOf(3.9).Convert(reflect.TypeOf(0)), reflect.ValueOf(65).Convert(reflect.TypeOf("")))
	b := []byte("xyz")
	bv := reflect.ValueOf(b)
	bv.Index(1).SetUint('!')
	fmt.Println(string(b), bv.Len(), bv.Index(2).Uint(), bv.Bytes())
	swap := reflect.Swapper(u.Tags)
	swap(0, 2)
	fmt.Println(u.Tags)
	var x any = &u
	fmt.Println(reflect.Indirect(reflect.ValueOf(x)).Type(), reflect.ValueOf(&x).Elem().Kind(), reflect.ValueOf(&x).Elem().Elem().Type())

	try := func(name string, f func()) {
		defer func() { fmt.Println(name+":", recover()) }()
		f()
	}
	try("set", func() { reflect.ValueOf(u).Field(1).SetString("x") })
	try("kind", func() { reflect.ValueOf(1).Len() })
	try("elem", func() { reflect.TypeOf(1).Elem() })
	try("zero", func() { reflect.ValueOf(nil).Type() })
	try("assign", func() { e.Field(1).Set(reflect.ValueOf(3)) })
	try("few", func() { reflect.ValueOf(add).Call(nil) })
	try("private", func() { e.FieldByName("secret").SetBool(false) })
	try("int", func() { reflect.ValueOf("x").Int() })
	try("field", func() { reflect.TypeOf(1).NumField() })
}

// Output:
// main.User User struct 8 2 main 112
// Base main.Base struct  true true 0 [0]
// Name string string name,omitempty false true 24 [1]
// Age uint8 uint8  false true 40 [2]
// Tags []string slice  false true 48 [3]
// Scores map[string]float64 map  false true 72 [4]
// Boss *main.User ptr  false true 80 [5]
// Any interface {} interface  false true 88 [6]
// secret bool bool  false false 104 [7]
// {7 n} {7 n}
// Ann Ann
// 33 33
// [a b] [a b]
// map[x:1.5] map[x:1.5]
// <nil> <nil>
// 4.5 4.5
// true
// Describe func(main.User) string
// Greet func(main.User, string, int) (string, error)
// *main.User ptr true 3 true
// ID [0 0] json:"id" db:"key" true
// key true
// {Base:{ID:99 note:n} Name:Bob Age:44 Tags:[a b c] Scores:map[x:1.5 y:2.5] Boss:<nil> Any:[1] secret:true}
// false false true false
// hi Bob; hi Bob;  true 2
// true never
// Zed base 99
// 5
// 4
// func(int, ...int) int true 2 int
// int int int false true 8
// int8 int8 int8 false true 1
// string string string false true 16
// float64 float64 float64 false true 8
// bool bool bool false true 1
// int32 int32 int32 false true 4
// slice []int  false false 24
// array [2]bool  false true 2
// map map[string]int  false false 8
// ptr *main.User  false true 8
// invalid invalid <invalid reflect.Value>
// float64 main.Square Square false true 8
// uint8 main.Level Level false true 1
// struct struct { X int }  false true 8
// chan chan int  false true 8
// func func(int) string  false false 8
// ptr *errors.errorString  false true 8
// struct main.Pair[string,int] Pair[string,int] false true 24
// complex128 complex128 complex128 false true 16
// slice []uint8  false false 24
// uintptr uintptr uintptr false true 8
// main.Shape interface true false error
// true false true false true
// [5 0 9] 3 5 [0 9]
// map[one:1 two:2] 2 one 2 false
// 12 12 *int
// true 3 A
// x!z 3 122 [120 33 122]
// [c b a]
// main.User interface *main.User
// set: reflect: reflect.Value.SetString using unaddressable value
// kind: reflect: call of reflect.Value.Len on int Value
// elem: reflect: Elem of invalid type int
// zero: reflect: call of reflect.Value.Type on zero Value
// assign: reflect.Set: value of type int is not assignable to type string
// few: reflect: Call with too few input arguments
// private: reflect: reflect.Value.SetBool using value obtained using unexported field
// int: reflect: call of reflect.Value.Int on string Value
// field: reflect: NumField of non-struct type int
