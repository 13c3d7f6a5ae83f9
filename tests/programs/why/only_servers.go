// A program that serves has nobody outside who asks: it ends, and that is no mistake of it.
package main

import (
	"fmt"
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hello") })
	log.Fatal(http.ListenAndServe(":8080", nil))
}

// Outcome: waiting
// Why: Only servers are left
// Why: `http.ListenAndServe` at line 12 serves on, and nobody in the program is left who could send a request.
// WhyNot: stuck for ever
// Peer: skip real Go waits on
