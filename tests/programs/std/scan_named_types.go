// Scanning into types that have names reads what their kinds say.
package main

import "fmt"

type flag bool
type word string
type number int
type small uint8
type ratio float32
type raw []byte
type point complex64

func main() {
	var f flag
	var w word
	var n number
	var s small
	var r ratio
	var b raw
	var p point
	fmt.Println(fmt.Sscan("true hello -12 255 1.5 bytes (1+2i)", &f, &w, &n, &s, &r, &b, &p))
	fmt.Println(f, w, n, s, r, string(b), p)
	fmt.Println(fmt.Sscan("f x -3 256", &f, &w, &n, &s))
	fmt.Println(f, w, n, s)
	fmt.Println(fmt.Sscanf("T|abc|0x1f|616263", "%t|%3s|%v|%x", &f, &w, &n, &b))
	fmt.Println(f, w, n, string(b))
	fmt.Println(fmt.Sscan("maybe", &f))
	fmt.Println(fmt.Sscanf("12", "%d", &f))
	fmt.Println(fmt.Sscan("x", &map[string]int{}))
}

// Output:
// 7 <nil>
// true hello -12 255 1.5 bytes (1+2i)
// 3 unsigned integer overflow on token 256
// false x -3 255
// 4 <nil>
// true abc 31 abc
// 1 <nil>
// 0 bad verb '%d' for boolean
// 0 can't scan type: *map[string]int
