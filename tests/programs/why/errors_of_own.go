// Errors of the program's own types say what their Error says, also where it takes other goroutines and panics elsewhere.
package main

import (
	"fmt"
	"sync"
)

type quota struct {
	name      string
	want, has int
}

func (q *quota) Error() string {
	return fmt.Sprintf("%s wants %d of %d", q.name, q.want, q.has)
}

type code int

func (c code) Error() string {
	var wg sync.WaitGroup
	text := ""
	wg.Go(func() { text = fmt.Sprintf("code %d", int(c)) })
	wg.Wait()
	return text
}

type broken struct{ at *int }

func (b broken) Error() string { return fmt.Sprint(*b.at) }

func try(n int) error {
	switch n {
	case 0:
		return &quota{"web", 9, 4}
	case 1:
		return fmt.Errorf("deploy: %w", code(7))
	case 2:
		return code(8)
	}
	return broken{}
}

func main() {
	defer func() { fmt.Println("recovered:", recover()) }()
	try(0)
	try(3)
	_ = try(1)
	show()
}

func show() { try(2) }

// Output:
// recovered: <nil>

// Why: main got the error `web wants 9 of 4` at line 46, step 1, and nobody looked at it.
// Why: main got the error `main.broken` at line 47
// Why: main got the error `deploy: code 7` at line 48
// Why: Nor at the errors of 1 more line.
// Why: Look at what such a call returns
