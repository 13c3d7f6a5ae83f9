// Looking for a key that has no hash panics also where there is nothing to find.
package main

import "fmt"

type pair struct {
	n int
	v any
}

func try(what string, f func()) {
	defer func() { fmt.Println(what, "|", recover()) }()
	f()
}

func main() {
	var none map[any]int
	empty, some := map[any]int{}, map[any]int{1: 1}
	deep := map[pair]int{{1, 2}: 3}
	var key any = []int{1}
	try("nil", func() { _ = none[key] })
	try("nil, ok", func() { _, _ = none[key] })
	try("nil, set", func() { none[key] = 1 })
	try("nil, deleted", func() { delete(none, key) })
	try("empty", func() { _ = empty[key] })
	try("empty, deleted", func() { delete(empty, key) })
	try("empty, added to", func() { empty[key]++ })
	try("some", func() { _ = some[key] })
	try("some, set", func() { some[key] = 1 })
	try("some, deleted", func() { delete(some, key) })
	try("inside", func() { _ = deep[pair{5, map[int]int{}}] })
	try("right", func() { fmt.Print(none[2], empty["a"], some[1], deep[pair{1, 2}], " ") })
}

// Output:
// nil | hash of unhashable type: []int
// nil, ok | hash of unhashable type: []int
// nil, set | assignment to entry in nil map
// nil, deleted | hash of unhashable type: []int
// empty | hash of unhashable type: []int
// empty, deleted | hash of unhashable type: []int
// empty, added to | runtime error: hash of unhashable type []int
// some | runtime error: hash of unhashable type []int
// some, set | runtime error: hash of unhashable type []int
// some, deleted | runtime error: hash of unhashable type []int
// inside | runtime error: hash of unhashable type map[int]int
// 0 0 1 3 right | <nil>
