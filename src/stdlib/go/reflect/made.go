package reflect

import (
	"strconv"
	"strings"
)

func made(kind, elem, key, n int, in, out []int, name string) int
func madeStruct(names, tags []string, types, flags []int, name string) int
func makeFunc(id int, f func([]Value) []Value) uint64

func derived(kind Kind, elem, key, n int, name string) *rtype {
	return typeOf(made(int(kind), elem, key, n, nil, nil, name))
}

// PointerTo is the type of pointers to t.
func PointerTo(t Type) Type { return pointerTo(t.common()) }

func PtrTo(t Type) Type { return PointerTo(t) }

func pointerTo(t *rtype) *rtype {
	if t.ptr < 0 {
		t.ptr = made(int(Pointer), t.id, 0, 0, nil, nil, "*"+t.str)
	}
	return typeOf(t.ptr)
}

func SliceOf(t Type) Type { return derived(Slice, t.common().id, 0, 0, "[]"+t.String()) }

func MapOf(key, elem Type) Type {
	k := key.common()
	if !k.comparable {
		panic("reflect.MapOf: invalid key type " + k.str)
	}
	return derived(Map, elem.common().id, k.id, 0, "map["+k.str+"]"+elem.String())
}

func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	return derived(Array, elem.common().id, 0, length, "["+strconv.Itoa(length)+"]"+elem.String())
}

func ChanOf(dir ChanDir, t Type) Type {
	e := t.String()
	switch dir {
	case SendDir:
		return derived(Chan, t.common().id, 0, 1, "chan<- "+e)
	case RecvDir:
		return derived(Chan, t.common().id, 0, 2, "<-chan "+e)
	case BothDir:
		if strings.HasPrefix(e, "<-") {
			e = "(" + e + ")"
		}
		return derived(Chan, t.common().id, 0, 0, "chan "+e)
	}
	panic("reflect.ChanOf: invalid dir")
}

func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	return funcOf(ids(in), ids(out), variadic)
}

func ids(types []Type) []int {
	list := make([]int, len(types))
	for i, t := range types {
		list[i] = t.common().id
	}
	return list
}

func funcOf(in, out []int, variadic bool) *rtype {
	names := func(ids []int) string {
		s := make([]string, len(ids))
		for i, id := range ids {
			s[i] = typeOf(id).str
		}
		return strings.Join(s, ", ")
	}
	name := "func(" + names(in) + ")"
	n := 0
	if variadic {
		n = 1
		name = "func(" + names(in[:len(in)-1])
		if len(in) > 1 {
			name += ", "
		}
		name += "..." + typeOf(in[len(in)-1]).elemType().str + ")"
	}
	switch len(out) {
	case 0:
	case 1:
		name += " " + names(out)
	default:
		name += " (" + names(out) + ")"
	}
	return typeOf(made(int(Func), 0, 0, n, in, out, name))
}

// StructOf is the struct type with these fields; methods of embedded ones are not promoted.
func StructOf(fields []StructField) Type {
	var names, tags, texts []string
	var types, flags []int
	seen := map[string]bool{}
	for i, f := range fields {
		if f.Name == "" {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no name")
		}
		if !isName(f.Name) {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has invalid name")
		}
		if f.Type == nil {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no type")
		}
		exported := f.Name[0] >= 'A' && f.Name[0] <= 'Z'
		if !exported && f.PkgPath == "" {
			panic("reflect.StructOf: field \"" + f.Name + "\" is unexported but missing PkgPath")
		}
		if seen[f.Name] && f.Name != "_" {
			panic("reflect.StructOf: duplicate field " + f.Name)
		}
		seen[f.Name] = true
		text, flag := f.Name+" "+f.Type.String(), 0
		if f.Anonymous {
			text, flag = f.Type.String(), 1
		}
		if exported {
			flag |= 2
		}
		if f.Tag != "" {
			text += " " + strconv.Quote(string(f.Tag))
		}
		names, tags, texts = append(names, f.Name), append(tags, string(f.Tag)), append(texts, text)
		types, flags = append(types, f.Type.common().id), append(flags, flag)
	}
	name := "struct {}"
	if len(fields) > 0 {
		name = "struct { " + strings.Join(texts, "; ") + " }"
	}
	return typeOf(madeStruct(names, tags, types, flags, name))
}

func isName(s string) bool {
	for i, c := range s {
		letter := c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// MakeFunc is a function of type typ that calls fn with its arguments.
func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	if typ.Kind() != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	t := typ.common()
	t.signature()
	v := Value{typ: t, ptr: alloc(t.id, 1)}
	store(v.ptr, makeFunc(t.id, fn))
	return v
}

// made is v with a func value of its own where it is a method.
func (v Value) made() Value {
	if v.m == nil {
		return v
	}
	f := MakeFunc(v.typ, func(in []Value) []Value { return v.call(in) })
	f.flag = v.flag
	return f
}

// hookMade is what a made function does: the words of its arguments are at args, those of its results go to out.
func hookMade(id int, f func([]Value) []Value, args, out *byte) *byte {
	t := typeOf(id)
	in := make([]Value, len(t.in))
	for i, id := range t.in {
		in[i] = Zero(typeOf(id))
		args = moved(in[i], args, false)
	}
	results := f(in)
	if len(results) != len(t.out) {
		panic("reflect: wrong return count from function created by MakeFunc")
	}
	to := out
	for i, id := range t.out {
		want, v := typeOf(id), results[i]
		switch {
		case v.typ == nil:
			panic("reflect: function created by MakeFunc using closure returned zero Value")
		case v.flag&readOnly != 0:
			panic("reflect: function created by MakeFunc using closure returned value obtained from unexported field")
		case !v.typ.AssignableTo(want):
			panic("reflect: function created by MakeFunc using closure returned value of type " + v.typ.str + " which is not assignable to type " + want.str)
		}
		to = moved(v.as(want, "reflect: MakeFunc"), to, true)
	}
	return out
}

// moved copies a value to or from whole words; it is the place after them.
func moved(v Value, p *byte, to bool) *byte {
	switch {
	case to && v.typ.kind == Uint8:
		store(p, v.word())
	case to:
		copyWords(p, v.ptr, v.typ.words)
	default:
		copyWords(v.ptr, p, v.typ.words)
	}
	return at(p, 8*v.typ.words)
}
