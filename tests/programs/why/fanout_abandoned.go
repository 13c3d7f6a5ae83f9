// Fan-out where the slower half is abandoned at a timeout and goes on running.
package main

import (
	"context"
	"fmt"
	"time"
)

func probe(region int) string {
	time.Sleep(time.Duration(region) * 400 * time.Millisecond)
	return fmt.Sprintf("region %d", region)
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	results := make(chan string)
	for region := 1; region <= 4; region++ {
		go func() { results <- probe(region) }()
	}
	for range 4 {
		select {
		case r := <-results:
			fmt.Println(r)
		case <-ctx.Done():
			fmt.Println("too late:", ctx.Err())
		}
	}
	time.Sleep(2 * time.Second)
}

// Output:
// region 1
// region 2
// too late: context deadline exceeded
// too late: context deadline exceeded

// Why: wait at line 20 to send on `results`, which has no buffer.
// Why: `<-results` at line 24 would end the wait.
// Mend: A buffer for the values that nobody may take
