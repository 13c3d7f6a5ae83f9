package base64

import "io"

type encoder struct {
	e    *Encoding
	w    io.Writer
	rest []byte
	err  error
}

// NewEncoder writes what it gets to w in base64; Close writes what is left.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{e: enc, w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	e.rest = append(e.rest, p...)
	whole := len(e.rest) / 3 * 3
	e.flush(whole)
	return len(p), e.err
}

func (e *encoder) flush(n int) {
	if e.err == nil && n > 0 {
		_, e.err = e.w.Write(e.e.AppendEncode(nil, e.rest[:n]))
	}
	e.rest = append([]byte(nil), e.rest[n:]...)
}

func (e *encoder) Close() error {
	e.flush(len(e.rest))
	return e.err
}

type decoder struct {
	e    *Encoding
	r    io.Reader
	text []byte // read and not decoded yet
	out  []byte
	err  error
}

// NewDecoder reads base64 from r.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{e: enc, r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	for len(d.out) == 0 && d.err == nil {
		buf := make([]byte, 1024)
		n, err := d.r.Read(buf)
		for _, c := range buf[:n] {
			if c != '\n' && c != '\r' {
				d.text = append(d.text, c)
			}
		}
		whole := len(d.text) / 4 * 4
		if err != nil {
			whole, d.err = len(d.text), err
			if len(d.text)%4 != 0 && d.e.pad != NoPadding || err != io.EOF {
				whole = len(d.text) / 4 * 4
			}
			if whole < len(d.text) && err == io.EOF {
				d.err = io.ErrUnexpectedEOF
			}
		}
		out, bad := d.e.DecodeString(string(d.text[:whole]))
		d.out, d.text = out, d.text[whole:]
		if bad != nil {
			d.err = bad
		}
	}
	if n = copy(p, d.out); n > 0 {
		d.out = d.out[n:]
		return n, nil
	}
	return 0, d.err
}
