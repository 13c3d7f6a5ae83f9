package digest

import "errors"

// Put appends v in n bytes, the highest first.
func Put(b []byte, v uint64, n int) []byte {
	for n--; n >= 0; n-- {
		b = append(b, byte(v>>(8*n)))
	}
	return b
}

// State reads back what began with magic and went on with size bytes.
func State(name, magic string, size int, b []byte) ([]byte, error) {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return nil, errors.New(name + ": invalid hash state identifier")
	}
	if len(b) != len(magic)+size {
		return nil, errors.New(name + ": invalid hash state size")
	}
	return b[len(magic):], nil
}

// Number is the number that Put wrote in the first n bytes.
func Number(b []byte, n int) (v uint64) {
	for _, x := range b[:n] {
		v = v<<8 | uint64(x)
	}
	return v
}
