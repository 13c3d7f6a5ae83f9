package reflect

import (
	"errors"
	"math"
	"unsafe"
)

func dataOf(v any) *byte
func dataWord(v any) uint64
func box(id int, p *byte) any
func inner(p *byte) (id int, q *byte)
func load(p *byte) uint64
func loadByte(p *byte) uint8
func store(p *byte, w uint64)
func storeByte(p *byte, b uint8)
func at(p *byte, offset int) *byte
func copyWords(to, from *byte, n int)
func text(p *byte) string
func alloc(id, n int) *byte
func mapLen(m uint64) int
func chanLen(c uint64) (n, cap int)
func equal(id int, p, q *byte) bool

type flag uintptr

const (
	addressable flag = 1 << iota
	hidden           // reached through an unexported field
	embedded         // reached through one that is embedded, whose own exported fields are free
	readOnly = hidden | embedded
)

// Value is a value with its type. The zero Value is none.
type Value struct {
	typ  *rtype
	ptr  *byte // to the value's words
	flag flag
	m    *bound // for a method
}

// bound is a method, and its receiver as an interface holds it.
type bound struct {
	fn       int
	receiver uint64
	taken    bool
}

// ValueError is a method of Value that its kind does not have.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == Invalid {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

func (v Value) fail(method string) { panic(&ValueError{"reflect.Value." + method, v.Kind()}) }

// ValueOf is the value in i; none for nil.
func ValueOf(i any) Value {
	if i == nil {
		return Value{}
	}
	return Value{typ: typeOf(typeID(i)), ptr: dataOf(i)}
}

func (v Value) Kind() Kind {
	if v.typ == nil {
		return Invalid
	}
	return v.typ.kind
}

func (v Value) Type() Type {
	if v.typ == nil {
		v.fail("Type")
	}
	return v.typ
}

func (v Value) IsValid() bool          { return v.typ != nil }
func (v Value) CanAddr() bool          { return v.flag&addressable != 0 }
func (v Value) CanSet() bool           { return v.flag&(addressable|readOnly) == addressable }
func (v Value) CanInt() bool           { return v.Kind() >= Int && v.Kind() <= Int64 }
func (v Value) CanUint() bool          { return v.Kind() >= Uint && v.Kind() <= Uintptr }
func (v Value) CanFloat() bool         { return v.Kind() == Float32 || v.Kind() == Float64 }
func (v Value) CanComplex() bool       { return v.Kind() == Complex64 || v.Kind() == Complex128 }
func (v Value) Comparable() bool       { return v.typ == nil || v.typ.comparable }
// CanConvert knows, unlike ConvertibleTo, how long a slice is.
func (v Value) CanConvert(t Type) bool {
	o := t.common()
	if v.Kind() == Slice && o.kind == Pointer {
		o = o.elemType()
	}
	return v.Type().ConvertibleTo(t) && !(v.Kind() == Slice && o.kind == Array && v.Len() < o.n)
}

func (v Value) CanInterface() bool {
	if v.typ == nil {
		v.fail("CanInterface")
	}
	return v.flag&readOnly == 0
}

func (v Value) Interface() any {
	if v.typ == nil {
		v.fail("Interface")
	}
	if v.flag&readOnly != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return box(v.typ.id, v.made().ptr)
}

// TypeAssert is v as a T.
func TypeAssert[T any](v Value) (T, bool) {
	t, ok := v.Interface().(T)
	return t, ok
}

func (v Value) word() uint64 {
	if v.typ.kind == Uint8 {
		return uint64(loadByte(v.ptr))
	}
	return load(v.ptr)
}

func (v Value) Int() int64 {
	if !v.CanInt() {
		v.fail("Int")
	}
	return int64(load(v.ptr))
}

func (v Value) Uint() uint64 {
	if !v.CanUint() {
		v.fail("Uint")
	}
	return v.word()
}

func (v Value) Float() float64 {
	if !v.CanFloat() {
		v.fail("Float")
	}
	return math.Float64frombits(load(v.ptr))
}

func (v Value) Complex() complex128 {
	if !v.CanComplex() {
		v.fail("Complex")
	}
	return complex(math.Float64frombits(load(v.ptr)), math.Float64frombits(load(at(v.ptr, 8))))
}

func (v Value) Bool() bool {
	if v.Kind() != Bool {
		v.fail("Bool")
	}
	return load(v.ptr) != 0
}

func (v Value) String() string {
	switch v.Kind() {
	case Invalid:
		return "<invalid Value>"
	case String:
		return text(v.ptr)
	}
	return "<" + v.typ.str + " Value>"
}

func (v Value) Bytes() []byte {
	switch {
	case v.Kind() == Slice && v.typ.elemType().kind == Uint8:
		return box(typeID([]byte(nil)), v.ptr).([]byte)
	case v.Kind() == Array && v.typ.elemType().kind == Uint8:
		out := make([]byte, v.typ.n)
		for i := range out {
			out[i] = loadByte(at(v.ptr, i))
		}
		return out
	}
	if k := v.Kind(); k == Slice || k == Array {
		panic("reflect.Value.Bytes of non-byte " + k.String())
	}
	v.fail("Bytes")
	return nil
}

func (v Value) IsNil() bool {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, UnsafePointer, Interface, Slice:
		return v.m == nil && load(v.ptr) == 0
	}
	v.fail("IsNil")
	return false
}

func (v Value) IsZero() bool {
	switch v.Kind() {
	case Invalid:
		v.fail("IsZero")
	case Float32, Float64:
		return v.Float() == 0
	case Complex64, Complex128:
		return v.Complex() == 0
	case String:
		return v.Len() == 0
	case Chan, Func, Map, Pointer, UnsafePointer, Interface, Slice:
		return v.IsNil()
	case Array:
		for i := range v.typ.n {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Struct:
		for i := range v.typ.n {
			if v.typ.fieldAt(i).Name != "_" && !v.Field(i).IsZero() {
				return false
			}
		}
		return true
	}
	return v.word() == 0
}

func (v Value) Len() int {
	switch v.Kind() {
	case Slice, String:
		return int(load(at(v.ptr, 8)))
	case Array:
		return v.typ.n
	case Map:
		return mapLen(load(v.ptr))
	case Chan:
		n, _ := chanLen(load(v.ptr))
		return n
	case Pointer:
		if v.typ.elemType().kind == Array {
			return v.typ.elemType().n
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	v.fail("Len")
	return 0
}

func (v Value) Cap() int {
	switch v.Kind() {
	case Slice:
		return int(load(at(v.ptr, 16)))
	case Array:
		return v.typ.n
	case Chan:
		_, n := chanLen(load(v.ptr))
		return n
	case Pointer:
		if v.typ.elemType().kind == Array {
			return v.typ.elemType().n
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	v.fail("Cap")
	return 0
}

// address is the pointer that p points to.
func address(p *byte) *byte

// wrap is a place that holds p.
func wrap(p *byte) *byte { return dataOf(p) }

// stride is the distance between elements.
func (t *rtype) stride() int {
	if t.kind == Uint8 {
		return 1
	}
	return 8 * t.words
}

func (v Value) Index(i int) Value {
	switch v.Kind() {
	case Slice:
		if i < 0 || i >= v.Len() {
			panic("reflect: slice index out of range")
		}
		e := v.typ.elemType()
		return Value{typ: e, ptr: at(address(v.ptr), i*e.stride()), flag: v.flag | addressable}
	case Array:
		if i < 0 || i >= v.typ.n {
			panic("reflect: array index out of range")
		}
		e := v.typ.elemType()
		return Value{typ: e, ptr: at(v.ptr, i*e.stride()), flag: v.flag}
	case String:
		s := text(v.ptr)
		if i < 0 || i >= len(s) {
			panic("reflect: string index out of range")
		}
		return ValueOf(s[i])
	}
	v.fail("Index")
	return Value{}
}

// Elem is what an interface holds or a pointer points to.
func (v Value) Elem() Value {
	switch v.Kind() {
	case Interface:
		id, p := inner(v.ptr)
		if id < 0 {
			return Value{}
		}
		return Value{typ: typeOf(id), ptr: p, flag: v.flag & readOnly}
	case Pointer:
		p := address(v.ptr)
		if p == nil {
			return Value{}
		}
		return Value{typ: v.typ.elemType(), ptr: p, flag: v.flag&readOnly | addressable}
	}
	v.fail("Elem")
	return Value{}
}

func Indirect(v Value) Value {
	if v.Kind() != Pointer {
		return v
	}
	return v.Elem()
}

func (v Value) Addr() Value {
	if v.flag&addressable == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	return Value{typ: pointerTo(v.typ), ptr: wrap(v.ptr), flag: v.flag & readOnly}
}

func (v Value) Pointer() uintptr {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, UnsafePointer, Slice, String:
		return uintptr(load(v.made().ptr))
	}
	v.fail("Pointer")
	return 0
}

// UnsafePointer is Pointer as an unsafe.Pointer.
func (v Value) UnsafePointer() unsafe.Pointer {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, UnsafePointer, Slice, String:
		return *(*unsafe.Pointer)(unsafe.Pointer(v.made().ptr))
	}
	v.fail("UnsafePointer")
	return nil
}

// NewAt is a pointer to a value of the type at p.
func NewAt(typ Type, p unsafe.Pointer) Value {
	if typ == nil {
		panic("reflect: NewAt(nil)")
	}
	return Value{typ: pointerTo(typ.common()), ptr: wrap((*byte)(p))}
}

func (v Value) SetPointer(x unsafe.Pointer) {
	v.settable("SetPointer")
	if v.Kind() != UnsafePointer {
		v.fail("SetPointer")
	}
	v.put(uint64(uintptr(x)))
}

func (v Value) UnsafeAddr() uintptr {
	if v.flag&addressable == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return uintptr(load(wrap(v.ptr)))
}

func (v Value) NumField() int {
	if v.Kind() != Struct {
		v.fail("NumField")
	}
	return v.typ.n
}

func (v Value) Field(i int) Value {
	if v.Kind() != Struct {
		v.fail("Field")
	}
	if i < 0 || i >= v.typ.n {
		panic("reflect: Field index out of range")
	}
	_, _, typ, offset, isEmbedded, exported := field(v.typ.id, i)
	f := Value{typ: typeOf(typ), ptr: at(v.ptr, 8*offset), flag: v.flag &^ embedded}
	switch {
	case exported:
	case isEmbedded:
		f.flag |= embedded
	default:
		f.flag |= hidden
	}
	return f
}

func (v Value) FieldByIndex(index []int) Value {
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct field " + v.typ.elemType().Name())
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

// FieldByIndexErr is FieldByIndex with an error where a pointer on the way is nil.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer {
			if v.IsNil() {
				return Value{}, errors.New("reflect: indirection through nil pointer to embedded struct field " + v.typ.elemType().Name())
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

func (v Value) FieldByName(name string) Value {
	if v.Kind() != Struct {
		v.fail("FieldByName")
	}
	if f, ok := v.typ.FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

func (v Value) FieldByNameFunc(match func(string) bool) Value {
	if f, ok := v.typ.FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

func (v Value) Equal(u Value) bool {
	if v.Kind() == Interface {
		v = v.Elem()
	}
	if u.Kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.typ != u.typ {
		return false
	}
	if !v.typ.comparable {
		panic("reflect.Value.Equal: values of type " + v.typ.str + " are not comparable")
	}
	return equal(v.typ.id, v.ptr, u.ptr)
}

func overflow32(x float64) bool {
	x = math.Abs(x)
	return x > math.MaxFloat32 && x <= math.MaxFloat64
}

func (v Value) OverflowFloat(x float64) bool { return v.Kind() == Float32 && overflow32(x) }

func (v Value) OverflowComplex(x complex128) bool {
	if !v.CanComplex() {
		v.fail("OverflowComplex")
	}
	return v.typ.OverflowComplex(x)
}

func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		v.fail("OverflowInt")
	}
	return narrowed(v.typ, uint64(x)) != uint64(x)
}

func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		v.fail("OverflowUint")
	}
	return narrowed(v.typ, x) != x
}

// narrowed is a whole number cut to the width of a type.
func narrowed(t *rtype, w uint64) uint64 {
	switch t.kind {
	case Int8:
		return uint64(int8(w))
	case Int16:
		return uint64(int16(w))
	case Int32:
		return uint64(int32(w))
	case Uint8:
		return uint64(uint8(w))
	case Uint16:
		return uint64(uint16(w))
	case Uint32:
		return uint64(uint32(w))
	}
	return w
}
