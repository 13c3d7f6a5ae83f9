package main

import (
	"context"
	"fmt"
	"time"
)

func watch(ctx context.Context, ticks chan int) {
	for {
		select {
		case n := <-ticks:
			fmt.Println("tick", n)
		case <-ctx.Done():
			fmt.Println("stopped")
			return
		}
	}
}

func request(parent context.Context) error {
	ctx, cancel := context.WithTimeout(parent, time.Minute)
	defer cancel()
	go func() {
		<-ctx.Done()
		fmt.Println("request over")
	}()
	time.Sleep(time.Second)
	return nil
}

func main() {
	ctx, stop := context.WithCancel(context.Background())
	ticks := make(chan int)
	go watch(ctx, ticks)
	ticks <- 1
	if err := request(ctx); err != nil {
		fmt.Println(err)
	}
	stop()
	time.Sleep(time.Second)
}

// Forget: case <-ctx.Done()@14 = leak
//   14:
//   15:
//   16:
// Forget: cancel@23 = none
//   22: ctx, _ := context.WithTimeout(parent, time.Minute)
//   23:
// Forget: defer cancel@23 = none
//   23:
//   29: cancel(); return nil
// Forget: stop@40 = leak
//   33: ctx, _ := context.WithCancel(context.Background())
//   40:
