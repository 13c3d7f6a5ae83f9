// Package crc64 computes cyclic redundancy checks of 64 bits.
package crc64

import (
	"errors"
	"hash"

	state "internal/digest"
)

const Size = 8

// Polynomials in reversed notation.
const (
	ISO  = 0xd800000000000000
	ECMA = 0xc96c5795d7870f42
)

// Table is a polynomial's remainders of all bytes.
type Table [256]uint64

func MakeTable(poly uint64) *Table {
	t := new(Table)
	for i := range t {
		c := uint64(i)
		for range 8 {
			c = c>>1 ^ poly&-(c&1)
		}
		t[i] = c
	}
	return t
}

func Update(crc uint64, tab *Table, p []byte) uint64 {
	crc = ^crc
	for _, b := range p {
		crc = tab[byte(crc)^b] ^ crc>>8
	}
	return ^crc
}

func Checksum(data []byte, tab *Table) uint64 { return Update(0, tab, data) }

type digest struct {
	crc uint64
	tab *Table
}

func New(tab *Table) hash.Hash64 { return &digest{0, tab} }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum64() uint64  { return d.crc }
func (d *digest) Write(p []byte) (int, error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}
func (d *digest) Sum(in []byte) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		in = append(in, byte(d.crc>>shift))
	}
	return in
}

const magic = "crc\x02"

// sum is the checksum of the table, by which a saved state knows its own.
func (t *Table) sum() uint64 {
	var b []byte
	for _, x := range t {
		b = state.Put(b, uint64(x), 8)
	}
	return Checksum(b, MakeTable(ISO))
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = state.Put(append(b, magic...), uint64(d.tab.sum()), 8)
	return state.Put(b, uint64(d.crc), 8), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	b, err := state.State("hash/crc64", magic, 16, b)
	if err != nil {
		return err
	}
	if uint64(state.Number(b, 8)) != d.tab.sum() {
		return errors.New("hash/crc64: tables do not match")
	}
	d.crc = uint64(state.Number(b[8:], 8))
	return nil
}

func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}
