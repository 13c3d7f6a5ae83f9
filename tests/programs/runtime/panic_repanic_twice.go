package main

func again() { panic(recover()) }

func main() {
	defer again()
	defer again()
	panic("once")
}

// Outcome: panic
// Stderr: panic: once [recovered, repanicked]
