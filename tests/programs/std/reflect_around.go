// Functions around functions: package reflect makes them, calls them, and says what is wrong with them.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strings"
)

type Op func(int, int) int
type Named struct {
	A int `k:"v"`
	B string
}

func (n Named) Hello(who string) string { return n.B + " " + who }
func (n *Named) Inc(by ...int) error {
	for _, b := range by {
		n.A += b
	}
	if n.A > 10 {
		return errors.New("too much")
	}
	return nil
}

type Greeter interface{ Hello(string) string }
type Emb struct {
	Named
	*strings.Builder
	x int
}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

func wrapAll(x any, log *[]string) map[string]func(...any) []any {
	out := map[string]func(...any) []any{}
	v := reflect.ValueOf(x)
	for i := 0; i < v.NumMethod(); i++ {
		m, name := v.Method(i), v.Type().Method(i).Name
		out[name] = func(args ...any) (res []any) {
			*log = append(*log, name)
			var in []reflect.Value
			for _, a := range args {
				in = append(in, reflect.ValueOf(a))
			}
			for _, r := range m.Call(in) {
				res = append(res, r.Interface())
			}
			return
		}
	}
	return out
}

// timed makes a function with the same type that counts calls.
func timed[F any](f F, n *int) F {
	v := reflect.ValueOf(f)
	return reflect.MakeFunc(v.Type(), func(in []reflect.Value) []reflect.Value {
		*n++
		if v.Type().IsVariadic() {
			return v.CallSlice(in)
		}
		return v.Call(in)
	}).Interface().(F)
}

func main() {
	var called any = Op(func(a, b int) int { return a + b })
	fmt.Println(called.(Op)(1, 2))
	var op Op = func(a, b int) int { return a * b }
	n := 0
	fmt.Println(timed(op, &n)(3, 4), timed(strings.Repeat, &n)("ab", 3), timed(fmt.Sprintf, &n)("%d-%s", 5, "x"), n)
	big := func(a [3]string, b Named, c any, d ...float64) (Named, []float64, error) { return b, d, fmt.Errorf("%v %v", a, c) }
	fmt.Println(timed(big, &n)([3]string{"p", "q"}, Named{1, "z"}, 7.5, 1, 2))

	nm := &Named{1, "hi"}
	var log []string
	w := wrapAll(nm, &log)
	fmt.Println(w["Hello"]("you"), w["Inc"](4, 5), w["Inc"](9), log)
	var g Greeter = nm
	gv := reflect.ValueOf(&g).Elem()
	fmt.Println(gv.Kind(), gv.NumMethod(), gv.Method(0).Call([]reflect.Value{reflect.ValueOf("x")})[0], gv.Type().Method(0).Type)
	f := gv.MethodByName("Hello").Interface()
	fmt.Printf("%T %v\n", f, f.(func(string) string)("again"))
	nm.B = "changed"
	fmt.Println(f.(func(string) string)("later"))

	st := reflect.StructOf([]reflect.StructField{
		{Name: "ID", Type: reflect.TypeOf(0), Tag: `json:"id"`},
		{Name: "Tags", Type: reflect.SliceOf(reflect.TypeOf("")), Tag: `json:"tags,omitempty"`},
		{Name: "In", Type: reflect.TypeOf(Named{})},
		{Name: "Ptr", Type: reflect.PointerTo(reflect.TypeOf(Named{}))},
	})
	p := reflect.New(st)
	fmt.Println(json.Unmarshal([]byte(`{"id": 4, "tags": ["a"], "In": {"A": 2}, "Ptr": {"B": "q"}}`), p.Interface()))
	b, err := json.Marshal(p.Interface())
	fmt.Println(string(b), err)
	fmt.Printf("%+v\n%T\n", p.Elem().Field(2), p.Interface())
	m := reflect.MakeMap(reflect.MapOf(st.Field(0).Type, st.Field(1).Type))
	m.SetMapIndex(reflect.ValueOf(3), reflect.ValueOf([]string{"z"}))
	fmt.Println(m, m.Type(), reflect.DeepEqual(m.Interface(), map[int][]string{3: {"z"}}))
	same := reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeOf(0)}})
	fmt.Println(same == reflect.TypeOf(struct{ X int }{}), reflect.New(same).Elem().Interface() == struct{ X int }{})
	fmt.Println(reflect.FuncOf([]reflect.Type{same, reflect.TypeOf([]int{})}, []reflect.Type{reflect.TypeOf(errors.New("")), same}, true))
	fmt.Println(reflect.ChanOf(reflect.RecvDir, reflect.ChanOf(reflect.SendDir, same)), reflect.ChanOf(reflect.BothDir, reflect.ChanOf(reflect.RecvDir, same)))
	fmt.Println(reflect.TypeOf(Emb{}).NumMethod(), reflect.TypeOf(&Emb{}).NumMethod(), reflect.VisibleFields(reflect.TypeOf(Emb{}))[1].Name)
	ft := reflect.FuncOf([]reflect.Type{reflect.TypeOf(0)}, []reflect.Type{reflect.TypeOf("")}, false)
	fv := reflect.MakeFunc(ft, func(in []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(strings.Repeat("*", int(in[0].Int())))}
	})
	fmt.Println(fv.Call([]reflect.Value{reflect.ValueOf(3)})[0], fv.Type(), fv.Interface().(func(int) string)(2))
	sorted := reflect.MakeFunc(reflect.TypeOf((func(int, int) bool)(nil)), func(in []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(in[0].Int() > in[1].Int())}
	}).Interface().(func(int, int) bool)
	xs := []int{3, 1, 2}
	sort.Slice(xs, func(i, j int) bool { return sorted(xs[i], xs[j]) })
	fmt.Println(xs)
	done := make(chan bool)
	go reflect.ValueOf(func(s string) { fmt.Println("go", s); done <- true }).Call([]reflect.Value{reflect.ValueOf("call")})
	<-done
	defer timed(func(s string) { fmt.Println("deferred", s) }, &n)("x")

	try("count", func() { timed(op, &n); reflect.ValueOf(op).Call(nil) })
	try("type", func() { reflect.ValueOf(op).Call([]reflect.Value{reflect.ValueOf("a"), reflect.ValueOf(1)}) })
	try("made", func() {
		reflect.MakeFunc(reflect.TypeOf(op), func([]reflect.Value) []reflect.Value { return nil }).Interface().(Op)(1, 2)
	})
	try("send", func() { reflect.ValueOf(make(<-chan int)).Send(reflect.ValueOf(1)) })
	try("mapof", func() { reflect.MapOf(reflect.TypeOf([]int{}), same) })
	try("structof", func() { reflect.StructOf([]reflect.StructField{{Name: "x", Type: same}}) })
	try("inner", func() {
		timed(func() { panic("inside") }, &n)()
	})
	try("close", func() { c := reflect.MakeChan(reflect.TypeOf(make(chan int)), 0); c.Close(); c.Close() })
}

// Output:
// 3
// 12 ababab 5-x 3
// {1 z} [1 2] [p q ] 7.5
// [hi you] [<nil>] [too much] [Hello Inc Inc]
// interface 1 hi x func(string) string
// func(string) string hi again
// changed later
// <nil>
// {"id":4,"tags":["a"],"In":{"A":2,"B":""},"Ptr":{"A":0,"B":"q"}} <nil>
// {A:2 B:}
// *struct { ID int "json:\"id\""; Tags []string "json:\"tags,omitempty\""; In main.Named; Ptr *main.Named }
// map[3:[z]] map[int][]string true
// true true
// func(struct { X int }, ...int) (*errors.errorString, struct { X int })
// <-chan chan<- struct { X int } chan (<-chan struct { X int })
// 10 11 A
// *** func(int) string **
// [3 2 1]
// go call
// count panics: reflect: Call with too few input arguments
// type panics: reflect: Call using string as type int
// made panics: reflect: wrong return count from function created by MakeFunc
// send panics: reflect: send on recv-only channel
// mapof panics: reflect.MapOf: invalid key type []int
// structof panics: reflect.StructOf: field "x" is unexported but missing PkgPath
// inner panics: inside
// close panics: close of closed channel
// deferred x
