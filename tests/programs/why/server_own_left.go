// Serve of a server of one's own, in a goroutine that looks at the error: told by the line that calls it.
package main

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"
)

func main() {
	srv := &http.Server{Addr: ":8080"}
	go func() {
		if err := srv.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			log.Println(err)
		}
	}()
	time.Sleep(time.Second)
	fmt.Println("bye")
}

// Output:
// bye

// Why: `http.(*Server).ListenAndServe` at line 15 still served
// Why: call `srv.Shutdown(ctx)` before main returns
// WhyNot: `srv`,
