// A handler whose query takes ten seconds: cut at five, answered when it is quick, or given up when the
// client leaves.
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"
)

func ProcessRequest(w http.ResponseWriter, r *http.Request) {
	// Create context with 5-second timeout
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel() // Always call cancel to free resources

	// Start long-running operation
	result := make(chan string, 1)

	go func() {
		// Simulate slow database query
		time.Sleep(10 * time.Second)
		result <- "Data from database"
	}()

	// Wait for result OR context cancellation
	select {
	case data := <-result:
		fmt.Fprintf(w, "Success: %s", data)
	case <-ctx.Done():
		// Context canceled (timeout or user disconnected)
		fmt.Fprintf(w, "Request canceled: %v", ctx.Err())
	}
}

func call(r *http.Request) {
	start := time.Now()
	w := httptest.NewRecorder()
	ProcessRequest(w, r)
	fmt.Println(w.Code, w.Body.String(), "after", time.Since(start))
}

func main() {
	call(httptest.NewRequest("GET", "/data", nil))

	ctx, leave := context.WithCancel(context.Background())
	time.AfterFunc(3*time.Second, leave) // the user closes the browser
	call(httptest.NewRequest("GET", "/data", nil).WithContext(ctx))
}

// VirtualTime: 8s
// Output:
// 200 Request canceled: context deadline exceeded after 5s
// 200 Request canceled: context canceled after 3s
