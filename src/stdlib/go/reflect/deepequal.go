package reflect

// visit is a pair of references that is being compared.
type visit struct {
	p, q uint64
	t    *rtype
}

// DeepEqual compares also what slices, maps and pointers lead to.
func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	v, w := ValueOf(x), ValueOf(y)
	return v.typ == w.typ && deep(v, w, map[visit]bool{})
}

func deep(v, w Value, seen map[visit]bool) bool {
	if !v.IsValid() || !w.IsValid() {
		return v.IsValid() == w.IsValid()
	}
	if v.typ != w.typ {
		return false
	}
	switch v.typ.kind {
	case Pointer, Map, Slice:
		p, q := load(v.ptr), load(w.ptr)
		if v.IsNil() != w.IsNil() {
			return false
		}
		if key := (visit{p, q, v.typ}); p != 0 && v.typ.kind != Slice {
			if seen[key] {
				return true
			}
			seen[key] = true
		}
	}
	switch v.typ.kind {
	case Array:
		return elements(v, w, v.typ.n, seen)
	case Slice:
		return v.Len() == w.Len() && (load(v.ptr) == load(w.ptr) || elements(v, w, v.Len(), seen))
	case Interface:
		return deep(v.Elem(), w.Elem(), seen)
	case Pointer:
		return load(v.ptr) == load(w.ptr) || deep(v.Elem(), w.Elem(), seen)
	case Struct:
		for i := range v.typ.n {
			if !deep(v.Field(i), w.Field(i), seen) {
				return false
			}
		}
		return true
	case Map:
		if v.Len() != w.Len() {
			return false
		}
		if load(v.ptr) == load(w.ptr) {
			return true
		}
		for _, k := range v.MapKeys() {
			k.flag = 0
			a, b := v.MapIndex(k), w.MapIndex(k)
			if !a.IsValid() || !b.IsValid() || !deep(a, b, seen) {
				return false
			}
		}
		return true
	case Func:
		return v.IsNil() && w.IsNil()
	}
	return equal(v.typ.id, v.ptr, w.ptr)
}

func elements(v, w Value, n int, seen map[visit]bool) bool {
	for i := range n {
		if !deep(v.Index(i), w.Index(i), seen) {
			return false
		}
	}
	return true
}
