package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"strings"
	"sync"
)

type V struct{ x, y int }

func (v V) add(d int) V    { v.x += d; return v }
func (v *V) bump() *V      { v.x++; return v }
func (v *V) both() (int, int) { return v.x, v.y }

type Stack []V

func (s *Stack) push(v V) { *s = append(*s, v) }
func (s *Stack) pop() V {
	old := *s
	v := old[len(old)-1]
	*s = old[:len(old)-1]
	return v
}

var log []string

func l(s string) string { log = append(log, s); return s }
func li(s string, n int) int { log = append(log, s); return n }

func tuple() (int, error, string) { return 1, errors.New("t"), "s" }
func ifaces() (any, error)        { return tuple2() }
func tuple2() (any, error)        { return 3, nil }
func conv() (any, any)            { return pair() }
func pair() (int, string)         { return 4, "four" }

func swaps() {
	a, b := V{1, 2}, V{3, 4}
	a, b = b, a
	fmt.Println(a, b)
	a.x, a.y = a.y, a.x
	fmt.Println(a)
	p, q := &a, &b
	*p, *q = *q, *p
	fmt.Println(a, b)
	p.x, q.x = q.x, p.x
	fmt.Println(a, b)
	m := map[string]int{"a": 1, "b": 2}
	m["a"], m["b"] = m["b"], m["a"]
	fmt.Println(m)
	s := []int{0, 1, 2}
	i := 0
	i, s[i] = 2, 5
	s[i], i = 7, 0
	fmt.Println(i, s)
	x, y := 12, 18
	for y != 0 {
		x, y = y, x%y
	}
	fmt.Println(x)
	f, g := func() int { return 1 }, func() int { return 2 }
	f, g = g, f
	fmt.Println(f(), g())
	var e1, e2 any = 1, "two"
	e1, e2 = e2, e1
	fmt.Println(e1, e2)
	arr := [3]int{1, 2, 3}
	arr[0], arr[1], arr[2] = arr[2], arr[0], arr[1]
	fmt.Println(arr)
	var n *V
	n, a = &a, V{9, 9}
	fmt.Println(*n)
	s, s[0] = nil, 42
	fmt.Println(s == nil)
}

func opassign() {
	log = nil
	m := map[string]int{}
	m[l("k")] += li("v", 3)
	m[l("k")]++
	a := []int{1, 2, 3}
	a[li("i", 1)] *= li("w", 5)
	p := &a[2]
	*p <<= 2
	*p--
	fmt.Println(m, a, log)
	ms := map[string][]string{}
	ms["x"] = append(ms["x"], "1", "2")
	ms["x"][0] += "!"
	fmt.Println(ms)
	type N struct {
		m map[int]*V
		a [2]V
	}
	n := N{m: map[int]*V{1: {1, 2}}}
	n.m[1].x += 10
	n.a[1].y -= 3
	n.m[1].bump().bump()
	fmt.Println(*n.m[1], n.a)
	var f float32 = 1
	f /= 3
	f *= 3
	var u uint16 = 65535
	u++
	var s string
	s += "a"
	s += s
	var c complex128 = 1i
	c *= c
	fmt.Println(f, u, s, c)
}

func sw(x any) string {
	switch x {
	case 1:
		return "one"
	case "s":
		return "str"
	case nil:
		return "nil"
	case V{1, 2}:
		return "V12"
	case 2.5, 3.5:
		return "float"
	}
	return "?"
}

func sw2(s string, n int, b bool) string {
	switch s {
	case "a", "b":
		return "ab"
	case l("c"):
		return "c"
	default:
		return "def"
	case "d":
		if n > 3 {
			break
		}
		return "d"
	}
	switch b {
	case true:
		return "T"
	case false:
		return "F"
	}
	return ""
}

func ts(x any) string {
	switch y := x.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("int %v", y)
	case error:
		return "error " + y.Error()
	case func() string:
		return y()
	case []int:
		return fmt.Sprint(len(y))
	case map[string]int:
		return fmt.Sprint(y["a"])
	case *V:
		y.x = 50
		return fmt.Sprint(y.x)
	case V:
		y.x = 60
		return fmt.Sprint(y)
	case [2]int:
		return fmt.Sprint(y[1])
	case chan int:
		return fmt.Sprint(cap(y))
	case struct{ A int }:
		return fmt.Sprint(y.A)
	case fmt.Stringer:
		return "stringer"
	case bool:
		return fmt.Sprint(!y)
	default:
		return fmt.Sprintf("%T", y)
	}
}

func strs() {
	for i, r := range "a\xffé\xe4z" {
		fmt.Print(i, ":", r, " ")
	}
	fmt.Println()
	b := []byte("abc")
	s := string(b)
	b[0] = 'X'
	fmt.Println(s, string(b), "abc" < "abd", strings.Repeat("=", 5), s[len(s)-1:], s+"d" == "abcd")
	r := []rune("日本")
	r[0] = 'x'
	fmt.Println(string(r), len(r), string(rune(65)), string(rune(-1)))
	var sb strings.Builder
	for i := range 3 {
		fmt.Fprintf(&sb, "%d-", i)
	}
	fmt.Println(sb.String(), sb.Len())
	x := "multi" +
		"line" + `raw
text`
	fmt.Println(x, len(x))
	for range "xyz" {
		fmt.Print(".")
	}
	for i := range "é€" {
		fmt.Print(i)
	}
	fmt.Println()
}

func deferred() (n int, err error) {
	defer func() {
		n++
		if r := recover(); r != nil {
			err = fmt.Errorf("%v/%d", r, n)
		}
	}()
	defer func() { n *= 10 }()
	for i := 0; i < 3; i++ {
		defer func(k int) { n += k }(i)
	}
	n = 5
	panic("P")
}

func rethrow() (s string) {
	defer func() { s += fmt.Sprint("[", recover(), "]") }()
	func() {
		defer func() {
			r := recover()
			s = fmt.Sprint("in:", r)
			panic(fmt.Sprint("again ", r))
		}()
		panic("one")
	}()
	return "unreached"
}

func helperRecover() any { return recover() }

func notDirect() (s string) {
	defer func() {
		s = fmt.Sprint("outer:", recover())
	}()
	defer func() {
		func() { fmt.Println("nested recover:", recover()) }()
	}()
	defer func() { fmt.Println("helper:", helperRecover() != nil) }()
	panic("deep")
}

func goexit() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer func() { fmt.Println("goexit recover", recover()) }()
		runtime.Goexit()
		fmt.Println("no")
	}()
	wg.Wait()
}

func maps() {
	m := map[float64]int{}
	m[math.NaN()] = 1
	m[math.NaN()] = 2
	_, ok := m[math.NaN()]
	fmt.Println(len(m), ok)
	k := map[any]string{1: "i", int8(1): "i8", 1.0: "f", "1": "s", [1]int{1}: "a", struct{}{}: "e", true: "b"}
	fmt.Println(k[1], k[int8(1)], k[1.0], k["1"], k[[1]int{1}], k[struct{}{}], k[true], k[false] == "")
	d := map[int]bool{}
	for i := range 10 {
		d[i] = true
	}
	n := 0
	for i := range d {
		delete(d, i)
		n++
	}
	fmt.Println(n, len(d))
	var nm map[string]int
	fmt.Println(nm["x"], len(nm))
	delete(nm, "x")
	for range nm {
		fmt.Println("no")
	}
	mv := map[string]V{"a": {1, 2}}
	v := mv["a"].add(5)
	fmt.Println(v, mv, mv["a"].y)
	mf := map[string]func(int) int{"n": func(i int) int { return -i }}
	fmt.Println(mf["n"](3))
	mm := map[string]map[string]int{"a": {"b": 1}}
	mm["a"]["c"] = 2
	fmt.Println(mm, mm["z"]["q"])
	if f, ok := mf["zz"]; !ok && f == nil {
		fmt.Println("missing")
	}
	var e error
	ma := map[string]any{}
	ma["x"], e = tuple2()
	fmt.Println(ma, e)
}

func main() {
	swaps()
	opassign()
	fmt.Println(sw(1), sw("s"), sw(nil), sw(V{1, 2}), sw(3.5), sw(int8(1)))
	fmt.Println(sw2("b", 1, true), sw2("c", 1, true), sw2("d", 5, false), sw2("d", 1, true), sw2("zz", 0, false))
	fmt.Println(ts(nil), ts(3), ts(int64(4)), ts(errors.New("e")), ts(func() string { return "fn" }), ts([]int{1}),
		ts(map[string]int{"a": 7}), ts(&V{}), ts(V{1, 2}), ts([2]int{1, 2}), ts(make(chan int, 3)), ts(struct{ A int }{5}),
		ts(true), ts(uint(3)), ts("str"))
	strs()
	fmt.Println(deferred())
	fmt.Println(rethrow())
	fmt.Println(notDirect())
	goexit()
	maps()
	fmt.Println(ifaces())
	fmt.Println(conv())
	a, err, s := tuple()
	_, _, _ = a, err, s
	var x, y any = pair()
	fmt.Println(x, y)
	st := Stack{}
	st.push(V{1, 1})
	st.push(V{2, 2})
	v := st.pop()
	v.bump().bump()
	fmt.Println(v, st, V{}.add(1).add(2))
	fmt.Println((&V{7, 8}).both())
	var np *V
	defer func() {
		fmt.Println("end", recover())
		defer os.Exit(0)
		panic("x")
	}()
	fmt.Println(np.x)
}

// Output:
// {3 4} {1 2}
// {4 3}
// {1 2} {4 3}
// {4 2} {1 3}
// map[a:2 b:1]
// 0 [5 1 7]
// 6
// 2 1
// two 1
// [3 1 2]
// {9 9}
// true
// map[k:4] [1 10 11] [k v k i w]
// map[x:[1! 2]]
// {13 2} [{0 0} {0 -3}]
// 1 0 aa (-1+0i)
// one str nil V12 float ?
// ab c F d def
// nil int 3 int 4 error e fn 1 7 50 {60 2} 2 3 5 false uint string
// 0:97 1:65533 2:233 4:65533 5:122 
// abc Xbc true ===== c true
// x本 2 A �
// 0-1-2- 6
// multilineraw
// text 17
// ...02
// 81 P/81
// in:one[again one]
// helper: false
// nested recover: <nil>
// outer:deep
// goexit recover <nil>
// 2 false
// i i8 f s a e b true
// 10 0
// 0 0
// {6 2} map[a:{1 2}] 2
// -3
// map[a:map[b:1 c:2]] 0
// missing
// map[x:3] <nil>
// 3 <nil>
// 4 four
// 4 four
// {4 2} [{1 1}] {3 0}
// 7 8
// end runtime error: invalid memory address or nil pointer dereference
