package big

import (
	"errors"
	"fmt"
)

const gobVersion = 1

// GobEncode gives a version with the sign in its lowest bit, and the value's bytes.
func (x *Int) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	b := byte(gobVersion << 1)
	if x.neg {
		b |= 1
	}
	return append([]byte{b}, x.Bytes()...), nil
}

func (z *Int) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Int{}
		return nil
	}
	if buf[0]>>1 != gobVersion {
		return fmt.Errorf("Int.GobDecode: encoding version %d not supported", buf[0]>>1)
	}
	z.SetBytes(buf[1:])
	z.neg = buf[0]&1 != 0
	return nil
}

// GobEncode gives the same, the length of the numerator's bytes in four, and the bytes of both.
func (x *Rat) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	b := byte(gobVersion << 1)
	if x.Sign() < 0 {
		b |= 1
	}
	num := x.Num().Bytes()
	n := len(num)
	return append(append([]byte{b, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}, num...), x.Denom().Bytes()...), nil
}

func (z *Rat) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Rat{}
		return nil
	}
	if len(buf) < 5 {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	if buf[0]>>1 != gobVersion {
		return fmt.Errorf("Rat.GobDecode: encoding version %d not supported", buf[0]>>1)
	}
	n := int(buf[1])<<24 | int(buf[2])<<16 | int(buf[3])<<8 | int(buf[4])
	if n > len(buf)-5 {
		return errors.New("Rat.GobDecode: buffer too small")
	}
	num, den := new(Int).SetBytes(buf[5:5+n]), new(Int).SetBytes(buf[5+n:])
	if den.Sign() == 0 {
		den.SetInt64(1)
	}
	num.neg = buf[0]&1 != 0 && num.Sign() != 0
	z.SetFrac(num, den)
	return nil
}
