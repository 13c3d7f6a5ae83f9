// net.Pipe keeps nothing between its ends and knows deadlines. A transport that dials for itself speaks HTTP over
// what it gets, and so does a plain client to a server that is written by hand.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

func deadlines() {
	a, b := net.Pipe()
	a.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	buf := make([]byte, 3)
	n, err := a.Read(buf)
	var slow net.Error
	fmt.Println(n, err, errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &slow) && slow.Timeout())
	a.SetReadDeadline(time.Time{})
	written := make(chan string)
	go func() {
		n, err := b.Write([]byte("abcde"))
		written <- fmt.Sprint("wrote ", n, " ", err)
	}()
	n, err = a.Read(buf)
	fmt.Println(string(buf[:n]), err)
	select {
	case s := <-written:
		fmt.Println("too early:", s)
	case <-time.After(time.Second):
	}
	n, err = a.Read(buf)
	fmt.Println(string(buf[:n]), err, <-written)
	b.SetWriteDeadline(time.Now().Add(-1))
	n, err = b.Write([]byte("x"))
	fmt.Println(n, err)
	b.Close()
	n, err = b.Write([]byte("x"))
	fmt.Println(n, err)
	n, err = a.Read(buf)
	fmt.Println(n, err, a.LocalAddr(), b.Close(), a.SetDeadline(time.Now()))
}

// answers serves one connection by hand.
func answers(conn net.Conn, texts ...string) {
	r := bufio.NewReader(conn)
	for _, text := range texts {
		req, err := http.ReadRequest(r)
		if err != nil {
			fmt.Println("server:", err)
			break
		}
		if req.Header.Get("Expect") != "" {
			time.Sleep(time.Second)
			io.WriteString(conn, "HTTP/1.1 100 Continue\r\n\r\n")
		}
		body, _ := io.ReadAll(req.Body)
		fmt.Printf("%s %s %s %q %q\n", req.Method, req.Host, req.URL, body, req.Header.Get("Accept-Encoding"))
		io.WriteString(conn, text)
	}
	conn.Close()
}

func show(resp *http.Response, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	fmt.Printf("%s %q %v\n", resp.Status, body, err)
}

func dialled() {
	mine, theirs := net.Pipe()
	dials := 0
	client := &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			if dials++; dials > 1 {
				return nil, errors.New("no second line")
			}
			fmt.Println("dial", network, addr)
			return mine, nil
		},
		ExpectContinueTimeout: time.Minute,
	}}
	go answers(theirs, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst", "HTTP/1.1 204 No Content\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nin\r\n7\r\n pieces\r\n0\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nto the end")
	show(client.Get("http://far.example/a?b=c"))
	show(client.Post("http://far.example/", "text/plain", strings.NewReader("hello")))
	show(client.Post("http://far.example/", "text/plain", io.MultiReader(strings.NewReader("un"), strings.NewReader("known"))))
	req, _ := http.NewRequest("PUT", "http://far.example/wait", strings.NewReader("patience"))
	req.Header.Set("Expect", "100-continue")
	begun := time.Now()
	show(client.Do(req))
	fmt.Println(time.Since(begun).Round(time.Second))
	show(client.Get("http://far.example/"))
}

func byHand() {
	l, err := net.Listen("tcp", "127.0.0.1:8099")
	if err != nil {
		fmt.Println(err)
		return
	}
	go func() {
		conn, _ := l.Accept()
		answers(conn, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nby hand")
		conn, _ = l.Accept()
		conn.Close()
		conn, _ = l.Accept()
		time.Sleep(time.Hour)
		conn.Close()
	}()
	show(http.Get("http://127.0.0.1:8099/x"))
	_, err = http.Get("http://127.0.0.1:8099/gone")
	fmt.Println(errors.Is(err, io.EOF))
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", "http://127.0.0.1:8099/slow", nil)
	_, err = http.DefaultClient.Do(req)
	fmt.Println(err)
}

func main() {
	deadlines()
	dialled()
	byHand()
}

// Output:
// 0 read pipe: i/o timeout true true
// abc <nil>
// de <nil> wrote 5 <nil>
// 0 write pipe: i/o timeout
// 0 io: read/write on closed pipe
// 0 EOF pipe <nil> io: read/write on closed pipe
// dial tcp far.example:80
// GET far.example /a?b=c "" "gzip"
// 200 OK "first" <nil>
// POST far.example / "hello" "gzip"
// 204 No Content "" <nil>
// POST far.example / "unknown" "gzip"
// 200 OK "in pieces" <nil>
// PUT far.example /wait "patience" "gzip"
// 200 OK "to the end" <nil>
// 1s
// Get "http://far.example/": no second line
// GET 127.0.0.1:8099 /x "" "gzip"
// 200 OK "by hand" <nil>
// true
// Get "http://127.0.0.1:8099/slow": context deadline exceeded
