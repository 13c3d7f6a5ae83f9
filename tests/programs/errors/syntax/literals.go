package main

import "fmt"

func main() {
	fmt.Println('hello')   // ERROR "more than one character in rune literal"
	fmt.Println("a\qb")    // ERROR "unknown escape"
	fmt.Println(0b12)      // ERROR "invalid digit '2' in binary literal"
	fmt.Println(1__0)      // ERROR "'_' must separate successive digits"
	fmt.Println("Hi" + "é") // fine
}
