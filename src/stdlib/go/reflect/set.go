package reflect

import (
	"math"
	"strconv"
)

func mapGet(m uint64, keyType int, key *byte, valueType int) *byte
func mapSet(m uint64, keyType int, key *byte, valueType int, value *byte) bool
func mapKeys(m uint64) []*byte
func mapValues(m uint64) []*byte
func mapClear(m uint64)
func makeMap(id int) uint64

func (v Value) settable(method string) {
	switch {
	case v.typ == nil:
		v.fail(method)
	case v.flag&readOnly != 0:
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	case v.flag&addressable == 0:
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
}

func (v Value) put(w uint64) {
	if v.typ.kind == Uint8 {
		storeByte(v.ptr, uint8(w))
		return
	}
	store(v.ptr, w)
}

// as is v as a value of type t, to which it can be assigned.
func (v Value) as(t *rtype, what string) Value {
	if v.typ == nil {
		if what == "reflect.Set" {
			what = "reflect.Value.Set"
		}
		panic("reflect: call of " + what + " on zero Value")
	}
	if v.flag&readOnly != 0 {
		panic("reflect: " + what + " using value obtained using unexported field")
	}
	switch {
	case v.typ == t:
		return v.made()
	case !v.typ.AssignableTo(t):
		panic(what + ": value of type " + v.typ.str + " is not assignable to type " + t.str)
	case t.kind == Interface:
		if v.Kind() == Interface {
			if v = v.Elem(); !v.IsValid() {
				return Zero(t)
			}
		}
		held := v.Interface()
		return Value{typ: t, ptr: at(dataOf(holder{held}), 0)}
	}
	return Value{typ: t, ptr: v.made().ptr}
}

// holder has an interface's words as its own.
type holder struct{ v any }

func (v Value) Set(x Value) {
	v.settable("Set")
	x = x.as(v.typ, "reflect.Set")
	if v.typ.kind == Uint8 {
		storeByte(v.ptr, loadByte(x.ptr))
		return
	}
	copyWords(v.ptr, x.ptr, v.typ.words)
}

func (v Value) SetInt(x int64) {
	v.settable("SetInt")
	if !v.CanInt() {
		v.fail("SetInt")
	}
	v.put(narrowed(v.typ, uint64(x)))
}

func (v Value) SetUint(x uint64) {
	v.settable("SetUint")
	if !v.CanUint() {
		v.fail("SetUint")
	}
	v.put(narrowed(v.typ, x))
}

func (v Value) SetFloat(x float64) {
	v.settable("SetFloat")
	switch v.Kind() {
	case Float32:
		x = float64(float32(x))
	case Float64:
	default:
		v.fail("SetFloat")
	}
	v.put(math.Float64bits(x))
}

func (v Value) SetComplex(x complex128) {
	v.settable("SetComplex")
	switch v.Kind() {
	case Complex64:
		x = complex128(complex64(x))
	case Complex128:
	default:
		v.fail("SetComplex")
	}
	store(v.ptr, math.Float64bits(real(x)))
	store(at(v.ptr, 8), math.Float64bits(imag(x)))
}

func (v Value) SetBool(x bool) {
	v.settable("SetBool")
	if v.Kind() != Bool {
		v.fail("SetBool")
	}
	if x {
		v.put(1)
	} else {
		v.put(0)
	}
}

func (v Value) SetString(x string) {
	v.settable("SetString")
	if v.Kind() != String {
		v.fail("SetString")
	}
	copyWords(v.ptr, dataOf(x), 2)
}

func (v Value) SetBytes(x []byte) {
	v.settable("SetBytes")
	if v.Kind() != Slice || v.typ.elemType().kind != Uint8 {
		v.fail("SetBytes")
	}
	copyWords(v.ptr, dataOf(x), 3)
}

func (v Value) SetZero() {
	v.settable("SetZero")
	v.Set(Zero(v.typ))
}

func (v Value) SetLen(n int) {
	v.settable("SetLen")
	if v.Kind() != Slice {
		v.fail("SetLen")
	}
	if n < 0 || n > v.Cap() {
		panic("reflect: slice length out of range in SetLen")
	}
	store(at(v.ptr, 8), uint64(n))
}

func (v Value) SetCap(n int) {
	v.settable("SetCap")
	if v.Kind() != Slice {
		v.fail("SetCap")
	}
	if n < v.Len() || n > v.Cap() {
		panic("reflect: slice capacity out of range in SetCap")
	}
	store(at(v.ptr, 16), uint64(n))
}

// Zero is the zero value of a type.
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	t := typ.common()
	return Value{typ: t, ptr: alloc(t.id, 1)}
}

// New is a pointer to a new zero value.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	z := Zero(typ)
	return Value{typ: pointerTo(z.typ), ptr: wrap(z.ptr)}
}

// slice is a value with these three words.
func slice(t *rtype, base *byte, n, capacity int) Value {
	s := Value{typ: t, ptr: alloc(t.id, 1)}
	copyWords(s.ptr, wrap(base), 1)
	store(at(s.ptr, 8), uint64(n))
	store(at(s.ptr, 16), uint64(capacity))
	return s
}

func MakeSlice(typ Type, n, cap int) Value {
	switch {
	case typ.Kind() != Slice:
		panic("reflect.MakeSlice of non-slice type")
	case n < 0:
		panic("reflect.MakeSlice: negative len")
	case cap < 0:
		panic("reflect.MakeSlice: negative cap")
	case n > cap:
		panic("reflect.MakeSlice: len > cap")
	}
	t := typ.common()
	return slice(t, alloc(t.elem, cap), n, cap)
}

func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	m := Zero(typ)
	store(m.ptr, makeMap(m.typ.id))
	return m
}

// extensible says what is wrong with a slice to append to; the functions that do have no name in messages.
func (s Value) extensible() {
	if s.flag&readOnly != 0 {
		panic("reflect: unknown method using value obtained using unexported field")
	}
	if s.Kind() != Slice {
		panic(&ValueError{"unknown method", s.Kind()})
	}
}

func Append(s Value, x ...Value) Value {
	s.extensible()
	n := s.Len()
	out := s.grown(n + len(x))
	for i, v := range x {
		out.Index(n + i).Set(v)
	}
	return out
}

// grown is a slice of n elements that begins with those of s.
func (s Value) grown(n int) Value {
	if n <= s.Cap() {
		return slice(s.typ, address(s.ptr), n, s.Cap())
	}
	out := MakeSlice(s.typ, n, max(n, 2*s.Cap()))
	Copy(out, s)
	return out
}

func AppendSlice(s, t Value) Value {
	s.extensible()
	t.extensible()
	if a, b := s.typ.Elem(), t.typ.Elem(); a != b {
		panic("reflect.AppendSlice: " + a.String() + " != " + b.String())
	}
	out := s.grown(s.Len() + t.Len())
	Copy(out.Slice(s.Len(), out.Len()), t)
	return out
}

func (v Value) Grow(n int) {
	v.settable("Grow")
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	old := v.Len()
	v.Set(v.grown(old + n))
	v.SetLen(old)
}

func Copy(dst, src Value) int {
	n := min(dst.Len(), src.Len())
	held := make([]Value, n)
	for i := range held {
		held[i] = Zero(src.Index(i).typ)
		held[i].flag = addressable
		held[i].Set(src.Index(i))
	}
	for i, v := range held {
		dst.Index(i).Set(v)
	}
	return n
}

func (v Value) Slice(i, j int) Value {
	switch v.Kind() {
	case String:
		if i < 0 || j < i || j > v.Len() {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		s := Zero(v.typ)
		copyWords(s.ptr, dataOf(text(v.ptr)[i:j]), 2)
		return s
	case Slice:
		if i < 0 || j < i || j > v.Cap() {
			panic("reflect.Value.Slice: slice index out of bounds")
		}
		return slice(v.typ, at(address(v.ptr), i*v.typ.elemType().stride()), j-i, v.Cap()-i)
	case Array:
		if v.flag&addressable == 0 {
			panic("reflect.Value.Slice: slice of unaddressable array")
		}
		if i < 0 || j < i || j > v.typ.n {
			panic("reflect.Value.Slice: slice index out of bounds")
		}
		t := SliceOf(v.typ.elemType()).common()
		return slice(t, at(v.ptr, i*v.typ.elemType().stride()), j-i, v.typ.n-i)
	}
	v.fail("Slice")
	return Value{}
}

// Slice3 is v[i:j:k].
func (v Value) Slice3(i, j, k int) Value {
	base, end, t := v.ptr, 0, v.typ
	switch v.Kind() {
	case Slice:
		base, end = address(v.ptr), v.Cap()
	case Array:
		if v.flag&addressable == 0 {
			panic("reflect.Value.Slice3: slice of unaddressable array")
		}
		end, t = v.typ.n, SliceOf(v.typ.elemType()).common()
	default:
		v.fail("Slice3")
	}
	if i < 0 || j < i || k < j || k > end {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	return slice(t, at(base, i*t.elemType().stride()), j-i, k-i)
}

func (v Value) SetMapIndex(key, elem Value) {
	if v.Kind() != Map {
		v.fail("SetMapIndex")
	}
	k := key.as(typeOf(v.typ.key), "reflect.Value.SetMapIndex")
	if elem.typ == nil {
		mapSet(load(v.ptr), k.typ.id, k.ptr, v.typ.elem, nil)
		return
	}
	e := elem.as(v.typ.elemType(), "reflect.Value.SetMapIndex")
	if load(v.ptr) == 0 {
		panic(plain("assignment to entry in nil map"))
	}
	mapSet(load(v.ptr), k.typ.id, k.ptr, e.typ.id, e.ptr)
}

type plain string

func (p plain) Error() string { return string(p) }
func (p plain) RuntimeError() {}

func (v Value) MapIndex(key Value) Value {
	if v.Kind() != Map {
		v.fail("MapIndex")
	}
	k := key.as(typeOf(v.typ.key), "reflect.Value.MapIndex")
	p := mapGet(load(v.ptr), k.typ.id, k.ptr, v.typ.elem)
	if p == nil {
		return Value{}
	}
	return Value{typ: v.typ.elemType(), ptr: p, flag: (v.flag | key.flag) & readOnly}
}

func (v Value) MapKeys() []Value {
	if v.Kind() != Map {
		v.fail("MapKeys")
	}
	keys := mapKeys(load(v.ptr))
	out := make([]Value, len(keys))
	for i, p := range keys {
		out[i] = Value{typ: typeOf(v.typ.key), ptr: p, flag: v.flag & readOnly}
	}
	return out
}

// MapIter goes over a map.
type MapIter struct {
	m      Value
	keys   []Value
	values []*byte // of keys that may be unequal to themselves and are found by no other way
	at     int
}

func (v Value) MapRange() *MapIter {
	iter := &MapIter{m: v, keys: v.MapKeys(), at: -1}
	switch typeOf(v.typ.key).Kind() {
	case Float32, Float64, Complex64, Complex128, Interface, Array, Struct:
		iter.values = mapValues(load(v.ptr))
	}
	return iter
}

func (iter *MapIter) Next() bool {
	for iter.at++; iter.at < len(iter.keys); iter.at++ {
		if iter.Value().IsValid() {
			return true
		}
	}
	return false
}

func (iter *MapIter) Key() Value { return iter.keys[iter.at] }

func (iter *MapIter) Value() Value {
	k := iter.keys[iter.at]
	if iter.values == nil || iter.m.Len() == 0 || k.Equal(k) {
		return iter.m.MapIndex(k)
	}
	return Value{typ: iter.m.typ.elemType(), ptr: iter.values[iter.at], flag: iter.m.flag & readOnly}
}

func (iter *MapIter) Reset(v Value) {
	*iter = *v.MapRange()
}

func (v Value) SetIterKey(iter *MapIter)   { v.Set(iter.Key()) }
func (v Value) SetIterValue(iter *MapIter) { v.Set(iter.Value()) }

func (v Value) Clear() {
	switch v.Kind() {
	case Map:
		mapClear(load(v.ptr))
	case Slice:
		for i := range v.Len() {
			v.Index(i).Set(Zero(v.typ.elemType()))
		}
	default:
		v.fail("Clear")
	}
}

// Swapper swaps elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.Kind() != Slice {
		panic(&ValueError{"Swapper", v.Kind()})
	}
	held := New(v.typ.elemType()).Elem()
	return func(i, j int) {
		x, y := v.Index(i), v.Index(j)
		held.Set(x)
		x.Set(y)
		y.Set(held)
	}
}

// Convert is v as another type, as a conversion gives it.
func (v Value) Convert(t Type) Value {
	o := t.common()
	if !v.typ.ConvertibleTo(t) {
		panic("reflect.Value.Convert: value of type " + v.typ.str + " cannot be converted to type " + o.str)
	}
	z := New(t).Elem()
	switch {
	case o.kind == Interface || v.typ == o:
		z.Set(v)
	case o.isInt() && v.CanFloat():
		z.SetInt(int64(v.Float()))
	case o.isInt():
		z.SetInt(int64(v.word()))
	case o.isUint() && v.CanFloat():
		z.SetUint(uint64(v.Float()))
	case o.isUint():
		z.SetUint(v.word())
	case o.isFloat() && v.CanInt():
		z.SetFloat(float64(v.Int()))
	case o.isFloat() && v.CanUint():
		z.SetFloat(float64(v.Uint()))
	case o.isFloat():
		z.SetFloat(v.Float())
	case o.isComplex():
		z.SetComplex(v.Complex())
	case o.kind == String && v.CanInt():
		z.SetString(string(rune(v.Int())))
	case o.kind == String && v.CanUint():
		z.SetString(string(rune(v.Uint())))
	case o.kind == String && v.Kind() == Slice && v.typ.elemType().kind == Uint8:
		z.SetString(string(v.Bytes()))
	case o.kind == String && v.Kind() == Slice:
		var s []rune
		for i := range v.Len() {
			s = append(s, rune(v.Index(i).Int()))
		}
		z.SetString(string(s))
	case o.kind == Slice && v.Kind() == String && o.elemType().kind == Uint8:
		z.SetBytes([]byte(text(v.ptr)))
	case o.kind == Slice && v.Kind() == String:
		runes := []rune(text(v.ptr))
		z.Set(MakeSlice(o, len(runes), len(runes)))
		for i, r := range runes {
			z.Index(i).SetInt(int64(r))
		}
	case v.Kind() == Slice && o.kind != Slice:
		return v.toArray(o)
	default:
		copyWords(z.ptr, v.ptr, o.words)
	}
	z.flag = 0
	return z
}

// toArray is a slice as an array, or as a pointer to one.
func (v Value) toArray(o *rtype) Value {
	array := o
	if o.kind == Pointer {
		array = o.elemType()
	}
	if v.Len() < array.n {
		panic("reflect: cannot convert slice with length " + strconv.Itoa(v.Len()) + " to " +
			map[bool]string{false: "array", true: "pointer to array"}[o.kind == Pointer] + " with length " + strconv.Itoa(array.n))
	}
	if o.kind == Pointer {
		if v.IsNil() {
			return Zero(o)
		}
		z := Value{typ: o, ptr: alloc(o.id, 1)}
		store(z.ptr, load(v.ptr))
		return z
	}
	z := New(o).Elem()
	for i := range o.n {
		z.Index(i).Set(v.Index(i))
	}
	z.flag = 0
	return z
}

func (t *rtype) isComplex() bool { return t.kind == Complex64 || t.kind == Complex128 }

func (t *rtype) isInt() bool   { return t.kind >= Int && t.kind <= Int64 }
func (t *rtype) isUint() bool  { return t.kind >= Uint && t.kind <= Uintptr }
func (t *rtype) isFloat() bool { return t.kind == Float32 || t.kind == Float64 }
