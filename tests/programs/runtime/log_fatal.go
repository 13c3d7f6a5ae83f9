package main

import (
	"fmt"
	"log"
)

func main() {
	defer fmt.Println("never")
	log.SetFlags(0)
	log.Fatalf("cannot open %q", "db")
}

// Outcome: exit 1
// Stderr: cannot open "db"
// Output:
