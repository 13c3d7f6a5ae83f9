//go:build go1.21

package main

import "fmt"

func main() {
	defer fmt.Println()
	var fs []func()
	for i := 0; i < 3; i++ {
		fs = append(fs, func() { fmt.Print(i, " ") })
	}
	for _, v := range []string{"a", "b"} {
		fs = append(fs, func() { fmt.Print(v, " ") })
	}
	var ps []*int
	for i := range []int{1, 2, 3} {
		ps = append(ps, &i)
	}
	for k, v := range map[int]int{7: 8} {
		fs = append(fs, func() { fmt.Print(k, v, " ") })
	}
	for i, r := range "xy" {
		fs = append(fs, func() { fmt.Print(i, string(r), " ") })
	}
	ch := make(chan int, 2)
	ch <- 1
	ch <- 2
	close(ch)
	for v := range ch {
		fs = append(fs, func() { fmt.Print(v, " ") })
	}
	for _, f := range fs {
		f()
	}
	fmt.Println(*ps[0], ps[0] == ps[1])
	for i := 0; i < 2; i++ {
		defer fmt.Print(i, ";")
		defer func() { fmt.Print(i, "!") }()
	}
	for i, v := range []int{5, 6} {
		_, _ = i, v
	}
	var x int
	for x = 0; x < 3; x++ {
	}
	fmt.Println(x)
}

// Output:
// 3 3 3 b b 7 8 1y 1y 2 2 2 true
// 3
// 2!1;2!0;
