package main

import "fmt"

const (
	items = 12 //lab:knob 1..100
	batch = 4  //lab:knob 1..12
)

var name = "worker"

func main() {
	fmt.Println(items, batch, items/batch, name)
}

// Knob: items=100
// Knob: name="pool"
// Output:
// 100 4 25 pool
