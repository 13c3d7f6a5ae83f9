// net/http: when the header of an answer goes out, what is in it that the handler did not say, and what a
// handler is told that says it twice.
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"time"
)

func handlers() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/twice", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusCreated)
		w.WriteHeader(http.StatusTeapot)
		fmt.Fprintln(w, "<html>made</html>")
	})
	mux.HandleFunc("/held", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusAccepted)
		io.WriteString(w, "a")
		time.Sleep(30 * time.Millisecond)
		w.Header().Set("X-Late", "too late")
		io.WriteString(w, "b")
	})
	mux.HandleFunc("/none", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusNoContent)
		_, err := w.Write([]byte("x"))
		fmt.Println(err)
	})
	mux.HandleFunc("/parts", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for i := range 3 {
			fmt.Fprintf(w, "data: %d\n\n", i)
			w.(http.Flusher).Flush()
			time.Sleep(10 * time.Millisecond)
		}
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, r *http.Request) {
		for range 100 {
			w.Write(make([]byte, 100))
		}
	})
	mux.HandleFunc("/empty", func(w http.ResponseWriter, r *http.Request) {})
	return mux
}

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	s := httptest.NewServer(handlers())
	defer s.Close()
	for _, path := range []string{"/twice", "/held", "/none", "/parts", "/large", "/empty", "/nobody"} {
		asked := time.Now()
		resp, err := http.Get(s.URL + path)
		if err != nil {
			fmt.Println(path, err)
			continue
		}
		early := time.Since(asked) < 20*time.Millisecond
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		h := resp.Header
		fmt.Printf("%s: %s, length %d %q, type %q, late %q, early %t, read %d %v\n", path, resp.Status,
			resp.ContentLength, h.Get("Content-Length"), h.Get("Content-Type"), h.Get("X-Late"), early, len(body), err)
	}
	resp, _ := http.Head(s.URL + "/large")
	fmt.Println(resp.Status, resp.ContentLength)
}

// Output:
// http: superfluous response.WriteHeader call from main.handlers.func1 (http_answers.go:19)
// /twice: 201 Created, length 18 "18", type "text/html; charset=utf-8", late "", early true, read 18 <nil>
// /held: 202 Accepted, length 2 "2", type "text/plain; charset=utf-8", late "", early false, read 2 <nil>
// http: request method or response status code does not allow body
// /none: 204 No Content, length 0 "", type "", late "", early true, read 0 <nil>
// /parts: 200 OK, length -1 "", type "text/event-stream", late "", early true, read 27 <nil>
// /large: 200 OK, length -1 "", type "application/octet-stream", late "", early true, read 10000 <nil>
// /empty: 200 OK, length 0 "0", type "", late "", early true, read 0 <nil>
// /nobody: 404 Not Found, length 19 "19", type "text/plain; charset=utf-8", late "", early true, read 19 <nil>
// 200 OK -1
