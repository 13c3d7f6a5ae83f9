// Package reflect looks at values whose types a program does not know, and makes types and functions.
package reflect

import (
	"iter"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Kind is what a type is at bottom.
type Kind uint

const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

const Ptr = Pointer

var kindNames = strings.Fields("invalid bool int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr float32 float64 complex64 complex128 array chan func interface map ptr slice string struct unsafe.Pointer")

func (k Kind) String() string {
	if uint(k) < uint(len(kindNames)) {
		return kindNames[k]
	}
	return "kind" + strconv.Itoa(int(k))
}

// ChanDir is the direction of a channel type.
type ChanDir int

const (
	RecvDir ChanDir = 1 << iota
	SendDir
	BothDir = RecvDir | SendDir
)

func (d ChanDir) String() string {
	switch d {
	case SendDir:
		return "chan<-"
	case RecvDir:
		return "<-chan"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + strconv.Itoa(int(d))
}

// Type is a type of Go.
type Type interface {
	Align() int
	FieldAlign() int
	Method(int) Method
	MethodByName(string) (Method, bool)
	NumMethod() int
	Name() string
	PkgPath() string
	Size() uintptr
	String() string
	Kind() Kind
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	Comparable() bool
	Bits() int
	ChanDir() ChanDir
	IsVariadic() bool
	Elem() Type
	Field(i int) StructField
	FieldByIndex(index []int) StructField
	FieldByName(name string) (StructField, bool)
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	In(i int) Type
	Ins() iter.Seq[Type]
	Outs() iter.Seq[Type]
	Key() Type
	Len() int
	NumField() int
	NumIn() int
	NumOut() int
	Out(i int) Type
	OverflowComplex(x complex128) bool
	OverflowFloat(x float64) bool
	OverflowInt(x int64) bool
	OverflowUint(x uint64) bool
	CanSeq() bool
	CanSeq2() bool
	Fields() iter.Seq[StructField]
	Methods() iter.Seq[Method]
	common() *rtype
}

// rtype is a type by the machine's number.
type rtype struct {
	id         int
	kind       Kind
	words      int
	elem, key  int
	n          int // length, fields, direction; 1 for a variadic function
	ptr        int
	comparable bool
	str        string
	name, pkg  string
	in, out    []int
	read       bool // in and out
	methodList []method
	methodsIn  bool
}

type method struct {
	name string
	fn   int
	typ  int // without receiver
}

func typeID(v any) int
func info(id int) (kind, words, elem, key, n, ptrTo int, comparable bool, name, typeName, pkg string)
func field(id, i int) (name, tag string, typ, offset int, embedded, exported bool)
func signature(id int) (in, out []int)
func methods(id int) (names string, funcs, types []int)
func implements(id, iface int) bool

var types []*rtype

func typeOf(id int) *rtype {
	for id >= len(types) {
		types = append(types, make([]*rtype, len(types)+64)...)
	}
	if t := types[id]; t != nil {
		return t
	}
	t := &rtype{id: id}
	var kind int
	kind, t.words, t.elem, t.key, t.n, t.ptr, t.comparable, t.str, t.name, t.pkg = info(id)
	t.kind = Kind(kind)
	if t.kind < Array && t.name == "" || t.str == "string" {
		t.name = t.str
	}
	if t.kind == UnsafePointer && t.name == "" {
		t.name, t.pkg = "Pointer", "unsafe"
	}
	if i := strings.IndexByte(t.str, '['); i > 0 && t.name != "" {
		t.name += t.str[i:]
	}
	types[id] = t
	return t
}

// TypeOf is the dynamic type of i; nil for a nil interface.
func TypeOf(i any) Type {
	if i == nil {
		return nil
	}
	return typeOf(typeID(i))
}

// TypeFor is the type T.
func TypeFor[T any]() Type { return TypeOf((*T)(nil)).Elem() }

func (t *rtype) common() *rtype   { return t }
func (t *rtype) Name() string     { return t.name }
func (t *rtype) PkgPath() string  { return t.pkg }
func (t *rtype) String() string   { return t.str }
func (t *rtype) Kind() Kind       { return t.kind }
func (t *rtype) Comparable() bool { return t.comparable }

func (t *rtype) elemType() *rtype { return typeOf(t.elem) }

func (t *rtype) Elem() Type {
	switch t.kind {
	case Array, Chan, Map, Pointer, Slice:
		return t.elemType()
	}
	panic("reflect: Elem of invalid type " + t.str)
}

func (t *rtype) want(kind Kind, what string) {
	if t.kind != kind {
		panic("reflect: " + what + " of non-" + map[Kind]string{Struct: "struct", Func: "func", Map: "map", Array: "array", Chan: "chan"}[kind] + " type " + t.str)
	}
}

func (t *rtype) Key() Type {
	t.want(Map, "Key")
	return typeOf(t.key)
}

func (t *rtype) Len() int {
	t.want(Array, "Len")
	return t.n
}

func (t *rtype) ChanDir() ChanDir {
	t.want(Chan, "ChanDir")
	return []ChanDir{BothDir, SendDir, RecvDir}[t.n]
}

func (t *rtype) Bits() int {
	if t.kind < Int || t.kind > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.str)
	}
	return int(t.Size()) * 8
}

func (t *rtype) Size() uintptr {
	switch t.kind {
	case Bool, Int8, Uint8:
		return 1
	case Int16, Uint16:
		return 2
	case Int32, Uint32, Float32:
		return 4
	case Complex128, String, Interface:
		return 16
	case Slice:
		return 24
	case Array:
		return uintptr(t.n) * t.elemType().Size()
	case Struct:
		return t.structSize()
	}
	return 8
}

func (t *rtype) structSize() (size uintptr) {
	for i := range t.n {
		f := t.fieldAt(i)
		size = f.Offset + f.Type.Size()
		if i == t.n-1 && f.Type.Size() == 0 && size > 0 {
			size++
		}
	}
	return up(size, uintptr(t.Align()))
}

func up(n, to uintptr) uintptr { return (n + to - 1) / to * to }

func (t *rtype) Align() int {
	switch t.kind {
	case String, Interface, Slice, Complex128:
		return 8
	case Complex64:
		return 4
	case Array:
		return t.elemType().Align()
	case Struct:
		most := 1
		for i := range t.n {
			_, _, typ, _, _, _ := field(t.id, i)
			most = max(most, typeOf(typ).Align())
		}
		return most
	}
	return int(t.Size())
}

func (t *rtype) FieldAlign() int { return t.Align() }

func (t *rtype) signature() {
	t.want(Func, "signature")
	if !t.read {
		t.in, t.out = signature(t.id)
		t.read = true
	}
}

func (t *rtype) IsVariadic() bool {
	t.want(Func, "IsVariadic")
	return t.n == 1
}

func (t *rtype) NumIn() int {
	t.want(Func, "NumIn")
	t.signature()
	return len(t.in)
}

func (t *rtype) NumOut() int {
	t.want(Func, "NumOut")
	t.signature()
	return len(t.out)
}

func (t *rtype) In(i int) Type {
	t.want(Func, "In")
	t.signature()
	return typeOf(t.in[i])
}

func (t *rtype) Out(i int) Type {
	t.want(Func, "Out")
	t.signature()
	return typeOf(t.out[i])
}

// exported are the methods that can be seen, by name.
func (t *rtype) exported() []method {
	if t.methodsIn {
		return t.methodList
	}
	t.methodsIn = true
	names, funcs, sigs := methods(t.id)
	for i, name := range strings.Split(names, "\n") {
		if name != "" && name[0] >= 'A' && name[0] <= 'Z' {
			t.methodList = append(t.methodList, method{name, funcs[i], sigs[i]})
		}
	}
	sort.Slice(t.methodList, func(i, j int) bool { return t.methodList[i].name < t.methodList[j].name })
	return t.methodList
}

// Method is a method of a type.
type Method struct {
	Name    string
	PkgPath string
	Type    Type
	Func    Value
	Index   int
}

func (m Method) IsExported() bool { return m.PkgPath == "" }

func (t *rtype) NumMethod() int { return len(t.exported()) }

func (t *rtype) Method(i int) (m Method) {
	list := t.exported()
	if i < 0 || i >= len(list) {
		panic("reflect: Method index out of range")
	}
	m.Name, m.Index = list[i].name, i
	own := typeOf(list[i].typ)
	if t.kind == Interface {
		m.Type = own
		return m
	}
	own.signature()
	whole := funcOf(append([]int{t.id}, own.in...), own.out, own.n == 1)
	m.Type = whole
	m.Func = Value{typ: whole, m: &bound{fn: list[i].fn}}
	return m
}

func (t *rtype) MethodByName(name string) (m Method, ok bool) {
	for i, own := range t.exported() {
		if own.name == name {
			return t.Method(i), true
		}
	}
	return Method{}, false
}

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return implements(t.id, u.common().id)
}

func (t *rtype) AssignableTo(u Type) bool {
	o := u.common()
	if t == o || o.kind == Interface && t.Implements(o) {
		return true
	}
	if t.name != "" && o.name != "" || t.kind != o.kind || t.kind < Array {
		return false
	}
	if t.kind == Chan {
		return t.elem == o.elem && (t.n == o.n || t.n == int(BothDir))
	}
	return t.like(o)
}

func (t *rtype) ConvertibleTo(u Type) bool {
	o := u.common()
	number := func(t *rtype) bool { return t.kind >= Int && t.kind <= Float64 }
	bytes := func(t *rtype) bool {
		return t.kind == Slice && (t.elemType().kind == Uint8 || t.elemType().kind == Int32)
	}
	switch {
	case t.AssignableTo(u), number(t) && number(o), t.isComplex() && o.isComplex():
		return true
	case o.kind == String:
		return t.kind >= Int && t.kind <= Uintptr || t.kind == String || bytes(t)
	case t.kind == String:
		return bytes(o)
	}
	if t.kind == Slice && o.kind == Array {
		return t.elem == o.elem
	}
	if t.kind == Slice && o.kind == Pointer && o.elemType().kind == Array {
		return t.elem == o.elemType().elem
	}
	if t.kind == Pointer && o.kind == Pointer && t.name == "" && o.name == "" {
		return t.elemType().like(o.elemType())
	}
	return t.like(o)
}

// like reports whether the types have one underlying type, tags of fields apart.
func (t *rtype) like(o *rtype) bool {
	switch {
	case t == o:
		return true
	case t.kind != o.kind:
		return false
	case t.kind == Struct:
		return t.n == o.n && t.sameFields(o)
	case t.kind == Func:
		t.signature()
		o.signature()
		return t.n == o.n && slices.Equal(t.in, o.in) && slices.Equal(t.out, o.out)
	case t.kind == Interface:
		return t.Implements(o) && o.Implements(t)
	}
	return t.elem == o.elem && t.key == o.key && t.n == o.n
}

func (t *rtype) sameFields(o *rtype) bool {
	for i := range t.n {
		name1, _, typ1, _, embedded1, _ := field(t.id, i)
		name2, _, typ2, _, embedded2, _ := field(o.id, i)
		same := typ1 == typ2 || typeOf(typ1).name == "" && typeOf(typ2).name == "" && typeOf(typ1).like(typeOf(typ2))
		if name1 != name2 || embedded1 != embedded2 || !same {
			return false
		}
	}
	return true
}

func (t *rtype) OverflowInt(x int64) bool     { return Zero(t).OverflowInt(x) }
func (t *rtype) OverflowUint(x uint64) bool   { return Zero(t).OverflowUint(x) }
func (t *rtype) OverflowFloat(x float64) bool { return Zero(t).OverflowFloat(x) }
func (t *rtype) OverflowComplex(x complex128) bool {
	return t.kind == Complex64 && (overflow32(real(x)) || overflow32(imag(x)))
}

func (t *rtype) CanSeq() bool {
	switch t.kind {
	case Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr, Array, Slice, String, Map:
		return true
	}
	return false
}

func (t *rtype) CanSeq2() bool {
	switch t.kind {
	case Array, Slice, String, Map:
		return true
	}
	return false
}
