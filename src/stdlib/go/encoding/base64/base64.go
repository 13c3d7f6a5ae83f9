// Package base64 writes bytes in 64 letters.
package base64

import "strconv"

// Encoding is an alphabet with its padding.
type Encoding struct {
	letters string
	pad     rune
	strict  bool
}

const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

const standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

var (
	StdEncoding    = &Encoding{standard, '=', false}
	URLEncoding    = &Encoding{standard[:62] + "-_", '=', false}
	RawStdEncoding = &Encoding{standard, NoPadding, false}
	RawURLEncoding = &Encoding{standard[:62] + "-_", NoPadding, false}
)

func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 64 {
		panic("encoding alphabet is not 64-bytes long")
	}
	return &Encoding{encoder, '=', false}
}

// Strict is the encoding that refuses bits behind the last byte.
func (e Encoding) Strict() *Encoding {
	e.strict = true
	return &e
}

func (e Encoding) WithPadding(padding rune) *Encoding {
	e.pad = padding
	return &e
}

// CorruptInputError is the place of a bad byte.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

func (e *Encoding) EncodedLen(n int) int {
	if e.pad == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
}

func (e *Encoding) DecodedLen(n int) int {
	if e.pad == NoPadding {
		return n/4*3 + n%4*6/8
	}
	return n / 4 * 3
}

func (e *Encoding) AppendEncode(dst, src []byte) []byte {
	for len(src) > 0 {
		n := len(src)
		if n > 3 {
			n = 3
		}
		var v uint
		for i := 0; i < 3; i++ {
			v <<= 8
			if i < n {
				v |= uint(src[i])
			}
		}
		for i := 0; i < 4; i++ {
			if i <= n {
				dst = append(dst, e.letters[v>>uint(18-6*i)&63])
			} else if e.pad != NoPadding {
				dst = append(dst, byte(e.pad))
			}
		}
		src = src[n:]
	}
	return dst
}

func (e *Encoding) EncodeToString(src []byte) string { return string(e.AppendEncode(nil, src)) }

func (e *Encoding) Encode(dst, src []byte) { copy(dst, e.AppendEncode(nil, src)) }

func (e *Encoding) DecodeString(s string) ([]byte, error) {
	out := make([]byte, 0, len(s)*3/4)
	var v uint
	bits, count := 0, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\n' || c == '\r' {
			continue
		}
		if e.pad != NoPadding && c == byte(e.pad) {
			next := skipLines(s, i+1)
			switch {
			case count%4 < 2:
				return out, CorruptInputError(i)
			case count%4 == 3:
			case next == len(s):
				return out, CorruptInputError(next)
			case s[next] != c:
				return out, CorruptInputError(next - 1)
			default:
				next = skipLines(s, next+1)
			}
			if next < len(s) {
				return out, CorruptInputError(next)
			}
			return e.ended(out, v, bits, len(s))
		}
		d := -1
		for k := 0; k < 64; k++ {
			if e.letters[k] == c {
				d = k
				break
			}
		}
		if d < 0 {
			return out, CorruptInputError(i)
		}
		v = v<<6 | uint(d)
		bits += 6
		count++
		if bits >= 8 {
			bits -= 8
			out = append(out, byte(v>>uint(bits)))
		}
	}
	if count%4 == 1 || count%4 != 0 && e.pad != NoPadding {
		return out, CorruptInputError(len(s) - count%4)
	}
	return e.ended(out, v, bits, len(s))
}

// ended looks at the bits of v that are in no byte of out.
func (e *Encoding) ended(out []byte, v uint, bits, end int) ([]byte, error) {
	if !e.strict || v&(1<<uint(bits)-1) == 0 {
		return out, nil
	}
	// 2 bits are left of three letters, 4 of two
	return out[:len(out)-3+bits/2], CorruptInputError(end - bits/2)
}

// skipLines is the first place from i on where no line ends.
func skipLines(s string, i int) int {
	for i < len(s) && (s[i] == '\n' || s[i] == '\r') {
		i++
	}
	return i
}

func (e *Encoding) Decode(dst, src []byte) (n int, err error) {
	b, err := e.DecodeString(string(src))
	return copy(dst, b), err
}

func (e *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	b, err := e.DecodeString(string(src))
	return append(dst, b...), err
}
