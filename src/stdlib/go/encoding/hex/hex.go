// Package hex writes bytes in hexadecimal.
package hex

import (
	"errors"
	"fmt"
)

const digits = "0123456789abcdef"

// ErrLength is an odd number of digits.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// InvalidByteError is a byte that is no digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

func EncodedLen(n int) int { return n * 2 }
func DecodedLen(n int) int { return n / 2 }

func AppendEncode(dst, src []byte) []byte {
	for _, b := range src {
		dst = append(dst, digits[b>>4], digits[b&15])
	}
	return dst
}

func EncodeToString(src []byte) string { return string(AppendEncode(nil, src)) }

func Encode(dst, src []byte) int { return copy(dst, AppendEncode(nil, src)) }

func value(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func DecodeString(s string) ([]byte, error) {
	out := make([]byte, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		a, b := value(s[i]), value(s[i+1])
		if a < 0 {
			return out, InvalidByteError(s[i])
		}
		if b < 0 {
			return out, InvalidByteError(s[i+1])
		}
		out = append(out, byte(a<<4|b))
	}
	if len(s)%2 == 1 {
		if value(s[len(s)-1]) < 0 {
			return out, InvalidByteError(s[len(s)-1])
		}
		return out, ErrLength
	}
	return out, nil
}

func Decode(dst, src []byte) (int, error) {
	b, err := DecodeString(string(src))
	return copy(dst, b), err
}

func AppendDecode(dst, src []byte) ([]byte, error) {
	b, err := DecodeString(string(src))
	return append(dst, b...), err
}
