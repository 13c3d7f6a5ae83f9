// A tight integer loop: three instructions an iteration.
package main

import "fmt"

const n = 100_000_000

func main() {
	sum := 0
	for i := 0; i < n; i++ {
		sum += i ^ 3
	}
	fmt.Println(sum)
}
