package main

import "fmt"

// labels, goto, break/continue to labels, switch without expression, fallthrough
func gotoLoop() int {
	i := 0
L:
	if i < 10 {
		i++
		goto L
	}
	return i
}

func nested() (n int) {
outer:
	for i := 0; i < 5; i++ {
		for j := 0; ; j++ {
			switch {
			case j == 3:
				continue outer
			case i == 4:
				break outer
			}
			n += i*10 + j
		}
	}
	return
}

func sw(x interface{}) string {
	switch y := x.(type) {
	case nil:
		return "nil"
	case int, int8:
		return fmt.Sprintf("int-ish %v", y)
	case string:
		return y + "!"
	case error:
		return y.Error()
	case func() int:
		return fmt.Sprint(y())
	case []int:
		return fmt.Sprint(len(y))
	case map[string]int:
		return fmt.Sprint(y["a"])
	case chan int:
		return fmt.Sprint(cap(y))
	case struct{ A int }:
		return fmt.Sprint(y.A)
	case *int:
		return fmt.Sprint(*y)
	case [2]int:
		return fmt.Sprint(y[1])
	default:
		return fmt.Sprintf("%T", y)
	}
}

func ft(n int) (s string) {
	switch n {
	case 0:
		s += "0"
		fallthrough
	case 1:
		s += "1"
		fallthrough
	case 2, 3:
		s += "23"
	case 4:
		s += "4"
		if s != "" {
			break
		}
		s += "never"
	default:
		s += "d"
		fallthrough
	case 100:
		s += "100"
	}
	return
}

func order() {
	tr := func(s string, v int) int { fmt.Print(s, " "); return v }
	arr := []int{1, 2, 3}
	arr[tr("i", 0)], arr[tr("j", 1)] = tr("a", 10), tr("b", 20)
	fmt.Println(arr)
	m := map[int]int{}
	m[tr("k", 1)] += tr("v", 5)
	fmt.Println(m)
	switch tr("tag", 2) {
	case tr("c1", 1), tr("c2", 2), tr("c3", 3):
		fmt.Println("hit")
	}
}

type T struct{ a, b int }

func (t T) V() int   { return t.a }
func (t *T) P() int  { t.a++; return t.a }
func (t *T) Set(x int) { t.a = x }

func methodValues() {
	t := T{1, 2}
	v := t.V
	p := t.P
	t.a = 50
	fmt.Println(v(), p(), t.a)
	f := T.V
	g := (*T).P
	h := (*T).V
	fmt.Println(f(t), g(&t), h(&t))
	var i interface{ V() int } = t
	iv := i.V
	t.a = 0
	fmt.Println(iv(), interface{ V() int }.V(i))
	defer t.Set(3)
	fs := []func(){func() { t.Set(9) }}
	fs[0]()
	fmt.Println(t)
}

func main() {
	fmt.Println(gotoLoop(), nested())
	x := 7
	for _, v := range []interface{}{nil, 1, int8(3), "s", fmt.Errorf("e"), func() int { return 4 }, []int{1}, map[string]int{"a": 5}, make(chan int, 3), struct{ A int }{8}, &x, [2]int{3, 4}, 2.5, T{}, &T{}} {
		fmt.Println(sw(v))
	}
	for i := 0; i < 6; i++ {
		fmt.Print(ft(i), ",")
	}
	fmt.Println(ft(100))
	order()
	methodValues()
}

// Output:
// 10 192
// nil
// int-ish 1
// int-ish 3
// s!
// e
// 4
// 1
// 5
// 3
// 8
// 7
// 4
// float64
// main.T
// *main.T
// 0123,123,23,23,4,d100,100
// i j a b [10 20 3]
// k v map[1:5]
// tag c1 c2 hit
// 1 51 51
// 51 52 52
// 52 52
// {9 2}
