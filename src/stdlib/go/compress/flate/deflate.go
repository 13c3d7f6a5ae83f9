package flate

import (
	"errors"
	"io"
	"strconv"
)

const (
	NoCompression      = 0
	BestSpeed          = 1
	BestCompression    = 9
	DefaultCompression = -1
	HuffmanOnly        = -2
)

// Writer compresses what it gets: repetitions are found, and all is written with the fixed codes. What it writes is
// valid and differs from what compiled Go writes.
type Writer struct {
	w     io.Writer
	level int
	first []byte // what it begins with
	dict  []byte // what came before
	data  []byte
	bits  uint64
	n     uint
	out   []byte
	err   error
	done  bool
}

var errClosed = errors.New("flate: closed writer")

func NewWriter(w io.Writer, level int) (*Writer, error) { return NewWriterDict(w, level, nil) }

func NewWriterDict(w io.Writer, level int, dict []byte) (*Writer, error) {
	if level < HuffmanOnly || level > BestCompression {
		return nil, errors.New("flate: invalid compression level " + strconv.Itoa(level) + ": want value in range [-2, 9]")
	}
	d := &Writer{level: level, first: append([]byte(nil), dict...)}
	d.Reset(w)
	return d, nil
}

func (d *Writer) Reset(w io.Writer) { *d = Writer{w: w, level: d.level, first: d.first, dict: d.first} }

func (d *Writer) Write(p []byte) (int, error) {
	if d.done && d.err == nil {
		d.err = errClosed
	}
	if d.err != nil {
		return 0, d.err
	}
	d.data = append(d.data, p...)
	if len(d.data) >= 1<<16 {
		d.block(false)
		d.send()
	}
	return len(p), d.err
}

// Flush writes all that there is, up to a whole byte.
func (d *Writer) Flush() error {
	if d.err == nil && !d.done {
		if len(d.data) > 0 {
			d.block(false)
		}
		d.put(0, 3)
		d.align()
		d.out = append(d.out, 0, 0, 0xff, 0xff)
		d.send()
	}
	return d.err
}

func (d *Writer) Close() error {
	if d.done {
		return nil
	}
	if d.err == nil {
		d.block(true)
		d.align()
		d.send()
	}
	d.done = true
	return d.err
}

func (d *Writer) send() {
	if len(d.out) > 0 && d.err == nil {
		_, d.err = d.w.Write(d.out)
		d.out = d.out[:0]
	}
}

func (d *Writer) put(v int, n uint) {
	d.bits |= uint64(v) << d.n
	for d.n += n; d.n >= 8; d.n -= 8 {
		d.out = append(d.out, byte(d.bits))
		d.bits >>= 8
	}
}

func (d *Writer) align() {
	if d.n > 0 {
		d.put(0, 8-d.n)
	}
}

// code writes a prefix code, whose bits go from the high to the low.
func (d *Writer) code(v int, n uint) {
	r := 0
	for range n {
		r = r<<1 | v&1
		v >>= 1
	}
	d.put(r, n)
}

func (d *Writer) literal(c int) {
	switch {
	case c < 144:
		d.code(0x30+c, 8)
	case c < 256:
		d.code(0x190+c-144, 9)
	case c < 280:
		d.code(c-256, 7)
	default:
		d.code(0xc0+c-280, 8)
	}
}

// block writes all that was kept.
func (d *Writer) block(last bool) {
	end := 0
	if last {
		end = 1
	}
	if d.level == NoCompression {
		d.stored(end)
		return
	}
	d.put(end|1<<1, 3)
	all := append(append([]byte(nil), d.dict...), d.data...)
	seen := map[uint32]int{}
	hash := func(i int) uint32 { return uint32(all[i])<<16 | uint32(all[i+1])<<8 | uint32(all[i+2]) }
	for i := 0; i+2 < len(d.dict); i++ {
		seen[hash(i)] = i
	}
	for i := len(d.dict); i < len(all); {
		n, back := 0, 0
		if i+2 < len(all) && d.level != HuffmanOnly {
			h := hash(i)
			if at, ok := seen[h]; ok && i-at <= window {
				back = i - at
				for n < 258 && i+n < len(all) && all[at+n] == all[i+n] {
					n++
				}
			}
			seen[h] = i
		}
		if n < 3 {
			d.literal(int(all[i]))
			i++
			continue
		}
		d.repeat(n, back)
		for end := i + n; i < end; i++ {
			if i+2 < len(all) {
				seen[hash(i)] = i
			}
		}
	}
	d.literal(256)
	d.dict = all[max(0, len(all)-window):]
	d.data = d.data[:0]
}

func (d *Writer) repeat(n, back int) {
	code := 285
	for {
		if least, _ := length(code); least <= n {
			break
		}
		code--
	}
	least, bits := length(code)
	d.literal(code)
	d.put(n-least, bits)
	code = 29
	for {
		if least, _ := distance(code); least <= back {
			break
		}
		code--
	}
	least, bits = distance(code)
	d.code(code, 5)
	d.put(back-least, bits)
}

func (d *Writer) stored(end int) {
	for {
		n := min(len(d.data), 0xffff)
		mark := 0
		if n == len(d.data) {
			mark = end
		}
		d.put(mark, 3)
		d.align()
		d.out = append(d.out, byte(n), byte(n>>8), ^byte(n), ^byte(n>>8))
		d.out = append(d.out, d.data[:n]...)
		if d.data = d.data[n:]; len(d.data) == 0 {
			return
		}
	}
}
