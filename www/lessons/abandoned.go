package main

import (
	"context"
	"fmt"
	"time"
)

// probe takes no context: nothing stops it.
func probe(region int) string {
	time.Sleep(time.Duration(region) * 400 * time.Millisecond)
	return fmt.Sprintf("region %d answers", region)
}

// The slower half is abandoned at the deadline, and goes on.
func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	answers := make(chan string)
	for region := 1; region <= 4; region++ {
		go func() { answers <- probe(region) }()
	}

collect:
	for range 4 {
		select {
		case answer := <-answers:
			fmt.Println(answer)
		case <-ctx.Done():
			fmt.Println("the others are too late")
			break collect
		}
	}
	time.Sleep(time.Second) // the program has other things to do
}
