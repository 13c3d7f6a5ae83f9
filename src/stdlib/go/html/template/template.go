// Package template is text/template for HTML: what an action writes is escaped as its place in the page wants it.
package template

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"text/template"
)

// Texts of these types are written as they are where they belong.
type (
	CSS      string
	HTML     string
	HTMLAttr string
	JS       string
	JSStr    string
	URL      string
	Srcset   string
)

type FuncMap = template.FuncMap

// Error is a template that cannot be escaped.
type Error struct {
	Name        string
	Line        int
	Description string
}

func (e *Error) Error() string {
	if e.Line != 0 {
		return fmt.Sprintf("html/template:%s:%d: %s", e.Name, e.Line, e.Description)
	}
	return "html/template:" + e.Name + ": " + e.Description
}

// Template is a template for HTML.
type Template struct {
	text        *template.Template
	left, right string
}

func wrap(t *template.Template, like *Template) *Template {
	if t == nil {
		return nil
	}
	return &Template{t, like.left, like.right}
}

func New(name string) *Template {
	return &Template{template.New(name).Funcs(escapers), "{{", "}}"}
}

func Must(t *Template, err error) *Template {
	if err != nil {
		panic(err)
	}
	return t
}

func (t *Template) Name() string                        { return t.text.Name() }
func (t *Template) New(name string) *Template           { return wrap(t.text.New(name), t) }
func (t *Template) Lookup(name string) *Template        { return wrap(t.text.Lookup(name), t) }
func (t *Template) DefinedTemplates() string            { return t.text.DefinedTemplates() }
func (t *Template) Funcs(funcMap FuncMap) *Template     { t.text.Funcs(funcMap); return t }
func (t *Template) Option(opt ...string) *Template      { t.text.Option(opt...); return t }
func (t *Template) Execute(wr io.Writer, data any) error { return t.text.Execute(wr, data) }

func (t *Template) ExecuteTemplate(wr io.Writer, name string, data any) error {
	if t.text.Lookup(name) == nil {
		return fmt.Errorf("html/template: %q is undefined", name)
	}
	return t.text.ExecuteTemplate(wr, name, data)
}

func (t *Template) Delims(left, right string) *Template {
	t.text.Delims(left, right)
	if t.left = left; left == "" {
		t.left = "{{"
	}
	if t.right = right; right == "" {
		t.right = "}}"
	}
	return t
}

func (t *Template) Templates() (list []*Template) {
	for _, x := range t.text.Templates() {
		list = append(list, wrap(x, t))
	}
	return list
}

func (t *Template) Clone() (*Template, error) {
	c, err := t.text.Clone()
	if err != nil {
		return nil, err
	}
	return wrap(c, t), nil
}

func (t *Template) Parse(text string) (*Template, error) {
	if _, err := t.text.Parse(escaped(text, t.left, t.right)); err != nil {
		return nil, err
	}
	return t, nil
}

type source struct{ name, text string }

func (t *Template) files(list []source) (*Template, error) {
	if len(list) == 0 {
		return nil, fmt.Errorf("html/template: no files named in call to ParseFiles")
	}
	for _, f := range list {
		if t == nil {
			t = New(f.name)
		}
		into := t
		if f.name != t.Name() {
			into = t.New(f.name)
		}
		if _, err := into.Parse(f.text); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func read(names []string) (list []source, err error) {
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		list = append(list, source{filepath.Base(name), string(b)})
	}
	return list, nil
}

func ParseFiles(filenames ...string) (*Template, error) {
	return (*Template)(nil).ParseFiles(filenames...)
}

func (t *Template) ParseFiles(filenames ...string) (*Template, error) {
	list, err := read(filenames)
	if err != nil {
		return nil, err
	}
	return t.files(list)
}

func ParseGlob(pattern string) (*Template, error) { return (*Template)(nil).ParseGlob(pattern) }

func (t *Template) ParseGlob(pattern string) (*Template, error) {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("html/template: pattern matches no files: %#q", pattern)
	}
	return t.ParseFiles(names...)
}

func ParseFS(fs fs.FS, patterns ...string) (*Template, error) {
	return (*Template)(nil).ParseFS(fs, patterns...)
}

func (t *Template) ParseFS(fsys fs.FS, patterns ...string) (*Template, error) {
	var list []source
	for _, pattern := range patterns {
		names, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, err
		}
		if len(names) == 0 {
			return nil, fmt.Errorf("html/template: pattern matches no files: %#q", pattern)
		}
		for _, name := range names {
			b, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil, err
			}
			list = append(list, source{filepath.Base(name), string(b)})
		}
	}
	return t.files(list)
}

func HTMLEscapeString(s string) string    { return template.HTMLEscapeString(s) }
func HTMLEscaper(args ...any) string      { return template.HTMLEscaper(args...) }
func HTMLEscape(w io.Writer, b []byte)    { template.HTMLEscape(w, b) }
func JSEscapeString(s string) string      { return template.JSEscapeString(s) }
func JSEscaper(args ...any) string        { return template.JSEscaper(args...) }
func JSEscape(w io.Writer, b []byte)      { template.JSEscape(w, b) }
func URLQueryEscaper(args ...any) string  { return template.URLQueryEscaper(args...) }
func IsTrue(val any) (truth, ok bool)     { return template.IsTrue(val) }
