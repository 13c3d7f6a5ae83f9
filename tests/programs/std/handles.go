// unique and weak: equal values have one handle; a weak pointer leads to its target while that is in use.
package main

import (
	"fmt"
	"runtime"
	"unique"
	"weak"
)

type point struct{ x, y int }

func main() {
	a, b, c := unique.Make("go"), unique.Make("g"+string([]byte{'o'})), unique.Make("rust")
	fmt.Println(a == b, a == c, a.Value(), unique.Make(point{1, 2}) == unique.Make(point{1, 2}))
	p := &point{3, 4}
	w := weak.Make(p)
	fmt.Println(w.Value() == p, w == weak.Make(p), weak.Pointer[point]{}.Value() == nil)
	runtime.KeepAlive(p)
}

// Output:
// true false go true
// true true true
