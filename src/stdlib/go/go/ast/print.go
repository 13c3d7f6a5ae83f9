package ast

import (
	"fmt"
	"go/token"
	"io"
	"os"
	"reflect"
)

// FieldFilter says which fields Fprint shows.
type FieldFilter func(name string, value reflect.Value) bool

// NotNilFilter leaves out what is nil.
func NotNilFilter(_ string, v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice:
		return !v.IsNil()
	}
	return true
}

// Print writes a tree with line numbers to standard output.
func Print(fset *token.FileSet, x any) error { return Fprint(os.Stdout, fset, x, NotNilFilter) }

func Fprint(w io.Writer, fset *token.FileSet, x any, f FieldFilter) error {
	p := &printer{w: w, fset: fset, filter: f, seen: map[any]int{}, last: '\n'}
	if x == nil {
		p.print("nil\n")
	} else {
		p.value(reflect.ValueOf(x))
		p.print("\n")
	}
	return p.err
}

type printer struct {
	w            io.Writer
	fset         *token.FileSet
	filter       FieldFilter
	seen         map[any]int
	indent, line int
	last         byte
	err          error
}

func (p *printer) print(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	var out []byte
	for i := range len(text) {
		if p.last == '\n' {
			out = fmt.Appendf(out, "%6d  ", p.line)
			for range p.indent {
				out = append(out, ".  "...)
			}
		}
		if p.last = text[i]; p.last == '\n' {
			p.line++
		}
		out = append(out, p.last)
	}
	if _, err := p.w.Write(out); err != nil && p.err == nil {
		p.err = err
	}
}

func (p *printer) elements(v reflect.Value) {
	p.indent++
	p.print("\n")
	for i := range v.Len() {
		p.print("%d: ", i)
		p.value(v.Index(i))
		p.print("\n")
	}
	p.indent--
}

func (p *printer) value(v reflect.Value) {
	if !NotNilFilter("", v) {
		p.print("nil")
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		p.value(v.Elem())
	case reflect.Pointer:
		p.print("*")
		if line, ok := p.seen[v.Interface()]; ok {
			p.print("(obj @ %d)", line)
			return
		}
		p.seen[v.Interface()] = p.line
		p.value(v.Elem())
	case reflect.Map:
		p.print("%s (len = %d) {", v.Type(), v.Len())
		if v.Len() > 0 {
			p.indent++
			p.print("\n")
			for _, k := range v.MapKeys() {
				p.value(k)
				p.print(": ")
				p.value(v.MapIndex(k))
				p.print("\n")
			}
			p.indent--
		}
		p.print("}")
	case reflect.Slice, reflect.Array:
		p.print("%s (len = %d) {", v.Type(), v.Len())
		if v.Len() > 0 {
			p.elements(v)
		}
		p.print("}")
	case reflect.Struct:
		t := v.Type()
		p.print("%s {", t)
		p.indent++
		first := true
		for i := range t.NumField() {
			name := t.Field(i).Name
			if !IsExported(name) || p.filter != nil && !p.filter(name, v.Field(i)) {
				continue
			}
			if first {
				p.print("\n")
				first = false
			}
			p.print("%s: ", name)
			p.value(v.Field(i))
			p.print("\n")
		}
		p.indent--
		p.print("}")
	default:
		switch x := v.Interface().(type) {
		case string:
			p.print("%q", x)
			return
		case token.Pos:
			if p.fset != nil {
				p.print("%s", p.fset.Position(x))
				return
			}
		}
		p.print("%v", v)
	}
}

// ObjKind names.
const (
	Bad ObjKind = iota
	Pkg
	Con
	Typ
	Var
	Fun
	Lbl
)

func (k ObjKind) String() string {
	return [...]string{"bad", "package", "const", "type", "var", "func", "label"}[k]
}

func NewObj(kind ObjKind, name string) *Object { return &Object{Kind: kind, Name: name} }
func NewScope(outer *Scope) *Scope             { return &Scope{outer, map[string]*Object{}} }

func (s *Scope) Lookup(name string) *Object { return s.Objects[name] }

func (s *Scope) Insert(obj *Object) (alt *Object) {
	if alt = s.Objects[obj.Name]; alt == nil {
		s.Objects[obj.Name] = obj
	}
	return
}
