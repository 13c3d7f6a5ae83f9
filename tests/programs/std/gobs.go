// encoding/gob takes values of all sorts over, by the names of their fields.
package main

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"io"
	"time"
)

type Shape interface{ Area() float64 }
type Square struct{ Side float64 }
type Circle struct{ R float64 }

func (s Square) Area() float64  { return s.Side * s.Side }
func (c *Circle) Area() float64 { return 3 * c.R * c.R }

type P struct {
	X, Y, Z int
	Name    string
	Tags    map[string][]int
	Next    *P
	When    time.Time
	Shape   Shape
	Any     any
	hidden  int
	F       func()
	B       []byte
	A       [2]bool
}
type Q struct {
	X, Y *int32
	Name string
	More float64
}

func main() {
	gob.Register(Square{})
	gob.Register(&Circle{})
	var b bytes.Buffer
	enc, dec := gob.NewEncoder(&b), gob.NewDecoder(&b)
	p := P{X: 3, Y: -4, Name: "pyth", Tags: map[string][]int{"a": {1, 2}}, Next: &P{Name: "n"}, When: time.Unix(7, 8).UTC(), Shape: Square{2}, Any: []int{4, 5}, hidden: 3, B: []byte("xy"), A: [2]bool{true, false}}
	fmt.Println(enc.Encode(p))
	p.Shape = &Circle{1}
	p.Any = nil
	fmt.Println(enc.Encode(&p))
	var got P
	fmt.Println(dec.Decode(&got))
	fmt.Println(got.X, got.Y, got.Name, got.Tags, got.Next.Name, got.When, got.Shape, got.Any, got.hidden, string(got.B), got.A)
	var q Q
	fmt.Println(dec.Decode(&q), *q.X, *q.Y, q.Name)
	fmt.Println(dec.Decode(&q) == io.EOF)
	enc.Encode("text")
	var n int
	fmt.Println(dec.Decode(&n) != nil)
	enc.Encode(map[string]Shape{"s": Square{5}})
	var shapes map[string]Shape
	fmt.Println(dec.Decode(&shapes), shapes["s"].Area())
	fmt.Println(dec.Decode(n))
	type none struct{ a int }
	fmt.Println(enc.Encode(none{1}))
	fmt.Println(enc.Encode([]Shape{nil, Square{1}}))
	type other struct{ Unlike int }
	b.Reset()
	gob.NewEncoder(&b).Encode(Q{Name: "q"})
	fmt.Println(gob.NewDecoder(&b).Decode(&other{}))
	type loose struct{ V any }
	fmt.Println(gob.NewEncoder(&b).Encode(loose{q}))
}

// Output:
// <nil>
// <nil>
// <nil>
// 3 -4 pyth map[a:[1 2]] n 1970-01-01 00:00:07.000000008 +0000 UTC {2} [4 5] 0 xy [true false]
// <nil> 3 -4 pyth
// true
// true
// <nil> 25
// gob: attempt to decode into a non-pointer
// gob: type main.none has no exported fields
// <nil>
// gob: type mismatch: no fields matched compiling decoder for other
// gob: type not registered for interface: main.Q
