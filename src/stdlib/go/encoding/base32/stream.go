package base32

import (
	"bytes"
	"io"
)

type encoder struct {
	enc  *Encoding
	w    io.Writer
	rest []byte
	err  error
}

// NewEncoder writes what it gets to w in base32; Close writes what is left.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	e.rest = append(e.rest, p...)
	e.flush(len(e.rest) / 5 * 5)
	return len(p), e.err
}

func (e *encoder) flush(n int) {
	if e.err == nil && n > 0 {
		_, e.err = e.w.Write(e.enc.AppendEncode(nil, e.rest[:n]))
	}
	e.rest = append([]byte(nil), e.rest[n:]...)
}

func (e *encoder) Close() error {
	e.flush(len(e.rest))
	return e.err
}

type decoder struct {
	enc *Encoding
	r   io.Reader
	out []byte
	err error
}

// NewDecoder reads base32 from r.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if d.r != nil {
		text, err := io.ReadAll(d.r)
		d.r = nil
		text = bytes.Map(func(r rune) rune {
			if r == '\n' || r == '\r' {
				return -1
			}
			return r
		}, text)
		if n := len(text) % 8; n != 0 && d.enc.pad != NoPadding {
			text = text[:len(text)-n]
			if err == nil {
				err = io.ErrUnexpectedEOF
			}
		}
		if d.out, d.err = d.enc.DecodeString(string(text)); d.err == nil {
			d.err = err
		}
	}
	if n = copy(p, d.out); n == 0 {
		if d.err != nil {
			return 0, d.err
		}
		return 0, io.EOF
	}
	d.out = d.out[n:]
	return n, nil
}
