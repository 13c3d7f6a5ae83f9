// Package digest is what MD5 and the SHA family have in common. The machine works on the blocks.
package digest

// Kinds.
const (
	MD5 = iota
	SHA1
	SHA256
	SHA512
)

// blocks takes the whole blocks of p into the state h.
func blocks(kind int, h []uint64, p []byte)

// Digest is a hash in the middle of its work.
type Digest struct {
	kind, size int
	start, h   []uint64
	rest       []byte
	n          uint64
}

// New is a hash of a kind whose sum is the first size bytes of its state, which starts so.
func New(kind, size int, start []uint64) *Digest {
	d := &Digest{kind: kind, size: size, start: start}
	d.Reset()
	return d
}

// Sum of data at once, in the first bytes of out.
func Sum(kind int, start []uint64, data, out []byte) {
	d := New(kind, len(out), start)
	d.Write(data)
	copy(out, d.Sum(nil))
}

func (d *Digest) Reset() {
	d.h = append(d.h[:0], d.start...)
	d.rest = d.rest[:0]
	d.n = 0
}

func (d *Digest) Size() int { return d.size }

func (d *Digest) BlockSize() int {
	if d.kind == SHA512 {
		return 128
	}
	return 64
}

func (d *Digest) Write(p []byte) (int, error) {
	d.n += uint64(len(p))
	size, all := d.BlockSize(), len(p)
	if len(d.rest) > 0 {
		k := min(size-len(d.rest), len(p))
		d.rest, p = append(d.rest, p[:k]...), p[k:]
		if len(d.rest) == size {
			blocks(d.kind, d.h, d.rest)
			d.rest = d.rest[:0]
		}
	}
	whole := len(p) / size * size
	if whole > 0 {
		blocks(d.kind, d.h, p[:whole])
	}
	d.rest = append(d.rest, p[whole:]...)
	return all, nil
}

func (d *Digest) WriteString(s string) (int, error) { return d.Write([]byte(s)) }

// Sum appends the sum of what was written.
func (d *Digest) Sum(in []byte) []byte {
	h := append([]uint64(nil), d.h...)
	size, length := d.BlockSize(), d.BlockSize()/8
	p := append(append([]byte(nil), d.rest...), 0x80)
	for len(p)%size != size-length {
		p = append(p, 0)
	}
	for i := range length {
		shift := 8 * (length - 1 - i)
		if d.kind == MD5 {
			shift = 8 * i
		}
		p = append(p, byte(d.n<<3>>shift))
	}
	blocks(d.kind, h, p)
	return append(in, d.bytes(h)[:d.size]...)
}

func (d *Digest) bytes(h []uint64) (out []byte) {
	width := 4
	if d.kind == SHA512 {
		width = 8
	}
	for _, x := range h {
		for i := range width {
			shift := 8 * (width - 1 - i)
			if d.kind == MD5 {
				shift = 8 * i
			}
			out = append(out, byte(x>>shift))
		}
	}
	return out
}
