// Scanning: percent signs, quoted words with every escape, and readers of one's own at the end of a line.
package main

import (
	"fmt"
	"strings"
)

type upTo2 string

func (u *upTo2) Scan(s fmt.ScanState, verb rune) error {
	var got []rune
	for range 6 {
		r, _, err := s.ReadRune()
		if err != nil {
			*u = upTo2(got)
			return err
		}
		got = append(got, r)
	}
	*u = upTo2(got)
	return nil
}

func main() {
	var n, m int
	for _, s := range []string{"50%", "50 %", "50%% 3", "50", "50x", "50%3"} {
		k, err := fmt.Sscanf(s, "%d%%", &n)
		fmt.Println(k, n, err)
		k, err = fmt.Sscanf(s, "%d%%%d", &n, &m)
		fmt.Println(k, n, m, err)
	}
	var q string
	for _, s := range []string{`"a\tb\x41\u00e9\101"`, "`raw\\n`", `"un\q"`, `"open`, `plain`, `"\""`} {
		k, err := fmt.Sscanf(s, "%q", &q)
		fmt.Printf("%d %q %v\n", k, q, err)
	}
	var u upTo2
	for _, s := range []string{"ab\ncdef", "abcdefgh", "ab"} {
		k, err := fmt.Sscanln(s, &u)
		fmt.Printf("%d %q %v\n", k, u, err)
		k, err = fmt.Sscan(s, &u)
		fmt.Printf("%d %q %v\n", k, u, err)
	}
	r := strings.NewReader("1 2\n3\n")
	k, err := fmt.Fscanln(r, &n, &m)
	fmt.Println(k, n, m, err)
	k, err = fmt.Fscanln(r, &n, &m)
	fmt.Println(k, n, m, err)
	fmt.Printf("%.[]|%[]d|%[1]\n", 1)
}

// Output:
// 1 50 <nil>
// 1 50 0 EOF
// 1 50 <nil>
// 1 50 0 EOF
// 1 50 <nil>
// 1 50 0 expected integer
// 1 50 unexpected EOF
// 1 50 0 unexpected EOF
// 1 50 missing literal %
// 1 50 0 missing literal %
// 1 50 <nil>
// 2 50 3 <nil>
// 1 "a\tbAéA" <nil>
// 1 "raw\\n" <nil>
// 0 "raw\\n" invalid syntax
// 0 "raw\\n" unexpected EOF
// 0 "raw\\n" expected quoted string
// 1 "\"" <nil>
// 0 "ab\n" unexpected EOF
// 1 "ab\ncde" <nil>
// 1 "abcdef" expected newline
// 1 "abcdef" <nil>
// 0 "ab" unexpected EOF
// 0 "ab" unexpected EOF
// 2 1 2 <nil>
// 1 3 2 unexpected newline
// %!|(BADINDEX)%!d(BADINDEX)|%!
// (int=1)
