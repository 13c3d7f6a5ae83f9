// A client that waits for "100 Continue" over a pipe, in a bubble: what has happened so far is known for certain.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func upload(t *testing.T, patience time.Duration, answer func(server net.Conn, got *strings.Builder)) {
	synctest.Test(t, func(t *testing.T) {
		server, client := net.Pipe()
		defer server.Close()
		defer client.Close()
		transport := &http.Transport{
			DialContext:           func(context.Context, string, string) (net.Conn, error) { return client, nil },
			ExpectContinueTimeout: patience,
		}
		done := make(chan string, 1)
		go func() {
			req, _ := http.NewRequest("PUT", "http://store.test/x", strings.NewReader("content"))
			req.Header.Set("Expect", "100-continue")
			resp, err := transport.RoundTrip(req)
			if err != nil {
				done <- err.Error()
				return
			}
			resp.Body.Close()
			done <- resp.Status
		}()
		req, err := http.ReadRequest(bufio.NewReader(server))
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		go io.Copy(&got, req.Body)
		synctest.Wait()
		fmt.Printf("%s %s, body so far %q\n", req.Method, req.Header.Get("Expect"), got.String())
		answer(server, &got)
		io.WriteString(server, "HTTP/1.1 201 Created\r\n\r\n")
		fmt.Printf("%s, body %q\n", <-done, got.String())
	})
}

func TestAsked(t *testing.T) {
	upload(t, time.Hour, func(server net.Conn, got *strings.Builder) {
		io.WriteString(server, "HTTP/1.1 100 Continue\r\n\r\n")
		synctest.Wait()
		fmt.Printf("asked for it: %q\n", got.String())
	})
}

func TestImpatient(t *testing.T) {
	upload(t, time.Second, func(server net.Conn, got *strings.Builder) {
		time.Sleep(time.Second - 1)
		synctest.Wait()
		fmt.Printf("a moment before: %q\n", got.String())
		time.Sleep(1)
		synctest.Wait()
		fmt.Printf("then: %q\n", got.String())
	})
}

func TestRefused(t *testing.T) {
	upload(t, time.Hour, func(net.Conn, *strings.Builder) {})
}

// Output:
// PUT 100-continue, body so far ""
// asked for it: "content"
// 201 Created, body "content"
// PUT 100-continue, body so far ""
// a moment before: ""
// then: "content"
// 201 Created, body "content"
// PUT 100-continue, body so far ""
// 201 Created, body ""
// PASS
// ok  	command-line-arguments	1.000s

// Peer: skip
