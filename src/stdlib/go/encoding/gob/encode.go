package gob

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"sync"
)

// Encoder writes values.
type Encoder struct {
	mu sync.Mutex
	w  io.Writer
}

func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w} }

func (enc *Encoder) Encode(e any) error { return enc.EncodeValue(reflect.ValueOf(e)) }

func (enc *Encoder) EncodeValue(v reflect.Value) error {
	if v.Kind() == reflect.Invalid {
		return errors.New("gob: cannot encode nil value")
	}
	if v.Kind() == reflect.Pointer && v.IsNil() {
		panic("gob: cannot encode nil pointer of type " + v.Type().String())
	}
	enc.mu.Lock()
	defer enc.mu.Unlock()
	m := &message{}
	if err := m.value(v); err != nil {
		return err
	}
	_, err := enc.w.Write(append(binary.AppendUvarint(nil, uint64(len(m.b))), m.b...))
	return err
}

type message struct{ b []byte }

func (m *message) count(n int) { m.b = binary.AppendUvarint(m.b, uint64(n)) }

func (m *message) text(s string) {
	m.count(len(s))
	m.b = append(m.b, s...)
}

func (m *message) float(f float64) { m.b = binary.BigEndian.AppendUint64(m.b, math.Float64bits(f)) }

func (m *message) value(v reflect.Value) error {
	if data, ok, err := own(v); ok {
		m.b = append(m.b, isOwn)
		m.text(string(data))
		return err
	}
	switch v.Kind() {
	case reflect.Bool:
		m.b = append(m.b, isBool, 0)
		if v.Bool() {
			m.b[len(m.b)-1] = 1
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		m.b = binary.AppendVarint(append(m.b, isInt), v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		m.b = binary.AppendUvarint(append(m.b, isUint), v.Uint())
	case reflect.Float32, reflect.Float64:
		m.b = append(m.b, isFloat)
		m.float(v.Float())
	case reflect.Complex64, reflect.Complex128:
		m.b = append(m.b, isComplex)
		m.float(real(v.Complex()))
		m.float(imag(v.Complex()))
	case reflect.String:
		m.b = append(m.b, isString)
		m.text(v.String())
	case reflect.Pointer:
		if v.IsNil() {
			return errors.New("gob: encodeReflectValue: nil element")
		}
		return m.value(v.Elem())
	case reflect.Slice, reflect.Array:
		return m.list(v)
	case reflect.Map:
		return m.entries(v)
	case reflect.Struct:
		return m.fields(v)
	case reflect.Interface:
		return m.held(v)
	default:
		return goes(v.Type())
	}
	return nil
}

// goes is nil where values of type t can be sent.
func goes(t reflect.Type) error {
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return errors.New("gob NewTypeObject can't handle type: " + t.String())
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return goes(t.Elem())
	case reflect.Map:
		if err := goes(t.Key()); err != nil {
			return err
		}
		return goes(t.Elem())
	}
	return nil
}

func (m *message) list(v reflect.Value) error {
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		m.b = append(m.b, isBytes)
		m.text(string(v.Bytes()))
		return nil
	}
	if err := goes(v.Type()); err != nil {
		return err
	}
	m.b = append(m.b, isList)
	m.count(v.Len())
	for i := range v.Len() {
		if err := m.value(v.Index(i)); err != nil {
			return err
		}
	}
	return nil
}

func (m *message) entries(v reflect.Value) error {
	if err := goes(v.Type()); err != nil {
		return err
	}
	m.b = append(m.b, isMap)
	m.count(v.Len())
	for it := v.MapRange(); it.Next(); {
		if err := m.value(it.Key()); err != nil {
			return err
		}
		if err := m.value(it.Value()); err != nil {
			return err
		}
	}
	return nil
}

// fields go with their names, but for those that are zero.
func (m *message) fields(v reflect.Value) error {
	t := v.Type()
	m.b = append(m.b, isStruct)
	some := false
	for i := range t.NumField() {
		f := t.Field(i)
		if !sends(f) {
			continue
		}
		some = true
		x := v.Field(i)
		for x.Kind() == reflect.Pointer && !x.IsNil() && x.Type().Elem().Kind() == reflect.Pointer {
			x = x.Elem()
		}
		if x.Kind() == reflect.Pointer && x.IsNil() || x.Kind() != reflect.Pointer && x.IsZero() && x.Kind() != reflect.Array {
			continue
		}
		m.text(f.Name)
		if err := m.value(x); err != nil {
			return err
		}
	}
	if !some && t.NumField() > 0 {
		return fmt.Errorf("gob: type %s has no exported fields", t)
	}
	m.text("")
	return nil
}

func (m *message) held(v reflect.Value) error {
	m.b = append(m.b, isHeld)
	if v.IsNil() {
		m.text("")
		return nil
	}
	x := v.Elem()
	name, ok := byType[x.Type()]
	if !ok {
		return errors.New("gob: type not registered for interface: " + x.Type().String())
	}
	m.text(name)
	return m.value(x)
}
