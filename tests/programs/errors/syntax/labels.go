package main

func main() {
	break // ERROR "break is not in a loop, switch, or select"
	for {
		continue M // ERROR "continue label not defined: M"
	}
L: // ERROR "label L defined and not used"
	for {
	}
	switch 1 {
	case 1:
		fallthrough // ERROR "cannot fallthrough final case in switch"
	}
	goto N // ERROR "label N not defined"
}
