// Package crc32 computes cyclic redundancy checks of 32 bits.
package crc32

import (
	"errors"
	"hash"
	"sync"

	state "internal/digest"
)

const Size = 4

// Polynomials in reversed notation.
const (
	IEEE       = 0xedb88320
	Castagnoli = 0x82f63b78
	Koopman    = 0xeb31d82e
)

// Table is a polynomial's remainders of all bytes.
type Table [256]uint32

var IEEETable = MakeTable(IEEE)

var (
	tables = map[uint32]*Table{}
	mu     sync.Mutex
)

func MakeTable(poly uint32) *Table {
	mu.Lock()
	defer mu.Unlock()
	if t := tables[poly]; t != nil {
		return t
	}
	t := new(Table)
	for i := range t {
		c := uint32(i)
		for range 8 {
			c = c>>1 ^ poly&-(c&1)
		}
		t[i] = c
	}
	tables[poly] = t
	return t
}

func Update(crc uint32, tab *Table, p []byte) uint32 {
	crc = ^crc
	for _, b := range p {
		crc = tab[byte(crc)^b] ^ crc>>8
	}
	return ^crc
}

func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }
func ChecksumIEEE(data []byte) uint32         { return Update(0, IEEETable, data) }

type digest struct {
	crc uint32
	tab *Table
}

func New(tab *Table) hash.Hash32 { return &digest{0, tab} }
func NewIEEE() hash.Hash32       { return New(IEEETable) }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum32() uint32  { return d.crc }
func (d *digest) Write(p []byte) (int, error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}
func (d *digest) Sum(in []byte) []byte {
	s := d.crc
	return append(in, byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
}

const magic = "crc\x01"

// sum is the checksum of the table, by which a saved state knows its own.
func (t *Table) sum() uint32 {
	var b []byte
	for _, x := range t {
		b = state.Put(b, uint64(x), 4)
	}
	return ChecksumIEEE(b)
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = state.Put(append(b, magic...), uint64(d.tab.sum()), 4)
	return state.Put(b, uint64(d.crc), 4), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	b, err := state.State("hash/crc32", magic, 8, b)
	if err != nil {
		return err
	}
	if uint32(state.Number(b, 4)) != d.tab.sum() {
		return errors.New("hash/crc32: tables do not match")
	}
	d.crc = uint32(state.Number(b[4:], 4))
	return nil
}

func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}
