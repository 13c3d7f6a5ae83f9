// One request after the other, each with a context that the library makes and ends: none is the next one's.
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"
)

func main() {
	base, stop := context.WithCancel(context.Background())
	defer stop()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(10 * time.Millisecond)
		w.WriteHeader(http.StatusNoContent)
	}))
	defer server.Close()
	for i := range 4 {
		request, err := http.NewRequestWithContext(base, "GET", server.URL+fmt.Sprint("/", i), nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			fmt.Println(err)
			return
		}
		answer.Body.Close()
	}
}

// WhyNot: began only then
// WhyNot: worked on
// WhyNot: still at work
