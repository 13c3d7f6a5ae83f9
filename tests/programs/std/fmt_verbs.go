// Every verb, flag and kind of value that fmt knows, and its complaints.
package main

import (
	"errors"
	"fmt"
	"math"
)

type P struct{}

func (P) String() string { panic("boom") }

type F struct{ x int }

func (f F) Format(s fmt.State, v rune) { fmt.Fprintf(s, "<%s>", fmt.FormatString(s, v)) }

type T struct {
	a  int
	B  string
	c  *int
	e  error
	m  map[string]int
	s  []string
	i  any
	f  func()
	ch chan int
}
type N int

func (n N) String() string { return "N!" }
func main() {
	fmt.Printf("%T\n", fmt.Errorf("x"))
	fmt.Printf("%T\n", fmt.Errorf("x %w", errors.New("y")))
	fmt.Printf("%T\n", fmt.Errorf("x %w %w", errors.New("y"), errors.New("y")))
	fmt.Printf("%T\n", fmt.Errorf("x %w", 3))
	fmt.Println(fmt.Errorf("x %w", 3))
	fmt.Println(P{}, &P{}, (*P)(nil))
	fmt.Printf("%v %s %d\n", P{}, P{}, P{})
	fmt.Printf("%+8.3q %v\n", F{}, []F{{1}})
	fmt.Printf("%v\n%+v\n%#v\n", T{}, T{}, T{})
	fmt.Printf("%v %+v %#v\n", &T{}, struct{ x *T }{}, &[]int{1})
	fmt.Printf("%d %x %s %v\n", N(3), N(3), N(3), []N{1, 2})
	fmt.Printf("%!d %d %z %s\n", 1, "x", 3, 4)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%[3]d %d %[9]d %[x]d\n", 1, 2)
	fmt.Printf("%*d|%-*d|%.*f\n", 5, 1, 5, 2, 2, 3.14159)
	fmt.Printf("%*d\n", "x", 1)
	fmt.Println(map[string]int{"b": 1, "a": 2}, []byte("hi"), [3]byte{1, 2, 3}, nil, error(nil), []any{nil, 1, "x"})
	fmt.Printf("%#v %#v %#v %#v\n", map[string]int{"b": 1, "a": 2}, []byte("hi"), [3]byte{1, 2, 3}, []any{nil, 1, "x", 1.0, N(3), 1e21, uint8(3), uintptr(3), 'x', true, struct{}{}, (*int)(nil), errors.New("x") == nil})
	fmt.Printf("%s %x %X %q %v %d\n", []byte("hi"), []byte("hi"), "hi", []byte("hi"), []string{"a"}, []byte("hi"))
	fmt.Printf("%q %q %+q %#q %#U %U %c\n", "a\n\"é\x00", 'x', "é", "a`b", 'é', 'x', 0x4E16)
	fmt.Printf("%t %v %5t %08.3f %+d %x %X %o %O %b %#x %#o %e %g %G %E\n", true, false, true, 3.14159, 5, -255, 255, 8, 8, 5, 255, 8, 1234.5678, 1e21, 1e-7, 1.0)
	fmt.Printf("%6.2f|%-8s|%8s|%.2s|%x|% x|%#x|% X\n", 3.14159, "ab", "cd", "héllo", "hello", "hello", "hello", "hello")
	fmt.Printf("%v %v %v %v %.3v %10v\n", 1.0, 1e6, 1e20, 1e21, 3.14159, "x")
	fmt.Printf("%v %v %.2f\n", 1+2i, complex64(1), 1+2i)
	fmt.Printf("%p %v\n", nil, (*int)(nil))
	fmt.Printf("%s %v\n", nil, nil)
	fmt.Printf("%s %s\n", error(nil), []error{nil, errors.New("e")})
	fmt.Printf("%d %s\n", []any{1, "x"}, []any{1, "x"})
	fmt.Printf("%d\n", struct {
		a int
		b string
	}{1, "x"})
	fmt.Printf("%", 1)
	fmt.Println()
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%s\n", struct{ n N }{3})
	fmt.Printf("%v %s %+v\n", struct{ E error }{errors.New("in")}, struct{ N N }{3}, struct {
		P *int
		N *N
	}{})
	fmt.Printf("%x %X %x\n", []string{"ab", "c"}, [2]int{10, 11}, 3.5)
	fmt.Printf("%5d|%-5d|%05d|%+.2e|% d|%+v\n", 42, 42, -42, 12345.678, 7, -7)
	fmt.Printf("%3c|%-3c|%q|%#q\n", 'a', 'b', []string{"a", "b"}, "x")
	fmt.Printf("%6v|%-6v|%06v\n", []int{1, 2}, []int{1, 2}, []int{1, 2})
	fmt.Printf("%v %v\n", [2]bool{true}, struct{ A, B any }{1, nil})
	fmt.Printf("%t %s\n", 1, true)
	fmt.Printf("%08b %o %x %c\n", -5, -8, "", 65)
	fmt.Printf("%w\n", errors.New("x"))
	fmt.Print("a", 1, 2, "b", "c", 3.0, '\n', "\n")
	fmt.Print(1, 2, nil, error(nil), []int{1}, "\n")
	var np *T
	var ni fmt.Stringer
	fmt.Println(np, ni, (*N)(nil))
	fmt.Printf("%s|%v|%d\n", np, ni, (*N)(nil))
	fmt.Printf("%+v %#v\n", map[N]T{1: {}}, struct {
		N N
		M map[string]bool
		S []int
	}{})
	fmt.Printf("%v %v\n", &map[string]int{"a": 1}, &[]*int{nil})
	fmt.Printf("%-10v|%10v|\n", true, struct{ a int }{1})
	fmt.Printf("%2d:%02d %3d%%\n", 3, 4, 50)
	fmt.Printf("%s\n", &struct {
		S string
		I int
	}{"x", 1})
	fmt.Printf("%v %x\n", struct {
		a []byte
		b [2]byte
	}{[]byte("ab"), [2]byte{1, 2}}, struct{ a []byte }{[]byte("ab")})
	fmt.Printf("%.3x|%10.3v|%-10q|%U\n", "abcdef", "abcdef", "hi", -1)
	fmt.Printf("%g %g %G %.3g %v\n", 100000.0, 1000000.0, 1e-10, 1234.5678, float32(0.1))
	fmt.Printf("%v %v %v %v\n", math.Inf(1), math.Inf(-1), 0.0, -0.0)
}

// Output:
// *errors.errorString
// *fmt.wrapError
// *fmt.wrapErrors
// *fmt.wrapError
// x %!w(int=3)
// %!v(PANIC=String method: boom) %!v(PANIC=String method: boom) <nil>
// %!v(PANIC=String method: boom) %!s(PANIC=String method: boom) {}
// <%+8.3q> [<%v>]
// {0  <nil> <nil> map[] [] <nil> <nil> <nil>}
// {a:0 B: c:<nil> e:<nil> m:map[] s:[] i:<nil> f:<nil> ch:<nil>}
// main.T{a:0, B:"", c:(*int)(nil), e:error(nil), m:map[string]int(nil), s:[]string(nil), i:interface {}(nil), f:(func())(nil), ch:(chan int)(nil)}
// &{0  <nil> <nil> map[] [] <nil> <nil> <nil>} {x:<nil>} &[]int{1}
// 3 4e21 N! [N! N!]
// %!!(int=1)d %!d(string=x) %!z(int=3) %!s(int=4)
// 1
// %!(EXTRA int=2)%!d(BADINDEX) 1 %!d(BADINDEX) %!d(BADINDEX)
//     1|2    |3.14
// %!(BADWIDTH)1
// map[a:2 b:1] [104 105] [1 2 3] <nil> <nil> [<nil> 1 x]
// map[string]int{"a":2, "b":1} []byte{0x68, 0x69} [3]uint8{0x1, 0x2, 0x3} []interface {}{interface {}(nil), 1, "x", 1, 3, 1e+21, 0x3, 0x3, 120, true, struct {}{}, (*int)(nil), false}
// hi 6869 6869 "hi" [a] [104 105]
// "a\n\"é\x00" 'x' "\u00e9" "a`b" U+00E9 'é' U+0078 世
// true false  true 0003.142 +5 -ff FF 10 0o10 101 0xff 010 1.234568e+03 1e+21 1E-07 1.000000E+00
//   3.14|ab      |      cd|hé|68656c6c6f|68 65 6c 6c 6f|0x68656c6c6f|68 65 6C 6C 6F
// 1 1e+06 1e+20 1e+21 3.14          x
// (1+2i) (1+0i) (1.00+2.00i)
// %!p(<nil>) <nil>
// %!s(<nil>) <nil>
// %!s(<nil>) [<nil> e]
// [1 %!d(string=x)] [%!s(int=1) x]
// {1 %!d(string=x)}
// %!(NOVERB)%!(EXTRA int=1)
// 1 %!d(MISSING)
// {%!s(main.N=3)}
// {in} {N!} {P:<nil> N:<nil>}
// [6162 63] [A B] 0x1.cp+01
//    42|42   |-0042|+1.23e+04| 7|-7
//   a|b  |["a" "b"]|`x`
// [     1      2]|[1      2     ]|[000001 000002]
// [true false] {1 <nil>}
// %!t(int=1) %!s(bool=true)
// -0000101 -10  A
// %!w(*errors.errorString=&{x})
// a1 2bc3 10
// 1 2 <nil> <nil> [1]
// <nil> <nil> <nil>
// %!s(*main.T=<nil>)|<nil>|0
// map[N!:{a:0 B: c:<nil> e:<nil> m:map[] s:[] i:<nil> f:<nil> ch:<nil>}] struct { N main.N; M map[string]bool; S []int }{N:0, M:map[string]bool(nil), S:[]int(nil)}
// &map[a:1] &[<nil>]
// true      |{         1}|
//  3:04  50%
// &{x %!s(int=1)}
// {[97 98] [1 2]} {6162}
// 616263|       abc|"hi"      |U+FFFFFFFFFFFFFFFF
// 100000 1e+06 1E-10 1.23e+03 0.1
// +Inf -Inf 0 0
