package xml

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Unmarshaler reads itself from an element.
type Unmarshaler interface {
	UnmarshalXML(d *Decoder, start StartElement) error
}

// UnmarshalerAttr reads itself from an attribute.
type UnmarshalerAttr interface {
	UnmarshalXMLAttr(attr Attr) error
}

// UnmarshalError is an element that was not expected.
type UnmarshalError string

func (e UnmarshalError) Error() string { return string(e) }

func Unmarshal(data []byte, v any) error { return NewDecoder(bytes.NewReader(data)).Decode(v) }

func (d *Decoder) Decode(v any) error { return d.DecodeElement(v, nil) }

// DecodeElement reads the element that start has opened, or else the next one.
func (d *Decoder) DecodeElement(v any, start *StartElement) error {
	val := reflect.ValueOf(v)
	if val.Kind() != reflect.Pointer {
		return errors.New("non-pointer passed to Unmarshal")
	}
	if val.IsNil() {
		return errors.New("nil pointer passed to Unmarshal")
	}
	for start == nil {
		t, err := d.Token()
		if err != nil {
			return err
		}
		if s, ok := t.(StartElement); ok {
			start = &s
		}
	}
	return d.element(val.Elem(), *start)
}

func (d *Decoder) element(v reflect.Value, start StartElement) error {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	if v.Kind() == reflect.Interface && v.NumMethod() == 0 {
		return d.Skip()
	}
	if u, ok := marshaler[Unmarshaler](v); ok {
		return d.itself(u, start)
	}
	if _, ok := marshaler[encoding.TextUnmarshaler](v); !ok && v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8 {
		n := v.Len()
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		if err := d.element(v.Index(n), start); err != nil {
			v.SetLen(n)
			return err
		}
		return nil
	}
	if _, ok := marshaler[encoding.TextUnmarshaler](v); ok || v.Kind() != reflect.Struct {
		t, _, err := d.inside(nil, nil)
		if err != nil {
			return err
		}
		return setText(v, t)
	}
	if v.Type() == reflect.TypeFor[Name]() {
		v.Set(reflect.ValueOf(start.Name))
		return d.Skip()
	}
	return d.structure(v, start)
}

func (d *Decoder) structure(v reflect.Value, start StartElement) error {
	x := infoOf(v.Type())
	if root := x.root; root != nil {
		if root.name != "" && root.name != start.Name.Local {
			return UnmarshalError("expected element type <" + root.name + "> but have <" + start.Name.Local + ">")
		}
		if root.space != "" && root.space != start.Name.Space {
			have := "no name space"
			if start.Name.Space != "" {
				have = start.Name.Space
			}
			return UnmarshalError("expected element <" + root.name + "> in name space " + root.space + " but have " + have)
		}
		if f := v.FieldByIndex(root.index); f.Type() == reflect.TypeFor[Name]() {
			f.Set(reflect.ValueOf(start.Name))
		}
	}
	for _, a := range start.Attr {
		if err := d.attribute(v, x, a); err != nil {
			return err
		}
	}
	t, comments, err := d.inside(nil, func(path []string, s StartElement) error { return d.child(v, x, path, s) })
	if err != nil {
		return err
	}
	for i := range x.fields {
		f := &x.fields[i]
		switch f.kind {
		case "chardata", "cdata":
			err = setText(place(v, f.index), t)
		case "comment":
			err = setText(place(v, f.index), comments)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (d *Decoder) attribute(v reflect.Value, x *info, a Attr) error {
	for i := range x.fields {
		f := &x.fields[i]
		if f.kind != "attr" || f.name != a.Name.Local || f.space != "" && f.space != a.Name.Space {
			continue
		}
		to := place(v, f.index)
		if u, ok := marshaler[UnmarshalerAttr](to); ok {
			return u.UnmarshalXMLAttr(a)
		}
		return setText(to, a.Value)
	}
	for i := range x.fields {
		if f := &x.fields[i]; f.kind == "attr" && f.any {
			to := place(v, f.index)
			if list, ok := to.Interface().([]Attr); ok {
				to.Set(reflect.ValueOf(append(list, a)))
			} else if to.Type() == reflect.TypeFor[Attr]() {
				to.Set(reflect.ValueOf(a))
			}
		}
	}
	return nil
}

// itself lets u read the element that is open, all of it and no more.
func (d *Decoder) itself(u Unmarshaler, start StartElement) error {
	open := len(d.open)
	d.limits = append(d.limits, open)
	err := u.UnmarshalXML(d, start)
	d.limits = d.limits[:len(d.limits)-1]
	if err == nil && len(d.open) >= open {
		t := reflect.TypeOf(u)
		name := t.String()
		if t.Name() == "" {
			name = "(" + name + ")"
		}
		return fmt.Errorf("xml: %s.UnmarshalXML did not consume entire <%s> element", name, start.Name.Local)
	}
	return err
}

// inside reads up to the end of the open element: its text and comments; child is told of elements in it.
func (d *Decoder) inside(path []string, child func(path []string, s StartElement) error) (string, string, error) {
	var text, comments strings.Builder
	for {
		t, err := d.Token()
		if err != nil {
			return "", "", err
		}
		switch t := t.(type) {
		case CharData:
			text.Write(t)
		case Comment:
			comments.Write(t)
		case EndElement:
			return text.String(), comments.String(), nil
		case StartElement:
			if child == nil {
				err = d.Skip()
			} else {
				err = child(path, t)
			}
			if err != nil {
				return "", "", err
			}
		}
	}
}

// child gives an element to the field for it, or goes into it where it is on the way to one.
func (d *Decoder) child(v reflect.Value, x *info, path []string, s StartElement) error {
	onTheWay := false
	for i := range x.fields {
		f := &x.fields[i]
		if f.kind != "element" || len(f.parents) < len(path) || strings.Join(f.parents[:len(path)], ">") != strings.Join(path, ">") {
			continue
		}
		if len(f.parents) == len(path) && f.name == s.Name.Local && (f.space == "" || f.space == s.Name.Space) {
			return d.element(place(v, f.index), s)
		}
		onTheWay = onTheWay || len(f.parents) > len(path) && f.parents[len(path)] == s.Name.Local
	}
	if onTheWay {
		_, _, err := d.inside(append(append([]string(nil), path...), s.Name.Local), func(path []string, s StartElement) error { return d.child(v, x, path, s) })
		return err
	}
	for i := range x.fields {
		if f := &x.fields[i]; f.kind == "any" && len(path) == 0 {
			return d.element(place(v, f.index), s)
		}
	}
	return d.Skip()
}

// place is FieldByIndex that makes what pointers on the way lead to.
func place(v reflect.Value, index []int) reflect.Value {
	for i, x := range index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

func setText(v reflect.Value, text string) error {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	if u, ok := marshaler[encoding.TextUnmarshaler](v); ok {
		return u.UnmarshalText([]byte(text))
	}
	trimmed := strings.TrimSpace(text)
	if trimmed == "" && v.Kind() != reflect.String && v.Kind() != reflect.Slice {
		v.SetZero()
		return nil
	}
	switch k := v.Kind(); {
	case v.CanInt():
		n, err := strconv.ParseInt(trimmed, 10, v.Type().Bits())
		if err != nil {
			return err
		}
		v.SetInt(n)
	case v.CanUint():
		n, err := strconv.ParseUint(trimmed, 10, v.Type().Bits())
		if err != nil {
			return err
		}
		v.SetUint(n)
	case v.CanFloat():
		n, err := strconv.ParseFloat(trimmed, v.Type().Bits())
		if err != nil {
			return err
		}
		v.SetFloat(n)
	case k == reflect.Bool:
		b, err := strconv.ParseBool(trimmed)
		if err != nil {
			return err
		}
		v.SetBool(b)
	case k == reflect.String:
		v.SetString(text)
	case k == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
		v.SetBytes([]byte(text))
	default:
		return fmt.Errorf("cannot unmarshal into %s", v.Type())
	}
	return nil
}
