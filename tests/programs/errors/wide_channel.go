// A channel does not hold elements of more than 64 kB.
package main

func main() {
	c := make(chan [20_000]int) // ERROR "channel element type too large"
	c <- [20_000]int{}
}
