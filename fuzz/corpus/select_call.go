package main

import "time"

func main() {
	select {
	case time.After(time.Second):
		println("late")
	case
	}
}
