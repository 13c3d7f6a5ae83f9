package sql

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"
)

// Null is a T or nothing.
type Null[T any] struct {
	V     T
	Valid bool
}

func (n *Null[T]) Scan(value any) error { return scanNull(&n.V, &n.Valid, value) }

func (n Null[T]) Value() (driver.Value, error) {
	if !n.Valid {
		return nil, nil
	}
	if valuer, ok := any(n.V).(driver.Valuer); ok {
		return valuer.Value()
	}
	return n.V, nil
}

func orNull(valid bool, v driver.Value) (driver.Value, error) {
	if !valid {
		return nil, nil
	}
	return v, nil
}

func scanNull(dest any, valid *bool, value any) error {
	if value == nil {
		reflect.ValueOf(dest).Elem().SetZero()
		*valid = false
		return nil
	}
	err := assign(dest, value)
	*valid = err == nil
	return err
}

// assign stores a database's value in *dest, converted where it must be.
func assign(dest, src any) error {
	if s, ok := dest.(Scanner); ok {
		return s.Scan(src)
	}
	to := reflect.ValueOf(dest)
	if to.Kind() != reflect.Pointer {
		return errors.New("destination not a pointer")
	}
	if to.IsNil() {
		return errors.New("destination pointer is nil")
	}
	to = to.Elem()
	from := reflect.ValueOf(src)
	if from.IsValid() && from.Type().AssignableTo(to.Type()) {
		if b, ok := src.([]byte); ok {
			from = reflect.ValueOf(append([]byte{}, b...))
		}
		to.Set(from)
		return nil
	}
	text := asText(src)
	wrong := func(err error) error {
		if e, ok := err.(*strconv.NumError); ok {
			err = e.Err
		}
		return fmt.Errorf("converting driver.Value type %T (%q) to a %s: %v", src, text, to.Kind(), err)
	}
	switch {
	case src == nil:
		return fmt.Errorf("converting NULL to %s is unsupported", to.Kind())
	case to.Kind() == reflect.Pointer:
		to.Set(reflect.New(to.Type().Elem()))
		return assign(to.Interface(), src)
	case to.CanInt():
		i, err := strconv.ParseInt(text, 10, to.Type().Bits())
		if err != nil {
			return wrong(err)
		}
		to.SetInt(i)
	case to.CanUint():
		u, err := strconv.ParseUint(text, 10, to.Type().Bits())
		if err != nil {
			return wrong(err)
		}
		to.SetUint(u)
	case to.CanFloat():
		f, err := strconv.ParseFloat(text, to.Type().Bits())
		if err != nil {
			return wrong(err)
		}
		to.SetFloat(f)
	case to.Kind() == reflect.Bool:
		b, err := driver.Bool.ConvertValue(src)
		if err != nil {
			return err
		}
		to.SetBool(b.(bool))
	case to.Kind() == reflect.String && isPlain(from):
		to.SetString(text)
	case to.Kind() == reflect.Slice && to.Type().Elem().Kind() == reflect.Uint8 && isPlain(from):
		to.SetBytes([]byte(text))
	case from.Kind() == to.Kind() && from.CanConvert(to.Type()):
		to.Set(from.Convert(to.Type()))
	default:
		return fmt.Errorf("unsupported Scan, storing driver.Value type %T into type %T", src, dest)
	}
	return nil
}

func isPlain(v reflect.Value) bool {
	_, isTime := v.Interface().(time.Time)
	return isTime || v.CanInt() || v.CanUint() || v.CanFloat() || v.Kind() == reflect.Bool || v.Kind() == reflect.String || v.Kind() == reflect.Slice
}

func asText(src any) string {
	switch v := src.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case float32:
		return strconv.FormatFloat(float64(v), 'g', -1, 32)
	}
	return fmt.Sprint(src)
}

// NullString is text or nothing.
type NullString struct {
	String string
	Valid bool
}

func (n *NullString) Scan(value any) error { return scanNull(&n.String, &n.Valid, value) }

func (n NullString) Value() (driver.Value, error) { return orNull(n.Valid, n.String) }

// NullInt64 is a number or nothing.
type NullInt64 struct {
	Int64 int64
	Valid bool
}

func (n *NullInt64) Scan(value any) error { return scanNull(&n.Int64, &n.Valid, value) }

func (n NullInt64) Value() (driver.Value, error) { return orNull(n.Valid, n.Int64) }

// NullInt32 is a number or nothing.
type NullInt32 struct {
	Int32 int32
	Valid bool
}

func (n *NullInt32) Scan(value any) error { return scanNull(&n.Int32, &n.Valid, value) }

func (n NullInt32) Value() (driver.Value, error) { return orNull(n.Valid, int64(n.Int32)) }

// NullInt16 is a number or nothing.
type NullInt16 struct {
	Int16 int16
	Valid bool
}

func (n *NullInt16) Scan(value any) error { return scanNull(&n.Int16, &n.Valid, value) }

func (n NullInt16) Value() (driver.Value, error) { return orNull(n.Valid, int64(n.Int16)) }

// NullByte is a byte or nothing.
type NullByte struct {
	Byte byte
	Valid bool
}

func (n *NullByte) Scan(value any) error { return scanNull(&n.Byte, &n.Valid, value) }

func (n NullByte) Value() (driver.Value, error) { return orNull(n.Valid, int64(n.Byte)) }

// NullFloat64 is a number or nothing.
type NullFloat64 struct {
	Float64 float64
	Valid bool
}

func (n *NullFloat64) Scan(value any) error { return scanNull(&n.Float64, &n.Valid, value) }

func (n NullFloat64) Value() (driver.Value, error) { return orNull(n.Valid, n.Float64) }

// NullBool is a truth value or nothing.
type NullBool struct {
	Bool bool
	Valid bool
}

func (n *NullBool) Scan(value any) error { return scanNull(&n.Bool, &n.Valid, value) }

func (n NullBool) Value() (driver.Value, error) { return orNull(n.Valid, n.Bool) }
