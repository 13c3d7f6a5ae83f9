// Package lzw reads and writes what GIF and PDF compress so: runs that were seen before are numbers.
package lzw

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// Order is the end of a byte at which numbers begin.
type Order int

const (
	LSB Order = iota
	MSB
)

const (
	maxWidth = 12
	maxCode  = 1<<maxWidth - 1
)

// Writer compresses.
type Writer struct {
	w        *bufio.Writer
	order    Order
	literal  uint
	bits, n  uint
	width    uint
	hi       int
	table    map[int]int // run and byte to its number
	run      int         // -1 before the first byte
	err      error
	closed   bool
	overflow int
}

var errClosed = errors.New("lzw: reader/writer is closed")

func NewWriter(w io.Writer, order Order, litWidth int) io.WriteCloser {
	z := new(Writer)
	z.Reset(w, order, litWidth)
	return z
}

func (z *Writer) Reset(dst io.Writer, order Order, litWidth int) {
	*z = Writer{w: bufio.NewWriter(dst), order: order, run: -1}
	if order != LSB && order != MSB {
		z.err = errors.New("lzw: unknown order")
	}
	if litWidth < 2 || litWidth > 8 {
		z.err = fmt.Errorf("lzw: litWidth %d out of range", litWidth)
		return
	}
	z.literal = uint(litWidth)
	z.begin()
}

func (z *Writer) begin() {
	z.width = z.literal + 1
	z.hi = 1<<z.literal + 1
	z.overflow = 1 << z.width
	z.table = map[int]int{}
}

func (z *Writer) put(code int) {
	if z.order == LSB {
		z.bits |= uint(code) << z.n
		for z.n += z.width; z.n >= 8; z.n -= 8 {
			z.w.WriteByte(byte(z.bits))
			z.bits >>= 8
		}
		return
	}
	z.bits = z.bits<<z.width | uint(code)
	for z.n += z.width; z.n >= 8; z.n -= 8 {
		z.w.WriteByte(byte(z.bits >> (z.n - 8)))
	}
}

// grow counts a number more; true when all were used and it begins anew.
func (z *Writer) grow() bool {
	z.hi++
	if z.hi == z.overflow {
		z.width++
		z.overflow <<= 1
	}
	if z.hi == maxCode {
		z.put(1 << z.literal)
		z.begin()
		return true
	}
	return false
}

func (z *Writer) Write(p []byte) (int, error) {
	if z.closed && z.err == nil {
		z.err = errClosed
	}
	if z.err != nil {
		return 0, z.err
	}
	for _, b := range p {
		if int(b) >= 1<<z.literal {
			z.err = errors.New("lzw: input byte too large for the litWidth")
			return 0, z.err
		}
		if z.run < 0 {
			z.put(1 << z.literal)
			z.run = int(b)
			continue
		}
		key := z.run<<8 | int(b)
		if code, ok := z.table[key]; ok {
			z.run = code
			continue
		}
		z.put(z.run)
		z.run = int(b)
		if !z.grow() {
			z.table[key] = z.hi
		}
	}
	return len(p), nil
}

func (z *Writer) Close() error {
	if z.err != nil || z.closed {
		return z.err
	}
	z.closed = true
	if z.run >= 0 {
		z.put(z.run)
		z.grow()
	} else {
		z.put(1 << z.literal)
	}
	z.put(1<<z.literal + 1)
	if z.n > 0 {
		if z.order == MSB {
			z.bits <<= 8 - z.n
		}
		z.w.WriteByte(byte(z.bits))
	}
	return z.w.Flush()
}

// Reader decompresses.
type Reader struct {
	r       io.ByteReader
	order   Order
	literal uint
	bits, n uint
	width   uint
	hi      int
	last    int // -1 after a clear
	prefix  [maxCode + 1]int
	suffix  [maxCode + 1]byte
	out     []byte
	err     error
}

func NewReader(r io.Reader, order Order, litWidth int) io.ReadCloser {
	z := new(Reader)
	z.Reset(r, order, litWidth)
	return z
}

func (z *Reader) Reset(src io.Reader, order Order, litWidth int) {
	*z = Reader{order: order}
	if order != LSB && order != MSB {
		z.err = errors.New("lzw: unknown order")
	}
	if litWidth < 2 || litWidth > 8 {
		z.err = fmt.Errorf("lzw: litWidth %d out of range", litWidth)
		return
	}
	var ok bool
	if z.r, ok = src.(io.ByteReader); !ok {
		z.r = bufio.NewReader(src)
	}
	z.literal = uint(litWidth)
	z.clear()
}

func (z *Reader) clear() { z.width, z.hi, z.last = z.literal+1, 1<<z.literal+1, -1 }

func (z *Reader) code() (int, error) {
	for z.n < z.width {
		b, err := z.r.ReadByte()
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return 0, err
		}
		if z.order == LSB {
			z.bits |= uint(b) << z.n
		} else {
			z.bits = z.bits<<8 | uint(b)
		}
		z.n += 8
	}
	z.n -= z.width
	if z.order == LSB {
		code := z.bits & (1<<z.width - 1)
		z.bits >>= z.width
		return int(code), nil
	}
	return int(z.bits >> z.n & (1<<z.width - 1)), nil
}

func (z *Reader) Read(p []byte) (int, error) {
	for len(z.out) == 0 && z.err == nil && len(p) > 0 {
		z.err = z.step()
	}
	n := copy(p, z.out)
	z.out = z.out[n:]
	if n > 0 || len(p) == 0 {
		return n, nil
	}
	return 0, z.err
}

func (z *Reader) step() error {
	code, err := z.code()
	if err != nil {
		return err
	}
	clear := 1 << z.literal
	switch {
	case code == clear:
		z.clear()
		return nil
	case code == clear+1:
		return io.EOF
	case code > z.hi || code > clear && z.last < 0:
		return errors.New("lzw: invalid code")
	}
	// the run backwards; a number that is made just now is the last run and its own first byte
	var run []byte
	at := code
	if code == z.hi && z.last >= 0 {
		at = z.last
		run = append(run, 0)
	}
	for at >= clear {
		run = append(run, z.suffix[at])
		at = z.prefix[at]
	}
	run = append(run, byte(at))
	if code == z.hi && z.last >= 0 {
		run[0] = byte(at)
	}
	if z.last >= 0 && z.hi <= maxCode {
		z.prefix[z.hi], z.suffix[z.hi] = z.last, byte(at)
	}
	for i, j := 0, len(run)-1; i < j; i, j = i+1, j-1 {
		run[i], run[j] = run[j], run[i]
	}
	z.out = run
	z.last = code
	z.hi++
	if z.hi == 1<<z.width {
		if z.width == maxWidth {
			z.hi--
			z.last = -1
		} else {
			z.width++
		}
	}
	return nil
}

func (z *Reader) Close() error {
	z.err = errClosed
	return nil
}
