// A server written by hand whose one client has gone: it accepts on, and Go would wait with it.
package main

import (
	"fmt"
	"net"
)

func main() {
	l, err := net.Listen("tcp", "localhost:7000")
	if err != nil {
		fmt.Println(err)
		return
	}
	go func() {
		c, err := net.Dial("tcp", "localhost:7000")
		if err == nil {
			fmt.Fprintln(c, "hello")
			c.Close()
		}
	}()
	for {
		c, err := l.Accept()
		if err != nil {
			fmt.Println(err)
			return
		}
		var word string
		fmt.Fscan(c, &word)
		fmt.Println("got", word)
	}
}

// Output:
// got hello

// Outcome: waiting
// Why: waits for a connection, and nobody in the program is left who could make one
// Why: Go itself would wait
// WhyNot: stuck for ever
// Peer: skip real Go waits on
