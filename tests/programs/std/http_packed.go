// What a client asks for by itself, and answers that it unpacks.
package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sort"
	"strings"
)

func main() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var ks []string
		for k, v := range r.Header {
			ks = append(ks, k+":"+strings.Join(v, ","))
		}
		sort.Strings(ks)
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			w.Header().Set("Content-Encoding", "gzip")
			g := gzip.NewWriter(w)
			fmt.Fprint(g, ks)
			g.Close()
			return
		}
		fmt.Fprint(w, "plain ", ks)
	}))
	defer s.Close()
	resp, err := http.Get(s.URL)
	b, _ := io.ReadAll(resp.Body)
	fmt.Println(string(b), err, resp.Uncompressed, resp.Header.Get("Content-Encoding"), resp.ContentLength)
	req, _ := http.NewRequest("PUT", s.URL, strings.NewReader("xyz"))
	req.Header.Set("Accept-Encoding", "identity")
	resp, _ = http.DefaultClient.Do(req)
	b, _ = io.ReadAll(resp.Body)
	fmt.Println(string(b), resp.Uncompressed)
	resp, _ = http.Head(s.URL)
	fmt.Println(resp.Status)
}

// Output:
// [Accept-Encoding:gzip User-Agent:Go-http-client/1.1] <nil> true  -1
// plain [Accept-Encoding:identity Content-Length:3 User-Agent:Go-http-client/1.1] false
// 200 OK
