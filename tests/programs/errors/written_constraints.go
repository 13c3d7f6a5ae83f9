// Constraints are shown as they are written, and a call's problem at its parenthesis.
package main

type Whole interface{ ~int | ~int64 }

type code = int

func add[T Whole | ~string](x T) T {
	return x - x // ERROR "operator - not defined on x .variable of type T constrained by Whole . ~string."
}

func first[B ~byte](b B) {
	var s string = b // ERROR "cannot use b .variable of type B constrained by ~byte. as string value"
	_ = s
}

func second[C []rune | ~code](c C) {
	c() // ERROR "cannot call c .variable of type C constrained by ..rune . ~code."
}

func none[T any]() {}

func main() {
	none /* here */ () // ERROR "in call to none, cannot infer T"
}
