// regexp: finding, groups, replacing, splitting, and what it says about malformed expressions.
package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

func main() {
	match, _ := regexp.MatchString("p([a-z]+)ch", "peach")
	fmt.Println(match)
	r, _ := regexp.Compile("p([a-z]+)ch")
	fmt.Println(r.MatchString("peach"), r.FindString("peach punch"), r.FindStringIndex("peach punch"))
	fmt.Println(r.FindStringSubmatch("peach punch"), r.FindStringSubmatchIndex("peach punch"))
	fmt.Println(r.FindAllString("peach punch pinch", -1), r.FindAllString("peach punch pinch", 2))
	fmt.Println(r.FindAllStringSubmatchIndex("peach punch pinch", -1), r.Match([]byte("peach")), r)
	fmt.Println(r.ReplaceAllString("a peach", "<fruit>"), string(r.ReplaceAllFunc([]byte("a peach"), bytes.ToUpper)))

	date := regexp.MustCompile(`(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})`)
	fmt.Printf("%q %v %d\n", date.SubexpNames(), date.NumSubexp(), date.SubexpIndex("month"))
	fmt.Println(date.ReplaceAllString("on 2024-02-29 and 1999-12-31", "${day}/${month}/$year"), date.ReplaceAllLiteralString("2024-02-29", "$1"))
	m := date.FindStringSubmatch("2024-02-29")
	for i, name := range date.SubexpNames() {
		fmt.Print(name, "=", m[i], " ")
	}
	fmt.Println()
	mail := regexp.MustCompile(`^[\w.+-]+@[\w-]+\.[\w.-]+$`)
	for _, s := range []string{"a@b.co", "no", "x.y+z@mail.example.org", "@x.y"} {
		fmt.Print(mail.MatchString(s), " ")
	}
	fmt.Println()
	fmt.Printf("%q\n", regexp.MustCompile(`[,;]\s*`).Split("a, b;c,  d", -1))
	fmt.Printf("%q\n", regexp.MustCompile(`a*`).Split("baac", -1))
	fmt.Printf("%q\n", regexp.MustCompile(`a*`).FindAllString("baaac", -1))
	fmt.Printf("%q\n", regexp.MustCompile(`a*`).ReplaceAllString("baaac", "-"))
	fmt.Printf("%q\n", regexp.MustCompile(`(?i)hello\b`).FindAllString("Hello hello helloo HELLO", -1))
	fmt.Printf("%q\n", regexp.MustCompile(`(?m)^(\w+):\s*(.*)$`).FindAllStringSubmatch("a: 1\nbb: two\nc 3", -1))
	fmt.Printf("%q\n", regexp.MustCompile(`(?s)a.b|a.c`).FindString("a\nc"))
	fmt.Printf("%q\n", regexp.MustCompile(`<.+?>`).FindAllString("<a><b>", -1))
	fmt.Printf("%q\n", regexp.MustCompile(`(a|ab)(c|bcd)(d*)`).FindStringSubmatch("abcd"))
	fmt.Printf("%q\n", regexp.MustCompilePOSIX(`(a|ab)(c|bcd)(d*)`).FindStringSubmatch("abcd"))
	fmt.Printf("%q\n", regexp.MustCompile(`[^\x00-\x7F]+|\p{Greek}|[[:upper:]]`).FindAllString("aβ日本Xc", -1))
	fmt.Printf("%q %q\n", regexp.QuoteMeta("1+1=2?"), regexp.MustCompile(`\pL+`).FindAllString("été 42 naïve", -1))
	fmt.Println(regexp.MustCompile(`\b\w`).ReplaceAllStringFunc("make title case", strings.ToUpper))
	for _, bad := range []string{`a(b`, `a)b`, `[a`, `*a`, `a**`, `a{2,1}`, `\8`, `(?P<n`, `[b-a]`, `a\`, `(?<x>a)(?P<x>b)`, `(?i`, `\pX`, `x{1001}`} {
		_, err := regexp.Compile(bad)
		fmt.Println(err)
	}
	var b []byte
	template := "$key=$value\n"
	content := "# c\nk: v\nk2: v2"
	pattern := regexp.MustCompile(`(?m)(?P<key>\w+):\s+(?P<value>\w+)$`)
	for _, sub := range pattern.FindAllStringSubmatchIndex(content, -1) {
		b = pattern.ExpandString(b, template, content, sub)
	}
	fmt.Print(string(b))
	prefix, whole := regexp.MustCompile(`abc+d`).LiteralPrefix()
	fmt.Println(prefix, whole)
	defer func() { fmt.Println(recover()) }()
	regexp.MustCompile("a(`")
}

// Output:
// true
// true peach [0 5]
// [peach ea] [0 5 1 3]
// [peach punch pinch] [peach punch]
// [[0 5 1 3] [6 11 7 9] [12 17 13 15]] true p([a-z]+)ch
// a <fruit> a PEACH
// ["" "year" "month" "day"] 3 2
// on 29/02/2024 and 31/12/1999 $1
// =2024-02-29 year=2024 month=02 day=29 
// true false true false 
// ["a" "b" "c" "d"]
// ["b" "c"]
// ["" "aaa" ""]
// "-b-c-"
// ["Hello" "hello" "HELLO"]
// [["a: 1" "a" "1"] ["bb: two" "bb" "two"]]
// "a\nc"
// ["<a>" "<b>"]
// ["abcd" "a" "bcd" ""]
// ["abcd" "a" "bcd" ""]
// ["β日本" "X"]
// "1\\+1=2\\?" ["été" "naïve"]
// Make Title Case
// error parsing regexp: missing closing ): `a(b`
// error parsing regexp: unexpected ): `a)b`
// error parsing regexp: missing closing ]: `[a`
// error parsing regexp: missing argument to repetition operator: `*`
// error parsing regexp: invalid nested repetition operator: `**`
// error parsing regexp: invalid repeat count: `{2,1}`
// error parsing regexp: invalid escape sequence: `\8`
// error parsing regexp: invalid named capture: `(?P<n`
// error parsing regexp: invalid character class range: `b-a`
// error parsing regexp: trailing backslash at end of expression: ``
// <nil>
// error parsing regexp: invalid or unsupported Perl syntax: `(?i`
// error parsing regexp: invalid character class range: `\pX`
// error parsing regexp: invalid repeat count: `{1001}`
// k=v
// k2=v2
// abc false
// regexp: Compile("a(`"): error parsing regexp: missing closing ): `a(``
