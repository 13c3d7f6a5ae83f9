// Recursive calls: fib(n) makes about 1.6^n of them.
package main

import "fmt"

const n = 32

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func main() { fmt.Println(fib(n)) }
