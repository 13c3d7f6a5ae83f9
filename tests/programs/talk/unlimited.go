// A goroutine for every order: nobody waits for them, so main ends while all are still cooking.
package main

import (
	"fmt"
	"runtime"
	"time"
)

var served int

func cookOrder(order int) {
	time.Sleep(time.Second)
	served++
}

func main() {
	orders := make([]int, 1000)

	for _, order := range orders {
		go cookOrder(order) // 1000 orders = 1000 chefs!
	}

	time.Sleep(500 * time.Millisecond)
	fmt.Println("chefs:", runtime.NumGoroutine()-1, "served:", served)
}

// VirtualTime: 500ms
// Output:
// chefs: 1000 served: 0
