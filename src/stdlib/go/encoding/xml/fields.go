package xml

import (
	"reflect"
	"slices"
	"strings"
)

// field of a struct as XML sees it.
type field struct {
	index   []int
	name    string
	space   string
	parents []string // of a>b>name
	kind    string   // element, attr, chardata, cdata, innerxml, comment, any
	omit    bool
	any     bool
}

// info of a struct type.
type info struct {
	root   *field // XMLName
	fields []field
}

var infos = map[reflect.Type]*info{}

func infoOf(t reflect.Type) *info {
	if x := infos[t]; x != nil {
		return x
	}
	x := &info{}
	for i := range t.NumField() {
		if t == reflect.TypeFor[Name]() {
			break
		}
		f := t.Field(i)
		tag := f.Tag.Get("xml")
		if !f.IsExported() && !f.Anonymous || tag == "-" {
			continue
		}
		if f.Anonymous && tag == "" {
			inner := f.Type
			if inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct {
				sub := infoOf(inner)
				if x.root == nil {
					x.root = sub.root
				}
				for _, g := range sub.fields {
					g.index = append([]int{i}, g.index...)
					x.add(g)
				}
				continue
			}
		}
		g := describe(f, tag)
		if f.Name == "XMLName" {
			x.root = &g
			continue
		}
		x.add(g)
	}
	infos[t] = x
	return x
}

// add keeps the field that lies less deep, of two that would be one element or attribute, or one inside the other.
func (x *info) add(g field) {
	kept := x.fields[:0:0]
	for _, have := range x.fields {
		if !g.conflicts(have) {
			kept = append(kept, have)
		} else if len(have.index) <= len(g.index) {
			return
		}
	}
	x.fields = append(kept, g)
}

func (g *field) conflicts(h field) bool {
	if g.kind != h.kind || g.space != "" && h.space != "" && g.space != h.space {
		return false
	}
	a, b := append(slices.Clone(g.parents), g.name), append(slices.Clone(h.parents), h.name)
	n := min(len(a), len(b))
	return slices.Equal(a[:n], b[:n]) && (len(a) != len(b) || g.space == h.space)
}

func describe(f reflect.StructField, tag string) field {
	g := field{index: f.Index, kind: "element"}
	if i := strings.IndexByte(tag, ' '); i >= 0 {
		g.space, tag = tag[:i], tag[i+1:]
	}
	parts := strings.Split(tag, ",")
	for _, flag := range parts[1:] {
		switch flag {
		case "omitempty":
			g.omit = true
		case "any":
			g.any = true
			if g.kind != "attr" {
				g.kind = "any"
			}
		default:
			g.kind = flag
		}
	}
	g.name = parts[0]
	if g.name == "" {
		g.name = f.Name
		if f.Name == "XMLName" {
			g.name = ""
		}
		if inner := f.Type; g.kind == "element" {
			for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct && f.Name != "XMLName" {
				if space, root := rootName(inner); root != "" {
					g.space, g.name = space, root
				}
			}
		}
	}
	if strings.Contains(g.name, ">") {
		path := strings.Split(g.name, ">")
		if path[0] == "" {
			path[0] = f.Name
		}
		g.parents, g.name = path[:len(path)-1], path[len(path)-1]
	}
	return g
}

// rootName is the name in the tag of a field XMLName, behind its name space.
func rootName(t reflect.Type) (space, name string) {
	if f, ok := t.FieldByName("XMLName"); ok {
		name, _, _ = strings.Cut(f.Tag.Get("xml"), ",")
		if i := strings.IndexByte(name, ' '); i >= 0 {
			space, name = name[:i], name[i+1:]
		}
	}
	return space, name
}

func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}
