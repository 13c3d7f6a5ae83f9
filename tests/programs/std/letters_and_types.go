// Encodings that are strict or end early, texts that are appended, and types of functions.
package main

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"reflect"
	"regexp"
	"strings"
)

type broken struct{ text string }

func (b *broken) Read(p []byte) (int, error) {
	if b.text == "" {
		return 0, errors.New("torn")
	}
	n := copy(p, b.text)
	b.text = b.text[n:]
	return n, nil
}

func main() {
	for _, s := range []string{"YWI=", "YWJ=", "YQ==", "YR==", "YWJj", "YR==\n", "YWJjYR=="} {
		out, err := base64.StdEncoding.Strict().DecodeString(s)
		fmt.Printf("%q %v\n", out, err)
	}
	for _, s := range []string{"YQ", "YR", "YWI", "YWJ"} {
		out, err := base64.RawURLEncoding.Strict().DecodeString(s)
		fmt.Printf("%q %v\n", out, err)
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		base64.NewEncoding("abc")
	}()
	b, err := base32.StdEncoding.AppendDecode([]byte("x"), []byte("MFRGG==="))
	fmt.Printf("%s %v\n", b, err)
	for _, s := range []string{"", "MFRGG===", "MFRG"} {
		b, err = io.ReadAll(base32.NewDecoder(base32.StdEncoding, strings.NewReader(s)))
		fmt.Printf("%q %v\n", b, err)
	}
	n, err := base32.NewDecoder(base32.StdEncoding, strings.NewReader("")).Read(nil)
	fmt.Println(n, err)
	b, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, &broken{"YWJjYQ"}))
	fmt.Printf("%q %v\n", b, err)
	d := hex.Dumper(os.Stdout)
	d.Write([]byte("gopher"))
	fmt.Println(d.Close(), d.Close())
	_, err = d.Write([]byte("more"))
	fmt.Println(err)
	text, _ := slog.LevelWarn.AppendText([]byte("level "))
	text, _ = regexp.MustCompile("a+").AppendText(append(text, ' '))
	fmt.Printf("%s\n", text)
	for t := range reflect.TypeOf(fmt.Fprintf).Ins() {
		fmt.Print(t, " ")
	}
	for t := range reflect.TypeOf(fmt.Fprintf).Outs() {
		fmt.Print(t, " ")
	}
	fmt.Println(reflect.ValueOf(complex64(0)).OverflowComplex(1e39), reflect.ValueOf(0i).OverflowComplex(1e39))
}

// Output:
// "ab" <nil>
// "" illegal base64 data at input byte 3
// "a" <nil>
// "" illegal base64 data at input byte 2
// "abc" <nil>
// "" illegal base64 data at input byte 3
// "abc" illegal base64 data at input byte 6
// "a" <nil>
// "" illegal base64 data at input byte 0
// "ab" <nil>
// "" illegal base64 data at input byte 2
// encoding alphabet is not 64-bytes long
// xabc <nil>
// "" <nil>
// "abc" <nil>
// "" unexpected EOF
// 0 EOF
// "abc" torn
// 00000000  67 6f 70 68 65 72                                 |gopher|
// <nil> <nil>
// encoding/hex: dumper closed
// level WARN a+
// io.Writer string []interface {} int error true false
