// A pointer to an array of bytes may point anywhere in a slice of bytes: what is read and written through
// it are these bytes and no others.
package main

import "fmt"

type header [6]byte

func swap(to, from *[5]byte) { *to, *from = *from, *to }

func main() {
	text := []byte("abcdefghijklmnopqrstuvwxyz")
	part := (*[6]byte)(text[3:])
	kept := *part
	fmt.Println(string(part[:]), string(kept[:]), *part == kept)
	*part = [6]byte{'1', '2', '3', '4', '5', '6'}
	fmt.Println(string(text))
	*part = kept
	*(*header)(text[1:]) = header(text[20:])
	fmt.Println(string(text))
	swap((*[5]byte)(text[9:]), (*[5]byte)(text[15:]))
	fmt.Println(string(text))

	long := (*[20]byte)(text[1:])
	other := *long
	other[3] = '!'
	*long = other
	fmt.Println(string(text), *long == other)
	*(*[20]byte)(text[3:]) = *(*[20]byte)(text)
	fmt.Println(string(text))
	for i, b := range *(*[3]byte)(text[4:]) {
		text[5] = '?'
		fmt.Println(i, string(b))
	}

	big := make([]byte, 5000)
	big[4096] = 7
	*(*[4096]byte)(big[3:]) = *(*[4096]byte)(big[904:])
	fmt.Println(big[3195], big[4096], big[4098], len(big))
	boxed := any(*(*[3]byte)(text[1:]))
	fmt.Println(boxed)
	defer func() { fmt.Println(recover()) }()
	part = nil
	*part = kept
}

// Output:
// defghi defghi true
// abc123456jklmnopqrstuvwxyz
// auvwxyzhijklmnopqrstuvwxyz
// auvwxyzhipqrstojklmnuvwxyz
// auvw!yzhipqrstojklmnuvwxyz true
// auvauvw!yzhipqrstojklmnxyz
// 0 u
// 1 v
// 2 w
// 7 0 0 5000
// [117 118 97]
// runtime error: invalid memory address or nil pointer dereference
