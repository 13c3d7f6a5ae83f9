package hex

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Dump is data as hexdump -C shows it.
func Dump(data []byte) string {
	var out strings.Builder
	d := Dumper(&out)
	d.Write(data)
	d.Close()
	return out.String()
}

type dumper struct {
	w    io.Writer
	line []byte
	at   int

	closed bool
}

// Dumper writes what it gets to w as hexdump -C shows it; Close writes the last line.
func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

func (d *dumper) Write(data []byte) (n int, err error) {
	if d.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	for _, b := range data {
		if d.line = append(d.line, b); len(d.line) == 16 {
			if err := d.flush(); err != nil {
				return n, err
			}
		}
		n++
	}
	return n, nil
}

func (d *dumper) flush() error {
	out := fmt.Appendf(nil, "%08x ", d.at)
	text := []byte{}
	for i := range 16 {
		if i == 8 {
			out = append(out, ' ')
		}
		if i >= len(d.line) {
			out = append(out, "   "...)
			continue
		}
		c := d.line[i]
		out = fmt.Appendf(out, " %02x", c)
		if c < 32 || c > 126 {
			c = '.'
		}
		text = append(text, c)
	}
	out = fmt.Appendf(out, "  |%s|\n", text)
	d.at += len(d.line)
	d.line = d.line[:0]
	_, err := d.w.Write(out)
	return err
}

func (d *dumper) Close() error {
	if d.closed = true; len(d.line) == 0 {
		return nil
	}
	return d.flush()
}

type encoder struct{ w io.Writer }

// NewEncoder writes what it gets to w in hexadecimal.
func NewEncoder(w io.Writer) io.Writer { return encoder{w} }

func (e encoder) Write(p []byte) (n int, err error) {
	m, err := e.w.Write(AppendEncode(nil, p))
	return m / 2, err
}

type decoder struct {
	r    io.Reader
	text []byte
}

// NewDecoder reads hexadecimal from r.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	buf := make([]byte, max(2*len(p)-len(d.text), 0))
	n, err = d.r.Read(buf)
	d.text = append(d.text, buf[:n]...)
	whole := len(d.text) / 2 * 2
	out, bad := DecodeString(string(d.text[:whole]))
	d.text = d.text[whole:]
	switch {
	case bad != nil:
		err = bad
	case err == io.EOF && len(d.text) == 1:
		err = io.ErrUnexpectedEOF
		if value(d.text[0]) < 0 {
			err = InvalidByteError(d.text[0])
		}
	}
	return copy(p, out), err
}
