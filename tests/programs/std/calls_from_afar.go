// Calls of methods over a connection, and over HTTP.
package main

import (
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/rpc"
)

type Args struct{ A, B int }
type Quotient struct{ Quo, Rem int }
type Arith int

func (t *Arith) Multiply(args *Args, reply *int) error {
	*reply = args.A * args.B
	return nil
}

func (t *Arith) Divide(args Args, quo *Quotient) error {
	if args.B == 0 {
		return errors.New("divide by zero")
	}
	quo.Quo, quo.Rem = args.A/args.B, args.A%args.B
	return nil
}

func (t *Arith) Names(n int, out *[]string) error {
	for i := range n {
		*out = append(*out, fmt.Sprint("n", i))
	}
	return nil
}

func use(client *rpc.Client) {
	var reply int
	fmt.Println(client.Call("Arith.Multiply", Args{7, 8}, &reply), reply)
	var q Quotient
	call := client.Go("Arith.Divide", &Args{17, 5}, &q, nil)
	<-call.Done
	fmt.Println(call.Error, q)
	fmt.Println(client.Call("Arith.Divide", Args{1, 0}, &q))
	var names []string
	fmt.Println(client.Call("Arith.Names", 3, &names), names)
	fmt.Println(client.Call("Arith.Nothing", 3, &names))
	fmt.Println(client.Call("Nobody.Nothing", 3, &names))
	fmt.Println(client.Close(), client.Call("Arith.Names", 3, &names))
}

func main() {
	fmt.Println(rpc.Register(new(Arith)), rpc.Register(new(Arith)))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go rpc.Accept(l)
	client, err := rpc.Dial("tcp", l.Addr().String())
	if err != nil {
		log.Fatal(err)
	}
	use(client)
	rpc.HandleHTTP()
	h, _ := net.Listen("tcp", "127.0.0.1:0")
	go http.Serve(h, nil)
	client, err = rpc.DialHTTP("tcp", h.Addr().String())
	if err != nil {
		log.Fatal(err)
	}
	use(client)
}

// Output:
// <nil> rpc: service already defined: Arith
// <nil> 56
// <nil> {3 2}
// divide by zero
// <nil> [n0 n1 n2]
// rpc: can't find method Arith.Nothing
// rpc: can't find service Nobody.Nothing
// <nil> connection is shut down
// <nil> 56
// <nil> {3 2}
// divide by zero
// <nil> [n0 n1 n2]
// rpc: can't find method Arith.Nothing
// rpc: can't find service Nobody.Nothing
// <nil> connection is shut down
