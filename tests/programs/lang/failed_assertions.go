package main

import "fmt"

type E interface{}
type T struct{ a int }

func f1() (r string) {
	defer func() { r = fmt.Sprint(recover()) }()
	type T struct{ b int }
	var e E = T{}
	_ = e.(interface{ M() })
	return
}
func f2() (r string) {
	defer func() { r = fmt.Sprint(recover()) }()
	var e E = "x"
	_ = e.(int)
	return
}
func f3() (r string) {
	defer func() { r = fmt.Sprint(recover()) }()
	var e any = T{}
	type T struct{ b int }
	_ = e.(T)
	return
}
func f4() (r string) {
	defer func() { r = fmt.Sprint(recover()) }()
	var e fmt.Stringer
	_ = e.(interface{ M() })
	return
}
func g[P any](x any) (r string) {
	defer func() { r = fmt.Sprint(recover()) }()
	_ = x.(P)
	return
}
func main() {
	fmt.Println(f1())
	fmt.Println(f2())
	fmt.Println(f3())
	fmt.Println(f4())
	fmt.Println(g[int]("a"), g[error](1), g[[]string](nil))
	defer func() { panic(fmt.Sprint("again ", recover())) }()
	var e error
	_ = e.(*T2)
}
type T2 struct{}
func (*T2) Error() string { return "" }

// Outcome: panic

// Output:
// interface conversion: main.T is not interface { M() }: missing method M
// interface conversion: main.E is string, not int
// interface conversion: interface {} is main.T, not main.T (types from different scopes)
// interface conversion: interface is nil, not interface { M() }
// interface conversion: interface {} is string, not int interface conversion: int is not error: missing method Error interface conversion: interface {} is nil, not []string
