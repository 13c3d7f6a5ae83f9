// JSON does not make a struct for an embedded pointer to an unexported type.
package main

import (
	"encoding/json"
	"fmt"
)

type Deep struct{ X int }
type lower struct {
	Deep
	Y int
}
type outer struct {
	*lower
	Z int
}

func main() {
	var o outer
	fmt.Println(json.Unmarshal([]byte(`{"Z":1,"Y":2,"X":3}`), &o), o.Z, o.lower == nil)
	o = outer{lower: &lower{}}
	fmt.Println(json.Unmarshal([]byte(`{"Z":1,"Y":2,"X":3}`), &o), o.Z, o.Y, o.X)
	b, err := json.Marshal(o)
	fmt.Println(string(b), err)
	b, err = json.Marshal(outer{Z: 4})
	fmt.Println(string(b), err)
}

// Output:
// json: cannot unmarshal number into Go struct field outer.Y of type main.outer: cannot set embedded pointer to unexported struct type 1 true
// <nil> 1 2 3
// {"X":3,"Y":2,"Z":1} <nil>
// {"Z":4} <nil>
