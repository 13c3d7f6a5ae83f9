package main

import "fmt"

func main() {
	var x int = 1 2         // ERROR "syntax error: unexpected literal 2 at end of statement"
	for i := 0; i < 10; i++ // ERROR "unexpected newline, expected \{ after for clause"
	{
		fmt.Println(i)
	}
	y := [1, 2, 3] // ERROR "syntax error: unexpected comma; expected \]"
}
