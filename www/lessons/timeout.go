package main

import (
	"context"
	"fmt"
	"time"
)

// The query needs ten seconds, its reader has five.
func query(ctx context.Context) (string, error) {
	answer := make(chan string, 1) // room for one: the late answer finds a place
	go func() {
		time.Sleep(10 * time.Second)
		answer <- "42 rows"
	}()
	select {
	case rows := <-answer:
		return rows, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	rows, err := query(ctx)
	if err != nil {
		fmt.Println("no answer:", err)
		return
	}
	fmt.Println(rows)
}
