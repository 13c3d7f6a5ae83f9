package reflect

import (
	"strconv"
	"strings"
)

// StructTag is the text after a field.
type StructTag string

func (tag StructTag) Get(key string) string {
	v, _ := tag.Lookup(key)
	return v
}

// Lookup finds the value of a key in a tag of the usual form.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	rest := string(tag)
	for {
		rest = strings.TrimLeft(rest, " ")
		name, after, ok := strings.Cut(rest, ":")
		if !ok || name == "" || strings.ContainsAny(name, " \"") {
			return "", false
		}
		quoted, err := strconv.QuotedPrefix(after)
		if err != nil {
			return "", false
		}
		rest = after[len(quoted):]
		if name == key {
			value, err := strconv.Unquote(quoted)
			return value, err == nil
		}
	}
}

// StructField is a field of a struct type.
type StructField struct {
	Name      string
	PkgPath   string
	Type      Type
	Tag       StructTag
	Offset    uintptr
	Index     []int
	Anonymous bool
}

func (f StructField) IsExported() bool { return f.PkgPath == "" }

func (t *rtype) NumField() int {
	t.want(Struct, "NumField")
	return t.n
}

func (t *rtype) Field(i int) StructField {
	t.want(Struct, "Field")
	if i < 0 || i >= t.n {
		panic("reflect: Field index out of bounds")
	}
	return t.fieldAt(i)
}

func (t *rtype) fieldAt(i int) StructField {
	name, tag, typ, _, embedded, exported := field(t.id, i)
	f := StructField{Name: name, Type: typeOf(typ), Tag: StructTag(tag), Index: []int{i}, Anonymous: embedded}
	if !exported {
		if f.PkgPath = t.pkg; f.PkgPath == "" {
			f.PkgPath = "main"
		}
	}
	for k := range i + 1 {
		_, _, typ, _, _, _ := field(t.id, k)
		f.Offset = up(f.Offset, uintptr(typeOf(typ).Align()))
		if k < i {
			f.Offset += typeOf(typ).Size()
		}
	}
	return f
}

func (t *rtype) FieldByIndex(index []int) (f StructField) {
	at := t
	for i, x := range index {
		if i > 0 && at.kind == Pointer {
			at = at.elemType()
		}
		f = at.Field(x)
		at = f.Type.common()
	}
	return f
}

func (t *rtype) FieldByName(name string) (StructField, bool) {
	return t.FieldByNameFunc(func(s string) bool { return s == name })
}

// FieldByNameFunc looks through embedded structs, the nearest first; two of one depth hide each other.
func (t *rtype) FieldByNameFunc(match func(string) bool) (found StructField, ok bool) {
	t.want(Struct, "FieldByNameFunc")
	type level struct {
		t     *rtype
		index []int
	}
	seen := map[*rtype]bool{}
	times := map[*rtype]int{t: 1}
	for now := []level{{t, nil}}; len(now) > 0; {
		var next []level
		often := map[*rtype]int{} // how often each type is embedded at the next depth
		count := 0
		for _, l := range now {
			if seen[l.t] {
				continue
			}
			seen[l.t] = true
			for i := range l.t.n {
				f := l.t.fieldAt(i)
				index := append(append([]int(nil), l.index...), i)
				if match(f.Name) {
					count += times[l.t]
					f.Index = index
					found = f
				}
				inner := f.Type.common()
				if inner.kind == Pointer {
					inner = inner.elemType()
				}
				if f.Anonymous && inner.kind == Struct {
					next = append(next, level{inner, index})
					often[inner] += times[l.t]
				}
			}
		}
		if count > 0 {
			if count > 1 {
				return StructField{}, false
			}
			return found, true
		}
		now, times = next, often
	}
	return StructField{}, false
}

// VisibleFields are the fields of t and those promoted to it.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	return visible(t.common(), t.common(), nil, nil)
}

func visible(outer, t *rtype, index []int, out []StructField) []StructField {
	for i := range t.n {
		f := t.fieldAt(i)
		f.Index = append(append([]int(nil), index...), i)
		if g, ok := outer.FieldByName(f.Name); !ok || len(g.Index) != len(f.Index) || g.Index[0] != f.Index[0] {
			continue
		}
		out = append(out, f)
		inner := f.Type.common()
		if inner.kind == Pointer {
			inner = inner.elemType()
		}
		if f.Anonymous && inner.kind == Struct {
			out = visible(outer, inner, f.Index, out)
		}
	}
	return out
}
