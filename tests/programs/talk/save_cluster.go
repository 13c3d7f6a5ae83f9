// A handler that decodes JSON, saves and tests a cluster, and stops when the client leaves.
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

type ClusterBean struct {
	Name   string `json:"name"`
	Server string `json:"server"`
}

func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func saveToDatabase(ctx context.Context, c ClusterBean) error {
	if err := wait(ctx, time.Second); err != nil {
		return err
	}
	fmt.Println("saved", c.Name)
	return nil
}

func testClusterConnection(ctx context.Context, c ClusterBean) error {
	if c.Server == "" {
		return errors.New("no server")
	}
	if err := wait(ctx, 3*time.Second); err != nil {
		fmt.Println("test given up:", err)
		return err
	}
	return nil
}

func SaveCluster(w http.ResponseWriter, r *http.Request) {
	// Get context from HTTP request
	ctx := r.Context()

	// If user closes browser, ctx will be canceled

	// Parse request
	var cluster ClusterBean
	json.NewDecoder(r.Body).Decode(&cluster)

	// Save to database (respects context)
	err := saveToDatabase(ctx, cluster)
	if err != nil {
		if ctx.Err() == context.Canceled {
			// User disconnected, don't bother responding
			return
		}
		http.Error(w, err.Error(), 500)
		return
	}

	// Test cluster connection (respects context)
	err = testClusterConnection(ctx, cluster)
	if err != nil {
		if ctx.Err() == context.Canceled {
			// User disconnected
			return
		}
		http.Error(w, err.Error(), 500)
		return
	}

	json.NewEncoder(w).Encode(cluster)
}

func call(ctx context.Context, body string) {
	w := httptest.NewRecorder()
	r := httptest.NewRequest("POST", "/cluster", strings.NewReader(body)).WithContext(ctx)
	SaveCluster(w, r)
	fmt.Printf("%d %q\n", w.Code, w.Body.String())
}

func main() {
	call(context.Background(), `{"name":"prod","server":"https://k8s"}`)
	call(context.Background(), `{"name":"broken"}`)
	ctx, leave := context.WithCancel(context.Background())
	time.AfterFunc(2*time.Second, leave)
	call(ctx, `{"name":"left","server":"https://k8s"}`)
	ctx, leave = context.WithCancel(context.Background())
	leave()
	call(ctx, `{"name":"gone"}`)
}

// VirtualTime: 7s
// Output:
// saved prod
// 200 "{\"name\":\"prod\",\"server\":\"https://k8s\"}\n"
// saved broken
// 500 "no server\n"
// saved left
// test given up: context canceled
// 200 ""
// 200 ""
