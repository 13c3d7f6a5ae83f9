// A server's shutdown gives up before a request is answered: the handler's work is lost, and the library's own
// goroutines are nobody's mistake.
package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

func slow(w http.ResponseWriter, r *http.Request) {
	time.Sleep(300 * time.Millisecond)
	fmt.Fprintln(w, "finished")
}

func main() {
	srv := &http.Server{Handler: http.HandlerFunc(slow)}
	l, err := net.Listen("tcp", "127.0.0.1:8080")
	if err != nil {
		panic(err)
	}
	go func() {
		if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			fmt.Println(err)
		}
	}()
	go func() {
		resp, err := http.Get("http://127.0.0.1:8080/")
		fmt.Println(resp, err)
	}()
	time.Sleep(50 * time.Millisecond)
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	fmt.Println("shutdown:", srv.Shutdown(ctx))
}

// Output:
// shutdown: context deadline exceeded

// Why: waits at line 31 in `http.Get`, for the answer.
// Why: was still at work at line 15 when the program ended, and what it was doing is lost.
// WhyNot: Shutdown.func1
