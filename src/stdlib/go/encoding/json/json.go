// Package json turns values into JSON and back. The machine does the work; methods of the program's own
// types are called from here.
package json

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
)

// Marshaler writes itself as JSON.
type Marshaler interface {
	MarshalJSON() ([]byte, error)
}

// Unmarshaler reads itself from JSON.
type Unmarshaler interface {
	UnmarshalJSON([]byte) error
}

type textMarshaler interface {
	MarshalText() (text []byte, err error)
}

type textUnmarshaler interface {
	UnmarshalText(text []byte) error
}

// RawMessage is JSON as it stands.
type RawMessage []byte

func (m RawMessage) MarshalJSON() ([]byte, error) {
	if m == nil {
		return []byte("null"), nil
	}
	return m, nil
}

func (m *RawMessage) UnmarshalJSON(data []byte) error {
	if m == nil {
		return errors.New("json.RawMessage: UnmarshalJSON on nil pointer")
	}
	*m = append((*m)[0:0], data...)
	return nil
}

// Number is a number as it was written.
type Number string

func (n Number) String() string { return string(n) }

func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }

func (n Number) Int64() (int64, error) { return strconv.ParseInt(string(n), 10, 64) }

// SyntaxError is input that is not JSON.
type SyntaxError struct {
	msg    string
	Offset int64
}

func (e *SyntaxError) Error() string { return e.msg }

// UnmarshalTypeError is a value that does not fit the Go type.
type UnmarshalTypeError struct {
	Value  string
	Type   interface{ String() string } // its name; no reflect.Type
	Offset int64
	Struct string
	Field  string
	msg    string
}

type typeName string

func (n typeName) String() string { return string(n) }

// typeError is the error whose words the machine has found.
func typeError(text string, offset int) error {
	e := &UnmarshalTypeError{msg: text, Offset: int64(offset)}
	value, rest, _ := strings.Cut(text, " into ")
	place, name, _ := strings.Cut(rest, " of type ")
	name, _, _ = strings.Cut(name, ": ")
	e.Value, e.Type = strings.TrimPrefix(value, "json: cannot unmarshal "), typeName(name)
	if place != "Go value" {
		e.Struct, e.Field, _ = strings.Cut(strings.TrimPrefix(place, "Go struct field "), ".")
	}
	return e
}

func (e *UnmarshalTypeError) Error() string { return e.msg }

// InvalidUnmarshalError is a target that is no pointer.
type InvalidUnmarshalError struct {
	msg string
}

func (e *InvalidUnmarshalError) Error() string { return e.msg }

// UnsupportedTypeError is a type that has no JSON form.
type UnsupportedTypeError struct {
	name string
}

func (e *UnsupportedTypeError) Error() string { return "json: unsupported type: " + e.name }

// UnsupportedValueError is a value that has no JSON form.
type UnsupportedValueError struct {
	Str string
}

func (e *UnsupportedValueError) Error() string { return "json: unsupported value: " + e.Str }

// MarshalerError is an error of a method MarshalJSON or MarshalText.
type MarshalerError struct {
	name   string
	method string
	Err    error
}

func (e *MarshalerError) Error() string {
	return "json: error calling " + e.method + " for type " + e.name + ": " + e.Err.Error()
}

func (e *MarshalerError) Unwrap() error { return e.Err }

// encode returns a kind: 0 good, 1 unsupported type, 2 unsupported value, 3 an error of a method.
func encode(v any, html bool, ask func(what int, v any) ([]byte, error)) (out []byte, kind int, text, method string, cause error)

func ask(what int, v any) ([]byte, error) {
	switch what {
	case 0:
		return v.(Marshaler).MarshalJSON()
	case 1:
		return v.(textMarshaler).MarshalText()
	}
	if v.(interface{ IsZero() bool }).IsZero() {
		return []byte{1}, nil
	}
	return nil, nil
}

func marshal(v any, html bool) ([]byte, error) {
	out, kind, text, method, cause := encode(v, html, ask)
	switch kind {
	case 1:
		return nil, &UnsupportedTypeError{text}
	case 2:
		return nil, &UnsupportedValueError{text}
	case 3:
		return nil, &MarshalerError{text, method, cause}
	}
	return out, nil
}

// Marshal is v as JSON.
func Marshal(v any) ([]byte, error) { return marshal(v, true) }

// MarshalIndent is v as JSON, a member a line.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	b, err := marshal(v, true)
	if err != nil {
		return nil, err
	}
	return indented(b, prefix, indent), nil
}

func indented(b []byte, prefix, step string) []byte { return indent(b, prefix, step) }

func indent(data []byte, prefix, indent string) []byte
func compact(data []byte, html bool) []byte
func check(data []byte) (problem string, offset int)
func next(data []byte, eof bool) (n int, problem string)
func unquote(data []byte) string

// Valid reports whether data is one JSON value.
func Valid(data []byte) bool {
	problem, _ := check(data)
	return problem == ""
}

// Indent appends src to dst, a member a line.
func Indent(dst *bytes.Buffer, src []byte, prefix, step string) error {
	if problem, at := check(src); problem != "" {
		return &SyntaxError{problem, int64(at)}
	}
	dst.Write(indent(src, prefix, step))
	return nil
}

// Compact appends src to dst without spaces.
func Compact(dst *bytes.Buffer, src []byte) error {
	if problem, at := check(src); problem != "" {
		return &SyntaxError{problem, int64(at)}
	}
	dst.Write(compact(src, false))
	return nil
}

// HTMLEscape appends src to dst with <, > and & escaped.
func HTMLEscape(dst *bytes.Buffer, src []byte) { dst.Write(compact(src, true)) }

// own is a value that decodes itself.
type own struct {
	target any
	raw    []byte
	text   bool
}

// entry is a map entry that is set when its value has decoded itself.
type entry struct {
	m, key, n, at, width uint64
}

const (
	strict = 1 << iota
	useNumber
)

// decode returns a kind: 0 good, 1 a type that does not fit, 2 another error.
func decode(data []byte, v any, flags int, samples []any) (owns []own, entries []entry, kind int, text string, offset int)

func commit(entries []entry)

// target says what is wrong with v as a target.
func target(v any) string

var samples = []any{map[string]any(nil), []any(nil), float64(0), "", false, Number("")}

func unmarshal(data []byte, v any, flags int) error {
	if problem := target(v); problem != "" {
		return &InvalidUnmarshalError{problem}
	}
	owns, entries, kind, text, offset := decode(data, v, flags, samples)
	for _, o := range owns {
		var err error
		if o.text {
			err = o.target.(textUnmarshaler).UnmarshalText([]byte(unquote(o.raw)))
		} else {
			err = o.target.(Unmarshaler).UnmarshalJSON(o.raw)
		}
		if err != nil {
			return err
		}
	}
	commit(entries)
	switch kind {
	case 1:
		return typeError(text, offset)
	case 2:
		return errors.New(text)
	}
	return nil
}

// Unmarshal reads data into what v points to.
func Unmarshal(data []byte, v any) error {
	if problem, at := check(data); problem != "" {
		return &SyntaxError{problem, int64(at)}
	}
	return unmarshal(data, v, 0)
}

// Encoder writes JSON values to a stream.
type Encoder struct {
	w            io.Writer
	err          error
	noEscape     bool
	prefix, step string
}

func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w} }

func (e *Encoder) Encode(v any) error {
	if e.err != nil {
		return e.err
	}
	b, err := marshal(v, !e.noEscape)
	if err != nil {
		return err
	}
	if e.prefix != "" || e.step != "" {
		b = indent(b, e.prefix, e.step)
	}
	_, err = e.w.Write(append(b, '\n'))
	e.err = err
	return err
}

func (e *Encoder) SetIndent(prefix, indent string) { e.prefix, e.step = prefix, indent }

func (e *Encoder) SetEscapeHTML(on bool) { e.noEscape = !on }

// Decoder reads JSON values from a stream.
type Decoder struct {
	r     io.Reader
	buf   []byte
	at    int
	seen  int64
	err   error
	flags int
	stack []byte // for Token: [ or { and what comes next
	key   bool
}

func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: r} }

func (d *Decoder) UseNumber() { d.flags |= useNumber }

func (d *Decoder) DisallowUnknownFields() { d.flags |= strict }

func (d *Decoder) InputOffset() int64 { return d.seen + int64(d.at) }

func (d *Decoder) Buffered() io.Reader { return bytes.NewReader(d.buf[d.at:]) }

// fill reads more; false at the end.
func (d *Decoder) fill() bool {
	if d.err != nil {
		return false
	}
	if d.at > 0 {
		d.seen += int64(d.at)
		d.buf = append(d.buf[:0], d.buf[d.at:]...)
		d.at = 0
	}
	chunk := make([]byte, 512)
	n, err := d.r.Read(chunk)
	d.buf = append(d.buf, chunk[:n]...)
	if err != nil {
		d.err = err
	}
	return n > 0 || err == nil
}

// peek is the next byte that is no space; 0 at the end.
func (d *Decoder) peek() byte {
	for {
		for ; d.at < len(d.buf); d.at++ {
			switch c := d.buf[d.at]; c {
			case ' ', '\t', '\r', '\n':
			default:
				return c
			}
		}
		if !d.fill() {
			return 0
		}
	}
}

func (d *Decoder) value() ([]byte, error) {
	if d.peek() == 0 {
		return nil, d.err
	}
	for {
		n, problem := next(d.buf[d.at:], d.err != nil)
		if problem != "" {
			if d.err == io.EOF && problem == "unexpected end of JSON input" {
				return nil, io.ErrUnexpectedEOF
			}
			return nil, &SyntaxError{problem, d.InputOffset()}
		}
		if n > 0 {
			raw := d.buf[d.at : d.at+n]
			d.at += n
			return raw, nil
		}
		if !d.fill() && d.err != io.EOF {
			return nil, d.err
		}
	}
}

func (d *Decoder) Decode(v any) error {
	if err := d.separators(); err != nil {
		return err
	}
	raw, err := d.value()
	if err != nil {
		return err
	}
	return unmarshal(append([]byte(nil), raw...), v, d.flags)
}

// separators skips what Token leaves before a value.
func (d *Decoder) separators() error {
	if len(d.stack) == 0 {
		return nil
	}
	if c := d.peek(); c == ',' || c == ':' {
		d.at++
	}
	if d.stack[len(d.stack)-1] == '{' {
		d.key = !d.key
	}
	return nil
}

// More reports whether there is another element.
func (d *Decoder) More() bool {
	c := d.peek()
	return c != 0 && c != ']' && c != '}'
}

// Token is a Delim, bool, float64, Number, string or nil.
type Token any

// Delim is [ ] { or }.
type Delim rune

func (d Delim) String() string { return string(d) }

// Token is the next token of the stream.
func (d *Decoder) Token() (Token, error) {
	for {
		switch c := d.peek(); c {
		case 0:
			return nil, d.err
		case '[', '{':
			d.at++
			if len(d.stack) > 0 && d.stack[len(d.stack)-1] == '{' {
				d.key = false
			}
			d.stack = append(d.stack, c)
			d.key = false
			return Delim(c), nil
		case ']', '}':
			if len(d.stack) == 0 || d.stack[len(d.stack)-1] != c-2 {
				return nil, &SyntaxError{"invalid character '" + string(rune(c)) + "' looking for beginning of value", d.InputOffset()}
			}
			d.at++
			d.stack = d.stack[:len(d.stack)-1]
			return Delim(c), nil
		case ',', ':':
			d.at++
		default:
			raw, err := d.value()
			if err != nil {
				return nil, err
			}
			var v any
			if err := unmarshal(append([]byte(nil), raw...), &v, d.flags); err != nil {
				return nil, err
			}
			return v, nil
		}
	}
}
