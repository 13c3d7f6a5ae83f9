// Package fnv computes the hashes of Fowler, Noll and Vo.
package fnv

import (
	"hash"
	"math/bits"

	state "internal/digest"
)

const (
	offset32 = 2166136261
	offset64 = 14695981039346656037
	prime32  = 16777619
	prime64  = 1099511628211
	// of 128 bits: the prime is 1<<88 + low
	offsetHigh, offsetLow = 0x6c62272e07bb0142, 0x62b821756295c58d
	low, shift            = 0x13b, 24
)

type (
	sum32   uint32
	sum32a  uint32
	sum64   uint64
	sum64a  uint64
	sum128  [2]uint64
	sum128a [2]uint64
)

func New32() hash.Hash32 {
	s := sum32(offset32)
	return &s
}

func New32a() hash.Hash32 {
	s := sum32a(offset32)
	return &s
}

func New64() hash.Hash64 {
	s := sum64(offset64)
	return &s
}

func New64a() hash.Hash64 {
	s := sum64a(offset64)
	return &s
}

func New128() hash.Hash { return &sum128{offsetHigh, offsetLow} }

func New128a() hash.Hash { return &sum128a{offsetHigh, offsetLow} }

func (s *sum32) Reset()   { *s = offset32 }
func (s *sum32a) Reset()  { *s = offset32 }
func (s *sum64) Reset()   { *s = offset64 }
func (s *sum64a) Reset()  { *s = offset64 }
func (s *sum128) Reset()  { *s = sum128{offsetHigh, offsetLow} }
func (s *sum128a) Reset() { *s = sum128a{offsetHigh, offsetLow} }

func (s *sum32) Sum32() uint32  { return uint32(*s) }
func (s *sum32a) Sum32() uint32 { return uint32(*s) }
func (s *sum64) Sum64() uint64  { return uint64(*s) }
func (s *sum64a) Sum64() uint64 { return uint64(*s) }

func (s *sum32) Write(data []byte) (int, error) {
	h := uint32(*s)
	for _, c := range data {
		h = h*prime32 ^ uint32(c)
	}
	*s = sum32(h)
	return len(data), nil
}

func (s *sum32a) Write(data []byte) (int, error) {
	h := uint32(*s)
	for _, c := range data {
		h = (h ^ uint32(c)) * prime32
	}
	*s = sum32a(h)
	return len(data), nil
}

func (s *sum64) Write(data []byte) (int, error) {
	h := uint64(*s)
	for _, c := range data {
		h = h*prime64 ^ uint64(c)
	}
	*s = sum64(h)
	return len(data), nil
}

func (s *sum64a) Write(data []byte) (int, error) {
	h := uint64(*s)
	for _, c := range data {
		h = (h ^ uint64(c)) * prime64
	}
	*s = sum64a(h)
	return len(data), nil
}

func times(h [2]uint64) [2]uint64 {
	high, lower := bits.Mul64(low, h[1])
	return [2]uint64{high + h[1]<<shift + low*h[0], lower}
}

func (s *sum128) Write(data []byte) (int, error) {
	for _, c := range data {
		*s = times(*s)
		s[1] ^= uint64(c)
	}
	return len(data), nil
}

func (s *sum128a) Write(data []byte) (int, error) {
	for _, c := range data {
		s[1] ^= uint64(c)
		*s = times(*s)
	}
	return len(data), nil
}

func (s *sum32) Size() int   { return 4 }
func (s *sum32a) Size() int  { return 4 }
func (s *sum64) Size() int   { return 8 }
func (s *sum64a) Size() int  { return 8 }
func (s *sum128) Size() int  { return 16 }
func (s *sum128a) Size() int { return 16 }

func (s *sum32) BlockSize() int   { return 1 }
func (s *sum32a) BlockSize() int  { return 1 }
func (s *sum64) BlockSize() int   { return 1 }
func (s *sum64a) BlockSize() int  { return 1 }
func (s *sum128) BlockSize() int  { return 1 }
func (s *sum128a) BlockSize() int { return 1 }

func put(in []byte, v uint64, n int) []byte {
	for n--; n >= 0; n-- {
		in = append(in, byte(v>>(8*n)))
	}
	return in
}

func (s *sum32) Sum(in []byte) []byte   { return put(in, uint64(*s), 4) }
func (s *sum32a) Sum(in []byte) []byte  { return put(in, uint64(*s), 4) }
func (s *sum64) Sum(in []byte) []byte   { return put(in, uint64(*s), 8) }
func (s *sum64a) Sum(in []byte) []byte  { return put(in, uint64(*s), 8) }
func (s *sum128) Sum(in []byte) []byte  { return put(put(in, s[0], 8), s[1], 8) }
func (s *sum128a) Sum(in []byte) []byte { return put(put(in, s[0], 8), s[1], 8) }

func (s *sum32) AppendBinary(b []byte) ([]byte, error) {
	return put(append(b, "fnv\x01"...), uint64(*s), 4), nil
}

func (s *sum32) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

func (s *sum32) UnmarshalBinary(b []byte) error {
	b, err := state.State("hash/fnv", "fnv\x01", 4, b)
	if err == nil {
		*s = sum32(state.Number(b, 4))
	}
	return err
}

func (s *sum32) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}

func (s *sum32a) AppendBinary(b []byte) ([]byte, error) {
	return put(append(b, "fnv\x02"...), uint64(*s), 4), nil
}

func (s *sum32a) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

func (s *sum32a) UnmarshalBinary(b []byte) error {
	b, err := state.State("hash/fnv", "fnv\x02", 4, b)
	if err == nil {
		*s = sum32a(state.Number(b, 4))
	}
	return err
}

func (s *sum32a) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}

func (s *sum64) AppendBinary(b []byte) ([]byte, error) {
	return put(append(b, "fnv\x03"...), uint64(*s), 8), nil
}

func (s *sum64) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

func (s *sum64) UnmarshalBinary(b []byte) error {
	b, err := state.State("hash/fnv", "fnv\x03", 8, b)
	if err == nil {
		*s = sum64(state.Number(b, 8))
	}
	return err
}

func (s *sum64) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}

func (s *sum64a) AppendBinary(b []byte) ([]byte, error) {
	return put(append(b, "fnv\x04"...), uint64(*s), 8), nil
}

func (s *sum64a) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

func (s *sum64a) UnmarshalBinary(b []byte) error {
	b, err := state.State("hash/fnv", "fnv\x04", 8, b)
	if err == nil {
		*s = sum64a(state.Number(b, 8))
	}
	return err
}

func (s *sum64a) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}

func (s *sum128) AppendBinary(b []byte) ([]byte, error) {
	return s.Sum(append(b, "fnv\x05"...)), nil
}

func (s *sum128) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

func (s *sum128) UnmarshalBinary(b []byte) error {
	b, err := state.State("hash/fnv", "fnv\x05", 16, b)
	if err == nil {
		*s = sum128{state.Number(b, 8), state.Number(b[8:], 8)}
	}
	return err
}

func (s *sum128) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}

func (s *sum128a) AppendBinary(b []byte) ([]byte, error) {
	return s.Sum(append(b, "fnv\x06"...)), nil
}

func (s *sum128a) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

func (s *sum128a) UnmarshalBinary(b []byte) error {
	b, err := state.State("hash/fnv", "fnv\x06", 16, b)
	if err == nil {
		*s = sum128a{state.Number(b, 8), state.Number(b[8:], 8)}
	}
	return err
}

func (s *sum128a) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}
