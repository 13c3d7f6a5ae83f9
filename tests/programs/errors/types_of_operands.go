package main

type (
	count  = int
)

type holder struct {
	runes []int32
	do    func(name string) (n int, err error)
}

func take(c count, list ...uint8) {}

func one() count { return 1 }

func main() {
	var u uint8
	var c count
	var s string = u   // ERROR "cannot use u \(variable of type uint8\) as string value"
	s = c              // ERROR "cannot use c \(variable of int type count\) as string value in assignment"
	s = one()          // ERROR "cannot use one\(\) \(value of int type count\) as string value in assignment"
	var h holder
	s = h.runes[0]     // ERROR "cannot use h.runes\[0\] \(variable of type int32\) as string value in assignment"
	h.do = one         // ERROR "cannot use one \(value of type func\(\) count\) as func\(name string\) \(n int, err error\) value in assignment"
	take("", "")       // ERROR "as count value in argument to take" "as uint8 value in argument to take"
	h = holder{do: one, runes: 1} // ERROR "as func\(name string\) \(n int, err error\) value in struct literal" "as \[\]int32 value in struct literal"
	var keys map[func()]int // ERROR "invalid map key type func\(\)"
	_, _, _ = s, h, keys
}
