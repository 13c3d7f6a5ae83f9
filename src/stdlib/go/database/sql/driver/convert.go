package driver

import (
	"fmt"
	"reflect"
	"strconv"
	"time"
)

// ValueConverter makes a Value.
type ValueConverter interface {
	ConvertValue(v any) (Value, error)
}

// ColumnConverter has one for each column.
type ColumnConverter interface {
	ColumnConverter(idx int) ValueConverter
}

// IsValue reports whether v is one of the types that a Value can have.
func IsValue(v any) bool {
	switch v.(type) {
	case nil, []byte, bool, float64, int64, string, time.Time:
		return true
	}
	return false
}

// IsScanValue is IsValue.
func IsScanValue(v any) bool { return IsValue(v) }

type boolType struct{}

// Bool makes truth values of bools, of 0 and 1, and of words that strconv.ParseBool knows.
var Bool boolType

func (boolType) String() string { return "Bool" }

func (boolType) ConvertValue(src any) (Value, error) {
	bad := func() (Value, error) {
		return nil, fmt.Errorf("sql/driver: couldn't convert %v (%T) into type bool", src, src)
	}
	switch s := src.(type) {
	case bool:
		return s, nil
	case string:
		b, err := strconv.ParseBool(s)
		if err != nil {
			return nil, fmt.Errorf("sql/driver: couldn't convert %q into type bool", s)
		}
		return b, nil
	case []byte:
		b, err := strconv.ParseBool(string(s))
		if err != nil {
			return nil, fmt.Errorf("sql/driver: couldn't convert %q into type bool", s)
		}
		return b, nil
	}
	v := reflect.ValueOf(src)
	switch {
	case v.IsValid() && v.CanInt() && (v.Int() == 0 || v.Int() == 1):
		return v.Int() == 1, nil
	case v.IsValid() && v.CanUint() && v.Uint() <= 1:
		return v.Uint() == 1, nil
	case v.IsValid() && (v.CanInt() || v.CanUint()):
		return nil, fmt.Errorf("sql/driver: couldn't convert %d into type bool", src)
	}
	return bad()
}

type int32Type struct{}

// Int32 makes whole numbers of 32 bits.
var Int32 int32Type

func (int32Type) ConvertValue(v any) (Value, error) {
	r := reflect.ValueOf(v)
	switch {
	case r.IsValid() && r.CanInt():
		if r.Int() != int64(int32(r.Int())) {
			return nil, fmt.Errorf("sql/driver: value %d overflows int32", v)
		}
		return r.Int(), nil
	case r.IsValid() && r.CanUint():
		if r.Uint() > 1<<31-1 {
			return nil, fmt.Errorf("sql/driver: value %d overflows int32", v)
		}
		return int64(r.Uint()), nil
	case r.IsValid() && r.Kind() == reflect.String:
		i, err := strconv.Atoi(r.String())
		if err != nil {
			return nil, fmt.Errorf("sql/driver: value %q can't be converted to int32", v)
		}
		return int64(i), nil
	}
	return nil, fmt.Errorf("sql/driver: unsupported value %v (type %T) converting to int32", v, v)
}

type stringType struct{}

// String makes texts.
var String stringType

func (stringType) ConvertValue(v any) (Value, error) {
	switch v.(type) {
	case string, []byte:
		return v, nil
	}
	return fmt.Sprintf("%v", v), nil
}

// Null lets nil be, and leaves the rest to its converter.
type Null struct{ Converter ValueConverter }

func (n Null) ConvertValue(v any) (Value, error) {
	if v == nil {
		return nil, nil
	}
	return n.Converter.ConvertValue(v)
}

// NotNull refuses nil, and leaves the rest to its converter.
type NotNull struct{ Converter ValueConverter }

func (n NotNull) ConvertValue(v any) (Value, error) {
	if v == nil {
		return nil, fmt.Errorf("nil value not allowed")
	}
	return n.Converter.ConvertValue(v)
}

type defaultConverter struct{}

// DefaultParameterConverter makes Values of all types that are like one of them.
var DefaultParameterConverter defaultConverter

func (defaultConverter) ConvertValue(v any) (Value, error) {
	if IsValue(v) {
		return v, nil
	}
	if valuer, ok := v.(Valuer); ok {
		if r := reflect.ValueOf(v); r.Kind() == reflect.Pointer && r.IsNil() {
			return nil, nil
		}
		out, err := valuer.Value()
		if err == nil && !IsValue(out) {
			err = fmt.Errorf("non-Value type %T returned from Value", out)
		}
		return out, err
	}
	r := reflect.ValueOf(v)
	switch {
	case r.Kind() == reflect.Pointer:
		if r.IsNil() {
			return nil, nil
		}
		return defaultConverter{}.ConvertValue(r.Elem().Interface())
	case r.CanInt():
		return r.Int(), nil
	case r.CanUint():
		if r.Uint() >= 1<<63 {
			return nil, fmt.Errorf("uint64 values with high bit set are not supported")
		}
		return int64(r.Uint()), nil
	case r.CanFloat():
		return r.Float(), nil
	case r.Kind() == reflect.Bool:
		return r.Bool(), nil
	case r.Kind() == reflect.String:
		return r.String(), nil
	case r.Kind() == reflect.Slice && r.Type().Elem().Kind() == reflect.Uint8:
		return r.Bytes(), nil
	case r.Kind() == reflect.Slice:
		return nil, fmt.Errorf("unsupported type %T, a slice of %s", v, r.Type().Elem().Kind())
	}
	return nil, fmt.Errorf("unsupported type %T, a %s", v, r.Kind())
}
