package main

type broken struct{ why *string }

func (b broken) Error() string { return *b.why }

func main() {
	defer println("deferred calls have run")
	panic(broken{})
}

// Outcome: fatal
// Stderr: deferred calls have run
// Stderr: fatal error: panic while printing panic value: type runtime.errorString
// Stderr: [signal SIGSEGV: segmentation violation code=0x1 addr=0x0
// Stderr: main.broken.Error(
