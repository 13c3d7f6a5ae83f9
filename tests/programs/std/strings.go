// Searching, splitting, trimming, replacing and building strings.
package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	fmt.Printf("%q\n", strings.Split("a,b,c", ","))
	fmt.Printf("%q\n", strings.Split("abc", ""))
	fmt.Printf("%q\n", strings.SplitN("a,b,c,d", ",", 2))
	fmt.Printf("%q\n", strings.SplitAfter("a,b,c", ","))
	fmt.Printf("%q\n", strings.Fields("  foo bar  baz   "))
	fmt.Println(strings.Join([]string{"x", "y", "z"}, "-"), strings.Repeat("ab", 3))
	fmt.Println(strings.Replace("oink oink oink", "k", "ky", 2), strings.ReplaceAll("oink oink", "oink", "moo"), strings.Replace("abc", "", "-", -1))
	fmt.Println(strings.ToUpper("héllo"), strings.ToLower("HÉLLO"), strings.Title("hello wOrld foo_bar"), strings.ToTitle("abc"))
	fmt.Println(strings.Index("chicken", "ken"), strings.Index("chicken", "dmr"), strings.LastIndex("go gopher", "go"), strings.IndexByte("abc", 'c'), strings.IndexRune("chicken", 'k'), strings.IndexAny("golang", "gy"), strings.LastIndexAny("golang", "go"))
	fmt.Println(strings.Contains("seafood", "foo"), strings.ContainsAny("team", "i"), strings.ContainsRune("aardvark", 97), strings.HasPrefix("Gopher", "Go"), strings.HasSuffix("Amigo", "go"))
	fmt.Println(strings.Count("cheese", "e"), strings.Count("five", ""), strings.EqualFold("Go", "GO"), strings.Compare("a", "b"))
	fmt.Printf("%q %q %q %q\n", strings.TrimSpace(" \t\n a lone gopher \n\t\r\n"), strings.Trim("¡¡¡Hello, Gophers!!!", "!¡"), strings.TrimLeft("xxabc", "x"), strings.TrimRight("abcxx", "x"))
	fmt.Println(strings.TrimPrefix("prefix-x", "prefix-"), strings.TrimSuffix("x-suffix", "-suffix"))
	b, a, ok := strings.Cut("key=value", "=")
	fmt.Println(b, a, ok)
	fmt.Println(strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		if r == 'x' {
			return -1
		}
		return unicode.ToUpper(r)
	}, "HellxoWorld"))
	fmt.Printf("%q\n", strings.FieldsFunc("a1b2c3", unicode.IsDigit))
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;")
	fmt.Println(r.Replace("This is <b>HTML</b>!"))
	var sb strings.Builder
	for i := 3; i >= 1; i-- {
		fmt.Fprintf(&sb, "%d...", i)
	}
	sb.WriteString("ignition")
	sb.WriteByte('!')
	sb.WriteRune('é')
	fmt.Println(sb.String(), sb.Len())
	fmt.Println(strings.TrimFunc("123abc456", unicode.IsDigit), strings.IndexFunc("abc1", unicode.IsDigit), strings.LastIndexFunc("1abc", unicode.IsLetter))
	for s := range strings.SplitSeq("a-b-c", "-") {
		fmt.Print(s, ";")
	}
	for s := range strings.Lines("x\ny\nz") {
		fmt.Printf("%q", s)
	}
	fmt.Println()
	rd := strings.NewReader("hello world")
	buf := make([]byte, 5)
	n, err := rd.Read(buf)
	fmt.Println(n, err, string(buf), rd.Len())
}

// Output:
// ["a" "b" "c"]
// ["a" "b" "c"]
// ["a" "b,c,d"]
// ["a," "b," "c"]
// ["foo" "bar" "baz"]
// x-y-z ababab
// oinky oinky oink moo moo -a-b-c-
// HÉLLO héllo Hello WOrld Foo_bar ABC
// 4 -1 3 2 4 0 5
// true false true true true
// 3 5 true -1
// "a lone gopher" "Hello, Gophers" "abc" "abc"
// x x
// key value true
// hELLOwORLD
// ["a" "b" "c"]
// This is &lt;b&gt;HTML&lt;/b&gt;!
// 3...2...1...ignition!é 23
// abc 3 3
// a;b;c;"x\n""y\n""z"
// 5 <nil> hello 6
