package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
)

// defer, recover, named results, in every form
func named() (r int, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("recovered: %v", e)
			r *= 2
		}
	}()
	r = 21
	panic("boom")
}

func deferOrder() (s string) {
	for i := 0; i < 4; i++ {
		defer func(n int) { s += fmt.Sprint(n, i) }(i * 10)
	}
	return "start:"
}

func nestedRecover() {
	defer func() {
		fmt.Println("outer", recover())
	}()
	defer func() {
		defer func() {
			fmt.Println("inner", recover())
		}()
		panic("second")
	}()
	panic("first")
}

func indirect() (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint("top ", r)
		}
	}()
	func() {
		defer func() {
			func() {
				if r := recover(); r != nil { // not called directly by deferred function
					s = "wrong"
				}
			}()
		}()
		panic(1)
	}()
	return "none"
}

func runtimeErrs() {
	try := func(name string, f func()) {
		defer func() {
			r := recover()
			if re, ok := r.(runtime.Error); ok {
				fmt.Println(name, "runtime:", re.Error())
			} else if e, ok := r.(error); ok {
				fmt.Println(name, "error:", e)
			} else {
				fmt.Printf("%s %T %v\n", name, r, r)
			}
		}()
		f()
	}
	var m map[string]int
	var p *struct{ x, y int }
	var s []int
	var a [3]int
	var e interface{} = "str"
	var f func()
	zero, neg, big := 0, -1, 10
	try("map", func() { m["a"] = 1 })
	try("nil", func() { _ = p.y })
	try("idx", func() { _ = s[big] })
	try("arr", func() { _ = a[big] })
	try("neg", func() { _ = a[neg] })
	try("div", func() { _ = 1 / zero })
	try("mod", func() { _ = 1 % zero })
	try("as", func() { _ = e.(int) })
	try("as2", func() { _ = e.(fmt.Stringer) })
	try("fn", func() { f() })
	try("slice", func() { _ = s[:big] })
	try("slice2", func() { s = make([]int, 3); _ = s[big:1:2][0] })
	try("slice3", func() { i := 2; j := 1; _ = s[i:j] })
	try("str", func() { x := "abc"; _ = x[big] })
	try("str2", func() { x := "abc"; _ = x[big:] })
	try("make", func() { _ = make([]int, neg) })
	try("shift", func() { _ = 1 << neg })
	try("conv", func() { _ = [4]int(s) })
	try("hash", func() { _ = map[interface{}]int{[]int{1}: 2} })
	try("cmp", func() { var x, y interface{} = []int{1}, []int{1}; _ = x == y })
	try("custom", func() { panic(errors.New("mine")) })
	try("close", func() { var c chan int; close(c) })
	try("close2", func() { c := make(chan int); close(c); close(c) })
	try("send", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("exit", func() { panic(fmt.Sprintf("%d", 3)) })
	try("nilpanic", func() { panic(nil) })
	var st fmt.Stringer
	try("niliface", func() { st.String() })
	try("nilas", func() { _ = st.(interface{ Foo() }) })
	var ee error
	try("nilas2", func() { _ = ee.(*os.PathError) })
}

type myErr struct{ s string }

func (e *myErr) Error() string { return e.s }

func typedNil() error {
	var e *myErr
	return e
}

func loopDefer() {
	sb := &strings.Builder{}
	func() {
		for i := range 3 {
			defer fmt.Fprint(sb, i, ";")
		}
	}()
	fmt.Println(sb.String())
}

func multi() (a, b int) {
	defer func() { a, b = b, a }()
	return 1, 2
}

func closureCapture() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		i := i * i
		fs = append(fs, func() int { i++; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	var gs []func() int
	for i := 0; i < 3; i++ {
		gs = append(gs, func() int { i += 10; return i })
	}
	for _, g := range gs {
		fmt.Print(g(), g(), " ")
	}
	fmt.Println()
}

func goexit() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { fmt.Println("goexit recover:", recover()) }()
		runtime.Goexit()
	}()
	<-done
}

func main() {
	fmt.Println(named())
	fmt.Println(deferOrder())
	nestedRecover()
	fmt.Println(indirect())
	runtimeErrs()
	fmt.Println(typedNil() == nil, typedNil() != nil)
	loopDefer()
	fmt.Println(multi())
	closureCapture()
	goexit()
	func() {
		defer func() {
			e := recover().(error)
			var re runtime.Error
			fmt.Println(errors.As(e, &re), e)
			var te *runtime.TypeAssertionError
			fmt.Println(errors.As(e, &te))
		}()
		var i any = 3
		_ = i.(string)
	}()
}

// Output:
// 42 recovered: boom
// start:30 320 210 10 0
// inner second
// outer first
// top 1
// map runtime: assignment to entry in nil map
// nil runtime: runtime error: invalid memory address or nil pointer dereference
// idx runtime: runtime error: index out of range [10] with length 0
// arr runtime: runtime error: index out of range [10] with length 3
// neg runtime: runtime error: index out of range [-1]
// div runtime: runtime error: integer divide by zero
// mod runtime: runtime error: integer divide by zero
// as runtime: interface conversion: interface {} is string, not int
// as2 runtime: interface conversion: string is not fmt.Stringer: missing method String
// fn runtime: runtime error: invalid memory address or nil pointer dereference
// slice runtime: runtime error: slice bounds out of range [:10] with capacity 0
// slice2 runtime: runtime error: slice bounds out of range [10:1:]
// slice3 runtime: runtime error: slice bounds out of range [2:1]
// str runtime: runtime error: index out of range [10] with length 3
// str2 runtime: runtime error: slice bounds out of range [10:3]
// make runtime: runtime error: makeslice: len out of range
// shift runtime: runtime error: negative shift amount
// conv runtime: runtime error: cannot convert slice with length 3 to array or pointer to array with length 4
// hash runtime: runtime error: hash of unhashable type []int
// cmp runtime: runtime error: comparing uncomparable type []int
// custom error: mine
// close runtime: close of nil channel
// close2 runtime: close of closed channel
// send runtime: send on closed channel
// exit string 3
// nilpanic runtime: runtime error: panic called with nil argument
// niliface runtime: runtime error: invalid memory address or nil pointer dereference
// nilas runtime: interface conversion: interface is nil, not interface { Foo() }
// nilas2 runtime: interface conversion: error is nil, not *fs.PathError
// false true
// 2;1;0;
// 2 1
// 1 2 2 3 5 6 10 20 11 21 12 22 
// goexit recover: <nil>
// true interface conversion: interface {} is int, not string
// true
