// Package gob sends values from an Encoder to a Decoder. The bytes are of this package's own making, each value with
// its kind and the names of its fields: they are not those of compiled Go.
package gob

import (
	"encoding"
	"errors"
	"reflect"
)

// GobEncoder writes itself.
type GobEncoder interface {
	GobEncode() ([]byte, error)
}

// GobDecoder reads itself.
type GobDecoder interface {
	GobDecode([]byte) error
}

// CommonType is a type as compiled Go sends it.
type CommonType struct {
	Name string
	Id   int32
}

var (
	byName = map[string]reflect.Type{}
	byType = map[reflect.Type]string{}
)

// RegisterName makes a type known that interfaces hold.
func RegisterName(name string, value any) {
	if name == "" {
		panic("attempt to register empty name")
	}
	t := reflect.TypeOf(value)
	if old, ok := byName[name]; ok && old != t {
		panic("gob: registering duplicate types for " + `"` + name + `": ` + old.String() + " != " + t.String())
	}
	if old, ok := byType[t]; ok && old != name {
		panic("gob: registering duplicate names for " + t.String() + `: "` + old + `" != "` + name + `"`)
	}
	byName[name], byType[t] = t, name
}

// Register makes a type known under its own name.
func Register(value any) {
	t := reflect.TypeOf(value)
	name := t.String()
	star, named := "", t
	if t.Name() == "" && t.Kind() == reflect.Pointer {
		star, named = "*", t.Elem()
	}
	if named.Name() != "" {
		if name = star + named.Name(); named.PkgPath() != "" {
			name = star + named.PkgPath() + "." + named.Name()
		}
	}
	RegisterName(name, value)
}

func init() {
	for _, v := range []any{0, int8(0), int16(0), int32(0), int64(0), uint(0), uint8(0), uint16(0), uint32(0), uint64(0), float32(0), 0.0, complex64(0), complex128(0), uintptr(0), false, "", []byte(nil), []int(nil), []string(nil), []float64(nil), []bool(nil)} {
		Register(v)
	}
}

// What a value begins with.
const (
	isBool    = 'b'
	isInt     = 'i'
	isUint    = 'u'
	isFloat   = 'f'
	isComplex = 'c'
	isString  = 's'
	isBytes   = 'B'
	isList    = '['
	isMap     = 'm'
	isStruct  = '{'
	isHeld    = 'I'
	isOwn     = 'g'
)

var kindNames = map[byte]string{isBool: "bool", isInt: "int", isUint: "uint", isFloat: "float", isComplex: "complex", isString: "string", isBytes: "bytes", isList: "slice", isMap: "map", isStruct: "struct", isHeld: "interface", isOwn: "gobEncoder"}

// sends says whether a field goes over.
func sends(f reflect.StructField) bool {
	t := f.Type
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return f.IsExported() && t.Kind() != reflect.Chan && t.Kind() != reflect.Func
}

// own is what a value writes of itself.
func own(v reflect.Value) (data []byte, ok bool, err error) {
	if !v.CanInterface() {
		return nil, false, nil
	}
	tries := []any{v.Interface()}
	if v.CanAddr() {
		tries = append(tries, v.Addr().Interface())
	}
	for _, x := range tries {
		switch x := x.(type) {
		case GobEncoder:
			data, err = x.GobEncode()
			return data, true, err
		case encoding.BinaryMarshaler:
			data, err = x.MarshalBinary()
			return data, true, err
		}
	}
	return nil, false, nil
}

var errPointer = errors.New("gob: attempt to decode into a non-pointer")
