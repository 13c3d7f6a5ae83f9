// Keys that are equal and yet differ, as zeros of both signs do: a map holds the one that was set last.
package main

import (
	"fmt"
	"math"
)

type point struct {
	x float64
	n int
}

func main() {
	zero, minus := 0.0, math.Copysign(0, -1)
	m := map[float64]string{}
	m[zero] = "plus"
	m[minus] = "minus"
	for k, v := range m {
		fmt.Println(len(m), math.Signbit(k), v)
	}
	m[zero] += "!"
	for k, v := range m {
		fmt.Println(len(m), math.Signbit(k), v)
	}
	p := map[point]int{{minus, 1}: 1}
	p[point{zero, 1}]++
	for k, v := range p {
		fmt.Println(math.Signbit(k.x), v)
	}
	a := map[any]bool{minus: true}
	a[zero] = false
	for k, v := range a {
		fmt.Println(math.Signbit(k.(float64)), v)
	}
	fmt.Println(math.Signbit(math.Nextafter(zero, minus)), math.Signbit(math.Nextafter(minus, zero)))
}

// Output:
// 1 true minus
// 1 false minus!
// false 2
// false false
// false true
