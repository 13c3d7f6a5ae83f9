// An unexported name of another package is another name: a method may have the name of a hidden field.
package main

import (
	"encoding/json"
	"os"
)

type progress json.Encoder // has a field err of its own package

func (p *progress) err(text string) error {
	return (*json.Encoder)(p).Encode(map[string]string{"error": text})
}

func main() {
	p := (*progress)(json.NewEncoder(os.Stdout))
	if p.err("gone") != nil {
		panic("not written")
	}
}

// Output:
// {"error":"gone"}
