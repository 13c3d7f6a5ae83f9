// Functions, types and channels that package reflect makes and uses while a program runs.
package main

import (
	"fmt"
	"reflect"
	"time"
)

type M struct{ n int }

func (m M) Add(k int, more ...int) int { return m.n + k + len(more) }
func (m *M) Set(k int)                  { m.n = k }
func (m M) String() string              { return fmt.Sprint("M", m.n) }

type K struct{ a, b int }

type Shape interface {
	Area(scale float64) (float64, error)
}

func main() {
	swap := func(in []reflect.Value) []reflect.Value { return []reflect.Value{in[1], in[0]} }
	var intSwap func(int, int) (int, int)
	reflect.ValueOf(&intSwap).Elem().Set(reflect.MakeFunc(reflect.TypeOf(intSwap), swap))
	fmt.Println(intSwap(1, 2))
	var strSwap func(string, string) (string, string)
	reflect.ValueOf(&strSwap).Elem().Set(reflect.MakeFunc(reflect.TypeOf(strSwap), swap))
	fmt.Println(strSwap("a", "b"))

	m := &M{3}
	v := reflect.ValueOf(m)
	add := v.MethodByName("Add").Interface().(func(int, ...int) int)
	fmt.Println(add(4, 1, 2), v.Method(0).Type(), reflect.TypeOf(m).Method(0).Type)
	reflect.TypeOf(m).Method(1).Func.Interface().(func(*M, int))(m, 9)
	fmt.Println(m)
	fmt.Println(reflect.TypeOf((*Shape)(nil)).Elem().Method(0).Type)

	mt := reflect.MapOf(reflect.TypeOf(K{}), reflect.TypeOf(true))
	mv := reflect.MakeMap(mt)
	mv.SetMapIndex(reflect.ValueOf(K{1, 2}), reflect.ValueOf(true))
	fmt.Println(mt, mv.Len(), mv, mv.Interface())
	st := reflect.StructOf([]reflect.StructField{
		{Name: "Height", Type: reflect.TypeOf(float64(0)), Tag: `json:"height"`},
		{Name: "Age", Type: reflect.TypeOf(int(0)), Tag: `json:"age"`},
	})
	s := reflect.New(st).Elem()
	s.Field(0).SetFloat(0.4)
	s.Field(1).SetInt(2)
	fmt.Println(st, s.Interface())
	fmt.Printf("%+v %T\n", s.Interface(), s.Addr().Interface())
	at := reflect.ArrayOf(3, reflect.TypeOf(byte(0)))
	a := reflect.New(at).Elem()
	a.Index(1).SetUint(7)
	fmt.Println(at, a, at.Size(), reflect.FuncOf([]reflect.Type{at, reflect.SliceOf(st)}, []reflect.Type{mt}, true))

	ch := make(chan string, 1)
	cv := reflect.ValueOf(ch)
	cv.Send(reflect.ValueOf("hi"))
	fmt.Println(cv.TrySend(reflect.ValueOf("no")), <-ch)
	go func() { time.Sleep(time.Millisecond); ch <- "later" }()
	x, ok := cv.Recv()
	fmt.Println(x, ok)
	un := make(chan K)
	go func() { fmt.Println(<-un) }()
	n, _, _ := reflect.Select([]reflect.SelectCase{
		{Dir: reflect.SelectRecv, Chan: cv},
		{Dir: reflect.SelectSend, Chan: reflect.ValueOf(un), Send: reflect.ValueOf(K{5, 6})},
	})
	fmt.Println(n)
	time.Sleep(time.Millisecond)
	go func() { time.Sleep(time.Millisecond); un <- K{7, 8} }()
	n, r, ok := reflect.Select([]reflect.SelectCase{
		{Dir: reflect.SelectRecv, Chan: cv},
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(un)},
	})
	fmt.Println(n, r, ok)
	n, r, ok = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectDefault}, {Dir: reflect.SelectRecv, Chan: cv}})
	fmt.Println(n, r, ok)
	cv.Close()
	x, ok = cv.Recv()
	fmt.Printf("%q %v\n", x.String(), ok)
	func() {
		defer func() { fmt.Println(recover()) }()
		cv.Send(reflect.ValueOf("x"))
	}()
	mc := reflect.MakeChan(reflect.ChanOf(reflect.BothDir, st), 2)
	mc.Send(s)
	got, _ := mc.Recv()
	fmt.Println(got, mc.Type(), mc.Cap())
}

// Output:
// 2 1
// b a
// 9 func(int, ...int) int func(*main.M, int, ...int) int
// M9
// func(float64) (float64, error)
// map[main.K]bool 1 map[{1 2}:true] map[{1 2}:true]
// struct { Height float64 "json:\"height\""; Age int "json:\"age\"" } {0.4 2}
// {Height:0.4 Age:2} *struct { Height float64 "json:\"height\""; Age int "json:\"age\"" }
// [3]uint8 [0 7 0] 3 func([3]uint8, ...struct { Height float64 "json:\"height\""; Age int "json:\"age\"" }) map[main.K]bool
// false hi
// later true
// {5 6}
// 1
// 1 {7 8} true
// 0 <invalid reflect.Value> false
// "" false
// send on closed channel
// {0.4 2} chan struct { Height float64 "json:\"height\""; Age int "json:\"age\"" } 2
