// A generic function may mention instances of itself, with some or all of its type arguments.
package main

import "fmt"

func chase[P *E, E any](at P, end E, left int) string {
	if left == 0 {
		return fmt.Sprintf("%T %v", at, end)
	}
	again := chase[P]
	if left == 1 {
		return again(at, end, left-1) + "."
	}
	return chase[P](at, end, left-1) + ","
}

func fold[S ~[]E, E any](list S, add func(E, E) E) (sum E) {
	if len(list) > 0 {
		var rest func(S, func(E, E) E) E = fold[S]
		sum = add(list[0], rest(list[1:], add))
	}
	return sum
}

func main() {
	word := "end"
	fmt.Println(chase(&word, "nothing", 3))
	fmt.Println(fold([]int{1, 2, 3}, func(a, b int) int { return a + b }))
}

// Output:
// *string nothing.,,
// 6
