// Bytes that are appended in place, or copied, are written as much as single ones.
package main

import (
	"fmt"
	"sync"
)

func main() {
	room := make([]byte, 0, 8)
	text := make([]byte, 100)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() {
			_ = append(room, byte(i))
			copy(text, "abc")
		})
	}
	wg.Wait()
	half := len(text) / 2
	wg.Go(func() { copy(text[:half], text[half:]) })
	wg.Go(func() { fmt.Println(text[half]) })
	wg.Wait()
}

// Output:
// 0

// Races: 15~15, 16~16
