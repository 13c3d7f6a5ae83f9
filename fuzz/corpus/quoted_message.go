package main

func main"break is not in a loop, switch, or select"
	for {
		continue M
	}
L:
	for {
	}
}
