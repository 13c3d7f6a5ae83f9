package main

import "fmt"

func seq(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Println("seq done")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func seq2(n int) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i := range n {
			if !yield(i, fmt.Sprint("s", i)) {
				return
			}
		}
	}
}

func unit(yield func() bool) {
	for yield() {
	}
}

func ret() (int, string) {
	for i, s := range seq2(10) {
		if i == 3 {
			return i, s
		}
	}
	return -1, ""
}

func retNamed() (a int, err error) {
	defer func() { a *= 10 }()
	for i := range seq(10) {
		for j := range seq(3) {
			if i*j == 4 {
				a = i
				return a + 1, fmt.Errorf("e")
			}
		}
	}
	return
}

func defers() {
	for i := range seq(3) {
		defer fmt.Println("defer", i)
	}
	fmt.Println("body end")
}

func gotoOut() {
	for i := range seq(5) {
		if i == 2 {
			goto out
		}
	}
	fmt.Println("not here")
out:
	fmt.Println("out")
}

func closures() {
	var fs []func() int
	sum := 0
	for i := range seq(3) {
		sum += i
		fs = append(fs, func() int { i++; return i + sum })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
}

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}

func misuse() {
	defer func() { fmt.Println(recover()) }()
	for x := range bad {
		fmt.Println(x)
		break
	}
}

var saved func(int) bool

func saver(yield func(int) bool) { saved = yield; yield(0) }

func misuse2() {
	defer func() { fmt.Println(recover()) }()
	for x := range saver {
		fmt.Println("x", x)
	}
	saved(1)
}

func panics() {
	defer func() { fmt.Println("rec", recover()) }()
	for i := range seq(3) {
		if i == 1 {
			panic("in body")
		}
	}
}

func labels() {
	n := 0
a:
	for i := 0; i < 3; i++ {
	b:
		for j := range seq(3) {
			for k := range seq(3) {
				n++
				switch {
				case k == 1 && j == 0:
					continue b
				case j == 1:
					continue a
				case i == 2:
					break a
				}
			}
		}
	}
	fmt.Println(n)
}

func main() {
	for range unit {
		fmt.Println("unit")
		break
	}
	fmt.Println(ret())
	fmt.Println(retNamed())
	defers()
	gotoOut()
	closures()
	misuse()
	misuse2()
	panics()
	labels()
	var x int
	var s string
	for x, s = range seq2(4) {
	}
	fmt.Println(x, s)
}

// Output:
// unit
// 3 s3
// seq done
// seq done
// seq done
// seq done
// 30 e
// seq done
// body end
// defer 2
// defer 1
// defer 0
// seq done
// out
// seq done
// 4 5 5 6 6 7 
// 1
// runtime error: range function continued iteration after function for loop body returned false
// x 0
// runtime error: range function continued iteration after whole loop exit
// seq done
// rec in body
// seq done
// seq done
// seq done
// seq done
// seq done
// seq done
// seq done
// seq done
// 7
// 3 s3
