package main

import "fmt"

func helper() any { return recover() }

func indirect() (r string) {
	defer func() {
		if x := recover(); x != nil {
			r = fmt.Sprint("direct: ", x)
		}
	}()
	defer func() {
		if helper() != nil {
			fmt.Println("helper must not recover")
		}
	}()
	panic("p")
}

func named() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered %v", r)
			n *= 2
		}
	}()
	n = 21
	panic("late")
}

func order() {
	for i := range 3 {
		defer fmt.Println("defer", i)
	}
	defer func() { recover() }()
	panic("x")
}

func nestedRecover() {
	defer func() {
		defer func() { fmt.Println("inner", recover()) }()
		panic("two")
	}()
	defer func() { fmt.Println("outer", recover()) }()
	panic("one")
}

func main() {
	fmt.Println(indirect())
	fmt.Println(named())
	order()
	nestedRecover()
	fmt.Println(recover())
}

// Output:
// direct: p
// 42 recovered late
// defer 2
// defer 1
// defer 0
// outer one
// inner two
// <nil>
