// What fmt's scanning verbs accept: a verb that does not fit is an error, a boolean is a letter or a word,
// complex numbers stand with parentheses or without.
//
// Output:
// 12 %s *int: 0 bad verb '%s' for integer
// 12 %d *string: 0 bad verb '%d' for string
// 1.5 %d *float64: 0 bad verb '%d' for float64
// 1.5 %s *main.celsius: 1 <nil>
// yes %d *bool: 0 bad verb '%d' for boolean
// x %d *[]uint8: 0 bad verb '%d' for string
// 7 %c *int: 1 <nil>
// é %c *int32: 1 <nil>
// 世 %c *int8: 0 overflow on character value 世
// truest %t *bool: 1 <nil>
// trap %v *bool: 0 syntax error scanning boolean
// F %t *bool: 1 <nil>
// maybe %t *bool: 1 <nil>
// (1-2i) %v *complex128: 1 <nil>
// 1.5e1+3i! %g *complex128: 1 <nil>
// 4i %v *complex128: 0 syntax error scanning complex number
// (1+2i %v *complex128: 0 syntax error scanning complex number
// 1+1i %d *complex128: 0 bad verb '%d' for complex
// "a\tb" c %q *main.word: 1 <nil>
// `x"y` %q *[]uint8: 1 <nil>
// plain %q *string: 0 expected quoted string
// c3a9 %x *main.word: 1 <nil>
// 55 'é' 0 1.5 false (15+3i) "" "é" "x\"y"
package main

import "fmt"

type celsius float32
type word string

func main() {
	var i int
	var r rune
	var small int8
	var f float64
	var t celsius
	var ok bool
	var c complex128
	var s string
	var w word
	var b []byte
	for _, x := range []struct {
		in, verb string
		to       any
	}{
		{"12", "%s", &i}, {"12", "%d", &s}, {"1.5", "%d", &f}, {"1.5", "%s", &t}, {"yes", "%d", &ok}, {"x", "%d", &b},
		{"7", "%c", &i}, {"é", "%c", &r}, {"世", "%c", &small},
		{"truest", "%t", &ok}, {"trap", "%v", &ok}, {"F", "%t", &ok}, {"maybe", "%t", &ok},
		{"(1-2i)", "%v", &c}, {"1.5e1+3i!", "%g", &c}, {"4i", "%v", &c}, {"(1+2i", "%v", &c}, {"1+1i", "%d", &c},
		{`"a\tb" c`, "%q", &w}, {"`x\"y`", "%q", &b}, {"plain", "%q", &s}, {"c3a9", "%x", &w},
	} {
		n, err := fmt.Sscanf(x.in, x.verb, x.to)
		fmt.Printf("%s %s %T: %d %v\n", x.in, x.verb, x.to, n, err)
	}
	fmt.Printf("%v %q %v %v %v %v %q %q %q\n", i, r, f, t, ok, c, s, w, b)
}
