// The client leaves between the save and the connection test: the cluster is saved, and the test goes on for nobody.
package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"
)

func save(name string) {
	time.Sleep(100 * time.Millisecond)
	fmt.Println("saved", name)
}

func testConnection() error {
	time.Sleep(3 * time.Second)
	return errors.New("connection refused")
}

func addCluster(w http.ResponseWriter, r *http.Request) {
	save("production")
	if err := testConnection(); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func main() {
	srv := httptest.NewServer(http.HandlerFunc(addCluster))
	defer srv.Close()
	if _, err := http.Get(srv.URL + "/clusters"); err != nil {
		fmt.Println("the client has left")
	}
	time.Sleep(5 * time.Second)
	fmt.Println("other requests were served")
}

// Fault: http:/clusters=leave(+150ms)
// Output:
// saved production
// the client has left
// other requests were served

// Why: It ran to its end, but work was lost
// Why: worked for 3s from step 6 on, at line 18, and nobody could use what it did.
