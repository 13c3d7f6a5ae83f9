// Errors that nobody looks at: the result of a call that is dropped, one assigned to `_`, and one in a variable that
// is not read any more. Those that are read, and the end of input, are none.
package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

func save(n int) error {
	if n%2 == 1 {
		return fmt.Errorf("save %d: disk is full", n)
	}
	return nil
}

func main() {
	for i := range 4 {
		save(i)
	}
	_ = save(5)
	n, err := strconv.Atoi("12")
	if err != nil {
		fmt.Println(err)
	}
	m, err := strconv.Atoi("zwölf")
	var last error
	for i := range 3 {
		if last != nil {
			fmt.Println("before:", last)
		}
		last = save(i)
	}
	func() {
		defer func() { last = save(8) }()
		os.Remove("nothing")
	}()
	buf := make([]byte, 8)
	_, _ = strings.NewReader("").Read(buf)
	_ = io.EOF
	fmt.Println(n, m)
}

// Output:
// before: save 1: disk is full
// 12 0

// Why: main got the error `save 1: disk is full` at line 22, step 1, the first of 2 there that nobody looked at.
// Why: main got the error `save 5: disk is full` at line 24, step 1, and nobody looked at it.
// Why: main got the error `strconv.Atoi: parsing "zwölf": invalid syntax` at line 29, step 1, and nobody looked at it.
// Why: Nor at the errors of 1 more line.
