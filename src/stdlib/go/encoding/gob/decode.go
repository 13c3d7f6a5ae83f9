package gob

import (
	"bufio"
	"encoding"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"sync"
)

// Decoder reads values.
type Decoder struct {
	mu sync.Mutex
	r  interface {
		io.Reader
		io.ByteReader
	}
}

func NewDecoder(r io.Reader) *Decoder {
	if own, ok := r.(interface {
		io.Reader
		io.ByteReader
	}); ok {
		return &Decoder{r: own}
	}
	return &Decoder{r: bufio.NewReader(r)}
}

// Decode reads the next value to where e points; nil drops it.
func (dec *Decoder) Decode(e any) error {
	if e == nil {
		return dec.DecodeValue(reflect.Value{})
	}
	v := reflect.ValueOf(e)
	if v.Kind() != reflect.Pointer {
		return errPointer
	}
	return dec.DecodeValue(v)
}

func (dec *Decoder) DecodeValue(v reflect.Value) error {
	if v.IsValid() {
		if v.Kind() == reflect.Pointer && v.IsNil() {
			return errors.New("gob: DecodeValue of unassignable value")
		}
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		} else if !v.CanSet() {
			return errors.New("gob: DecodeValue of unassignable value")
		}
	}
	dec.mu.Lock()
	defer dec.mu.Unlock()
	n, err := binary.ReadUvarint(dec.r)
	if err != nil {
		return err
	}
	if n > 1<<30 {
		return errors.New("gob: message too big")
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(dec.r, b); err != nil {
		return io.ErrUnexpectedEOF
	}
	return (&parcel{b}).value(v)
}

type parcel struct{ b []byte }

var errShort = errors.New("gob: bad data: message ends too early")

func (p *parcel) take(n int) ([]byte, error) {
	if n < 0 || n > len(p.b) {
		return nil, errShort
	}
	b := p.b[:n]
	p.b = p.b[n:]
	return b, nil
}

func (p *parcel) count() (int, error) {
	v, n := binary.Uvarint(p.b)
	if n <= 0 || v > 1<<30 {
		return 0, errShort
	}
	p.b = p.b[n:]
	return int(v), nil
}

func (p *parcel) text() ([]byte, error) {
	n, err := p.count()
	if err != nil {
		return nil, err
	}
	return p.take(n)
}

func (p *parcel) float() (float64, error) {
	b, err := p.take(8)
	if err != nil {
		return 0, err
	}
	return math.Float64frombits(binary.BigEndian.Uint64(b)), nil
}

func mismatch(v reflect.Value, kind byte) error {
	return fmt.Errorf("gob: decoding into local type %s, received remote type %s", v.Type(), kindNames[kind])
}

// value reads one to v; an invalid v drops it.
func (p *parcel) value(v reflect.Value) error {
	head, err := p.take(1)
	if err != nil {
		return err
	}
	for v.IsValid() && v.Kind() == reflect.Pointer && head[0] != isOwn {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	switch kind := head[0]; kind {
	case isBool:
		b, err := p.take(1)
		if err != nil || !v.IsValid() {
			return err
		}
		if v.Kind() != reflect.Bool {
			return mismatch(v, kind)
		}
		v.SetBool(b[0] != 0)
	case isInt:
		x, n := binary.Varint(p.b)
		if n <= 0 {
			return errShort
		}
		p.b = p.b[n:]
		switch {
		case !v.IsValid():
		case !v.CanInt():
			return mismatch(v, kind)
		case v.OverflowInt(x):
			return fmt.Errorf("gob: value for %q out of range", v.Type())
		default:
			v.SetInt(x)
		}
	case isUint:
		x, n := binary.Uvarint(p.b)
		if n <= 0 {
			return errShort
		}
		p.b = p.b[n:]
		switch {
		case !v.IsValid():
		case !v.CanUint():
			return mismatch(v, kind)
		case v.OverflowUint(x):
			return fmt.Errorf("gob: value for %q out of range", v.Type())
		default:
			v.SetUint(x)
		}
	case isFloat:
		x, err := p.float()
		if err != nil || !v.IsValid() {
			return err
		}
		if !v.CanFloat() {
			return mismatch(v, kind)
		}
		v.SetFloat(x)
	case isComplex:
		re, err := p.float()
		if err != nil {
			return err
		}
		im, err := p.float()
		if err != nil || !v.IsValid() {
			return err
		}
		if !v.CanComplex() {
			return mismatch(v, kind)
		}
		v.SetComplex(complex(re, im))
	case isString, isBytes:
		b, err := p.text()
		if err != nil || !v.IsValid() {
			return err
		}
		switch {
		case kind == isString && v.Kind() == reflect.String:
			v.SetString(string(b))
		case kind == isBytes && v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
			v.SetBytes(append([]byte{}, b...))
		default:
			return mismatch(v, kind)
		}
	case isList:
		return p.list(v)
	case isMap:
		return p.entries(v)
	case isStruct:
		return p.fields(v)
	case isHeld:
		return p.held(v)
	case isOwn:
		return p.own(v)
	default:
		return errors.New("gob: bad data: unknown kind")
	}
	return nil
}

func (p *parcel) list(v reflect.Value) error {
	n, err := p.count()
	if err != nil {
		return err
	}
	if n > len(p.b) {
		return errShort
	}
	if v.IsValid() {
		switch v.Kind() {
		case reflect.Slice:
			if v.Cap() < n {
				v.Set(reflect.MakeSlice(v.Type(), n, n))
			}
			v.SetLen(n)
		case reflect.Array:
			if v.Len() != n {
				return fmt.Errorf("gob: length mismatch in decodeArray")
			}
		default:
			return mismatch(v, isList)
		}
	}
	for i := range n {
		var e reflect.Value
		if v.IsValid() {
			e = v.Index(i)
		}
		if err := p.value(e); err != nil {
			return err
		}
	}
	return nil
}

func (p *parcel) entries(v reflect.Value) error {
	n, err := p.count()
	if err != nil {
		return err
	}
	if v.IsValid() && v.Kind() != reflect.Map {
		return mismatch(v, isMap)
	}
	if v.IsValid() && v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	for range n {
		var k, e reflect.Value
		if v.IsValid() {
			k, e = reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		}
		if err := p.value(k); err != nil {
			return err
		}
		if err := p.value(e); err != nil {
			return err
		}
		if v.IsValid() {
			v.SetMapIndex(k, e)
		}
	}
	return nil
}

func (p *parcel) fields(v reflect.Value) error {
	if v.IsValid() && v.Kind() != reflect.Struct {
		return mismatch(v, isStruct)
	}
	sent, found := 0, 0
	for {
		name, err := p.text()
		if err != nil {
			return err
		}
		if len(name) == 0 {
			break
		}
		sent++
		var f reflect.Value
		if v.IsValid() {
			if t, ok := v.Type().FieldByName(string(name)); ok && sends(t) && len(t.Index) == 1 {
				f = v.FieldByIndex(t.Index)
				found++
			}
		}
		if err := p.value(f); err != nil {
			return err
		}
	}
	if sent > 0 && found == 0 && v.IsValid() && v.NumField() > 0 {
		return fmt.Errorf("gob: type mismatch: no fields matched compiling decoder for %s", v.Type().Name())
	}
	return nil
}

func (p *parcel) held(v reflect.Value) error {
	name, err := p.text()
	if err != nil {
		return err
	}
	if v.IsValid() && v.Kind() != reflect.Interface {
		return mismatch(v, isHeld)
	}
	if len(name) == 0 {
		if v.IsValid() {
			v.SetZero()
		}
		return nil
	}
	t, ok := byName[string(name)]
	if !ok {
		return fmt.Errorf("gob: name not registered for interface: %q", name)
	}
	x := reflect.New(t).Elem()
	if err := p.value(x); err != nil {
		return err
	}
	if !v.IsValid() {
		return nil
	}
	if !t.AssignableTo(v.Type()) {
		return errors.New("gob: " + t.String() + " is not assignable to type " + v.Type().String())
	}
	v.Set(x)
	return nil
}

func (p *parcel) own(v reflect.Value) error {
	b, err := p.text()
	if err != nil || !v.IsValid() {
		return err
	}
	if v.Kind() == reflect.Pointer && v.IsNil() {
		v.Set(reflect.New(v.Type().Elem()))
	}
	x := v
	if v.Kind() != reflect.Pointer {
		x = v.Addr()
	}
	switch x := x.Interface().(type) {
	case GobDecoder:
		return x.GobDecode(b)
	case encoding.BinaryUnmarshaler:
		return x.UnmarshalBinary(b)
	}
	return mismatch(v, isOwn)
}
