package main

import "fmt"

type Celsius float64
type Flags uint8

const (
	F1 Flags = 1 << iota
	F2
	F3
)

const big = 1 << 100
const huge = big >> 98

func shifts(n uint, s int) {
	var a int8 = -128
	var b uint16 = 0xffff
	fmt.Println(a>>n, b<<n, b>>n, a<<n, 1<<n, int32(1)<<n, uint64(1)<<63>>n, -5>>1, s<<2)
	fmt.Println(int64(-1)>>63, uint32(1)<<31, uint8(200)+uint8(n), int8(100)+int8(n), ^0, ^uint16(1))
}

func conv(f float64, i int, u uint64) {
	fmt.Println(int(f), int8(i), uint8(i), int64(u), float32(f), uint(f), int32(f), float64(u), float32(i), uint16(i))
	fmt.Println(string(rune(i)), []byte("hé"), []rune("hé"), string([]byte{104, 105}), string([]rune{0x4e16, 0x754c}))
}

func cplx() {
	a := complex(1, 2)
	b := 3 - 4i
	var c complex64 = 1 + 1i
	fmt.Println(a+b, a*b, a/b, -a, real(a), imag(b), a == b, c*c, c != 2i)
}

func arr8() {
	var b [10]byte
	for i := range b {
		b[i] = byte(i * 30)
	}
	c := b
	c[9] = 1
	p := &b[3]
	*p += 5
	fmt.Println(b, c, b == c, len(b))
	s := b[2:5]
	s[0] = 255
	s = append(s, 7)
	fmt.Println(b, s, cap(s))
	m := map[[4]byte]int{{1, 2, 3, 4}: 9}
	fmt.Println(m[[4]byte{1, 2, 3, 4}])
	type H struct {
		id [5]byte
		n  byte
	}
	h := H{[5]byte{1, 2, 3}, 4}
	h2 := h
	h2.id[4] = 9
	q := &h.n
	*q = 300 % 256
	fmt.Println(h, h2, h == h2)
	var x byte = 255
	y := &x
	*y++
	fmt.Println(x, *y)
	bs := make([]byte, 3, 10)
	copy(bs, "xyz")
	bs = append(bs, "abc"...)
	fmt.Println(string(bs), len(bs), cap(bs))
}

func floats() {
	var z float64
	nan := z / z
	fmt.Println(nan == nan, nan < 1, nan > 1, nan != nan, 1/z, -1/z, !(nan < 1))
	if nan < 1 || nan >= 1 {
		fmt.Println("bad")
	} else {
		fmt.Println("good")
	}
	var f32 float32 = 16777216
	fmt.Println(f32+1, f32*f32, float32(0.1)+float32(0.2), 0.1+0.2)
	x := 0.1
	fmt.Println(x+0.2, min(x, nan), max(1, 2.5, x))
	fmt.Println(Celsius(36.6), F1|F3, F2, huge, 'a', "\u00e9\x41\n"[0])
}

func uints(a, b uint64, c, d uint32) {
	fmt.Println(a > b, a >= b, a < b, a/b, a%b, c-d, c/d, a*b, c < d)
	if a > b {
		fmt.Println("gt")
	}
	for i := a; i > a-3; i-- {
		fmt.Print(i, " ")
	}
	fmt.Println()
	for i := uint8(250); i != 3; i++ {
		fmt.Print(i, " ")
	}
	fmt.Println()
}

func main() {
	shifts(3, 5)
	shifts(70, -5)
	conv(3.99, 321, 1<<63+5)
	conv(-3.99, -1, 42)
	cplx()
	arr8()
	floats()
	uints(1<<63+7, 3, 1, 2)
	var i any = 3.0
	switch x := i.(type) {
	case int, string:
		fmt.Printf("%T\n", x)
	case nil:
		fmt.Println("nil")
	case float64:
		fmt.Println(x * 2)
	}
	for i := 0; i < 12; i++ {
		switch i {
		case 0:
			fmt.Print("zero ")
		case 1, 2:
			fmt.Print("one-two ")
		case 3:
			fmt.Print("three ")
			fallthrough
		case 4:
			fmt.Print("four ")
		case 7:
			fmt.Print("seven ")
		case 8:
			break
		case 9:
			fmt.Print("nine ")
		default:
			fmt.Print("d ")
		}
	}
	fmt.Println()
	s := "abc"
	s += "def" + s + "x"
	fmt.Println(s, s < "b", s[1:] >= "b", s == "abcdefabcx", s != "")
	var sum int32 = 1 << 30
	sum += sum
	fmt.Println(sum, sum*2, -sum, sum/-1)
	x := 10
	x <<= 2
	x |= 3
	x &^= 1
	x %= 7
	x ^= 5
	fmt.Println(x)
	n := 0
	for range 5 {
		n++
	}
	for i := range int8(3) {
		n += int(i)
	}
	fmt.Println(n)
}

// Output:
// -16 65528 8191 0 8 8 1152921504606846976 -3 20
// -1 2147483648 203 103 -1 65534
// -1 0 0 0 0 0 0 -3 -20
// -1 2147483648 14 -86 -1 65534
// 3 65 65 -9223372036854775803 3.99 3 3 9.223372036854776e+18 321 321
// Ł [104 195 169] [104 233] hi 世界
// -3 -1 255 42 -3.99 18446744073709551613 -3 42 -1 65535
// � [104 195 169] [104 233] hi 世界
// (4-2i) (11+2i) (-0.2+0.4i) (-1-2i) 1 -4 false (0+2i) true
// [0 30 60 95 120 150 180 210 240 14] [0 30 60 90 120 150 180 210 240 1] false 10
// [0 30 255 95 120 7 180 210 240 14] [255 95 120 7] 8
// 9
// {[1 2 3 0 0] 44} {[1 2 3 0 9] 4} false
// 0 0
// xyzabc 6 10
// false false false true +Inf -Inf true
// good
// 1.6777216e+07 2.8147498e+14 0.3 0.3
// 0.30000000000000004 NaN 2.5
// 36.6 5 2 4 97 195
// true true false 3074457345618258605 0 4294967295 0 9223372036854775829 true
// gt
// 9223372036854775815 9223372036854775814 9223372036854775813 
// 250 251 252 253 254 255 0 1 2 
// 6
// zero one-two one-two three four four d d seven nine d d 
// abcdefabcx true true true true
// -2147483648 0 -2147483648 -2147483648
// 5
// 8
