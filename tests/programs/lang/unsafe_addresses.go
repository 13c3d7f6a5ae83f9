// Arithmetic with addresses finds the fields and elements that it means, though memory is laid out in words.
package main

import (
	"fmt"
	. "unsafe"
)

type sensor struct {
	on    bool
	level int16
	count int32
	scale float32
	name  string
	raw   [3]byte
	last  int64
}

// inverseSqrt looks at the bits of a float32 as an integer.
func inverseSqrt(n float32) float32 {
	half, y := n*0.5, n
	i := *(*int32)(Pointer(&y))
	i = 0x5f3759df - i>>1
	y = *(*float32)(Pointer(&i))
	return y * (1.5 - half*y*y)
}

func main() {
	s := sensor{true, -2, 30, 1.5, "north", [3]byte{7, 8, 9}, 1 << 40}
	p := Pointer(&s)
	fmt.Println(*(*bool)(Add(p, Offsetof(s.on))), *(*int16)(Add(p, Offsetof(s.level))), *(*int32)(Add(p, Offsetof(s.count))))
	fmt.Println(*(*float32)(Pointer(uintptr(p) + Offsetof(s.scale))), *(*string)(Pointer(uintptr(p) + Offsetof(s.name))))
	*(*int64)(Add(p, Offsetof(s.last))) = 5
	*(*string)(Pointer(uintptr(p) + (Offsetof(s.name)))) = "south"
	fmt.Println(s, Sizeof(s), Offsetof(s.last))

	small := [5]int32{10, 20, 30, 40, 50}
	at := Pointer(&small[0])
	for i := range len(small) {
		fmt.Print(*(*int32)(Pointer(uintptr(at) + uintptr(i)*Sizeof(small[0]))), " ")
	}
	fmt.Println(*(*int32)(Add(at, 3*Sizeof(small[0]))), *(*int32)(Add(Pointer(&small[4]), -2*int(Sizeof(int32(0))))))
	letters := []byte("gopher")
	fmt.Printf("%c\n", *(*byte)(Add(Pointer(&letters[0]), 2)))

	fmt.Println(inverseSqrt(4), inverseSqrt(2))
	minus := int32(-1)
	f := float32(-0.5)
	fmt.Printf("%d %#x\n", *(*uint32)(Pointer(&minus)), *(*uint32)(Pointer(&f)))
}

// Output:
// true -2 30
// 1.5 north
// {true -2 30 1.5 south [7 8 9] 5} 48 40
// 10 20 30 40 50 40 30
// p
// 0.49915358 0.70693004
// 4294967295 0xbf000000
