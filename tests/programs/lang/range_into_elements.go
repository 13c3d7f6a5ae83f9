package main

import "fmt"

// A range clause that assigns finds both places before it writes one of them.
func main() {
	a, i := make([]int, 4), 0
	for i, a[i] = range []int{7, 8, 9} {
	}
	fmt.Println(a, i)
	b := make([]int, 4)
	for b[i], i = range []int{1, 2, 0} {
	}
	fmt.Println(b, i)
	m := map[string]int{}
	var key string
	for key, m[key] = range map[string]int{"x": 3} {
	}
	fmt.Println(m, key)
	var runes [8]rune
	j := 1
	for j, runes[j] = range "go" {
	}
	fmt.Println(runes, j)
}

// Output:
// [8 9 0 0] 2
// [0 1 2 0] 0
// map[:3] x
// [111 103 0 0 0 0 0 0] 1
