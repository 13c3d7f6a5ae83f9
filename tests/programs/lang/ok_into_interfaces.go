package main

import "fmt"

var c, d = b, a

var a, b any = any(nil).(bool)

var e, f any = map[string]int{"x": 1}["x"]

type named bool

const (
	two128 = 1 << 128
	ulp    = two128 / (1 << 24)
	// The largest float32: what lies less than half a step above it is rounded to it.
	most = two128 - ulp
)

var largest = float32(most + ulp/2 - 1.0/two128)

func main() {
	fmt.Println(a, b, c, d, e, f)
	var value, ok any
	ch := make(chan int, 2)
	ch <- 5
	ch <- 6
	value, ok = <-ch
	fmt.Println(value, ok)
	select {
	case value, ok = <-ch:
	}
	fmt.Println(value, ok)
	close(ch)
	_, ok = <-ch
	fmt.Println(ok)
	var is named
	value, is = value.(int)
	fmt.Println(value, is)

	// a field without a name keeps nothing
	x := struct{ a, _, c int }{1, 2, 3}
	fmt.Println(x, *(&struct {
		_ string
		s []int
		_ any
	}{"dropped", []int{1}, fmt.Sprint("too")}))
	fmt.Println(largest)
}

// Output:
// false false false false 1 true
// 5 true
// 6 true
// false
// 6 true
// {1 0 3} { [1] <nil>}
// 3.4028235e+38
