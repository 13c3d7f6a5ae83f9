// The first listing: three chefs, one WaitGroup.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup

	// We have 3 tasks
	tasks := []string{"Cook pasta", "Make salad", "Bake bread"}

	for _, task := range tasks {
		wg.Add(1) // 📝 Tell manager: "One more chef is working"

		go func(taskName string) {
			defer wg.Done() // ✅ Tell manager: "I'm done!"

			fmt.Println("Starting:", taskName)
			time.Sleep(1 * time.Second) // Simulate work
			fmt.Println("Finished:", taskName)
		}(task)
	}

	wg.Wait() // ⏳ Wait for all chefs to finish
	fmt.Println("All tasks complete! Ready to serve!")
}

// VirtualTime: 1s
// Peer: unordered
// Output:
// Starting: Cook pasta
// Starting: Make salad
// Starting: Bake bread
// Finished: Cook pasta
// Finished: Make salad
// Finished: Bake bread
// All tasks complete! Ready to serve!
