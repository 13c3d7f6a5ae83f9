package main

import (
	"errors"
	"fmt"
	"os"
)

var errNoImage = errors.New("no image")

func image(name string) (string, error) {
	if name == "" {
		return "", errNoImage
	}
	return name + ":latest", nil
}

func deploy(name string) error {
	tag, err := image(name)
	if err != nil {
		return fmt.Errorf("deploy: %w", err)
	}
	fmt.Println("deploying", tag)
	return nil
}

func main() {
	if err := deploy(""); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	tag, err := image("web")
	if nil != err && tag == "" {
		fmt.Println(err)
		return
	}
	fmt.Println(tag)
}

// Forget: return@21 = wrong
//   21:
// Forget: return@34 = none
//   34:
