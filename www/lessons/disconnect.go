package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"
)

type cluster struct {
	Name string `json:"name"`
}

// work takes a while, and stops when nobody waits for it any more.
func work(ctx context.Context, what string, takes time.Duration) error {
	select {
	case <-time.After(takes):
		fmt.Println(what, "done")
		return nil
	case <-ctx.Done():
		fmt.Println(what, "stopped:", ctx.Err())
		return ctx.Err()
	}
}

func saveCluster(w http.ResponseWriter, r *http.Request) {
	var c cluster
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := work(r.Context(), "save "+c.Name, time.Second); errors.Is(err, context.Canceled) {
		return // nobody is there to read an answer
	}
	if err := work(r.Context(), "test "+c.Name, 3*time.Second); errors.Is(err, context.Canceled) {
		return
	}
	fmt.Fprintln(w, "saved", c.Name)
}

func main() {
	ctx, leave := context.WithCancel(context.Background())
	go func() {
		time.Sleep(2 * time.Second)
		fmt.Println("the client leaves")
		leave()
	}()

	body := strings.NewReader(`{"name": "staging"}`)
	request := httptest.NewRequest("POST", "/cluster", body).WithContext(ctx)
	answer := httptest.NewRecorder()
	saveCluster(answer, request)
	fmt.Printf("answer: %q\n", answer.Body.String())
}
