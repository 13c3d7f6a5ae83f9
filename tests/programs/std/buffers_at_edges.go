// bufio, bytes, slices, io, fmt and strconv where their buffers end, are empty, or are given what is wrong.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

func buffers() {
	b := bytes.NewBufferString("to be read")
	b.Next(6)
	room := b.Cap()
	b.WriteString("!")
	peeked, err := b.Peek(2)
	fmt.Printf("%s %t %q %v\n", b, b.Cap() == room, peeked, err)
	fmt.Println(bytes.TrimLeft([]byte("xx"), "x") == nil, bytes.TrimSpace([]byte("  ")) == nil)
	r := bytes.NewReader([]byte("abc"))
	r.ReadRune()
	r.Read(nil)
	_, err = r.Seek(0, 9)
	fmt.Println(r.UnreadRune(), err)

	in := bufio.NewReaderSize(strings.NewReader("0123456789abcde\r\nend"), 16)
	for {
		line, part, err := in.ReadLine()
		if err != nil {
			break
		}
		fmt.Printf("%q %t ", line, part)
	}
	in.Reset(strings.NewReader("abcdef"))
	in.ReadByte()
	in.Discard(2)
	fmt.Println(in.UnreadByte())
	var out strings.Builder
	w := bufio.NewWriterSize(&out, 4)
	n, err := w.ReadFrom(io.MultiReader(strings.NewReader("12345"), io.MultiReader(strings.NewReader("678"))))
	fmt.Println(n, err, w.Buffered(), out.String())
}

func slicesAndText() {
	s := []int{1, 2, 3, 4}
	kept := slices.Clone(s)
	longer := slices.Replace(s[:4:4], 1, 2, 7, 8, 9)
	fmt.Println(slices.Equal(s, kept), longer, slices.Replace(s, 0, 1, s[2:]...))
	for _, text := range []string{"i", "+i", "1+2i", "(3-i)", "2i"} {
		c, err := strconv.ParseComplex(text, 128)
		fmt.Print(c, " ", err, "; ")
	}
	fmt.Println(strconv.IsGraphic('\u3000'), strconv.IsGraphic('\n'))
	for _, text := range []string{"=AAA", "A=AA", "AA=A", "AAA=", "AAA=A", "AA==\nA", "AA=", "AAAAA", "AA!A"} {
		_, err := base64.StdEncoding.DecodeString(text)
		fmt.Println(text, err)
	}
}

func scanning() {
	var a, b int
	var s string
	show := func(n int, err error) { fmt.Print(n, " ", err, "; ") }
	show(fmt.Sscanf("1\n2", "%d %d", &a, &b))
	show(fmt.Sscanf("1\n2", "%d\n%d", &a, &b))
	show(fmt.Sscanf("1 2", "%d\n%d", &a, &b))
	show(fmt.Sscanf("12", "%d %d", &a, &b))
	show(fmt.Sscanf("100%5", "%d%%%d", &a, &b))
	show(fmt.Sscanf("7_2", "%d", &a))
	show(fmt.Sscanf("U+12", "%U", &a))
	show(fmt.Sscanf("686921", "%x", &s))
	show(fmt.Sscanf("5", "%d%", &a))
	fmt.Println(a, b, s)
	lines := strings.NewReader("\nx 1\n")
	for range 2 {
		show(fmt.Fscanln(lines, &s, &a))
	}
	fmt.Println(s, a)
}

type stamp struct{ time.Time }

func main() {
	buffers()
	slicesAndText()
	scanning()
	text, err := json.Marshal(struct {
		At   *time.Time `json:"at,omitzero"`
		Here *stamp     `json:"here,omitzero"`
		N    int        `json:"n,omitzero"`
	}{N: 1})
	fmt.Println(string(text), err)
	fs := flag.NewFlagSet("tool", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	fs.String("level", "0", "how `loud`")
	fs.PrintDefaults()
	defer func() { fmt.Println(recover()) }()
	fs.Bool("level", false, "again")
}

// Output:
// read! true "re" <nil>
// true true
// bytes.Reader.UnreadRune: previous operation was not ReadRune bytes.Reader.Seek: invalid whence
// "0123456789abcde" true "" false "end" false bufio: invalid use of UnreadByte
// 8 <nil> 0 12345678
// true [1 7 8 9 3 4] [3 4 2 3 4]
// (0+0i) strconv.ParseComplex: parsing "i": invalid syntax; (0+0i) strconv.ParseComplex: parsing "+i": invalid syntax; (1+2i) <nil>; (0+0i) strconv.ParseComplex: parsing "(3-i)": invalid syntax; (0+2i) <nil>; true false
// =AAA illegal base64 data at input byte 0
// A=AA illegal base64 data at input byte 1
// AA=A illegal base64 data at input byte 2
// AAA= <nil>
// AAA=A illegal base64 data at input byte 4
// AA==
// A illegal base64 data at input byte 5
// AA= illegal base64 data at input byte 3
// AAAAA illegal base64 data at input byte 4
// AA!A illegal base64 data at input byte 2
// 1 newline in input does not match format; 2 <nil>; 1 newline in format does not match input; 1 EOF; 2 <nil>; 1 <nil>; 1 <nil>; 1 <nil>; 1 missing verb: % at end of format string; 5 5 hi!
// 0 unexpected newline; 2 <nil>; x 1
// {"n":1} <nil>
//   -level loud
//     	how loud (default "0")
// tool flag redefined: level
// tool flag redefined: level
