// Handlers, mux patterns, clients and servers in one program.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"
)

var left error

type Cluster struct {
	Name string `json:"name"`
	ID   int    `json:"id"`
}

func save(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	var c Cluster
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	select {
	case <-time.After(10 * time.Millisecond):
	case <-ctx.Done():
		fmt.Println("handler:", ctx.Err())
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	json.NewEncoder(w).Encode(c)
}

func main() {
	w := httptest.NewRecorder()
	save(w, httptest.NewRequest("POST", "/clusters", strings.NewReader(`{"name":"prod","id":7}`)))
	fmt.Println(w.Code, strings.TrimSpace(w.Body.String()), w.Header().Get("content-type"))
	w = httptest.NewRecorder()
	save(w, httptest.NewRequest("POST", "/clusters", strings.NewReader(`{`)))
	fmt.Printf("%d %q\n", w.Code, w.Body.String())
	ctx, cancel := context.WithCancel(context.Background())
	go func() { time.Sleep(time.Millisecond); cancel() }()
	w = httptest.NewRecorder()
	save(w, httptest.NewRequest("POST", "/", strings.NewReader(`{}`)).WithContext(ctx))

	mux := http.NewServeMux()
	mux.HandleFunc("GET /items/{id}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "item %s", r.PathValue("id"))
	})
	mux.HandleFunc("POST /items", save)
	mux.HandleFunc("/static/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "static ", r.URL.Path) })
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "home") })
	for _, t := range []string{"GET /items/42", "DELETE /items/42", "GET /static/a/b", "GET /", "GET /nope"} {
		m, p, _ := strings.Cut(t, " ")
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest(m, p, nil))
		fmt.Printf("%s -> %d %q\n", t, w.Code, strings.TrimSpace(w.Body.String()))
	}
	srv := httptest.NewServer(mux)
	resp, err := http.Get(srv.URL + "/items/9?x=1")
	b, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	fmt.Println(resp.StatusCode, resp.Status, string(b), err)
	resp, err = http.Post(srv.URL+"/items", "application/json", strings.NewReader(`{"name":"n"}`))
	b, _ = io.ReadAll(resp.Body)
	fmt.Println(resp.StatusCode, strings.TrimSpace(string(b)), err)
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(time.Second):
			fmt.Fprint(w, "done")
		case <-r.Context().Done():
			left = r.Context().Err()
		}
	}))
	ctx, cancel = context.WithTimeout(context.Background(), 20*time.Millisecond)
	req, _ := http.NewRequestWithContext(ctx, "GET", slow.URL, nil)
	_, err = http.DefaultClient.Do(req)
	cancel()
	fmt.Println(errors.Is(err, context.DeadlineExceeded))
	time.Sleep(10 * time.Millisecond)
	fmt.Println("client left:", left)
	c := &http.Client{Timeout: 5 * time.Millisecond}
	_, err = c.Get(slow.URL)
	var ue *url.Error
	fmt.Println(errors.As(err, &ue) && ue.Timeout())
	time.Sleep(10 * time.Millisecond)
	slow.Close()
	srv.Close()
	u, err := url.Parse("https://user:pw@example.com:8080/a%20b/c?q=1&r=a+b#frag")
	fmt.Println(u.Scheme, u.Host, u.Port(), u.Path, u.Query().Get("r"), u.Fragment, u, err)
	fmt.Println(http.StatusText(404), http.StatusTeapot, url.QueryEscape("a b&c"))
	s := &http.Server{Addr: ":18080", Handler: mux}
	go func() {
		time.Sleep(5 * time.Millisecond)
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		fmt.Println("shutdown:", s.Shutdown(ctx))
	}()
	fmt.Println(s.ListenAndServe())
	time.Sleep(5 * time.Millisecond)
}

// Output:
// 201 {"name":"prod","id":7} application/json
// 400 "unexpected EOF\n"
// handler: context canceled
// GET /items/42 -> 200 "item 42"
// DELETE /items/42 -> 405 "Method Not Allowed"
// GET /static/a/b -> 200 "static /static/a/b"
// GET / -> 200 "home"
// GET /nope -> 404 "404 page not found"
// 200 200 OK item 9 <nil>
// 201 {"name":"n","id":0} <nil>
// true
// client left: context canceled
// true
// https example.com:8080 8080 /a b/c a b frag https://user:pw@example.com:8080/a%20b/c?q=1&r=a+b#frag <nil>
// Not Found 418 a+b%26c
// http: Server closed
// shutdown: <nil>
