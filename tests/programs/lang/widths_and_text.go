package main

import (
	"fmt"
	"math"
	"unsafe"
)

type I8 int8

func ints() {
	var a int8 = 127
	a++
	var b uint8 = 0
	b--
	var c int16 = -32768
	c = -c
	var d int32 = math.MinInt32
	d = d / -1
	var e int64 = math.MinInt64
	minus := int64(-1)
	fmt.Println(a, b, c, d, e/minus, e%minus, e*minus)
	var u uint32 = 1 << 31
	fmt.Println(u<<1, u>>31, ^u, -u, u*u, u+u)
	var s uint = 70
	fmt.Println(1<<s == 0, int32(1)<<s, int8(-1)>>s, uint64(1)<<(s-7), -5>>1, -5/2, -5%3, 5%-3, 5&^3)
	var i8 I8 = -128
	fmt.Println(i8/-1, -i8, i8>>1, uint8(i8), uint16(i8), int(uint8(i8)))
	x := 0x1234567890abcdef
	fmt.Println(int8(x), uint8(x), int16(x), uint16(x), int32(x), uint32(x))
	f := 3.99
	fmt.Println(int(f), int(-f), uint8(f), int64(float32(16777217)))
	var by byte = 200
	fmt.Println(by+100, by*2, by<<1, by>>1, ^by, by&^8, by|7, by^255)
	var i16 int16 = 300
	fmt.Println(i16*i16, i16<<8, uint8(i16))
	const big = 1 << 100
	fmt.Println(big>>98, float64(big), big/(1<<90))
	var r rune = 'é'
	fmt.Println(r, string(r), string(rune(0x10FFFF+1)), []byte(string(r)), []rune("añ\xff"))
	h := uint64(14695981039346656037)
	for _, c := range []byte("hello") {
		h ^= uint64(c)
		h *= 1099511628211
	}
	fmt.Println(h)
	var sh uint8 = 200
	fmt.Println(int64(1)<<sh, int64(-1)>>sh, uint32(1)<<(sh&31))
	fmt.Println(uint(1)<<63>>63, -7>>1, uint32(0xffffffff)>>4, int32(-1)>>31)
}

func floats() {
	nan := math.NaN()
	m := map[float64]int{nan: 1, nan: 2}
	m[nan] = 3
	fmt.Println(len(m), m[nan], nan == nan, nan != nan, nan < 1, nan > 1)
	delete(m, nan)
	fmt.Println(len(m))
	clear(m)
	fmt.Println(len(m))
	zero := 0.0
	fmt.Println(1/zero, -1/zero, zero/zero, math.Copysign(0, -1), 1/math.Copysign(0, -1))
	m2 := map[float64]string{0.0: "z"}
	fmt.Println(m2[math.Copysign(0, -1)])
	var f32 float32 = 0.1
	fmt.Println(f32, float64(f32), f32*3, float32(1)/3, f32 == 0.1, float64(f32) == 0.1)
	fmt.Println(1e6, 1e20, 1e21, 1e-4, 1e-5, 123456789.0, float32(1e10), 100000.0, 1.0)
	fmt.Println(math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32, float32(math.MaxFloat32))
	fmt.Println(0.1+0.2, float32(0.1)+float32(0.2), 1<<53+1.0)
	x := 5.0
	fmt.Println(int(x)/2, x/2, 7/2*2.0, 7/2.0)
	fmt.Printf("%5.2f|%-8.3f|%+.1e|%08.3f|%x|%g|%G\n", 3.14159, 2.5, 12345.678, -3.14159, 1.5, 1e-10, 1e20)
}

func strs() {
	s := "héllo, 世界\xff!"
	for i, r := range s {
		fmt.Print(i, ":", string(r), "(", r, ") ")
	}
	fmt.Println(len(s), []byte(s)[1], s[1:3], s[len(s)-1:])
	b := []byte("abc")
	t := string(b)
	b[0] = 'X'
	fmt.Println(t, string(b), t < "abd", t+"d" == "abcd", "a" < "B")
	fmt.Printf("%q %x %X % x %s %v %+q %U\n", s, "hi", "hi", "hi", b, b, s, '世')
	rs := []rune(s)
	rs[0] = 'H'
	fmt.Println(string(rs), len(rs))
	type MyB []byte
	type MyS string
	fmt.Println(MyS(MyB("q")), string(MyB{65, 66}), MyB(MyS("zz")))
	fmt.Println(string([]rune{0x65e5, -1, 0xd800}), unsafe.Sizeof(s))
	var arr [5]byte
	n := copy(arr[1:], "world!")
	fmt.Println(n, arr, string(arr[1:]))
	raw := `a\n
b`
	fmt.Println(raw, len(raw), "\u00e9\U0001F600\x41\101\a"[0:2])
}

func slices() {
	a := []int{1, 2, 3, 4, 5}
	b := a[1:3]
	b = append(b, 99)
	fmt.Println(a, b, len(b), cap(b))
	c := a[1:3:3]
	c = append(c, 77)
	fmt.Println(a, c, cap(a[2:]), len(a[:0]), cap(a[:0]))
	copy(a, a[1:])
	fmt.Println(a)
	copy(a[2:], a)
	fmt.Println(a)
	var n []int
	fmt.Println(n == nil, len(n), append(n, n...) == nil, append([]int{}, n...) == nil)
	n = append(n, 1)
	for i := 0; i < 20; i++ {
		n = append(n, i)
	}
	fmt.Println(len(n), n[20])
	arr := [...]int{5: 1, 2, 1: 7}
	p := &arr
	for i := range p {
		p[i]++
	}
	sl := p[:]
	sl[0] = 100
	fmt.Println(arr, len(p), cap(p[2:4]), arr == [7]int{100, 8, 1, 1, 1, 2, 3})
	ap := (*[2]int)(sl)
	ap[1] = -1
	fmt.Println(sl, [2]int(sl))
	aa := [2][2]int{{1, 2}, {3, 4}}
	bb := aa
	bb[0][0] = 9
	fmt.Println(aa, bb, aa == bb)
	for i, v := range arr {
		arr[6] = 1000
		if i == 6 {
			fmt.Println(v)
		}
	}
	for i, v := range sl {
		sl[6] = 2000
		if i == 6 {
			fmt.Println(v)
		}
	}
	x := []int{1, 2, 3}
	for i := range x {
		x = append(x, i)
	}
	fmt.Println(x)
	i := 0
	i, x[i] = 1, 9
	fmt.Println(i, x)
	x[0], x[1], x[2] = x[1], x[2], x[0]
	fmt.Println(x)
	mat := make([][]string, 2)
	for i := range mat {
		mat[i] = make([]string, i+1)
	}
	fmt.Printf("%v %q %d %#v\n", mat, mat, x, x)
	var np *[4]int
	fmt.Println(len(np), cap(np))
	for i := range np {
		_ = i
	}
}

func main() {
	ints()
	floats()
	strs()
	slices()
}

// Output:
// -128 255 -32768 -2147483648 -9223372036854775808 0 -9223372036854775808
// 0 1 2147483647 2147483648 0 0
// true 0 -1 9223372036854775808 -3 -2 -2 2 4
// -128 -128 -64 128 65408 128
// -17 239 -12817 52719 -1867788817 2427178479
// 3 -3 3 16777216
// 44 144 144 100 55 192 207 55
// 24464 11264 44
// 4 1.2676506002282294e+30 1024
// 233 é � [195 169] [97 241 65533]
// 11831194018420276491
// 0 -1 256
// 1 -4 268435455 -1
// 3 0 false true false false
// 3
// 0
// +Inf -Inf NaN -0 -Inf
// z
// 0.1 0.10000000149011612 0.3 0.33333334 true false
// 1e+06 1e+20 1e+21 0.0001 1e-05 1.23456789e+08 1e+10 100000 1
// 1.7976931348623157e+308 5e-324 3.4028234663852886e+38 3.4028235e+38
// 0.3 0.3 9.007199254740992e+15
// 2 2.5 6 3.5
//  3.14|2.500   |+1.2e+04|-003.142|0x1.8p+00|1e-10|1E+20
// 0:h(104) 1:é(233) 3:l(108) 4:l(108) 5:o(111) 6:,(44) 7: (32) 8:世(19990) 11:界(30028) 14:�(65533) 15:!(33) 16 195 é !
// abc Xbc true true false
// "héllo, 世界\xff!" 6869 6869 68 69 Xbc [88 98 99] "h\u00e9llo, \u4e16\u754c\xff!" U+4E16
// Héllo, 世界�! 11
// q AB [122 122]
// 日�� 16
// 4 [0 119 111 114 108] worl
// a\n
// b 5 é
// [1 2 3 99 5] [2 3 99] 3 4
// [1 2 3 99 5] [2 3 77] 3 0 5
// [2 3 99 5 5]
// [2 3 2 3 99]
// true 0 true false
// 21 19
// [100 8 1 1 1 2 3] 7 5 true
// [100 -1 1 1 1 2 3] [100 -1]
// [[1 2] [3 4]] [[9 2] [3 4]] false
// 3
// 2000
// [1 2 3 0 1 2]
// 1 [9 2 3 0 1 2]
// [2 3 9 0 1 2]
// [[] [ ]] [[""] ["" ""]] [2 3 9 0 1 2] []int{2, 3, 9, 0, 1, 2}
// 4 4
