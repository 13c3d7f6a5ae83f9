// A method named Go of a type of the program is no group's: it has no Wait to be called.
package main

import (
	"fmt"
	"time"
)

type pool struct{ n int }

func (p *pool) Go(f func()) { f() }

func main() {
	p := &pool{}
	go p.Go(func() {
		time.Sleep(time.Second)
		fmt.Println("worked")
	})
	time.Sleep(time.Millisecond)
	fmt.Println("done")
}

// Output:
// done

// Why: work was lost
// WhyNot: p.Wait()
