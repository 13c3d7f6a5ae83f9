// Keys that read themselves, characters that are one but for case, and others that example programs met.
package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"
)

type level int

func (l level) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("level-%d", int(l))), nil }
func (l *level) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "level-%d", (*int)(l))
	return err
}

type spot struct{ x, y int }

func (s *spot) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "%d,%d", &s.x, &s.y)
	return err
}

type plant struct {
	XMLName xml.Name `xml:"plant"`
	Name    string   `xml:"name"`
	Nested  []*plant `xml:"parent>child>plant,omitempty"`
}

// keys reads maps whose keys read themselves, and what json says where they cannot.
func keys() {
	var byLevel map[level]int
	err := json.Unmarshal([]byte(`{"level-2":5,"level-1":6}`), &byLevel)
	fmt.Println(byLevel[1], byLevel[2], len(byLevel), err)
	b, err := json.Marshal(byLevel)
	fmt.Println(string(b), err)
	var bySpot map[spot]level
	fmt.Println(json.Unmarshal([]byte(`{"1,2":"level-7","3,4":"level-8"}`), &bySpot), bySpot[spot{1, 2}], bySpot[spot{3, 4}])
	fmt.Println(json.Unmarshal([]byte(`{"nowhere":"level-7"}`), &bySpot))
	var aged struct {
		Age int `json:"age,string"`
	}
	err = json.Unmarshal([]byte(`{"age":55}`), &aged)
	fmt.Println(err, err.(*json.UnmarshalTypeError).Offset)
}

// folded compares characters that are one but for case.
func folded() {
	for _, p := range [][2]string{{"ı", "I"}, {"ı", "i"}, {"\u212a", "k"}, {"ſ", "S"}, {"Σ", "ς"}, {"ß", "ẞ"}, {"ß", "SS"}, {"İ", "i"}, {"ϴ", "ϑ"}, {"Größe", "GRÖSSE"}, {"ǅ", "ǆ"}} {
		fmt.Println(p, strings.EqualFold(p[0], p[1]), bytes.EqualFold([]byte(p[1]), []byte(p[0])))
	}
	for _, r := range "Akſßµiıθ" {
		fmt.Print(string(r))
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			fmt.Print(string(f))
		}
		fmt.Println()
	}
}

func nan() float64 { z := 0.0; return z / z }

func main() {
	keys()
	folded()
	d := time.Date(2024, time.February, 9, 0, 0, 0, 0, time.UTC)
	fmt.Println(d.Format("__2|002|_2"), d.AddDate(0, 0, 80).Format("__2"), d.AddDate(0, 0, -36).Format("__2"))
	p, err := time.Parse("2006 __2", "2024  40")
	fmt.Println(p, err)
	u, err := url.Parse("https://us%20er:pa%2Fs%40s@host/x")
	pass, _ := u.User.Password()
	fmt.Println(u.User.Username(), pass, u.User, u, err)
	fmt.Println(url.UserPassword("a b:c", "d/e?f=&g"))
	_, err = url.Parse("http://a%zz@host")
	fmt.Println(err)
	fs := flag.NewFlagSet("prog", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	n, dur := fs.Int("n", 5, ""), fs.Duration("d", time.Second, "")
	fmt.Println(fs.Parse([]string{"-n", "abc"}), *n, fs.Parse([]string{"-d", "x"}), *dur)
	m := map[float64]int{nan(): 1, nan(): 2, 3: 3}
	reflect.ValueOf(m).Clear()
	fmt.Println(len(m))
	out, err := xml.MarshalIndent(&plant{Name: "fern"}, "", " ")
	fmt.Println(string(out), err)
	func() {
		defer func() {
			r := recover()
			fmt.Printf("%T %v\n", r, r)
		}()
		s := []int{1}
		_ = [2]int(s)
	}()
	fmt.Println(testing.Testing())
}

// Output:
// 6 5 2 <nil>
// {"level-1":6,"level-2":5} <nil>
// <nil> 7 8
// expected integer
// json: cannot unmarshal number into Go struct field .age of type int 9
// [ı I] false false
// [ı i] false false
// [K k] true true
// [ſ S] true true
// [Σ ς] true true
// [ß ẞ] true true
// [ß SS] false false
// [İ i] false false
// [ϴ ϑ] true true
// [Größe GRÖSSE] false false
// [ǅ ǆ] true true
// Aa
// kKK
// ſSs
// ßẞ
// µΜμ
// iI
// ı
// θϑϴΘ
//  40|040| 9 120   4
// 2024-02-09 00:00:00 +0000 UTC <nil>
// us er pa/s@s us%20er:pa%2Fs%40s https://us%20er:pa%2Fs%40s@host/x <nil>
// a%20b%3Ac:d%2Fe%3Ff=&g
// parse "http://a%zz@host": invalid URL escape "%zz"
// invalid value "abc" for flag -n: parse error 0 invalid value "x" for flag -d: parse error 0s
// 0
// <plant>
//  <name>fern</name>
//  <parent>
//   <child></child>
//  </parent>
// </plant> <nil>
// runtime.boundsError runtime error: cannot convert slice with length 1 to array or pointer to array with length 2
// false
