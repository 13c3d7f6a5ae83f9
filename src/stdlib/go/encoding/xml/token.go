// Package xml reads and writes XML: values by their types and tags, and tokens.
package xml

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

const Header = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// Name is a name in a name space.
type Name struct {
	Space, Local string
}

type Attr struct {
	Name  Name
	Value string
}

// Token is a StartElement, EndElement, CharData, Comment, ProcInst or Directive.
type Token any

type StartElement struct {
	Name Name
	Attr []Attr
}

type (
	EndElement struct{ Name Name }
	CharData   []byte
	Comment    []byte
	Directive  []byte
	ProcInst   struct {
		Target string
		Inst   []byte
	}
)

func (e StartElement) Copy() StartElement {
	e.Attr = append([]Attr(nil), e.Attr...)
	return e
}

func (e StartElement) End() EndElement { return EndElement{e.Name} }
func (c CharData) Copy() CharData      { return CharData(bytes.Clone(c)) }
func (c Comment) Copy() Comment        { return Comment(bytes.Clone(c)) }
func (d Directive) Copy() Directive    { return Directive(bytes.Clone(d)) }
func (p ProcInst) Copy() ProcInst      { return ProcInst{p.Target, bytes.Clone(p.Inst)} }

func CopyToken(t Token) Token {
	switch t := t.(type) {
	case CharData:
		return t.Copy()
	case Comment:
		return t.Copy()
	case Directive:
		return t.Copy()
	case ProcInst:
		return t.Copy()
	case StartElement:
		return t.Copy()
	}
	return t
}

// SyntaxError is input that is not XML.
type SyntaxError struct {
	Msg  string
	Line int
}

func (e *SyntaxError) Error() string {
	return "XML syntax error on line " + strconv.Itoa(e.Line) + ": " + e.Msg
}

type TokenReader interface {
	Token() (Token, error)
}

// Decoder reads tokens and values.
type Decoder struct {
	Strict        bool
	AutoClose     []string
	Entity        map[string]string
	CharsetReader func(charset string, input io.Reader) (io.Reader, error)
	DefaultSpace  string

	r      *bufio.Reader
	line   int
	offset int64
	open   []element
	closes bool // the element that was opened last was <empty/>
	again  Token
	err    error
	limits []int // open elements of those that read themselves: with fewer there is nothing for them to read
}

type element struct {
	name, raw Name
	spaces    map[string]string // prefixes that it defines
}

func NewDecoder(r io.Reader) *Decoder {
	return &Decoder{Strict: true, r: bufio.NewReader(r), line: 1}
}

func (d *Decoder) InputOffset() int64 { return d.offset }

func (d *Decoder) InputPos() (line, column int) { return d.line, 1 }

func (d *Decoder) fail(format string, args ...any) {
	panic(&SyntaxError{fmt.Sprintf(format, args...), d.line})
}

func (d *Decoder) get() (byte, bool) {
	b, err := d.r.ReadByte()
	if err != nil {
		if err != io.EOF {
			panic(err)
		}
		return 0, false
	}
	d.offset++
	if b == '\n' {
		d.line++
	}
	return b, true
}

func (d *Decoder) must() byte {
	b, ok := d.get()
	if !ok {
		d.fail("unexpected EOF")
	}
	return b
}

func (d *Decoder) back(b byte) {
	d.r.UnreadByte()
	d.offset--
	if b == '\n' {
		d.line--
	}
}

func space(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

func (d *Decoder) skipSpace() {
	for {
		b, ok := d.get()
		if !ok {
			return
		}
		if !space(b) {
			d.back(b)
			return
		}
	}
}

// Token gives the next token with its name spaces resolved; io.EOF at the end.
func (d *Decoder) Token() (t Token, err error) {
	if d.again != nil {
		t, d.again = d.again, nil
		return t, nil
	}
	if d.err != nil {
		return nil, d.err
	}
	if n := len(d.limits); n > 0 && len(d.open) < d.limits[n-1] {
		return nil, io.EOF
	}
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(error)
			if _, syntax := r.(*SyntaxError); !ok || !syntax && e.Error() == "" {
				panic(r)
			}
			t, err, d.err = nil, e, e
		}
	}()
	t = d.raw()
	switch t := t.(type) {
	case nil:
		if len(d.open) > 0 {
			d.fail("unexpected EOF")
		}
		d.err = io.EOF
		return nil, io.EOF
	case StartElement:
		return d.start(t), nil
	case EndElement:
		return d.end(t), nil
	}
	return t, nil
}

// RawToken is Token without names resolved and ends checked.
func (d *Decoder) RawToken() (Token, error) { return d.Token() }

func (d *Decoder) start(t StartElement) Token {
	e := element{raw: t.Name, spaces: map[string]string{}}
	for _, a := range t.Attr {
		switch {
		case a.Name.Space == "xmlns":
			e.spaces[a.Name.Local] = a.Value
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			e.spaces[""] = a.Value
		}
	}
	d.open = append(d.open, e)
	t.Name = d.resolve(t.Name, true)
	for i := range t.Attr {
		t.Attr[i].Name = d.resolve(t.Attr[i].Name, false)
	}
	d.open[len(d.open)-1].name = t.Name
	return t
}

func (d *Decoder) end(t EndElement) Token {
	if len(d.open) == 0 {
		d.fail("unexpected end element </%s>", t.Name.Local)
	}
	e := d.open[len(d.open)-1]
	if e.raw.Local != t.Name.Local {
		d.fail("element <%s> closed by </%s>", e.raw.Local, t.Name.Local)
	}
	if e.raw.Space != t.Name.Space {
		d.fail("element <%s> in space %s closed by </%s> in space %s", e.raw.Local, e.raw.Space, t.Name.Local, t.Name.Space)
	}
	d.open = d.open[:len(d.open)-1]
	return EndElement{e.name}
}

func (d *Decoder) resolve(n Name, element bool) Name {
	switch {
	case n.Space == "xmlns", n.Space == "" && (!element || n.Local == "xmlns"):
		return n
	case n.Space == "xml":
		n.Space = "http://www.w3.org/XML/1998/namespace"
		return n
	}
	for i := len(d.open) - 1; i >= 0; i-- {
		if s, ok := d.open[i].spaces[n.Space]; ok {
			n.Space = s
			return n
		}
	}
	if n.Space == "" {
		n.Space = d.DefaultSpace
	}
	return n
}

func (d *Decoder) raw() Token {
	if d.closes {
		d.closes = false
		return EndElement{d.open[len(d.open)-1].raw}
	}
	b, ok := d.get()
	if !ok {
		return nil
	}
	if b != '<' {
		d.back(b)
		return CharData(d.text(-1))
	}
	switch b := d.must(); b {
	case '/':
		n := d.name("expected element name after </")
		d.skipSpace()
		if d.must() != '>' {
			d.fail("invalid characters between </%s and >", n.Local)
		}
		return EndElement{n}
	case '?':
		target := d.word()
		if target == "" {
			d.fail("expected target name after <?")
		}
		d.skipSpace()
		return ProcInst{target, d.until("?>")}
	case '!':
		return d.declaration()
	default:
		d.back(b)
	}
	return d.tag()
}

func (d *Decoder) until(end string) []byte {
	var out []byte
	for !bytes.HasSuffix(out, []byte(end)) {
		out = append(out, d.must())
	}
	return out[:len(out)-len(end)]
}

func (d *Decoder) declaration() Token {
	switch b := d.must(); b {
	case '-':
		if d.must() != '-' {
			d.fail("invalid sequence <!- not part of <!--")
		}
		text := d.until("-->")
		if bytes.Contains(append(text, '-'), []byte("--")) {
			d.fail(`invalid sequence "--" not allowed in comments`)
		}
		return Comment(text)
	case '[':
		for _, c := range []byte("CDATA[") {
			if d.must() != c {
				d.fail("invalid <![ sequence")
			}
		}
		return CharData(d.until("]]>"))
	default:
		out := []byte{b}
		for depth := 0; ; {
			b := d.must()
			if b == '<' {
				depth++
			}
			if b == '>' {
				if depth == 0 {
					return Directive(out)
				}
				depth--
			}
			out = append(out, b)
		}
	}
}

func (d *Decoder) tag() Token {
	t := StartElement{Name: d.name("expected element name after <"), Attr: []Attr{}}
	for {
		d.skipSpace()
		b := d.must()
		if b == '/' {
			if d.must() != '>' {
				d.fail("expected /> in element")
			}
			d.closes = true
			return t
		}
		if b == '>' {
			return t
		}
		d.back(b)
		a := Attr{Name: d.name("expected attribute name in element")}
		d.skipSpace()
		if d.must() != '=' {
			d.fail("attribute name without = in element")
		}
		d.skipSpace()
		quote := d.must()
		if quote != '"' && quote != '\'' {
			d.fail("unquoted or missing attribute value in element")
		}
		a.Value = string(d.text(int(quote)))
		t.Attr = append(t.Attr, a)
	}
}

// word reads what can stand in a name.
func (d *Decoder) word() string {
	var out []byte
	for {
		b, ok := d.get()
		if !ok {
			break
		}
		if !(b >= utf8.RuneSelf || 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9' || b == '_' || b == ':' || b == '.' || b == '-') {
			d.back(b)
			break
		}
		out = append(out, b)
	}
	if len(out) > 0 && strings.IndexByte("0123456789-.", out[0]) >= 0 {
		d.fail("invalid XML name: %s", out)
	}
	return string(out)
}

func (d *Decoder) name(missing string) Name {
	s := d.word()
	if s == "" {
		d.fail("%s", missing)
	}
	prefix, local, ok := strings.Cut(s, ":")
	if !ok || prefix == "" || local == "" {
		return Name{Local: s}
	}
	return Name{prefix, local}
}

// text reads up to the next tag, or to the quote of an attribute.
func (d *Decoder) text(quote int) []byte {
	out := []byte{}
	for {
		b, ok := d.get()
		if !ok {
			if quote >= 0 {
				d.fail("unexpected EOF")
			}
			break
		}
		if quote >= 0 && b == byte(quote) {
			break
		}
		if b == '<' {
			if quote >= 0 {
				d.fail("unescaped < inside quoted string")
			}
			d.back(b)
			break
		}
		switch b {
		case '&':
			out = append(out, d.entity()...)
		case '\r':
			if next, ok := d.get(); ok && next != '\n' {
				d.back(next)
			}
			out = append(out, '\n')
		default:
			out = append(out, b)
		}
		if quote < 0 && bytes.HasSuffix(out, []byte("]]>")) {
			d.fail("unescaped ]]> not in CDATA section")
		}
	}
	if !utf8.Valid(out) {
		d.fail("invalid UTF-8")
	}
	return out
}

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}

func (d *Decoder) entity() string {
	var name []byte
	for {
		b := d.must()
		if b == ';' {
			break
		}
		if !(b == '#' || b >= utf8.RuneSelf || 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9') {
			d.back(b)
			if !d.Strict {
				return "&" + string(name)
			}
			d.fail("invalid character entity &%s (no semicolon)", name)
		}
		name = append(name, b)
	}
	s := string(name)
	if text, ok := entities[s]; ok {
		return text
	}
	if text, ok := d.Entity[s]; ok {
		return text
	}
	if strings.HasPrefix(s, "#") {
		digits, base := s[1:], 10
		if strings.HasPrefix(digits, "x") {
			digits, base = digits[1:], 16
		}
		if n, err := strconv.ParseUint(digits, base, 32); err == nil && n <= 0x10ffff {
			return string(rune(n))
		}
	}
	if !d.Strict {
		return "&" + s + ";"
	}
	d.fail("invalid character entity &%s;", s)
	return ""
}

// Skip reads to the end of the element that was opened last.
func (d *Decoder) Skip() error {
	for depth := 1; depth > 0; {
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t.(type) {
		case StartElement:
			depth++
		case EndElement:
			depth--
		}
	}
	return nil
}
