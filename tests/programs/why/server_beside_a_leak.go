// A server is no fault; the goroutine beside it is.
package main

import (
	"net/http"
	"time"
)

func main() {
	go http.ListenAndServe(":8080", nil)
	events := make(chan string)
	go func() {
		events <- "started"
	}()
	time.Sleep(time.Second)
}

// Why: When main returned, `http.ListenAndServe` at line 10 still served
// Why: Goroutine 3 waits at line 13 to send on `events`
// Why: Receive all that is sent on `events`
