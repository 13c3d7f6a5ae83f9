// Package adler32 computes the checksum of zlib.
package adler32

import (
	"hash"

	state "internal/digest"
)

const (
	Size = 4
	mod  = 65521
)

func update(d uint32, p []byte) uint32 {
	a, b := d&0xffff, d>>16
	for _, c := range p {
		a = (a + uint32(c)) % mod
		b = (b + a) % mod
	}
	return b<<16 | a
}

func Checksum(data []byte) uint32 { return update(1, data) }

type digest uint32

func New() hash.Hash32 {
	d := digest(1)
	return &d
}

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 4 }
func (d *digest) Reset()         { *d = 1 }
func (d *digest) Sum32() uint32  { return uint32(*d) }
func (d *digest) Write(p []byte) (int, error) {
	*d = digest(update(uint32(*d), p))
	return len(p), nil
}
func (d *digest) Sum(in []byte) []byte {
	s := uint32(*d)
	return append(in, byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
}

const magic = "adl\x01"

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	return state.Put(append(b, magic...), uint64(*d), 4), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	b, err := state.State("hash/adler32", magic, 4, b)
	if err == nil {
		*d = digest(state.Number(b, 4))
	}
	return err
}

func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}
