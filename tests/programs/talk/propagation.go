// Cancellation by hand, and by a context that is passed on.
package main

import (
	"context"
	"fmt"
	"time"
)

var wasCancelled int

func fetchFromDB(ctx context.Context) string {
	select {
	case <-time.After(time.Second):
		return "rows"
	case <-ctx.Done():
		wasCancelled++
		return ""
	}
}

func callAPI(ctx context.Context, data string) string {
	select {
	case <-time.After(time.Second):
		return data + "+api"
	case <-ctx.Done():
		wasCancelled++
		return ""
	}
}

func ProcessData(ctx context.Context) string {
	// Context automatically checked
	data := fetchFromDB(ctx)
	result := callAPI(ctx, data)
	return result
}

func main() {
	fmt.Printf("%q\n", ProcessData(context.Background()))
	ctx, cancel := context.WithTimeout(context.Background(), 1500*time.Millisecond)
	defer cancel() // ✅ GOOD - always cleanup
	fmt.Printf("%q\n", ProcessData(ctx))
	fmt.Println(wasCancelled, ctx.Err())
}

// VirtualTime: 3500ms
// Output:
// "rows+api"
// ""
// 1 context deadline exceeded
