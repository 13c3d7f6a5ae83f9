// Each request has a context of its own, made by the library at the same place: one that ends is not the others'.
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

func main() {
	base, stop := context.WithCancel(context.Background())
	defer stop()
	var mu sync.Mutex
	slow := func(w http.ResponseWriter, r *http.Request) {
		defer context.AfterFunc(base, func() {})()
		mu.Lock()
		defer mu.Unlock()
		time.Sleep(10 * time.Millisecond)
		w.WriteHeader(http.StatusAccepted)
	}
	server := httptest.NewServer(http.HandlerFunc(slow))
	defer server.Close()
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			answer, err := http.Get(server.URL + fmt.Sprint("/", i))
			if err != nil {
				fmt.Println(err)
				return
			}
			answer.Body.Close()
		})
	}
	wg.Wait()
}

// WhyNot: worked on
