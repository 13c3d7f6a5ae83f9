package main

func f(n int) int { return f(n+1) + 1 }

func main() {
	defer func() { recover() }()
	f(0)
}

// Peer: skip it fills a gigabyte first
// Outcome: fatal
// Stderr: runtime: goroutine stack exceeds 1000000000-byte limit
// Stderr: fatal error: stack overflow
// Output:
