// A client that connects before anybody serves waits in the listener's queue.
// Output:
// hi /early
// hi /later
// nobody: true
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

func get(url string) string {
	res, err := http.Get(url)
	if err != nil {
		return err.Error()
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	url := "http://" + l.Addr().String()
	hello := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprintf(w, "hi %s", r.URL.Path) })
	go func() {
		time.Sleep(10 * time.Millisecond)
		http.Serve(l, hello)
	}()
	fmt.Println(get(url + "/early"))
	fmt.Println(get(url + "/later"))

	idle, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	time.AfterFunc(10*time.Millisecond, func() { idle.Close() })
	_, err = http.Get("http://" + idle.Addr().String())
	fmt.Println("nobody:", err != nil)
}
