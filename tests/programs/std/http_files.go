// Files over HTTP with ranges, cookies that come back, requests and answers as text, and a proxy.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"strings"
	"testing/fstest"
	"time"
)

func show(h http.Handler, method, target string, headers ...string) {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	fmt.Printf("%s %s: %d %q %q %q %q\n", method, target, w.Code, w.Header().Get("Content-Type"), w.Header().Get("Location"), w.Header().Get("Content-Range"), w.Body.String())
}

func main() {
	site := fstest.MapFS{"index.html": {Data: []byte("<h1>home</h1>")}, "a.txt": {Data: []byte("0123456789")}, "sub/b.css": {Data: []byte("x{}")}, "data.bin": {Data: []byte{1, 2, 3}}, "sub/dir/c": {Data: []byte("c")}}
	fs := http.FileServerFS(site)
	show(fs, "GET", "/")
	show(fs, "GET", "/index.html")
	show(fs, "GET", "/a.txt")
	show(fs, "GET", "/a.txt/")
	show(fs, "GET", "/sub")
	show(fs, "GET", "/sub/")
	show(fs, "GET", "/sub/b.css")
	show(fs, "GET", "/data.bin")
	show(fs, "GET", "/nope")
	show(fs, "GET", "/a.txt", "Range", "bytes=2-4")
	show(fs, "GET", "/a.txt", "Range", "bytes=-3")
	show(fs, "GET", "/a.txt", "Range", "bytes=50-")
	show(fs, "HEAD", "/a.txt")
	os.MkdirAll("/tmp/web_files", 0o755)
	os.WriteFile("/tmp/web_files/f.html", []byte("<p>f</p>"), 0o644)
	show(http.StripPrefix("/static/", http.FileServer(http.Dir("/tmp/web_files"))), "GET", "/static/f.html")
	show(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "/tmp/web_files/f.html") }), "GET", "/x")
	show(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "n.json", time.Time{}, strings.NewReader(`{"a":1}`))
	}), "GET", "/x")
	os.RemoveAll("/tmp/web_files")

	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/login":
			http.SetCookie(w, &http.Cookie{Name: "session", Value: "abc", Path: "/", MaxAge: 60, HttpOnly: true, SameSite: http.SameSiteLaxMode})
			http.SetCookie(w, &http.Cookie{Name: "once", Value: "1"})
		case "/dump":
			b, err := httputil.DumpRequest(r, true)
			s := strings.ReplaceAll(string(b), r.Host, "HOST")
			fmt.Fprint(w, strings.ReplaceAll(s, "\r", ""), err)
		default:
			var names []string
			for _, c := range r.Cookies() {
				names = append(names, c.Name+"="+c.Value)
			}
			fmt.Fprint(w, r.URL.Path, names, r.Header.Get("X-Forwarded-For"))
		}
	}))
	defer srv.Close()
	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar}
	resp, err := client.Get(srv.URL + "/login")
	if err != nil {
		panic(err)
	}
	for _, c := range resp.Cookies() {
		fmt.Println(c.Name, c.Value, c.Path, c.MaxAge, c.HttpOnly, c.SameSite == http.SameSiteLaxMode, c)
	}
	resp.Body.Close()
	resp, _ = client.Get(srv.URL + "/who")
	b, _ := io.ReadAll(resp.Body)
	fmt.Println(string(b))
	u, _ := url.Parse(srv.URL)
	fmt.Println(len(jar.Cookies(u)))
	resp, _ = client.Post(srv.URL+"/dump", "text/plain", strings.NewReader("the body"))
	b, _ = io.ReadAll(resp.Body)
	fmt.Println(string(b))
	proxy := httptest.NewServer(httputil.NewSingleHostReverseProxy(u))
	defer proxy.Close()
	resp, err = http.Get(proxy.URL + "/behind?x=1")
	b, _ = io.ReadAll(resp.Body)
	fmt.Println(string(b), err)
	req, _ := http.NewRequest("POST", "http://example.com/p?q=1", strings.NewReader("hi"))
	req.Header.Set("X-A", "1")
	b, err = httputil.DumpRequestOut(req, true)
	fmt.Printf("%q %v\n", b, err)
	rec := httptest.NewRecorder()
	rec.Header().Set("X-B", "2")
	io.WriteString(rec, "answer")
	b, err = httputil.DumpResponse(rec.Result(), true)
	fmt.Printf("%q %v\n", b, err)
	fmt.Println(http.ParseSetCookie("a=b; Path=/x; Max-Age=0; Secure; Foo"))
	fmt.Println(http.ParseCookie("a=1; b=2"))
	fmt.Println(http.ParseTime("Sun, 06 Nov 1994 08:49:37 GMT"))
	fmt.Println(http.NewResponseController(rec).Flush())
	fmt.Println(http.ListenAndServeTLS(":0", "nocert.pem", "nokey.pem", nil))
}

// Output:
// GET /: 200 "text/html; charset=utf-8" "" "" "<h1>home</h1>"
// GET /index.html: 301 "" "./" "" ""
// GET /a.txt: 200 "text/plain; charset=utf-8" "" "" "0123456789"
// GET /a.txt/: 301 "" "../a.txt" "" ""
// GET /sub: 301 "" "sub/" "" ""
// GET /sub/: 200 "text/html; charset=utf-8" "" "" "<!doctype html>\n<meta name=\"viewport\" content=\"width=device-width\">\n<pre>\n<a href=\"b.css\">b.css</a>\n<a href=\"dir/\">dir/</a>\n</pre>\n"
// GET /sub/b.css: 200 "text/css; charset=utf-8" "" "" "x{}"
// GET /data.bin: 200 "application/octet-stream" "" "" "\x01\x02\x03"
// GET /nope: 404 "text/plain; charset=utf-8" "" "" "404 page not found\n"
// GET /a.txt: 206 "text/plain; charset=utf-8" "" "bytes 2-4/10" "234"
// GET /a.txt: 206 "text/plain; charset=utf-8" "" "bytes 7-9/10" "789"
// GET /a.txt: 416 "text/plain; charset=utf-8" "" "bytes */10" "invalid range: failed to overlap\n"
// HEAD /a.txt: 200 "text/plain; charset=utf-8" "" "" ""
// GET /static/f.html: 200 "text/html; charset=utf-8" "" "" "<p>f</p>"
// GET /x: 200 "text/html; charset=utf-8" "" "" "<p>f</p>"
// GET /x: 200 "application/json" "" "" "{\"a\":1}"
// session abc / 60 true true session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax
// once 1  0 false false once=1
// /who[session=abc once=1]
// 2
// POST /dump HTTP/1.1
// Host: HOST
// Accept-Encoding: gzip
// Content-Length: 8
// Content-Type: text/plain
// Cookie: session=abc; once=1
// User-Agent: Go-http-client/1.1
//
// the body<nil>
// /behind[]127.0.0.1 <nil>
// "POST /p?q=1 HTTP/1.1\r\nHost: example.com\r\nUser-Agent: Go-http-client/1.1\r\nContent-Length: 2\r\nX-A: 1\r\nAccept-Encoding: gzip\r\n\r\nhi" <nil>
// "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nX-B: 2\r\n\r\nanswer" <nil>
// a=b; Path=/x; Max-Age=0; Secure <nil>
// [a=1 b=2] <nil>
// 1994-11-06 08:49:37 +0000 UTC <nil>
// <nil>
// open nocert.pem: no such file or directory
