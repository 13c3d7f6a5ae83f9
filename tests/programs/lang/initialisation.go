package main

import "fmt"

var (
	a = b + 1
	b = f("b", c)
	c = f("c", 1)
	d, e = pair()
	_ = f("blank", 0)
	table = [4]int{1, 2, 3, 4}
	m     = map[string]func(int) int{"dbl": func(x int) int { return x * 2 }, "inc": inc}
	grid  [3][3]rune
	st    = struct {
		x, y int
		name string
	}{1, 2, "st"}
	ptr   = &st
	meth  = ptr2.get
	ptr2  = &T{5}
	fnv   = func() string { return func() string { return "nested" }() }
	slice = []*T{{1}, {2}}
	any1  any = T{3}
)

type T struct{ n int }

func (t *T) get() int { return t.n }

func inc(x int) int { return x + 1 }

func f(s string, v int) int { fmt.Println("init", s); return v }
func pair() (int, string)   { fmt.Println("pair"); return 7, "seven" }

func init() { fmt.Println("init 1", a, b, c, d, e) }
func init() {
	grid[1][2] = 'x'
	table[2] += 10
	st.x++
	fmt.Println("init 2", table, grid[1][2], ptr.x)
}

const (
	KB = 1 << (10 * (iota + 1))
	MB
	GB
)
const (
	x0, y0 = iota, iota * 10
	x1, y1
	_, _
	x3, y3
)

type Color int

const (
	Red Color = iota + 1
	Green
	Blue
)

func (c Color) String() string {
	switch c {
	case Red:
		return "R"
	case Green:
		return "G"
	}
	return fmt.Sprintf("Color(%d)", int(c))
}

func main() {
	fmt.Println(m["dbl"](4), m["inc"](4), meth(), fnv(), slice[1].n, any1)
	fmt.Println(KB, MB, GB, x1, y1, x3, y3, Red, Green, Blue)
	var local = [...]Color{Blue, Red}
	fmt.Printf("%v %d %s %x\n", local, local, local[1], "hi")
	table2 := table
	table2[0] = 99
	fmt.Println(table, table2, len(table))
	g := &grid
	g[0][0] = 'y'
	for i, row := range grid {
		for j := range row {
			if row[j] != 0 {
				fmt.Print(i, j, string(row[j]), " ")
			}
		}
	}
	fmt.Println()
	if x := inc(1); x > 5 {
		fmt.Println("big")
	} else if y := x * 2; y > 3 {
		fmt.Println("y", y, x)
	} else {
		fmt.Println("none")
	}
	var _ = f("local blank", 1)
	switch x := inc(3); {
	case x > 3:
		fmt.Println("gt")
	}
	switch y := any(x0).(type) {
	case int:
		fmt.Println("int", y)
	}
}

// Output:
// init c
// init b
// pair
// init blank
// init 1 2 1 1 7 seven
// init 2 [1 2 13 4] 120 2
// 8 5 5 nested 2 {3}
// 1024 1048576 1073741824 1 10 3 30 R G Color(3)
// [Color(3) R] [3 1] R 6869
// [1 2 13 4] [99 2 13 4] 4
// 0 0y 1 2x 
// y 4 2
// init local blank
// gt
// int 0
