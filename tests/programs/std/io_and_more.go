// math, bufio, bytes, io, log, unicode, and scanning.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log"
	"math"
	"math/bits"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

func main() {
	fmt.Println(math.Sqrt(2), math.Pow(2, 10), math.Pow(1.05, 30), math.Floor(-1.5), math.Ceil(1.2), math.Round(2.5), math.Trunc(-2.7), math.Abs(-3), math.MaxInt64, math.Pi)
	fmt.Println(math.Sin(1), math.Cos(1), math.Tan(1), math.Log2(8), math.Log10(1000), math.Hypot(3, 4), math.Cbrt(27), math.Atan2(1, 2))
	fmt.Println(math.Inf(1), math.NaN(), math.IsNaN(math.NaN()), math.Max(1, 2), math.Min(1, math.Inf(-1)), math.Mod(7, 3))
	fmt.Println(math.MaxUint32, math.SmallestNonzeroFloat64, math.MaxFloat32)
	fr, e := math.Frexp(8)
	i, f := math.Modf(3.25)
	fmt.Println(fr, e, i, f, math.Float64bits(1.5), math.Signbit(-0.0))
	fmt.Println(bits.Len(8), bits.OnesCount(255), bits.TrailingZeros(8), bits.LeadingZeros32(1), bits.Reverse8(1), bits.RotateLeft8(0x81, 1))
	sc := bufio.NewScanner(strings.NewReader("one two\nthree\n\nfour"))
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	sc = bufio.NewScanner(strings.NewReader("one two\nthree"))
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	fmt.Println("end")
	w := bufio.NewWriter(os.Stdout)
	fmt.Fprintf(w, "buffered %d\n", 1)
	w.Flush()
	r := bufio.NewReader(strings.NewReader("line1\nline2"))
	s, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err)
	s, err = r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err)
	var buf bytes.Buffer
	buf.WriteString("hello ")
	buf.Write([]byte("world"))
	fmt.Fprintf(&buf, " %d", 42)
	fmt.Println(buf.String(), buf.Len(), bytes.Contains(buf.Bytes(), []byte("wor")), bytes.ToUpper([]byte("abc")))
	data, err := io.ReadAll(io.LimitReader(strings.NewReader("abcdef"), 3))
	fmt.Println(string(data), err)
	pr, pw := io.Pipe()
	go func() {
		fmt.Fprint(pw, "through pipe")
		pw.Close()
	}()
	data, _ = io.ReadAll(pr)
	fmt.Println(string(data))
	lg := log.New(os.Stdout, "pre: ", log.Lmsgprefix)
	lg.Println("hi", 1)
	lg.SetFlags(log.Lshortfile)
	lg.Printf("x=%d", 5)
	fmt.Println(unicode.IsLetter('é'), unicode.IsDigit('5'), unicode.IsSpace('\t'), unicode.IsPunct('!'), unicode.IsUpper('A'), string(unicode.ToLower('Ä')), unicode.Is(unicode.Han, '世'))
	fmt.Println(utf8.RuneCountInString("héllo"), utf8.ValidString("a\xff"), utf8.RuneLen('世'))
	rr, size := utf8.DecodeRuneInString("世界")
	fmt.Println(string(rr), size)
	var a, b int
	var name string
	n, err := fmt.Sscanf("10-20 bob", "%d-%d %s", &a, &b, &name)
	fmt.Println(n, err, a, b, name)
	n, err = fmt.Sscan("1 2", &a, &b)
	fmt.Println(n, err, a, b)
	n, err = fmt.Sscan("x", &a)
	fmt.Println(n, err)
	var fl float64
	n, err = fmt.Sscanf("3.5kg", "%fkg", &fl)
	fmt.Println(n, err, fl)
	n, err = fmt.Sscanln("7", &a, &b)
	fmt.Println(n, err)
	io.Copy(os.Stdout, strings.NewReader("copied\n"))
	mw := io.MultiWriter(os.Stdout, &buf)
	fmt.Fprintln(mw, "multi")
	fmt.Printf("%v %v\n", os.Getenv("NOPE_X"), len(os.Args))
	if _, err := os.Open("/does/not/exist"); err != nil {
		fmt.Println(err)
	}
}

// Output:
// 1.4142135623730951 1024 4.3219423751506625 -2 2 3 -2 3 9223372036854775807 3.141592653589793
// 0.8414709848078965 0.5403023058681398 1.557407724654902 3 3 5 3 0.4636476090008061
// +Inf NaN true 2 -Inf 1
// 4294967295 5e-324 3.4028234663852886e+38
// 0.5 4 3 0.25 4609434218613702656 false
// 4 8 3 31 128 3
// "one two" "three" "" "four" "one" "two" "three" end
// buffered 1
// "line1\n" <nil>
// "line2" EOF
// hello world 42 14 true [65 66 67]
// abc <nil>
// through pipe
// pre: hi 1
// pre: io_and_more.go:62: x=5
// true true true true true ä true
// 5 false 3
// 世 3
// 3 <nil> 10 20 bob
// 2 <nil> 1 2
// 0 expected integer
// 1 <nil> 3.5
// 1 EOF
// copied
// multi
//  1
// open /does/not/exist: no such file or directory
