// After an error the result is used all the same.
package main

import (
	"errors"
	"fmt"
)

type image struct{ tag string }

func pull(name string) (*image, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	return &image{"latest"}, nil
}

func show(name string) {
	img, err := pull(name)
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println(img.tag)
}

func main() {
	show("nginx")
	show("")
}

// Outcome: panic
// Why: main panicked at line 23, and nothing recovered it.
// Why: A pointer, a map's missing entry, or an interface that is nil
// Mend: `return` after the error
