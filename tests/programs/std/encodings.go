// csv, hex, base64, base32, utf16 and html: there and back, and what they say about bad input.
package main

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"os"
	"strings"
	"unicode/utf16"
)

func main() {
	in := "first_name,last_name,username\n\"Rob\",\"Pike\",rob\n# note\nKen,\"Thom\"\"pson\",ken\n\n\"a\nb\", c ,\"d,e\"\n"
	r := csv.NewReader(strings.NewReader(in))
	r.Comment = '#'
	for {
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		line, col := r.FieldPos(0)
		fmt.Printf("%q %v %d %d %d\n", rec, err, line, col, r.InputOffset())
	}
	for _, bad := range []string{"a,b\nc\n", "a,\"b\nc", "a\"b,c", "\"a\" b,c", "x;y\n\"p\";q"} {
		r := csv.NewReader(strings.NewReader(bad))
		if strings.Contains(bad, ";") {
			r.Comma = ';'
		}
		all, err := r.ReadAll()
		fmt.Printf("%q %v\n", all, err)
	}
	w := csv.NewWriter(os.Stdout)
	w.Write([]string{"plain", "with,comma", "with \"quote\"", "two\nlines", " lead", ""})
	w.WriteAll([][]string{{"1", "2"}, {"", "x"}})
	fmt.Println(w.Error())

	fmt.Print(hex.Dump([]byte("hello, gophers! 0123456789\x00\xff")))
	dst := make([]byte, 6)
	fmt.Println(hex.Encode(dst, []byte{1, 0xab, 0xff}), string(dst))
	_, err := hex.DecodeString("12g4")
	fmt.Println(err)
	_, err = hex.DecodeString("123")
	fmt.Println(err)

	var buf bytes.Buffer
	e := base64.NewEncoder(base64.StdEncoding, &buf)
	for _, s := range []string{"any carnal", " pleas", "u", "re"} {
		e.Write([]byte(s))
	}
	e.Close()
	fmt.Println(buf.String())
	back, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, &buf))
	fmt.Println(string(back), err)
	for _, s := range []string{"", "f", "fo", "foo", "foob", "fooba", "foobar"} {
		t := base32.StdEncoding.EncodeToString([]byte(s))
		d, err := base32.StdEncoding.DecodeString(t)
		fmt.Println(t, base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString([]byte(s)), string(d), err)
	}
	_, err = base32.StdEncoding.DecodeString("MZXW6!==")
	fmt.Println(err)
	fmt.Println(utf16.Encode([]rune("a😀é")), string(utf16.Decode([]uint16{0x61, 0xd83d, 0xde00, 0xd83d, 0xe9})), utf16.IsSurrogate(0xd83d))
	fmt.Println(html.EscapeString(`<a href="x">'&'</a>`), html.UnescapeString("&lt;p&gt; &amp; &quot;caf&eacute;&quot; &#39;&#x41;&#128; &nope; &copy 2024 &hellip;&ampx"))
}

// Output:
// ["first_name" "last_name" "username"] <nil> 1 1 30
// ["Rob" "Pike" "rob"] <nil> 2 1 47
// ["Ken" "Thom\"pson" "ken"] <nil> 4 1 75
// ["a\nb" " c " "d,e"] <nil> 6 1 92
// [] record on line 2: wrong number of fields
// [] record on line 1; parse error on line 2, column 2: extraneous or missing " in quoted-field
// [] parse error on line 1, column 2: bare " in non-quoted-field
// [] parse error on line 1, column 3: extraneous or missing " in quoted-field
// [["x" "y"] ["p" "q"]] <nil>
// plain,"with,comma","with ""quote""","two
// lines"," lead",
// 1,2
// ,x
// <nil>
// 00000000  68 65 6c 6c 6f 2c 20 67  6f 70 68 65 72 73 21 20  |hello, gophers! |
// 00000010  30 31 32 33 34 35 36 37  38 39 00 ff              |0123456789..|
// 6 01abff
// encoding/hex: invalid byte: U+0067 'g'
// encoding/hex: odd length hex string
// YW55IGNhcm5hbCBwbGVhc3VyZQ==
// any carnal pleasure <nil>
//    <nil>
// MY====== CO f <nil>
// MZXQ==== CPNG fo <nil>
// MZXW6=== CPNMU foo <nil>
// MZXW6YQ= CPNMUOG foob <nil>
// MZXW6YTB CPNMUOJ1 fooba <nil>
// MZXW6YTBOI====== CPNMUOJ1E8 foobar <nil>
// illegal base32 data at input byte 5
// [97 55357 56832 233] a😀�é true
// &lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/a&gt; <p> & "café" 'A€ &nope; © 2024 …&x
