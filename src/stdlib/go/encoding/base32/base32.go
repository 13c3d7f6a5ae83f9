// Package base32 writes bytes in 32 letters.
package base32

import (
	"strconv"
	"strings"
)

// Encoding is an alphabet with its padding.
type Encoding struct {
	letters string
	pad     rune
}

const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

var (
	StdEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
	HexEncoding = NewEncoding("0123456789ABCDEFGHIJKLMNOPQRSTUV")
)

func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 32 {
		panic("encoding alphabet is not 32-bytes long")
	}
	return &Encoding{encoder, StdPadding}
}

func (enc Encoding) WithPadding(padding rune) *Encoding {
	enc.pad = padding
	return &enc
}

// CorruptInputError is the place of a bad byte.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base32 data at input byte " + strconv.FormatInt(int64(e), 10)
}

func (enc *Encoding) EncodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/5*8 + (n%5*8+4)/5
	}
	return (n + 4) / 5 * 8
}

func (enc *Encoding) DecodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/8*5 + n%8*5/8
	}
	return n / 8 * 5
}

func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	start := len(dst)
	var v uint
	bits := 0
	for _, b := range src {
		v = v<<8 | uint(b)
		for bits += 8; bits >= 5; {
			bits -= 5
			dst = append(dst, enc.letters[v>>bits&31])
		}
		v &= 31
	}
	if bits > 0 {
		dst = append(dst, enc.letters[v<<(5-bits)&31])
	}
	for enc.pad != NoPadding && (len(dst)-start)%8 != 0 {
		dst = append(dst, byte(enc.pad))
	}
	return dst
}

func (enc *Encoding) EncodeToString(src []byte) string { return string(enc.AppendEncode(nil, src)) }

func (enc *Encoding) Encode(dst, src []byte) { copy(dst, enc.AppendEncode(nil, src)) }

func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	s = strings.NewReplacer("\r", "", "\n", "").Replace(s)
	body := s
	if enc.pad != NoPadding {
		body = strings.TrimRight(s, string(enc.pad))
	}
	out := make([]byte, 0, len(body)*5/8)
	var v uint
	bits := 0
	for i := 0; i < len(body); i++ {
		d := strings.IndexByte(enc.letters, body[i])
		if d < 0 {
			return out, CorruptInputError(i)
		}
		v = v<<5 | uint(d)
		if bits += 5; bits >= 8 {
			bits -= 8
			out = append(out, byte(v>>bits))
		}
		v &= 0xfff
	}
	if n := len(body) % 8; n == 1 || n == 3 || n == 6 || enc.pad != NoPadding && (len(s)%8 != 0 || len(s)-len(body) > 6) {
		return out, CorruptInputError(len(body))
	}
	return out, nil
}

func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	b, err := enc.DecodeString(string(src))
	return append(dst, b...), err
}

func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	b, err := enc.DecodeString(string(src))
	return copy(dst, b), err
}
