// Bodies of several parts: forms with files, sent, received and read part by part.
package main

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"strings"
)

func main() {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseMultipartForm(1 << 20); err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		f, h, err := r.FormFile("upload")
		if err != nil {
			fmt.Fprintln(w, "err:", err)
			return
		}
		defer f.Close()
		b, _ := io.ReadAll(f)
		fmt.Fprintf(w, "%s %d %q %v %s %v", h.Filename, h.Size, b, h.Header.Get("Content-Type"), r.FormValue("name"), r.MultipartForm.Value)
		_, _, err = r.FormFile("other")
		fmt.Fprintln(w, err)
	}))
	defer srv.Close()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	w.SetBoundary("XXX")
	w.WriteField("name", "gopher \"q\"")
	fw, err := w.CreateFormFile("upload", "dir/a\"b.txt")
	fmt.Println(err)
	io.WriteString(fw, "line1\r\nline2\n--XX\n\r\n")
	pw, _ := w.CreatePart(textproto.MIMEHeader{"Content-Type": {"text/x"}, "A": {"1", "2"}})
	pw.Write(nil)
	w.Close()
	fmt.Printf("%q\n", body.String())
	fmt.Println(w.FormDataContentType(), len(multipart.NewWriter(nil).Boundary()))
	raw := body.String()
	resp, err := http.Post(srv.URL, w.FormDataContentType(), &body)
	b, _ := io.ReadAll(resp.Body)
	fmt.Println(resp.Status, string(b), err)
	resp, err = http.Post(srv.URL, "text/plain", strings.NewReader("x"))
	b, _ = io.ReadAll(resp.Body)
	fmt.Println(resp.Status, string(b), err)
	resp, err = http.Post(srv.URL, "multipart/form-data", strings.NewReader("x"))
	b, _ = io.ReadAll(resp.Body)
	fmt.Println(resp.Status, string(b), err)
	mr := multipart.NewReader(strings.NewReader("preamble\r\n"+raw), "XXX")
	for {
		p, err := mr.NextPart()
		if err != nil {
			fmt.Println(err)
			break
		}
		b, err := io.ReadAll(p)
		fmt.Printf("%q %q %v %q %v\n", p.FormName(), p.FileName(), p.Header, b, err)
	}
	mr = multipart.NewReader(strings.NewReader("--B\r\nA: b\r\n\r\nunfinished"), "B")
	p, err := mr.NextPart()
	b, err = io.ReadAll(p)
	fmt.Printf("%q %v\n", b, err)
	_, err = mr.NextPart()
	fmt.Println(err)
	fmt.Println(w.SetBoundary(""), w.SetBoundary("a\x00"))
	form, err := multipart.NewReader(strings.NewReader(raw), "XXX").ReadForm(100)
	fmt.Println(form.Value, len(form.File), err)
	mr = multipart.NewReader(strings.NewReader("--B--\r\n"), "B")
	_, err = mr.NextPart()
	fmt.Println(err)
}

// Output:
// <nil>
// "--XXX\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\ngopher \"q\"\r\n--XXX\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"dir/a\\\"b.txt\"\r\nContent-Type: application/octet-stream\r\n\r\nline1\r\nline2\n--XX\n\r\n\r\n--XXX\r\nA: 1\r\nA: 2\r\nContent-Type: text/x\r\n\r\n\r\n--XXX--\r\n"
// multipart/form-data; boundary=XXX 60
// 200 OK a"b.txt 20 "line1\r\nline2\n--XX\n\r\n" application/octet-stream gopher "q" map[name:[gopher "q"]]http: no such file
//  <nil>
// 400 Bad Request request Content-Type isn't multipart/form-data
//  <nil>
// 400 Bad Request no multipart boundary param in Content-Type
//  <nil>
// "name" "" map[Content-Disposition:[form-data; name="name"]] "gopher \"q\"" <nil>
// "upload" "a\"b.txt" map[Content-Disposition:[form-data; name="upload"; filename="dir/a\"b.txt"] Content-Type:[application/octet-stream]] "line1\r\nline2\n--XX\n\r\n" <nil>
// "" "" map[A:[1 2] Content-Type:[text/x]] "" <nil>
// EOF
// "unfinished" unexpected EOF
// multipart: NextPart: EOF
// mime: invalid boundary length mime: invalid boundary character
// map[name:[gopher "q"]] 1 <nil>
// EOF
