package main

type (
	count  = int
	object = struct{ n int }
	pair   struct{ a, b int }
	octet  = byte
)

func give() (r count, b uint8) { return "", "" } // ERROR "untyped string constant\) as count value in return statement" "untyped string constant\) as uint8 value in return statement"

func main() {
	var b byte = "b"   // ERROR "as byte value in variable declaration"
	var u uint8 = "u"  // ERROR "as uint8 value in variable declaration"
	var i int32 = "i"  // ERROR "as int32 value in variable declaration"
	var o octet = "o"  // ERROR "as octet value in variable declaration"
	var c count = "c"  // ERROR "cannot use .c. \(untyped string constant\) as count value in variable declaration"
	var p pair = object{} // ERROR "cannot use object\{\} \(value of struct type object\) as pair value in variable declaration"
	var l []uint8 = 1  // ERROR "as \[\]uint8 value in variable declaration"
	var f func(arg int, more ...string) error = func() {} // ERROR "cannot use func\(\) \{\} \(value of type func\(\)\) as func\(arg int, more \.\.\.string\) error value in variable declaration"
	_, _, _, _, _, _, _ = b, i, o, c, p, l, f
	_ = u
}
