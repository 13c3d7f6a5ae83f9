// Requests and answers as they stand on the wire, and programs that speak of TLS.
package main

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
)

func read(text string) {
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
	if err != nil {
		fmt.Println("error:", err)
		return
	}
	body, err := io.ReadAll(r.Body)
	fmt.Printf("%s %s %s host %q %v %d %v close %v %q %v\n",
		r.Method, r.URL, r.Proto, r.Host, r.Header, r.ContentLength, r.TransferEncoding, r.Close, body, err)
}

func main() {
	read("GET /a?b=c HTTP/1.1\r\nHost: example.com\r\naccept: text/html\r\nAccept: b\r\n\r\n")
	read("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello, and more")
	read("POST http://other/p HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n")
	read("PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\nA\r\n, everyone\r\n0\r\n\r\n")
	read("GET /short HTTP/1.1\r\nContent-Length: 9\r\n\r\nab")
	read("GET / HTTP/1.1\r\nHost x\r\n\r\n")
	read("GET /\r\n\r\n")
	read("GET / HTTQ/1.1\r\n\r\n")
	read("")
	read("GET / HTT")

	answer, err := http.ReadResponse(bufio.NewReader(strings.NewReader(
		"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\n\r\nno such thing")), nil)
	fmt.Println(answer.Status, answer.StatusCode, answer.Header, answer.ContentLength, err)
	body, err := io.ReadAll(answer.Body)
	fmt.Printf("%q %v\n", body, err)
	_, err = http.ReadResponse(bufio.NewReader(strings.NewReader("HTTP/1.1 40 x\r\n\r\n")), nil)
	fmt.Println(err)

	// a server written by hand
	l, _ := net.Listen("tcp", "127.0.0.1:8080")
	go func() {
		c, _ := l.Accept()
		defer c.Close()
		r, err := http.ReadRequest(bufio.NewReader(c))
		fmt.Println("asked", r.Method, r.URL, r.TLS != nil, err)
		fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
	}()
	c, _ := net.Dial("tcp", "127.0.0.1:8080")
	fmt.Fprintf(c, "GET /hand HTTP/1.1\r\nHost: me\r\n\r\n")
	answer, err = http.ReadResponse(bufio.NewReader(c), nil)
	body, _ = io.ReadAll(answer.Body)
	fmt.Printf("%d %q %v\n", answer.StatusCode, body, err)

	config := &tls.Config{ServerName: "x", MinVersion: tls.VersionTLS12}
	t := &http.Transport{TLSClientConfig: config.Clone()}
	fmt.Println(t.TLSClientConfig.ServerName, tls.VersionName(config.MinVersion))
	_ = &http.Server{TLSConfig: config}
}

// Output:
// GET /a?b=c HTTP/1.1 host "example.com" map[Accept:[text/html b]] 0 [] close false "" <nil>
// POST / HTTP/1.1 host "x" map[Connection:[close] Content-Length:[5]] 5 [] close true "hello" <nil>
// POST http://other/p HTTP/1.0 host "other" map[] 0 [] close true "" <nil>
// PUT / HTTP/1.1 host "x" map[] -1 [chunked] close false "hello, everyone" <nil>
// GET /short HTTP/1.1 host "" map[Content-Length:[9]] 9 [] close false "ab" unexpected EOF
// error: malformed MIME header: missing colon: "Host x"
// error: malformed HTTP request "GET /"
// error: malformed HTTP version "HTTQ/1.1"
// error: EOF
// error: malformed HTTP version "HTT"
// 404 Not Found 404 map[Content-Type:[text/plain]] -1 <nil>
// "no such thing" <nil>
// malformed HTTP status code "40"
// asked GET /hand false <nil>
// 200 "ok" <nil>
// x TLS 1.2
