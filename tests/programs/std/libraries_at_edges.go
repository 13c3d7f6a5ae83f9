// time, math, text/template, net/http and encoding/json where a text, a number or a value is an odd one.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"text/template"
	"time"
)

func times() {
	for _, c := range [][2]string{
		{"Mon Jan _2 15:04:05 2006", "Thu      Feb     4     21:00:57     2010"},
		{"15:04:05.000", "21:00:57.1234"},
		{"15:04:05.000", "21:00:57.12"},
		{"2006 002", "2024 060"},
		{"Jan _2 002 2006", "Feb  4 035 2006"},
		{"Jan _2 002 2006", "Feb  4 034 2006"},
		{"Jan _2 002 2006", "Feb  4 004 2006"},
	} {
		t, err := time.Parse(c[0], c[1])
		fmt.Println(t, err)
	}
}

type page struct{ Title string }

func (p page) Broken() string { panic("custom") }
func (p page) Nil() int       { return len(*(*[]int)(nil)) }

func templates() {
	for _, text := range []string{"{{.Title}} {{.Broken}}", "{{.Nil}}", "{{.Missing}}"} {
		var out strings.Builder
		err := template.Must(template.New("page").Parse(text)).Execute(&out, page{"a title"})
		fmt.Printf("%q %v\n", out.String(), err)
	}
	fmt.Println(template.New("empty").Execute(io.Discard, nil))
}

func redirects() {
	r := httptest.NewRequest("GET", "http://example.com/shop/list/?q=1", nil)
	for _, to := range []string{"next", "../up?x=1", "/root/./a/../b/", "http://other.org/x", "", "//cdn.org/y"} {
		w := httptest.NewRecorder()
		http.Redirect(w, r, to, http.StatusFound)
		fmt.Printf("%d %s %q\n", w.Code, w.Header().Get("Location"), w.Body)
	}
	for _, data := range []string{"<p>x", "<pre>", " <!DOCTYPE html>", "<!-- -->", "\xff\xd8\xff\xe0", "GIF89a", "PK\x03\x04", "\x00\x01", "plain"} {
		fmt.Println(http.DetectContentType([]byte(data)))
	}
	body := http.MaxBytesReader(nil, io.NopCloser(strings.NewReader("123456")), 4)
	for range 2 {
		b, err := io.ReadAll(body)
		fmt.Printf("%q %v\n", b, err)
	}
	r.Header.Set("Authorization", "basic bWU6cGFzcw==")
	fmt.Println(r.BasicAuth())
}

type inner struct {
	N int8 `json:"n"`
}

type form struct {
	Name  string `json:"name"`
	Inner inner  `json:"inner"`
}

func typeErrors() {
	var target form
	for _, text := range []string{`{"name":1}`, `{"inner":{"n":true}}`, `{"inner":{"n":300}}`, `[1]`} {
		err := json.Unmarshal([]byte(text), &target)
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			fmt.Printf("%q %q %v, %v\n", wrong.Value, wrong.Field, wrong.Type, err)
		}
	}
}

func main() {
	times()
	fmt.Println(math.Pow(math.Inf(-1), 0.5), math.Pow(math.Copysign(0, -1), -0.5), math.Ilogb(0), math.Ilogb(math.NaN()))
	templates()
	redirects()
	typeErrors()
}

// Output:
// 2010-02-04 21:00:57 +0000 UTC <nil>
// 0001-01-01 00:00:00 +0000 UTC parsing time "21:00:57.1234": extra text: "4"
// 0001-01-01 00:00:00 +0000 UTC parsing time "21:00:57.12" as "15:04:05.000": cannot parse ".12" as ".000"
// 2024-02-29 00:00:00 +0000 UTC <nil>
// 2006-02-04 00:00:00 +0000 UTC <nil>
// 0001-01-01 00:00:00 +0000 UTC parsing time "Feb  4 034 2006": day-of-year does not match day
// 0001-01-01 00:00:00 +0000 UTC parsing time "Feb  4 004 2006": day-of-year does not match month
// +Inf +Inf -2147483648 2147483647
// "a title " template: page:1:13: executing "page" at <.Broken>: error calling Broken: custom
// "" template: page:1:2: executing "page" at <.Nil>: error calling Nil: runtime error: invalid memory address or nil pointer dereference
// "" template: page:1:2: executing "page" at <.Missing>: can't evaluate field Missing in type main.page
// template: empty: "empty" is an incomplete or empty template
// 302 /shop/list/next "<a href=\"/shop/list/next\">Found</a>.\n\n"
// 302 /shop/up?x=1 "<a href=\"/shop/up?x=1\">Found</a>.\n\n"
// 302 /root/b/ "<a href=\"/root/b/\">Found</a>.\n\n"
// 302 http://other.org/x "<a href=\"http://other.org/x\">Found</a>.\n\n"
// 302 /shop/list/ "<a href=\"/shop/list/\">Found</a>.\n\n"
// 302 //cdn.org/y "<a href=\"//cdn.org/y\">Found</a>.\n\n"
// text/html; charset=utf-8
// text/plain; charset=utf-8
// text/html; charset=utf-8
// text/html; charset=utf-8
// image/jpeg
// image/gif
// application/zip
// application/octet-stream
// text/plain; charset=utf-8
// "1234" http: request body too large
// "" http: request body too large
// me pass true
// "number" "name" string, json: cannot unmarshal number into Go struct field form.name of type string
// "bool" "inner.n" int8, json: cannot unmarshal bool into Go struct field form.inner.n of type int8
// "number 300" "inner.n" int8, json: cannot unmarshal number 300 into Go struct field form.inner.n of type int8
// "array" "" main.form, json: cannot unmarshal array into Go value of type main.form
