package main

// print and println write the shortest text of a float, to standard error.
func main() {
	var zero float64
	println(1.5, 1e100, float32(0.1), zero/zero, 1/zero, 1e21, 123456789.0, 100.0, 1e-5)
	println(complex(1, 2), complex64(1.5-2i))
	panic(temperature(36.6))
}

type temperature float32

// Stderr: 1.5 1e+100 0.1 NaN +Inf 1e+21 1.23456789e+08 100 1e-05
// Stderr: (1+2i) (1.5-2i)
// Stderr: panic: main.temperature(36.6)
// Outcome: panic
