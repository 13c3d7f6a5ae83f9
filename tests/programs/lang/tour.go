package main

import (
	"errors"
	"fmt"
	"strings"
)

type Point struct{ X, Y int }

func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }
func (p *Point) Scale(k int)      { p.X *= k; p.Y *= k }
func (p Point) String() string    { return fmt.Sprintf("(%d,%d)", p.X, p.Y) }

type Shape interface {
	Area() float64
	Perimeter() float64
}
type Rect struct{ W, H float64 }
type Circle struct{ R float64 }

func (r Rect) Area() float64       { return r.W * r.H }
func (r Rect) Perimeter() float64  { return 2 * (r.W + r.H) }
func (c *Circle) Area() float64    { return 3 * c.R * c.R }
func (c *Circle) Perimeter() float64 { return 6 * c.R }

type Base struct {
	ID   int
	Name string
}

func (b *Base) SetName(n string) { b.Name = n }
func (b Base) Describe() string   { return fmt.Sprint(b.ID, ":", b.Name) }

type Derived struct {
	Base
	Extra []int
}

type Deep struct {
	*Derived
	Shape
}

var ErrX = errors.New("x failed")

type MyErr struct{ Code int }

func (e *MyErr) Error() string { return fmt.Sprintf("code %d", e.Code) }

func f(n int) (res int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	if n == 0 {
		return 1, nil
	}
	if n == 1 {
		return 0, ErrX
	}
	if n == 2 {
		return 0, fmt.Errorf("wrap: %w", &MyErr{7})
	}
	var a []int
	return a[n], nil
}

func variadic(pre string, xs ...int) string {
	s := pre
	for _, x := range xs {
		s += fmt.Sprint(x) + ";"
	}
	return s
}

func multi() (int, string, error) { return 1, "two", nil }

func take(a int, b string, e error) string { return fmt.Sprint(a, b, e) }

const (
	A = iota
	B
	C
	_
	D
)

type Weekday int

const (
	Sunday Weekday = iota
	Monday
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon"}[d] }

func main() {
	p := Point{1, 2}
	q := p.Add(Point{3, 4})
	q.Scale(2)
	fmt.Println(p, q, &q)
	shapes := []Shape{Rect{2, 3}, &Circle{2}}
	for i, s := range shapes {
		fmt.Println(i, s.Area(), s.Perimeter())
		switch v := s.(type) {
		case Rect:
			fmt.Println("rect", v.W)
		case *Circle:
			fmt.Println("circle", v.R)
		}
	}
	d := Derived{Base{1, "a"}, []int{1, 2}}
	d.SetName("bob")
	fmt.Println(d.Describe(), d.Name, d.ID, d)
	dd := Deep{&d, Rect{1, 1}}
	dd.SetName("carl")
	fmt.Println(dd.Describe(), d.Name, dd.Area(), len(dd.Extra))
	for i := 0; i < 4; i++ {
		r, err := f(i)
		fmt.Println(r, err)
		var me *MyErr
		fmt.Println(errors.Is(err, ErrX), errors.As(err, &me))
		if me != nil {
			fmt.Println(me.Code)
		}
	}
	fmt.Println(variadic("a"), variadic("b", 1), variadic("c", []int{1, 2, 3}...))
	fmt.Println(take(multi()))
	fmt.Println(A, B, C, D, Sunday, Monday)
	m := map[string][]int{}
	m["a"] = append(m["a"], 1, 2)
	m["b"] = append(m["b"], 3)
	fmt.Println(m, len(m))
	if v, ok := m["zz"]; !ok {
		fmt.Println("none", v == nil)
	}
	delete(m, "a")
	fmt.Println(m)
	arr := [3]int{1, 2, 3}
	arr2 := arr
	arr2[0] = 9
	fmt.Println(arr, arr2, arr == arr2, arr == [3]int{1, 2, 3})
	var grid [3][4]int
	for i := range grid {
		for j := range grid[i] {
			grid[i][j] = i * j
		}
	}
	fmt.Println(grid)
	s := "héllo, 世界"
	for i, r := range s {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println(len(s), []byte(s)[1], []rune(s)[1], s[1:3], strings.ToUpper(s))
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i *= 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	x, y := 1, 2
	x, y = y, x+y
	fmt.Println(x, y)
	a := []int{1, 2, 3}
	i := 0
	i, a[i] = 2, 9
	fmt.Println(i, a)
	a[0], a[2] = a[2], a[0]
	fmt.Println(a)
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			if j == 2 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	switch {
	case x > 100:
		fmt.Println("big")
	case x == 2:
		fmt.Println("two")
		fallthrough
	case x == 77:
		fmt.Println("fell")
	default:
		fmt.Println("def")
	}
	var e any = 3
	if n, ok := e.(int); ok {
		fmt.Println("int", n)
	}
	_, ok := e.(string)
	fmt.Println(ok)
	fn := p.Add
	p.X = 100
	fmt.Println(fn(Point{1, 1}))
	g := (*Point).Scale
	g(&p, 2)
	h := Point.Add
	fmt.Println(p, h(p, p))
	var u8 uint8 = 250
	u8 += 10
	var i8 int8 = 127
	i8++
	fmt.Println(u8, i8, ^u8, -i8, 7/2, -7/2, -7%3, 7&^2, 1<<10, uint32(1)<<31)
	fmt.Println(3.5/2, float32(0.1), 1e100, complex(1, 2)*complex(3, 4))
	fmt.Printf("%T %T %T %T %v %+v %#v\n", p, m, fn, shapes, d, d, p)
	fmt.Println(min(3, 1, 2), max(2.5, 1), min("b", "a"))
	cp := make([]int, 2)
	fmt.Println(copy(cp, a), cp, cap(a[:1]), len(a[1:]), a[:1:2])
	clear(m)
	fmt.Println(len(m))
	func() {
		defer fmt.Println("d1")
		defer func() { fmt.Println("rec", recover()) }()
		panic("boom")
	}()
	type pair struct {
		a int
		b string
	}
	ps := []pair{{1, "x"}, {2, "y"}}
	mp := map[pair]int{{1, "x"}: 5}
	fmt.Println(ps, mp[ps[0]], mp[ps[1]])
	pp := []*pair{{3, "z"}}
	fmt.Println(pp[0].b, *pp[0])
	ar := [...]string{2: "c", 0: "a"}
	fmt.Println(len(ar), ar, fmt.Sprintf("%q", ar))
	goto end
end:
	fmt.Println("end")
}

// Output:
// (1,2) (8,12) (8,12)
// 0 6 10
// rect 2
// 1 12 12
// circle 2
// 1:bob bob 1 {{1 bob} [1 2]}
// 1:carl carl 1 2
// 1 <nil>
// false false
// 0 x failed
// true false
// 0 wrap: code 7
// false true
// 7
// 0 recovered: runtime error: index out of range [3] with length 0
// false false
// a b1; c1;2;3;
// 1two<nil>
// 0 1 2 4 Sun Mon
// map[a:[1 2] b:[3]] 2
// none true
// map[b:[3]]
// [1 2 3] [9 2 3] false true
// [[0 0 0 0] [0 1 2 3] [0 2 4 6]]
// 0:h 1:é 3:l 4:l 5:o 6:, 7:  8:世 11:界 14 195 233 é HÉLLO, 世界
// 0 0 10 100 20 200 
// 2 3
// 2 [9 2 3]
// [3 2 9]
// 0 0 0 1 1 0 1 1 
// two
// fell
// int 3
// false
// (2,3)
// (200,4) (400,8)
// 4 -128 251 -128 3 -3 -1 5 1024 2147483648
// 1.75 0.1 1e+100 (-5+10i)
// main.Point map[string][]int func(main.Point) main.Point []main.Shape {{1 carl} [1 2]} {Base:{ID:1 Name:carl} Extra:[1 2]} main.Point{X:200, Y:4}
// 1 2.5 a
// 2 [3 2] 3 2 [3]
// 0
// rec boom
// d1
// [{1 x} {2 y}] 5 0
// z {3 z}
// 3 [a  c] ["a" "" "c"]
// end
