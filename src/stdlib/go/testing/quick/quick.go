// Package quick tries functions with drawn arguments.
package quick

import (
	"fmt"
	"math"
	"math/rand"
	"reflect"
	"strings"
)

var defaultMaxCount = 100

// Generator draws values of its own type.
type Generator interface {
	Generate(rand *rand.Rand, size int) reflect.Value
}

const size = 50

// Value is a drawn value of a type; false where none can be drawn.
func Value(t reflect.Type, rand *rand.Rand) (value reflect.Value, ok bool) { return draw(t, rand, size) }

func draw(t reflect.Type, r *rand.Rand, size int) (v reflect.Value, ok bool) {
	if g, ok := reflect.Zero(t).Interface().(Generator); ok {
		return g.Generate(r, size), true
	}
	v = reflect.New(t).Elem()
	some := func(n int) int { return r.Intn(max(1, n)) }
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(r.Int()&1 == 0)
	case reflect.Float32:
		f := r.Float64() * math.MaxFloat32
		if r.Int()&1 == 1 {
			f = -f
		}
		v.SetFloat(f)
	case reflect.Float64:
		f := r.Float64() * math.MaxFloat64
		if r.Int()&1 == 1 {
			f = -f
		}
		v.SetFloat(f)
	case reflect.Complex64, reflect.Complex128:
		v.SetComplex(complex(r.NormFloat64(), r.NormFloat64()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(r.Uint64()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(r.Uint64())
	case reflect.String:
		runes := make([]rune, some(size))
		for i := range runes {
			runes[i] = rune(r.Intn(0x10ffff))
		}
		v.SetString(string(runes))
	case reflect.Slice:
		n := some(size)
		v.Set(reflect.MakeSlice(t, n, n))
		for i := range n {
			e, ok := draw(t.Elem(), r, size-n)
			if !ok {
				return v, false
			}
			v.Index(i).Set(e)
		}
	case reflect.Array:
		for i := range v.Len() {
			e, ok := draw(t.Elem(), r, size)
			if !ok {
				return v, false
			}
			v.Index(i).Set(e)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(t))
		for range some(size) {
			k, ok1 := draw(t.Key(), r, size)
			e, ok2 := draw(t.Elem(), r, size)
			if !ok1 || !ok2 {
				return v, false
			}
			v.SetMapIndex(k, e)
		}
	case reflect.Pointer:
		if some(size) != 0 {
			e, ok := draw(t.Elem(), r, size)
			if !ok {
				return v, false
			}
			v.Set(reflect.New(t.Elem()))
			v.Elem().Set(e)
		}
	case reflect.Struct:
		left := size
		for i := range v.NumField() {
			left /= v.NumField() - i
			e, ok := draw(t.Field(i).Type, r, left)
			if !ok {
				return v, false
			}
			v.Field(i).Set(e)
		}
	default:
		return v, false
	}
	return v, true
}

// Config says how often and with what.
type Config struct {
	MaxCount      int
	MaxCountScale float64
	Rand          *rand.Rand
	Values        func([]reflect.Value, *rand.Rand)
}

func (c *Config) count() int {
	switch {
	case c.MaxCount != 0:
		return c.MaxCount
	case c.MaxCountScale != 0:
		return int(c.MaxCountScale * float64(defaultMaxCount))
	}
	return defaultMaxCount
}

func (c *Config) source() *rand.Rand {
	if c.Rand == nil {
		return rand.New(rand.NewSource(rand.Int63()))
	}
	return c.Rand
}

// SetupError is a use of the package that makes no sense.
type SetupError string

func (s SetupError) Error() string { return string(s) }

// CheckError is arguments for which a function gave false.
type CheckError struct {
	Count int
	In    []any
}

func (s *CheckError) Error() string { return fmt.Sprintf("#%d: failed on input %s", s.Count, list(s.In)) }

// CheckEqualError is arguments for which two functions differ.
type CheckEqualError struct {
	CheckError
	Out1 []any
	Out2 []any
}

func (s *CheckEqualError) Error() string {
	return fmt.Sprintf("#%d: failed on input %s. Output 1: %s. Output 2: %s", s.Count, list(s.In), list(s.Out1), list(s.Out2))
}

func list(values []any) string {
	s := make([]string, len(values))
	for i, v := range values {
		s[i] = fmt.Sprintf("%#v", v)
	}
	return strings.Join(s, ", ")
}

func anys(values []reflect.Value) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v.Interface()
	}
	return out
}

func arguments(args []reflect.Value, f reflect.Type, c *Config, r *rand.Rand) error {
	if c.Values != nil {
		c.Values(args, r)
		return nil
	}
	for i := range args {
		v, ok := Value(f.In(i), r)
		if !ok {
			return SetupError(fmt.Sprintf("cannot create arbitrary value of type %s for argument %d", f.In(i), i))
		}
		args[i] = v
	}
	return nil
}

// Check calls f, which gives a bool, with drawn arguments until it gives false.
func Check(f any, config *Config) error {
	if config == nil {
		config = &Config{}
	}
	v := reflect.ValueOf(f)
	if v.Kind() != reflect.Func {
		return SetupError("argument is not a function")
	}
	t := v.Type()
	if t.NumOut() != 1 {
		return SetupError("function does not return one value")
	}
	if t.Out(0).Kind() != reflect.Bool {
		return SetupError("function does not return a bool")
	}
	args, r := make([]reflect.Value, t.NumIn()), config.source()
	for i := range config.count() {
		if err := arguments(args, t, config, r); err != nil {
			return err
		}
		if !v.Call(args)[0].Bool() {
			return &CheckError{i + 1, anys(args)}
		}
	}
	return nil
}

// CheckEqual looks for arguments for which f and g differ.
func CheckEqual(f, g any, config *Config) error {
	if config == nil {
		config = &Config{}
	}
	x, y := reflect.ValueOf(f), reflect.ValueOf(g)
	if x.Kind() != reflect.Func {
		return SetupError("f is not a function")
	}
	if y.Kind() != reflect.Func {
		return SetupError("g is not a function")
	}
	if x.Type() != y.Type() {
		return SetupError("functions have different types")
	}
	args, r := make([]reflect.Value, x.Type().NumIn()), config.source()
	for i := range config.count() {
		if err := arguments(args, x.Type(), config, r); err != nil {
			return err
		}
		a, b := anys(x.Call(args)), anys(y.Call(args))
		if !reflect.DeepEqual(a, b) {
			return &CheckEqualError{CheckError{i + 1, anys(args)}, a, b}
		}
	}
	return nil
}
