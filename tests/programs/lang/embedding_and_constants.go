package main

import "fmt"

type Animal interface {
	Name() string
	Sound() string
}
type Base struct{ name string }

func (b Base) Name() string   { return b.name }
func (b *Base) Rename(s string) { b.name = s }

type Dog struct {
	Base
	age int
}

func (d Dog) Sound() string { return "woof" }

type Puppy struct {
	*Dog
	Animal2
}
type Animal2 interface{ Play() string }
type player struct{}

func (player) Play() string { return "play" }

type L struct{ X, Y int }
type M struct{ L; Z int }
type N struct{ *M; X string }

type Err int

func (e Err) Error() string { return fmt.Sprint("err", int(e)) }

type Cell struct {
	i interface{}
}

type fn func(int) int

func (f fn) Call(x int) int { return f(x) }

type sl []int

func (s *sl) Push(x int) { *s = append(*s, x) }
func (s sl) Len() int    { return len(s) }

type mp map[string]int

func (m mp) Inc(k string) { m[k]++ }

type Weekday int

const (
	Sun Weekday = iota
	Mon
	Tue
	_
	Thu
)
const (
	KB = 1 << (10 * (iota + 1))
	MB
	GB
)
const (
	a, b = iota, iota * 10
	c, d
	e, f
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon", "Tue", "Wed", "Thu"}[d] }

var (
	g1 = g2 + 1
	g2 = h()
	g3 = func() int { fmt.Println("init g3"); return 3 }()
)

func h() int { fmt.Println("h", g3); return g3 * 2 }

func init() { fmt.Println("init1", g1, g2, g3) }
func init() { fmt.Println("init2") }

func variadic(pre string, xs ...interface{}) int { return len(xs) }

func main() {
	d := Dog{Base{"rex"}, 3}
	d.Rename("max")
	var an Animal = d
	fmt.Println(an.Name(), an.Sound(), d)
	an2 := an
	fmt.Println(an == an2, an == Animal(Dog{Base{"max"}, 3}))
	p := Puppy{&d, player{}}
	p.Rename("tiny")
	fmt.Println(p.Name(), p.Sound(), p.Play(), d.name, p.age)
	n := N{&M{L{1, 2}, 3}, "x"}
	n.Y, n.M.X = 10, 20
	fmt.Println(n.X, n.M.X, n.L.X, n.Y, n.Z)
	fmt.Println(struct{ a, b interface{} }{1, "x"} == struct{ a, b interface{} }{1, "x"})
	var e1, e2 error = Err(1), Err(1)
	fmt.Println(e1 == e2, e1, Err(2))
	fmt.Println(fn(func(x int) int { return x * 2 }).Call(21))
	var s sl
	s.Push(1)
	s.Push(2)
	fmt.Println(s, s.Len())
	m := mp{}
	m.Inc("a")
	m.Inc("a")
	fmt.Println(m)
	fmt.Println(Mon, Thu, Weekday(2), KB, MB, GB, a, b, c, f)
	fmt.Printf("%v %d %s %+v %#v %T\n", Tue, Tue, Tue, d, d, d)
	fmt.Println(variadic("a"), variadic("a", 1, 2), variadic("a", []interface{}{1, 2, 3}...), variadic("a", []int{1, 2}), variadic("a", nil), variadic("a", nil...))
	var np *Dog
	defer func() {
		fmt.Println("rec:", recover())
		var x interface{} = p
		_, ok := x.(Animal)
		_, ok2 := x.(interface{ Fly() })
		fmt.Println(ok, ok2)
		type local struct{ Dog; extra int }
		lo := local{d, 1}
		fmt.Printf("%T %v %v\n", lo, lo, lo.Name())
		k := map[[2]interface{}]string{{1, "a"}: "one"}
		fmt.Println(k[[2]interface{}{1, "a"}], k[[2]interface{}{1, "b"}] == "")
		ch := make(chan chan int, 1)
		c2 := make(chan int, 1)
		ch <- c2
		(<-ch) <- 5
		fmt.Println(<-c2)
		cm := map[chan int]int{c2: 1}
		fmt.Println(cm[c2], c2 == c2)
		mm := map[string]map[string]int{}
		fmt.Println(mm["x"]["y"], len(mm["q"]))
		ms := map[string]struct{ a int }{"q": {1}}
		fmt.Println(ms["q"].a, ms["z"].a)
		mp := map[string]*L{"q": {1, 2}}
		mp["q"].X++
		fmt.Println(*mp["q"])
		ar := [...]*L{{1, 2}, {3, 4}}
		fmt.Println(*ar[1], len(ar))
		if v, ok := ms["nope"]; !ok {
			fmt.Println("no", v)
		} else if v.a > 0 {
			fmt.Println(v)
		}
		var iface interface{}
		fmt.Println(iface == nil, iface == 0, interface{}(int8(1)) == interface{}(1))
		x1, x2 := 1, 2
		x1, x2 = x2, x1
		px := &x1
		ppx := &px
		**ppx = 50
		fmt.Println(x1, x2)
		func(xs ...int) { fmt.Println(xs == nil, len(xs)) }()
		const big = 1 << 62
		fmt.Println(uint64(big)*2, big)
		goto end
	end:
		fmt.Println("end")
	}()
	fmt.Println(np.Name())
}

// Output:
// init g3
// h 3
// init1 7 6 3
// init2
// max woof {{max} 3}
// true true
// tiny woof play tiny 3
// x 20 20 10 3
// true
// true err1 err2
// 42
// [1 2] 2
// map[a:2]
// Mon Thu Tue 1024 1048576 1073741824 0 0 1 20
// Tue 2 Tue {Base:{name:tiny} age:3} main.Dog{Base:main.Base{name:"tiny"}, age:3} main.Dog
// 0 2 3 1 1 0
// rec: runtime error: invalid memory address or nil pointer dereference
// true false
// main.local {{{tiny} 3} 1} tiny
// one true
// 5
// 1 true
// 0 0
// 1 0
// {2 2}
// {3 4} 2
// no {0}
// true false false
// 50 1
// true 0
// 9223372036854775808 4611686018427387904
// end
