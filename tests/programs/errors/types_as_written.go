package main

type (
	count  = int
	object = struct{ n int }
	pair   struct{ a, b int }
	pairs  = map[count]pair
	octet  = byte
)

type holder struct {
	small uint8
	runes []int32
	do    func(name string) (n int, err error)
}

func give() (r count, b uint8) { return "", "" } // ERROR "cannot use \"\" \(untyped string constant\) as count value in return statement" "cannot use \"\" \(untyped string constant\) as uint8 value in return statement"

func take(c count, list ...uint8) {}

func one() count { return 1 }

func main() {
	var b byte = "b"   // ERROR "as byte value in variable declaration"
	var u uint8 = "u"  // ERROR "as uint8 value in variable declaration"
	var i int32 = "i"  // ERROR "as int32 value in variable declaration"
	var r rune = "r"   // ERROR "as rune value in variable declaration"
	var o octet = "o"  // ERROR "as octet value in variable declaration"
	var c count = "c"  // ERROR "cannot use .c. \(untyped string constant\) as count value in variable declaration"
	var p pair = object{} // ERROR "cannot use object{} \(value of struct type object\) as pair value in variable declaration"
	var m pairs = 1    // ERROR "cannot use 1 \(untyped int constant\) as pairs value in variable declaration"
	var l []uint8 = 1  // ERROR "as \[\]uint8 value in variable declaration"
	var f func(arg int, more ...string) error = func() {} // ERROR "cannot use func\(\) {} \(value of type func\(\)\) as func\(arg int, more \.\.\.string\) error value in variable declaration"
	var s string = u   // ERROR "cannot use u \(variable of type uint8\) as string value"
	s = c              // ERROR "cannot use c \(variable of int type count\) as string value in assignment"
	s = one()          // ERROR "cannot use one\(\) \(value of int type count\) as string value in assignment"
	var h holder
	s = h.small        // ERROR "cannot use h.small \(variable of type uint8\) as string value in assignment"
	s = h.runes[0]     // ERROR "cannot use h.runes\[0\] \(variable of type int32\) as string value in assignment"
	h.runes = u        // ERROR "cannot use u \(variable of type uint8\) as \[\]int32 value in assignment"
	h.do = one         // ERROR "cannot use one \(value of type func\(\) count\) as func\(name string\) \(n int, err error\) value in assignment"
	take("", "")       // ERROR "as count value in argument to take" "as uint8 value in argument to take"
	var keys map[func()]int // ERROR "invalid map key type func\(\)"
	_ = int8(1e10)     // ERROR "cannot convert 1e10 \(untyped float constant 10000000000\) to type int8"
	_, _, _, _, _, _, _, _, _, _, _, _ = b, i, r, o, c, p, m, l, f, s, h, keys
}
