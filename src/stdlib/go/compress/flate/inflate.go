// Package flate reads and writes DEFLATE (RFC 1951).
package flate

import (
	"bufio"
	"io"
	"strconv"
)

// CorruptInputError is the place of bad data.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "flate: corrupt input before offset " + strconv.FormatInt(int64(e), 10)
}

// InternalError is a mistake of the package.
type InternalError string

func (e InternalError) Error() string { return "flate: internal error: " + string(e) }

// Reader is what NewReader reads best.
type Reader interface {
	io.Reader
	io.ByteReader
}

// Resetter begins anew with another source.
type Resetter interface {
	Reset(r io.Reader, dict []byte) error
}

const window = 1 << 15

// codes reads numbers written with a prefix code: how many codes there are of each length, and the numbers in order.
type codes struct {
	count   [16]int
	numbers []int
}

// of makes the codes of numbers with these lengths; false when there are more than fit.
func (c *codes) of(lengths []byte) bool {
	c.count = [16]int{}
	for _, n := range lengths {
		c.count[n]++
	}
	c.count[0] = 0
	left := 1
	var start [17]int
	for n := 1; n < 16; n++ {
		if left = left<<1 - c.count[n]; left < 0 {
			return false
		}
		start[n+1] = start[n] + c.count[n]
	}
	c.numbers = make([]int, start[16])
	for i, n := range lengths {
		if n != 0 {
			c.numbers[start[n]] = i
			start[n]++
		}
	}
	return true
}

type inflater struct {
	r         Reader
	offset    int64
	bits      uint
	n         uint
	history   []byte // at least the window
	given     int    // of history
	last      bool
	inBlock   int // 0 none, 1 stored, 2 codes
	stored    int
	lits, far codes
	err       error
}

// NewReader reads what is compressed in r.
func NewReader(r io.Reader) io.ReadCloser { return NewReaderDict(r, nil) }

func NewReaderDict(r io.Reader, dict []byte) io.ReadCloser {
	f := &inflater{}
	f.Reset(r, dict)
	return f
}

func (f *inflater) Reset(r io.Reader, dict []byte) error {
	source, ok := r.(Reader)
	if !ok {
		source = bufio.NewReader(r)
	}
	*f = inflater{r: source, history: append([]byte(nil), dict...), given: len(dict)}
	return nil
}

func (f *inflater) Close() error {
	if f.err == io.EOF {
		return nil
	}
	return f.err
}

func (f *inflater) Read(p []byte) (int, error) {
	for {
		if f.given < len(f.history) {
			n := copy(p, f.history[f.given:])
			f.given += n
			return n, nil
		}
		if f.err != nil {
			return 0, f.err
		}
		if len(p) == 0 {
			return 0, nil
		}
		if len(f.history) > 4*window {
			f.history = append([]byte(nil), f.history[len(f.history)-window:]...)
			f.given = len(f.history)
		}
		f.err = f.step()
	}
}

// need has n bits at hand.
func (f *inflater) need(n uint) error {
	for f.n < n {
		b, err := f.r.ReadByte()
		if err == io.EOF {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		f.offset++
		f.bits |= uint(b) << f.n
		f.n += 8
	}
	return nil
}

func (f *inflater) take(n uint) (int, error) {
	if err := f.need(n); err != nil {
		return 0, err
	}
	v := f.bits & (1<<n - 1)
	f.bits >>= n
	f.n -= n
	return int(v), nil
}

func (f *inflater) number(c *codes) (int, error) {
	code, first, index := 0, 0, 0
	for n := 1; n < 16; n++ {
		bit, err := f.take(1)
		if err != nil {
			return 0, err
		}
		code |= bit
		count := c.count[n]
		if code-first < count {
			return c.numbers[index+code-first], nil
		}
		index += count
		first = (first + count) << 1
		code <<= 1
	}
	return 0, f.corrupt()
}

func (f *inflater) corrupt() error { return CorruptInputError(f.offset) }

// step goes on for a while.
func (f *inflater) step() error {
	switch f.inBlock {
	case 1:
		return f.copyStored()
	case 2:
		return f.decode()
	}
	if f.last {
		return io.EOF
	}
	head, err := f.take(3)
	if err != nil {
		return err
	}
	f.last = head&1 != 0
	switch head >> 1 {
	case 0:
		f.bits, f.n = 0, 0
		size, err := f.take(16)
		if err != nil {
			return err
		}
		check, err := f.take(16)
		if err != nil {
			return err
		}
		if size != check^0xffff {
			return f.corrupt()
		}
		f.stored, f.inBlock = size, 1
		return nil
	case 1:
		f.fixed()
		f.inBlock = 2
		return nil
	case 2:
		f.inBlock = 2
		return f.tables()
	}
	return f.corrupt()
}

func (f *inflater) copyStored() error {
	for n := 0; f.stored > 0 && n < window; n++ {
		b, err := f.take(8)
		if err != nil {
			return err
		}
		f.history = append(f.history, byte(b))
		f.stored--
	}
	if f.stored == 0 {
		f.inBlock = 0
	}
	return nil
}

func fixedLengths() []byte {
	lengths := make([]byte, 288)
	for i := range lengths {
		switch {
		case i < 144:
			lengths[i] = 8
		case i < 256:
			lengths[i] = 9
		case i < 280:
			lengths[i] = 7
		default:
			lengths[i] = 8
		}
	}
	return lengths
}

func (f *inflater) fixed() {
	f.lits.of(fixedLengths())
	five := make([]byte, 30)
	for i := range five {
		five[i] = 5
	}
	f.far.of(five)
}

// order of the lengths of the codes of lengths
var order = []byte{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

func (f *inflater) tables() error {
	head, err := f.take(14)
	if err != nil {
		return err
	}
	lits, far, own := head&31+257, head>>5&31+1, head>>10+4
	if lits > 286 || far > 30 {
		return f.corrupt()
	}
	var lengths [19]byte
	for i := range own {
		n, err := f.take(3)
		if err != nil {
			return err
		}
		lengths[order[i]] = byte(n)
	}
	var c codes
	if !c.of(lengths[:]) {
		return f.corrupt()
	}
	all := make([]byte, 0, lits+far)
	for len(all) < lits+far {
		n, err := f.number(&c)
		if err != nil {
			return err
		}
		if n < 16 {
			all = append(all, byte(n))
			continue
		}
		value, least, bits := byte(0), 3, uint(3)
		switch n {
		case 16:
			if len(all) == 0 {
				return f.corrupt()
			}
			value, bits = all[len(all)-1], 2
		case 18:
			least, bits = 11, 7
		}
		more, err := f.take(bits)
		if err != nil {
			return err
		}
		for range least + more {
			all = append(all, value)
		}
	}
	if len(all) > lits+far || !f.lits.of(all[:lits]) || !f.far.of(all[lits:]) {
		return f.corrupt()
	}
	return nil
}

// length and distance are the least of a code from 257 on, or from 0, and how many bits more it has.
func length(code int) (least int, bits uint) {
	switch {
	case code < 265:
		return code - 254, 0
	case code == 285:
		return 258, 0
	}
	bits = uint(code-261) / 4
	return 3 + (4+(code-261)%4)<<bits, bits
}

func distance(code int) (least int, bits uint) {
	if code < 4 {
		return code + 1, 0
	}
	bits = uint(code)/2 - 1
	return 1 + (2+code%2)<<bits, bits
}

func (f *inflater) decode() error {
	for n := 0; n < window; {
		code, err := f.number(&f.lits)
		switch {
		case err != nil:
			return err
		case code < 256:
			f.history = append(f.history, byte(code))
			n++
			continue
		case code == 256:
			f.inBlock = 0
			return nil
		case code > 285:
			return f.corrupt()
		}
		size, bits := length(code)
		more, err := f.take(bits)
		if err != nil {
			return err
		}
		size += more
		if code, err = f.number(&f.far); err != nil {
			return err
		}
		if code > 29 {
			return f.corrupt()
		}
		back, bits := distance(code)
		if more, err = f.take(bits); err != nil {
			return err
		}
		back += more
		if back > len(f.history) {
			return f.corrupt()
		}
		for range size {
			f.history = append(f.history, f.history[len(f.history)-back])
		}
		n += size
	}
	return nil
}
