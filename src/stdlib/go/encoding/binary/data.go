package binary

import (
	"errors"
	"io"
	"math"
	"reflect"
)

var errBufferTooSmall = errors.New("buffer too small")

// Size is the number of bytes that Write would make of v; -1 when it has no fixed size.
func Size(v any) int {
	x := reflect.Indirect(reflect.ValueOf(v))
	if !x.IsValid() {
		return -1
	}
	return size(x)
}

func size(v reflect.Value) int {
	if v.Kind() == reflect.Slice {
		n := typeSize(v.Type().Elem())
		if n < 0 {
			return -1
		}
		return n * v.Len()
	}
	return typeSize(v.Type())
}

func typeSize(t reflect.Type) int {
	switch k := t.Kind(); {
	case k == reflect.Array:
		if n := typeSize(t.Elem()); n >= 0 {
			return n * t.Len()
		}
	case k == reflect.Struct:
		sum := 0
		for i := range t.NumField() {
			n := typeSize(t.Field(i).Type)
			if n < 0 {
				return -1
			}
			sum += n
		}
		return sum
	case k == reflect.Bool, k >= reflect.Int8 && k <= reflect.Int64, k >= reflect.Uint8 && k <= reflect.Uint64, k >= reflect.Float32 && k <= reflect.Complex128:
		return int(t.Size())
	}
	return -1
}

// Write writes numbers, and arrays, slices and structs of them, without gaps.
func Write(w io.Writer, order ByteOrder, data any) error {
	b, err := appendTo(nil, order, data, "Encode")
	if err != nil {
		return errors.New("binary.Write: some values are not fixed-sized in type " + reflect.TypeOf(data).String())
	}
	_, err = w.Write(b)
	return err
}

func Append(buf []byte, order ByteOrder, data any) ([]byte, error) {
	return appendTo(buf, order, data, "Append")
}

func appendTo(buf []byte, order ByteOrder, data any, name string) ([]byte, error) {
	v := reflect.Indirect(reflect.ValueOf(data))
	if !v.IsValid() || size(v) < 0 {
		return nil, errors.New("binary." + name + ": some values are not fixed-sized in type " + reflect.TypeOf(data).String())
	}
	return put(buf, order, v), nil
}

func Encode(buf []byte, order ByteOrder, data any) (int, error) {
	b, err := Append(nil, order, data)
	if err != nil {
		return 0, err
	}
	if len(buf) < len(b) {
		return 0, errBufferTooSmall
	}
	return copy(buf, b), nil
}

func put(buf []byte, order ByteOrder, v reflect.Value) []byte {
	word := uint64(0)
	switch k := v.Kind(); {
	case k == reflect.Array || k == reflect.Slice:
		for i := range v.Len() {
			buf = put(buf, order, v.Index(i))
		}
		return buf
	case k == reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Name == "_" {
				buf = append(buf, make([]byte, size(v.Field(i)))...)
				continue
			}
			buf = put(buf, order, v.Field(i))
		}
		return buf
	case k == reflect.Bool:
		if v.Bool() {
			word = 1
		}
	case v.CanInt():
		word = uint64(v.Int())
	case v.CanUint():
		word = v.Uint()
	case k == reflect.Float32:
		word = uint64(math.Float32bits(float32(v.Float())))
	case k == reflect.Float64:
		word = math.Float64bits(v.Float())
	case k == reflect.Complex64:
		c := v.Complex()
		return number(number(buf, order, uint64(math.Float32bits(float32(real(c)))), 4), order, uint64(math.Float32bits(float32(imag(c)))), 4)
	case k == reflect.Complex128:
		c := v.Complex()
		return number(number(buf, order, math.Float64bits(real(c)), 8), order, math.Float64bits(imag(c)), 8)
	}
	return number(buf, order, word, int(v.Type().Size()))
}

func number(buf []byte, order ByteOrder, word uint64, n int) []byte {
	var b [8]byte
	switch n {
	case 1:
		b[0] = byte(word)
	case 2:
		order.PutUint16(b[:], uint16(word))
	case 4:
		order.PutUint32(b[:], uint32(word))
	default:
		order.PutUint64(b[:], word)
	}
	return append(buf, b[:n]...)
}

// Read fills what data points to, or the slice data.
func Read(r io.Reader, order ByteOrder, data any) error {
	v := reflect.ValueOf(data)
	n := -1
	switch v.Kind() {
	case reflect.Pointer:
		v = v.Elem()
		n = size(v)
	case reflect.Slice:
		n = size(v)
	}
	if n < 0 {
		return errors.New("binary.Read: invalid type " + reflect.TypeOf(data).String())
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(r, b); err != nil {
		return err
	}
	take(b, order, v)
	return nil
}

func Decode(buf []byte, order ByteOrder, data any) (int, error) {
	v := reflect.ValueOf(data)
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	n := size(v)
	if n < 0 {
		return 0, errors.New("binary.Decode: invalid type " + reflect.TypeOf(data).String())
	}
	if len(buf) < n {
		return 0, errBufferTooSmall
	}
	take(buf, order, v)
	return n, nil
}

func take(b []byte, order ByteOrder, v reflect.Value) []byte {
	switch k := v.Kind(); {
	case k == reflect.Array || k == reflect.Slice:
		for i := range v.Len() {
			b = take(b, order, v.Index(i))
		}
		return b
	case k == reflect.Struct:
		for i := range v.NumField() {
			if !v.Field(i).CanSet() {
				b = b[size(v.Field(i)):]
				continue
			}
			b = take(b, order, v.Field(i))
		}
		return b
	}
	n := int(v.Type().Size())
	word := func(at, n int) uint64 {
		switch n {
		case 1:
			return uint64(b[at])
		case 2:
			return uint64(order.Uint16(b[at:]))
		case 4:
			return uint64(order.Uint32(b[at:]))
		}
		return order.Uint64(b[at:])
	}
	switch k := v.Kind(); {
	case k == reflect.Bool:
		v.SetBool(b[0] != 0)
	case v.CanInt():
		v.SetInt(int64(word(0, n)))
	case v.CanUint():
		v.SetUint(word(0, n))
	case k == reflect.Float32:
		v.SetFloat(float64(math.Float32frombits(uint32(word(0, 4)))))
	case k == reflect.Float64:
		v.SetFloat(math.Float64frombits(word(0, 8)))
	case k == reflect.Complex64:
		v.SetComplex(complex(float64(math.Float32frombits(uint32(word(0, 4)))), float64(math.Float32frombits(uint32(word(4, 4))))))
	case k == reflect.Complex128:
		v.SetComplex(complex(math.Float64frombits(word(0, 8)), math.Float64frombits(word(8, 8))))
	}
	return b[n:]
}
