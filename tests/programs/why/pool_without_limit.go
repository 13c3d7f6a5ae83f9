// A goroutine for each image, all at once: the process has no memory for that.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	for id := range 3000 {
		wg.Go(func() {
			image := make([]byte, 8<<10)
			time.Sleep(time.Second)
			image[0] = byte(id)
		})
	}
	wg.Wait()
	fmt.Println("done")
}

// Limit: memory=16777216
// Outcome: exit 137
// Why: The process was killed
// Mend: A permit before each start
