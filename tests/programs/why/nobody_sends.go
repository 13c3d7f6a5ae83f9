// Nobody sends: nobody can be told to close the channel then.
package main

import "fmt"

func main() {
	answers := make(chan string)
	fmt.Println("asking")
	fmt.Println(<-answers)
}

// Output:
// asking

// Outcome: deadlock
// Why: Nothing in the program sends on or closes `answers`.
// Why: Let a goroutine that runs beside this one send on `answers` or close it; or do not wait for it.
// WhyNot: Whoever sends last
