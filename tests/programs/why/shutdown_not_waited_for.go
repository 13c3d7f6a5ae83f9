// main returns with ListenAndServe, as soon as Shutdown begins.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	srv := &http.Server{Addr: "127.0.0.1:8080", Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(50 * time.Millisecond)
		fmt.Fprintln(w, "hello")
	})}
	go func() {
		sig := make(chan os.Signal, 1)
		signal.Notify(sig, syscall.SIGTERM)
		<-sig
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		srv.Shutdown(ctx)
		fmt.Println("drained")
	}()
	go func() {
		time.Sleep(5 * time.Millisecond)
		resp, err := http.Get("http://127.0.0.1:8080/")
		fmt.Println(resp != nil, err)
	}()
	go func() {
		time.Sleep(10 * time.Millisecond)
		syscall.Kill(os.Getpid(), syscall.SIGTERM)
	}()
	srv.ListenAndServe()
}

// Why: in `http.(*Server).Shutdown`, for requests under way to end.
// Why: Let main wait until `Shutdown` has returned: `ListenAndServe` returns as soon as that begins.
// WhyNot: still served
// WhyNot: nobody looked at it
