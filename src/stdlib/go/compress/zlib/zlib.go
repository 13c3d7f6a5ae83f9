// Package zlib reads and writes zlib data (RFC 1950).
package zlib

import (
	"bufio"
	"compress/flate"
	"errors"
	"fmt"
	"hash"
	"hash/adler32"
	"io"
)

const (
	NoCompression      = flate.NoCompression
	BestSpeed          = flate.BestSpeed
	BestCompression    = flate.BestCompression
	DefaultCompression = flate.DefaultCompression
	HuffmanOnly        = flate.HuffmanOnly
)

var (
	ErrChecksum   = errors.New("zlib: invalid checksum")
	ErrDictionary = errors.New("zlib: invalid dictionary")
	ErrHeader     = errors.New("zlib: invalid header")
)

// Writer compresses.
type Writer struct {
	w     io.Writer
	level int
	dict  []byte
	c     *flate.Writer
	sum   hash.Hash32
	err   error
}

func NewWriter(w io.Writer) *Writer {
	z, _ := NewWriterLevelDict(w, DefaultCompression, nil)
	return z
}

func NewWriterLevel(w io.Writer, level int) (*Writer, error) { return NewWriterLevelDict(w, level, nil) }

func NewWriterLevelDict(w io.Writer, level int, dict []byte) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, fmt.Errorf("zlib: invalid compression level: %d", level)
	}
	return &Writer{w: w, level: level, dict: dict}, nil
}

func (z *Writer) Reset(w io.Writer) { *z = Writer{w: w, level: z.level, dict: z.dict} }

func big(v uint32) []byte { return []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)} }

func (z *Writer) begin() {
	head := []byte{0x78, 0}
	switch z.level {
	case -2, 0, 1:
	case 2, 3, 4, 5:
		head[1] = 1 << 6
	case 6, -1:
		head[1] = 2 << 6
	default:
		head[1] = 3 << 6
	}
	if z.dict != nil {
		head[1] |= 1 << 5
	}
	head[1] += byte(31 - (int(head[0])<<8+int(head[1]))%31)
	if z.dict != nil {
		head = append(head, big(adler32.Checksum(z.dict))...)
	}
	if _, z.err = z.w.Write(head); z.err == nil {
		z.sum = adler32.New()
		z.c, z.err = flate.NewWriterDict(z.w, z.level, z.dict)
	}
}

func (z *Writer) Write(p []byte) (n int, err error) {
	if z.err == nil && z.c == nil {
		z.begin()
	}
	if z.err != nil || len(p) == 0 {
		return 0, z.err
	}
	if n, z.err = z.c.Write(p); z.err == nil {
		z.sum.Write(p)
	}
	return n, z.err
}

func (z *Writer) Flush() error {
	if z.Write(nil); z.err == nil {
		z.err = z.c.Flush()
	}
	return z.err
}

func (z *Writer) Close() error {
	if z.Write(nil); z.err == nil {
		if z.err = z.c.Close(); z.err == nil {
			_, z.err = z.w.Write(big(z.sum.Sum32()))
		}
	}
	return z.err
}

type reader struct {
	r   flate.Reader
	c   io.ReadCloser
	sum hash.Hash32
	err error
}

// Resetter begins anew with another source.
type Resetter interface {
	Reset(r io.Reader, dict []byte) error
}

func NewReader(r io.Reader) (io.ReadCloser, error) { return NewReaderDict(r, nil) }

func NewReaderDict(r io.Reader, dict []byte) (io.ReadCloser, error) {
	z := new(reader)
	if err := z.Reset(r, dict); err != nil {
		return nil, err
	}
	return z, nil
}

func short(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (z *reader) Reset(r io.Reader, dict []byte) error {
	source, ok := r.(flate.Reader)
	if !ok {
		source = bufio.NewReader(r)
	}
	*z = reader{r: source, sum: adler32.New()}
	var b [4]byte
	if _, err := io.ReadFull(z.r, b[:2]); err != nil {
		z.err = short(err)
		return z.err
	}
	if b[0]&15 != 8 || b[0]>>4 > 7 || (int(b[0])<<8|int(b[1]))%31 != 0 {
		z.err = ErrHeader
		return z.err
	}
	if b[1]&0x20 != 0 {
		if _, err := io.ReadFull(z.r, b[:]); err != nil {
			z.err = short(err)
			return z.err
		}
		if string(b[:]) != string(big(adler32.Checksum(dict))) {
			z.err = ErrDictionary
			return z.err
		}
		z.c = flate.NewReaderDict(z.r, dict)
		return nil
	}
	z.c = flate.NewReader(z.r)
	return nil
}

func (z *reader) Read(p []byte) (int, error) {
	if z.err != nil {
		return 0, z.err
	}
	n, err := z.c.Read(p)
	z.sum.Write(p[:n])
	if z.err = err; err != io.EOF {
		return n, err
	}
	var b [4]byte
	if _, err := io.ReadFull(z.r, b[:]); err != nil {
		z.err = short(err)
	} else if string(b[:]) != string(big(z.sum.Sum32())) {
		z.err = ErrChecksum
	}
	return n, z.err
}

func (z *reader) Close() error {
	if z.err != nil && z.err != io.EOF {
		return z.err
	}
	return z.c.Close()
}
