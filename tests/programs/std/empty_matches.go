// Replacing and trimming where a pattern is empty or the text is no UTF-8.
package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

func main() {
	for _, pairs := range [][]string{
		{"o", "O", "", "-"},
		{"", "-", "o", "O"},
		{"oo", "8", "", "-"},
		{"", "1", "", "2"},
		{"a", "", "", "+"},
		{"foo", "R", "", "X", "o", "9"},
		{"x", "1", "x", "2", "xy", "3"},
	} {
		r := strings.NewReplacer(pairs...)
		for _, s := range []string{"", "o", "foo", "foobar", "aa", "xyx", "日o"} {
			fmt.Printf("%q ", r.Replace(s))
		}
		fmt.Println(pairs)
	}
	bad := "\x80test\xff"
	fmt.Printf("%q %q %q\n", strings.Trim(bad, "\xff"), strings.TrimLeft(bad, "\ufffd"), strings.TrimRight(bad, "\xc3"))
	fmt.Printf("%q\n", bytes.Trim([]byte("\ufffdtest\x80"), "\x81"))
	fmt.Println(strings.IndexAny("ab\xff", "\ufffd"), strings.LastIndexAny("\ufffdab", "\x99"), strings.ContainsAny("abc", "\xff"))
	fmt.Println(strings.EqualFold("\xff", "\ufffd"), utf8.ValidString(bad))
	for _, s := range []string{"nan", "NaN", "+nan", "-NaN", "+Inf", "-infinity", "infin"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
	}
	for _, s := range []string{"nan+nAni", "+NaN", "1+2i", "-1-Infi", "1++2i", "(3i)", "+2i"} {
		c, err := strconv.ParseComplex(s, 128)
		fmt.Println(c, err)
	}
}

// Output:
// "-" "O-" "-fOO-" "-fOO-b-a-r-" "-a-a-" "-x-y-x-" "-\xe6-\x97-\xa5O-" [o O  -]
// "-" "-O-" "-f-O-O-" "-f-O-O-b-a-r-" "-a-a-" "-x-y-x-" "-\xe6-\x97-\xa5-O-" [ - o O]
// "-" "-o-" "-f8-" "-f8-b-a-r-" "-a-a-" "-x-y-x-" "-\xe6-\x97-\xa5-o-" [oo 8  -]
// "1" "1o1" "1f1o1o1" "1f1o1o1b1a1r1" "1a1a1" "1x1y1x1" "1\xe61\x971\xa51o1" [ 1  2]
// "+" "+o+" "+f+o+o+" "+f+o+o+b+r+" "+" "+x+y+x+" "+\xe6+\x97+\xa5+o+" [a   +]
// "X" "X9X" "RX" "RXbXaXrX" "XaXaX" "XxXyXxX" "X\xe6X\x97X\xa5X9X" [foo R  X o 9]
// "" "o" "foo" "foobar" "aa" "1y1" "日o" [x 1 x 2 xy 3]
// "test" "test\xff" "\x80test"
// "test"
// 2 0 false
// true false
// NaN <nil>
// NaN <nil>
// 0 strconv.ParseFloat: parsing "+nan": invalid syntax
// 0 strconv.ParseFloat: parsing "-NaN": invalid syntax
// +Inf <nil>
// -Inf <nil>
// 0 strconv.ParseFloat: parsing "infin": invalid syntax
// (NaN+NaNi) <nil>
// (0+0i) strconv.ParseComplex: parsing "+NaN": invalid syntax
// (1+2i) <nil>
// (-1-Infi) <nil>
// (0+0i) strconv.ParseComplex: parsing "1++2i": invalid syntax
// (0+3i) <nil>
// (0+2i) <nil>
