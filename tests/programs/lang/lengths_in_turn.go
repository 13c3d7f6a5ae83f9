// len, cap, real, complex, make and the conversion of a string to a slice have their turn among the
// calls of a statement, though they call nothing.
package main

import "fmt"

func three(a, b, c int) { fmt.Println("arguments", a, b, c) }

func results() (int, int, int) {
	queue := make([]int, 1)
	grow := func() int { queue = make([]int, 3); return 2 }
	return len(queue), grow(), len(queue)
}

func main() {
	queue := make([]int, 1)
	grow := func() int { queue = make([]int, 3, 5); return 2 }
	a, b, c := len(queue), grow(), len(queue)
	fmt.Println("defined", a, b, c)
	queue = queue[:1:2]
	a, b, c = cap(queue), grow(), cap(queue)
	fmt.Println("assigned", a, b, c)
	queue = queue[:1]
	three(len(queue), grow(), len(queue))
	queue = queue[:1]
	fmt.Println(len(queue), grow(), len(queue))
	queue = queue[:1]
	fmt.Println(len(queue)+grow(), []int{len(queue), grow()})
	fmt.Println(results())

	half := 1.5
	change := func() float64 { half = 9; return 2 }
	whole, two := complex(half, 0), change()
	fmt.Println(whole, two)
	turn := 1i
	spin := func() float64 { turn = 3i; return 2 }
	fmt.Println(imag(turn), spin(), imag(turn))

	n := 1
	more := func() int { n = 3; return 2 }
	first, _, second := make([]int, n), more(), make([]int, n)
	fmt.Println(len(first), len(second))
	n = 1
	wide, _ := int64(n), more()
	fmt.Println("a conversion waits:", wide)

	name := "a"
	rename := func() int { name = "bcd"; return 2 }
	letters, _ := []byte(name), rename()
	fmt.Println(string(letters), len(name), rename())

	jobs := make(chan int, 4)
	jobs <- 1
	fmt.Println(len(jobs), <-jobs)
	jobs <- 1
	before, _ := len(jobs), <-jobs
	fmt.Println(before, len(jobs))
	seen := map[string]int{"a": 1}
	forget := func() int { clear(seen); return 0 }
	fmt.Println(len(seen), forget(), len(seen))
}

// Output:
// defined 1 2 3
// assigned 2 2 5
// arguments 1 2 3
// 1 2 3
// 3 [3 2]
// 1 2 3
// (1.5+0i) 2
// 1 2 3
// 1 3
// a conversion waits: 3
// a 3 2
// 1 1
// 1 0
// 1 0 0
