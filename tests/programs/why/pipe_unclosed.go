// A reader waits within io.ReadAll: told by that call, not by what a pipe has inside.
package main

import (
	"fmt"
	"io"
)

func main() {
	r, w := io.Pipe()
	go func() {
		fmt.Fprintln(w, "data")
	}()
	text, err := io.ReadAll(r)
	fmt.Println(string(text), err)
}

// Outcome: deadlock
// Why: main waits at line 14 in `io.ReadAll`, for the other end of the pipe to write or to close.
// Why: Close the writing end when all is written: `defer pw.Close()`.
// WhyNot: select
