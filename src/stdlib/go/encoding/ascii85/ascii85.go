// Package ascii85 writes four bytes as five characters.
package ascii85

import (
	"io"
	"strconv"
)

// CorruptInputError is the place of a bad byte.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal ascii85 data at input byte " + strconv.FormatInt(int64(e), 10)
}

func MaxEncodedLen(n int) int { return (n + 3) / 4 * 5 }

// Encode writes src to dst and says how many bytes that are.
func Encode(dst, src []byte) int {
	n := 0
	for len(src) > 0 {
		var v uint32
		k := min(4, len(src))
		for i := range 4 {
			v <<= 8
			if i < k {
				v |= uint32(src[i])
			}
		}
		src = src[k:]
		if v == 0 && k == 4 {
			dst[n] = 'z'
			n++
			continue
		}
		var five [5]byte
		for i := 4; i >= 0; i-- {
			five[i] = '!' + byte(v%85)
			v /= 85
		}
		n += copy(dst[n:], five[:k+1])
	}
	return n
}

// Decode reads what there is of whole groups; flush: the last may be short.
func Decode(dst, src []byte, flush bool) (ndst, nsrc int, err error) {
	var v uint32
	count := 0
	for i, b := range src {
		if len(dst)-ndst < 4 {
			return ndst, nsrc, nil
		}
		switch {
		case b <= ' ':
			continue
		case b == 'z' && count == 0:
			count, v = 5, 0
		case '!' <= b && b <= 'u':
			v = v*85 + uint32(b-'!')
			count++
		default:
			return 0, 0, CorruptInputError(i)
		}
		if count == 5 {
			nsrc = i + 1
			ndst += copy(dst[ndst:], []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)})
			count, v = 0, 0
		}
	}
	if flush {
		nsrc = len(src)
		if count == 1 {
			return 0, 0, CorruptInputError(len(src))
		}
		for i := count; count > 0 && i < 5; i++ {
			v = v*85 + 84
		}
		for i := range max(0, count-1) {
			dst[ndst] = byte(v >> (24 - 8*i))
			ndst++
		}
	}
	return ndst, nsrc, nil
}

type encoder struct {
	w    io.Writer
	rest []byte
	err  error
}

// NewEncoder writes what it gets to w; Close writes what is left.
func NewEncoder(w io.Writer) io.WriteCloser { return &encoder{w: w} }

func (e *encoder) Write(p []byte) (int, error) {
	e.rest = append(e.rest, p...)
	e.flush(len(e.rest) / 4 * 4)
	return len(p), e.err
}

func (e *encoder) flush(n int) {
	if e.err == nil && n > 0 {
		out := make([]byte, MaxEncodedLen(n))
		_, e.err = e.w.Write(out[:Encode(out, e.rest[:n])])
	}
	e.rest = append([]byte(nil), e.rest[n:]...)
}

func (e *encoder) Close() error {
	e.flush(len(e.rest))
	return e.err
}

type decoder struct {
	r   io.Reader
	out []byte
	err error
}

// NewDecoder reads ascii85 from r.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (int, error) {
	if d.r != nil {
		text, err := io.ReadAll(d.r)
		d.r = nil
		d.out = make([]byte, 4*len(text)+4)
		n, _, bad := Decode(d.out, text, true)
		d.out = d.out[:n]
		if d.err = err; err == nil {
			d.err = bad
		}
	}
	n := copy(p, d.out)
	d.out = d.out[n:]
	if n == 0 && len(p) > 0 {
		if d.err != nil {
			return 0, d.err
		}
		return 0, io.EOF
	}
	return n, nil
}
