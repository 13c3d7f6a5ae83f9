// A Once whose function calls Do of the same Once waits for itself.
package main

import "sync"

var once sync.Once

func load() {
	once.Do(load)
}

func main() {
	once.Do(load)
}

// Outcome: deadlock
// Why: main waits at line 9 in `sync.(*Once).Do`, for the function of the first `Do` to return.
// Why: Do not call `Do` of a Once in the function that it runs.
// WhyNot: Unlock
