// The builtins print and println take no structs and arrays, which the compiler finds last of all.
package main

type point struct{ x, y int }

type line [2]point

func main() {
	p := point{1, 2}
	println(&p, p.x, []int{1}, map[point]int{}, func() {})
	println("a", p)                     // ERROR "^illegal types for operand: println\n\tpoint$"
	print(line{}, 1)                    // ERROR "^illegal types for operand: print\n\tline$"
	defer println(struct{ a, b int }{}) // ERROR "operand: println\n\tstruct \{ a int; b int \}$"
	go print([2]*point{})               // ERROR "operand: print\n\t\[2\]\*point$"
}
