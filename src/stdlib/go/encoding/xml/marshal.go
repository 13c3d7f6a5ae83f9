package xml

import (
	"bufio"
	"bytes"
	"encoding"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marshaler writes itself as an element.
type Marshaler interface {
	MarshalXML(e *Encoder, start StartElement) error
}

// MarshalerAttr writes itself as an attribute.
type MarshalerAttr interface {
	MarshalXMLAttr(name Name) (Attr, error)
}

// UnsupportedTypeError is a type that has no XML form.
type UnsupportedTypeError struct {
	Type reflect.Type
}

func (e *UnsupportedTypeError) Error() string { return "xml: unsupported type: " + e.Type.String() }

// Encoder writes tokens and values.
type Encoder struct {
	w              *bufio.Writer
	prefix, indent string
	depth          int
	open           []Name
	spaces         []prefixed
	seq            int
	put, closed    bool // something was written; a tag was closed last
}

// prefixed is a name space with the prefix that attributes of the open elements give it.
type prefixed struct {
	space, prefix string
	depth         int
}

// prefixOf is the prefix of a name space; it is declared where it is new.
func (e *Encoder) prefixOf(space string) string {
	if space == "http://www.w3.org/XML/1998/namespace" {
		return "xml"
	}
	taken := func(p string) bool {
		return slices.ContainsFunc(e.spaces, func(s prefixed) bool { return s.prefix == p })
	}
	for _, s := range e.spaces {
		if s.space == space {
			return s.prefix
		}
	}
	p := strings.TrimRight(space, "/")
	p = p[strings.LastIndexByte(p, '/')+1:]
	if p == "" || !named(p) || strings.Contains(p, ":") {
		p = "_"
	}
	if len(p) >= 3 && strings.EqualFold(p[:3], "xml") {
		p = "_" + p
	}
	for base := p; taken(p); {
		e.seq++
		p = base + "_" + strconv.Itoa(e.seq)
	}
	e.spaces = append(e.spaces, prefixed{space, p, len(e.open)})
	e.w.WriteString("xmlns:" + p + `="` + escaped(space, true) + `" `)
	return p
}

// named tells whether s is a name.
func named(s string) bool {
	for i, r := range s {
		if r != '_' && r != ':' && !unicode.IsLetter(r) && (i == 0 || r != '-' && r != '.' && !unicode.IsDigit(r)) {
			return false
		}
	}
	return true
}

func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: bufio.NewWriter(w)} }

func (e *Encoder) Indent(prefix, indent string) { e.prefix, e.indent = prefix, indent }
func (e *Encoder) Flush() error                 { return e.w.Flush() }
func (e *Encoder) Close() error                 { return e.w.Flush() }

func Marshal(v any) ([]byte, error) { return MarshalIndent(v, "", "") }

func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	var b bytes.Buffer
	e := NewEncoder(&b)
	e.Indent(prefix, indent)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (e *Encoder) Encode(v any) error {
	if err := e.value(reflect.ValueOf(v), nil, nil); err != nil {
		return err
	}
	return e.w.Flush()
}

func (e *Encoder) EncodeElement(v any, start StartElement) error {
	if err := e.value(reflect.ValueOf(v), nil, &start); err != nil {
		return err
	}
	return e.w.Flush()
}

func (e *Encoder) EncodeToken(t Token) error {
	switch t := t.(type) {
	case StartElement:
		return e.start(t)
	case EndElement:
		return e.end(t.Name)
	case CharData:
		e.text(string(t), false)
	case Comment:
		if strings.Contains(string(t), "-->") {
			return fmt.Errorf("xml: EncodeToken of Comment containing --> marker")
		}
		e.w.WriteString("<!--" + string(t) + "-->")
	case ProcInst:
		e.w.WriteString("<?" + t.Target + " " + string(t.Inst) + "?>")
	case Directive:
		e.w.WriteString("<!" + string(t) + ">")
	default:
		return fmt.Errorf("xml: EncodeToken of invalid token type")
	}
	return nil
}

// newline begins a line of its own for a tag.
func (e *Encoder) newline(change int) {
	if e.prefix == "" && e.indent == "" {
		return
	}
	if change < 0 {
		e.depth--
		if e.closed {
			e.closed = false
			return
		}
		e.closed = false
	}
	if e.put {
		e.w.WriteByte('\n')
	}
	e.put = true
	e.w.WriteString(e.prefix + strings.Repeat(e.indent, e.depth))
	if change > 0 {
		e.depth++
		e.closed = true
	}
}

func (e *Encoder) start(s StartElement) error {
	if s.Name.Local == "" {
		return fmt.Errorf("xml: start tag with no name")
	}
	e.newline(1)
	e.open = append(e.open, s.Name)
	e.w.WriteString("<" + s.Name.Local)
	if s.Name.Space != "" {
		e.w.WriteString(` xmlns="`)
		e.text(s.Name.Space, true)
		e.w.WriteByte('"')
	}
	for _, a := range s.Attr {
		if a.Name.Local == "" {
			continue
		}
		e.w.WriteByte(' ')
		if a.Name.Space != "" {
			e.w.WriteString(e.prefixOf(a.Name.Space) + ":")
		}
		e.w.WriteString(a.Name.Local + `="`)
		e.text(a.Value, true)
		e.w.WriteByte('"')
	}
	e.w.WriteByte('>')
	return nil
}

func (e *Encoder) end(n Name) error {
	if len(e.open) == 0 {
		return fmt.Errorf("xml: end tag </%s> without start tag", n.Local)
	}
	if top := e.open[len(e.open)-1]; top.Local != n.Local {
		return fmt.Errorf("xml: end tag </%s> does not match start tag <%s>", n.Local, top.Local)
	}
	for n := len(e.spaces); n > 0 && e.spaces[n-1].depth == len(e.open); n-- {
		e.spaces = e.spaces[:n-1]
	}
	e.open = e.open[:len(e.open)-1]
	e.newline(-1)
	e.w.WriteString("</" + n.Local + ">")
	return nil
}

// EscapeText writes s so that it can stand between tags.
func EscapeText(w io.Writer, s []byte) error {
	_, err := io.WriteString(w, escaped(string(s), true))
	return err
}

func Escape(w io.Writer, s []byte) { EscapeText(w, s) }

func escaped(s string, newlines bool) string {
	var out strings.Builder
	for _, r := range s {
		switch {
		case r == '"':
			out.WriteString("&#34;")
		case r == '\'':
			out.WriteString("&#39;")
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case r == '\t':
			out.WriteString("&#x9;")
		case r == '\n' && newlines:
			out.WriteString("&#xA;")
		case r == '\r':
			out.WriteString("&#xD;")
		case r < ' ' && r != '\n' || r == utf8.RuneError:
			out.WriteRune(utf8.RuneError)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

func (e *Encoder) text(s string, newlines bool) { e.w.WriteString(escaped(s, newlines)) }

// value writes v as the element of a field, or under start, or under its type's name.
func (e *Encoder) value(v reflect.Value, f *field, start *StartElement) error {
	if !v.IsValid() || f != nil && f.omit && empty(v) {
		return nil
	}
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		if m, ok := marshaler[Marshaler](v); ok {
			return m.MarshalXML(e, e.header(v.Elem(), f, start))
		}
		v = v.Elem()
	}
	if m, ok := marshaler[Marshaler](v); ok {
		return m.MarshalXML(e, e.header(v, f, start))
	}
	if _, ok := marshaler[encoding.TextMarshaler](v); !ok && (v.Kind() == reflect.Slice || v.Kind() == reflect.Array) && v.Type().Elem().Kind() != reflect.Uint8 {
		for i := range v.Len() {
			if err := e.value(v.Index(i), f, start); err != nil {
				return err
			}
		}
		return nil
	}
	s := e.header(v, f, start)
	if s.Name.Local == "" {
		return &UnsupportedTypeError{v.Type()}
	}
	if m, ok := marshaler[encoding.TextMarshaler](v); ok {
		b, err := m.MarshalText()
		if err != nil {
			return err
		}
		return e.simple(s, string(b))
	}
	if v.Kind() != reflect.Struct {
		t, err := simpleText(v)
		if err != nil {
			return err
		}
		return e.simple(s, t)
	}
	x := infoOf(v.Type())
	for i := range x.fields {
		if err := attribute(v, &x.fields[i], &s); err != nil {
			return err
		}
	}
	if err := e.start(s); err != nil {
		return err
	}
	if err := e.content(v, x); err != nil {
		return err
	}
	return e.end(s.Name)
}

func (e *Encoder) simple(s StartElement, t string) error {
	if err := e.start(s); err != nil {
		return err
	}
	e.text(t, true)
	return e.end(s.Name)
}

// marshaler is v, or its address, as a T.
func marshaler[T any](v reflect.Value) (m T, ok bool) {
	if !v.CanInterface() {
		return m, false
	}
	if m, ok = v.Interface().(T); ok {
		return m, true
	}
	if v.CanAddr() && v.Kind() != reflect.Pointer && reflect.PointerTo(v.Type()).Implements(reflect.TypeFor[T]()) {
		m, ok = v.Addr().Interface().(T)
	}
	return m, ok
}

func (e *Encoder) header(v reflect.Value, f *field, start *StartElement) (s StartElement) {
	if start != nil {
		s.Name, s.Attr = start.Name, append(s.Attr, start.Attr...)
		return s
	}
	if v.Kind() == reflect.Struct {
		if root := infoOf(v.Type()).root; root != nil {
			s.Name = Name{root.space, root.name}
			if n, ok := v.FieldByIndex(root.index).Interface().(Name); ok && n.Local != "" && root.name == "" {
				s.Name = n
			}
		}
	}
	if s.Name.Local == "" && f != nil {
		s.Name = Name{f.space, f.name}
	}
	if s.Name.Local == "" {
		name := v.Type().Name()
		if i := strings.IndexByte(name, '['); i >= 0 {
			name = name[:i]
		}
		s.Name.Local = name
	}
	return s
}

func attribute(v reflect.Value, f *field, s *StartElement) error {
	if f.kind != "attr" {
		return nil
	}
	x := v.FieldByIndex(f.index)
	if f.omit && empty(x) || x.Kind() == reflect.Interface && x.IsNil() {
		return nil
	}
	name := Name{f.space, f.name}
	if m, ok := marshaler[MarshalerAttr](x); ok {
		a, err := m.MarshalXMLAttr(name)
		if a.Name.Local != "" {
			s.Attr = append(s.Attr, a)
		}
		return err
	}
	if list, ok := x.Interface().([]Attr); ok {
		s.Attr = append(s.Attr, list...)
		return nil
	}
	if x.Kind() == reflect.Pointer {
		if x.IsNil() {
			return nil
		}
		x = x.Elem()
	}
	t, err := textOf(x)
	s.Attr = append(s.Attr, Attr{name, t})
	return err
}

func textOf(v reflect.Value) (string, error) {
	if m, ok := marshaler[encoding.TextMarshaler](v); ok {
		b, err := m.MarshalText()
		return string(b), err
	}
	return simpleText(v)
}

func simpleText(v reflect.Value) (string, error) {
	switch k := v.Kind(); {
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10), nil
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10), nil
	case v.CanFloat():
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits()), nil
	case k == reflect.String:
		return v.String(), nil
	case k == reflect.Bool:
		return strconv.FormatBool(v.Bool()), nil
	case (k == reflect.Slice || k == reflect.Array) && v.Type().Elem().Kind() == reflect.Uint8:
		return string(v.Bytes()), nil
	}
	return "", &UnsupportedTypeError{v.Type()}
}

func (e *Encoder) content(v reflect.Value, x *info) error {
	var parents []string
	// close the parents that the next field does not share
	closeTo := func(n int) error {
		for len(parents) > n {
			if err := e.end(Name{Local: parents[len(parents)-1]}); err != nil {
				return err
			}
			parents = parents[:len(parents)-1]
		}
		return nil
	}
	for i := range x.fields {
		f := &x.fields[i]
		if f.kind == "attr" {
			continue
		}
		fv, ok := follow(v, f.index)
		if !ok {
			continue
		}
		switch f.kind {
		case "chardata", "cdata", "innerxml", "comment":
			if err := closeTo(0); err != nil {
				return err
			}
			if err := e.special(fv, f.kind); err != nil {
				return err
			}
			continue
		}
		same := 0
		for same < len(parents) && same < len(f.parents) && parents[same] == f.parents[same] {
			same++
		}
		if err := closeTo(same); err != nil {
			return err
		}
		// parents are written even of a list that is empty and omitted
		if isNil(fv) {
			continue
		}
		for _, p := range f.parents[same:] {
			if err := e.start(StartElement{Name: Name{Local: p}}); err != nil {
				return err
			}
			parents = append(parents, p)
		}
		if err := e.value(fv, f, nil); err != nil {
			return err
		}
	}
	return closeTo(0)
}

func isNil(v reflect.Value) bool {
	return (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil()
}

// follow is FieldByIndex; false where a nil pointer is on the way.
func follow(v reflect.Value, index []int) (reflect.Value, bool) {
	for i, x := range index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, true
}

func (e *Encoder) special(v reflect.Value, kind string) error {
	if v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	t, err := textOf(v)
	if err != nil {
		return err
	}
	switch kind {
	case "chardata":
		e.text(t, true)
	case "cdata":
		if t != "" {
			e.w.WriteString("<![CDATA[" + strings.ReplaceAll(t, "]]>", "]]]]><![CDATA[>") + "]]>")
		}
	case "innerxml":
		e.w.WriteString(t)
	case "comment":
		if t == "" {
			return nil
		}
		e.newline(0)
		e.closed = false
		if strings.Contains(t, "--") {
			return fmt.Errorf(`xml: comments must not contain "--"`)
		}
		if strings.HasSuffix(t, "-") {
			t += " "
		}
		e.w.WriteString("<!--" + t + "-->")
	}
	return nil
}
