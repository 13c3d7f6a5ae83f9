// A server that ends with the program: its own channels are nobody's business, and many programs are meant so.
package main

import (
	"fmt"
	"net/http"
	"time"
)

func main() {
	http.HandleFunc("/health", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "ok") })
	go http.ListenAndServe("localhost:8080", nil)
	time.Sleep(time.Second)
	fmt.Println("work done")
}

// Output:
// work done

// Why: It ran to its end
// Why: When main returned, `http.ListenAndServe` at line 12 still served, without `Shutdown` or `Close`
// Why: call `srv.Shutdown(ctx)` before main returns
// WhyNot: channel
// WhyNot: s.done
// WhyNot: left behind
// Mend: none
