package main

import "fmt"

func main() {
	m := map[int]bool{}
	for i := range 100 {
		m[i] = true
	}
	seen := 0
	for k := range m {
		seen++
		delete(m, k)
		m[k+1000] = true
		if seen > 1000 {
			break
		}
	}
	old := 0
	for k := range m {
		if k < 100 {
			old++
		}
	}
	fmt.Println(seen >= 100, old)
	for k := range m {
		delete(m, k)
	}
	fmt.Println(len(m))
}

// Output:
// true 0
// 0
