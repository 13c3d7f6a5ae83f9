// In an empty map nothing is looked for and nothing deleted: a data race, but never a fatal error.
package main

import (
	"fmt"
	"sync"
)

func main() {
	m := map[string]int{}
	var wg sync.WaitGroup
	wg.Go(func() {
		delete(m, "a")
	})
	wg.Go(func() {
		for range m {
			fmt.Println("an element")
		}
		fmt.Println(m["a"])
	})
	wg.Wait()
	fmt.Println("done")
}

// Output:
// 0
// done

// Races: 13~16, 13~19
