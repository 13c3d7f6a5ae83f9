package main

import (
	"fmt"
	"strconv"
)

func main() {
	s := fmt.Sprintf("%.100000f", 1.5)
	fmt.Println(len(s), s[:5])
	fmt.Println(len(fmt.Sprintf("%.70000e", 0.1)), len(fmt.Sprintf("%.70000g", 0.1)), len(strconv.FormatFloat(1e300, 'f', 2000, 64)))
	fmt.Printf("%.3f %.0f %.10e %g\n", 2.0005, 0.5, 1e100, 1e21)
}

// Output:
// 100002 1.500
// 70006 57 2302
// 2.001 0 1.0000000000e+100 1e+21
