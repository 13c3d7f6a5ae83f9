// The client leaves and the handler notices at once: what it had saved by then stays.
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"
)

func test(ctx context.Context) error {
	select {
	case <-time.After(3 * time.Second):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func add(w http.ResponseWriter, r *http.Request) {
	fmt.Println("saved, not tested")
	if err := test(r.Context()); err != nil {
		return
	}
	fmt.Println("tested")
}

func main() {
	srv := httptest.NewServer(http.HandlerFunc(add))
	defer srv.Close()
	if _, err := http.Get(srv.URL + "/clusters"); err != nil {
		fmt.Println("the client has left")
	}
	time.Sleep(5 * time.Second)
}

// Fault: http:/clusters=leave(+1s)
// Output:
// saved, not tested
// the client has left

// Why: The client left (`http:/clusters=leave(+1s)`): goroutine 3 noticed at line 13 and returned. What it had done by then stays.
// Why: undo it once `r.Context()` is done, or finish it with `context.WithoutCancel(r.Context())`
