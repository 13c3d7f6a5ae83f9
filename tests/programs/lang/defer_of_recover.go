// `defer recover()` recovers where the function that says it was itself deferred, and nowhere else.
package main

import "fmt"

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "still panics with", r)
		} else {
			fmt.Println(name, "is quiet")
		}
	}()
	f()
}

type closer struct{}

func (closer) Close() { recover() }

func main() {
	try("deferred by the function that panics", func() {
		defer recover()
		panic(1)
	})
	try("deferred by a deferred function", func() {
		defer func() {
			defer recover()
		}()
		panic(2)
	})
	try("deferred by what a deferred function calls", func() {
		defer func() {
			func() {
				defer recover()
			}()
		}()
		panic(3)
	})
	try("deferred by a deferred function that panics again", func() {
		defer func() {
			defer recover()
			panic(5)
		}()
		panic(4)
	})
	try("deferred twice", func() {
		defer func() {
			defer func() {
				defer recover()
			}()
			panic(7)
		}()
		panic(6)
	})
	try("a method that recovers", func() {
		var c interface{ Close() } = closer{}
		defer c.Close()
		panic(8)
	})
	try("without a panic", func() {
		defer recover()
	})
	done := make(chan bool)
	go func() {
		defer close(done)
		go recover()
	}()
	<-done
}

// Output:
// deferred by the function that panics still panics with 1
// deferred by a deferred function is quiet
// deferred by what a deferred function calls still panics with 3
// deferred by a deferred function that panics again still panics with 5
// deferred twice still panics with 6
// a method that recovers is quiet
// without a panic is quiet
