// Package gzip reads and writes gzip files (RFC 1952).
package gzip

import (
	"bufio"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"time"
)

const (
	NoCompression      = flate.NoCompression
	BestSpeed          = flate.BestSpeed
	BestCompression    = flate.BestCompression
	DefaultCompression = flate.DefaultCompression
	HuffmanOnly        = flate.HuffmanOnly
)

var (
	ErrChecksum = errors.New("gzip: invalid checksum")
	ErrHeader   = errors.New("gzip: invalid header")
)

// Header is what a file says of itself.
type Header struct {
	Comment string
	Extra   []byte
	ModTime time.Time
	Name    string
	OS      byte
}

// Writer compresses.
type Writer struct {
	Header
	w      io.Writer
	level  int
	c      *flate.Writer
	sum    uint32
	size   uint32
	closed bool
	err    error
}

func NewWriter(w io.Writer) *Writer {
	z, _ := NewWriterLevel(w, DefaultCompression)
	return z
}

func NewWriterLevel(w io.Writer, level int) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("gzip: invalid compression level: %d", level)
	}
	z := &Writer{level: level}
	z.Reset(w)
	return z, nil
}

func (z *Writer) Reset(w io.Writer) { *z = Writer{Header: Header{OS: 255}, w: w, level: z.level} }

func latin1(s string) ([]byte, error) {
	var b []byte
	for _, r := range s {
		if r == 0 || r > 0xff {
			return nil, errors.New("gzip.Write: non-Latin-1 header string")
		}
		b = append(b, byte(r))
	}
	return append(b, 0), nil
}

func (z *Writer) begin() {
	head := []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, z.OS}
	if t := z.ModTime.Unix(); z.ModTime.After(time.Unix(0, 0)) {
		head[4], head[5], head[6], head[7] = byte(t), byte(t>>8), byte(t>>16), byte(t>>24)
	}
	switch z.level {
	case BestCompression:
		head[8] = 2
	case BestSpeed:
		head[8] = 4
	}
	if z.Extra != nil {
		if len(z.Extra) > 0xffff {
			z.err = errors.New("gzip.Write: Extra data is too large")
			return
		}
		head[3] |= 4
		head = append(head, byte(len(z.Extra)), byte(len(z.Extra)>>8))
		head = append(head, z.Extra...)
	}
	for i, s := range []string{z.Name, z.Comment} {
		if s != "" {
			head[3] |= 8 << i
			text, err := latin1(s)
			if err != nil {
				z.err = err
				return
			}
			head = append(head, text...)
		}
	}
	if _, z.err = z.w.Write(head); z.err == nil {
		z.c, z.err = flate.NewWriter(z.w, z.level)
	}
}

func (z *Writer) Write(p []byte) (n int, err error) {
	if z.err == nil && z.c == nil {
		z.begin()
	}
	if z.err != nil {
		return 0, z.err
	}
	z.size += uint32(len(p))
	z.sum = crc32.Update(z.sum, crc32.IEEETable, p)
	n, z.err = z.c.Write(p)
	return n, z.err
}

func (z *Writer) Flush() error {
	if z.c == nil {
		z.Write(nil)
	}
	if z.err == nil {
		z.err = z.c.Flush()
	}
	return z.err
}

func (z *Writer) Close() error {
	if z.err != nil || z.closed {
		return z.err
	}
	z.closed = true
	if z.c == nil {
		if z.Write(nil); z.err != nil {
			return z.err
		}
	}
	if z.err = z.c.Close(); z.err == nil {
		s, n := z.sum, z.size
		_, z.err = z.w.Write([]byte{byte(s), byte(s >> 8), byte(s >> 16), byte(s >> 24), byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)})
	}
	return z.err
}

// Reader decompresses.
type Reader struct {
	Header
	r      flate.Reader
	c      io.ReadCloser
	sum    uint32
	size   uint32
	single bool
	err    error
}

func NewReader(r io.Reader) (*Reader, error) {
	z := new(Reader)
	if err := z.Reset(r); err != nil {
		return nil, err
	}
	return z, nil
}

func (z *Reader) Reset(r io.Reader) error {
	source, ok := r.(flate.Reader)
	if !ok {
		source = bufio.NewReader(r)
	}
	*z = Reader{r: source, c: z.c}
	z.err = z.head()
	return z.err
}

// Multistream says whether files that follow each other are read as one.
func (z *Reader) Multistream(ok bool) { z.single = !ok }

func short(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (z *Reader) head() error {
	var b [10]byte
	if _, err := io.ReadFull(z.r, b[:]); err != nil {
		return err
	}
	if b[0] != 0x1f || b[1] != 0x8b || b[2] != 8 {
		return ErrHeader
	}
	z.Header = Header{OS: b[9]}
	if t := int64(b[4]) | int64(b[5])<<8 | int64(b[6])<<16 | int64(b[7])<<24; t > 0 {
		z.ModTime = time.Unix(t, 0)
	}
	if b[3]&4 != 0 {
		if _, err := io.ReadFull(z.r, b[:2]); err != nil {
			return short(err)
		}
		z.Extra = make([]byte, int(b[0])|int(b[1])<<8)
		if _, err := io.ReadFull(z.r, z.Extra); err != nil {
			return short(err)
		}
	}
	flags := b[3]
	for i, s := range []*string{&z.Name, &z.Comment} {
		for flags&(8<<i) != 0 {
			c, err := z.r.ReadByte()
			if err != nil {
				return short(err)
			}
			if c == 0 {
				break
			}
			*s += string(rune(c))
		}
	}
	if flags&2 != 0 {
		if _, err := io.ReadFull(z.r, b[:2]); err != nil {
			return short(err)
		}
	}
	z.sum, z.size = 0, 0
	z.c = flate.NewReader(z.r)
	return nil
}

func (z *Reader) Read(p []byte) (n int, err error) {
	for n == 0 {
		if z.err != nil {
			return 0, z.err
		}
		n, err = z.c.Read(p)
		z.sum = crc32.Update(z.sum, crc32.IEEETable, p[:n])
		z.size += uint32(n)
		if err == nil {
			return n, nil
		}
		if z.err = err; err != io.EOF {
			return n, err
		}
		var b [8]byte
		if _, err := io.ReadFull(z.r, b[:]); err != nil {
			z.err = short(err)
			return n, z.err
		}
		word := func(i int) uint32 {
			return uint32(b[i]) | uint32(b[i+1])<<8 | uint32(b[i+2])<<16 | uint32(b[i+3])<<24
		}
		if word(0) != z.sum || word(4) != z.size {
			z.err = ErrChecksum
			return n, z.err
		}
		if z.single {
			return n, io.EOF
		}
		z.err = z.head()
	}
	return n, nil
}

func (z *Reader) Close() error {
	if z.c == nil {
		return nil
	}
	return z.c.Close()
}
