// Keys of passwords, types of files, drawn arguments, and the names of functions behind their values.
package main

import (
	"bytes"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/ascii85"
	"fmt"
	"io"
	"mime"
	"reflect"
	"runtime"
	"testing/quick"
)

func named(int) {}

type T struct{}

func (T) Method() {}

func name(f any) string { return runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name() }

func main() {
	k, err := pbkdf2.Key(sha256.New, "secret", []byte("salt"), 10, 40)
	fmt.Printf("%x %v\n", k, err)
	var b bytes.Buffer
	w := ascii85.NewEncoder(&b)
	io.WriteString(w, "goroutines\x00\x00\x00\x00 of a pool")
	w.Close()
	fmt.Println(b.String())
	out, err := io.ReadAll(ascii85.NewDecoder(&b))
	fmt.Printf("%q %v\n", out, err)
	fmt.Println(mime.TypeByExtension(".html"), mime.FormatMediaType("Text/HTML", map[string]string{"charset": "utf-8", "q": "a b"}))
	fmt.Println(mime.ParseMediaType(`form-data; name="a \"b\""; x=y`))
	fmt.Println(mime.ParseMediaType("text/html; charset"))
	fmt.Println(quick.Check(func(a, b int, s []string, m map[string]bool) bool { return a+b == b+a }, nil))
	e := quick.CheckEqual(func(x uint8) int { return int(x) }, func(x uint8) int { return int(x) &^ 1 }, nil)
	_, ok := e.(*quick.CheckEqualError)
	fmt.Println(ok, quick.Check(1, nil))
	fmt.Println(name(named), name(T.Method), name(fmt.Println), name(func() {}))
}

// Output:
// 2fb151da5bf7a44c5470345b6ff0716d7279bbc9137299d5f1a5f62bb101ab9d9dc363aab7b9c40a <nil>
// B5_g/F`_>8ATIhO!!"-[AftM)E,TZ2
// "goroutines\x00\x00\x00\x00 of a pool" <nil>
// text/html; charset=utf-8 text/html; charset=utf-8; q="a b"
// form-data map[name:a "b" x:y] <nil>
// text/html map[] mime: invalid media parameter
// <nil>
// true argument is not a function
// main.named main.T.Method fmt.Println main.main.func4
