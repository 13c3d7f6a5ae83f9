package main

import (
	"fmt"
	"io"
	"net/http"
	"time"
)

func deploy(w http.ResponseWriter, r *http.Request) {
	fmt.Println("save", r.URL.Path)
	select {
	case <-time.After(time.Second):
	case <-r.Context().Done():
		fmt.Println("the client is gone:", r.Context().Err())
		return
	}
	fmt.Fprint(w, "deployed")
}

func main() {
	http.HandleFunc("POST /deploy", deploy)
	go http.ListenAndServe(":8080", nil)
	time.Sleep(time.Millisecond)
	for range 2 {
		start := time.Now()
		resp, err := http.Post("http://localhost:8080/deploy", "text/plain", nil)
		if err != nil {
			fmt.Println("error:", err, time.Since(start))
			continue
		}
		body, err := io.ReadAll(resp.Body)
		fmt.Printf("%d %q %v %v\n", resp.StatusCode, body, err, time.Since(start))
	}
}

// Fault: http:*#1=panic("nil map")
// Stderr: http: panic serving
// Stderr: nil map
// Output:
// error: Post "http://localhost:8080/deploy": EOF 0s
// save /deploy
// 200 "deployed" <nil> 1s
