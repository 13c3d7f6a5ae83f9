// Package template makes text from templates and data.
package template

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// FuncMap are functions that templates may call, by name.
type FuncMap map[string]any

// Template is a text with actions, in a set with those that it can call.
type Template struct {
	name        string
	source      string
	parseName   string
	nodes       []*node
	parsed      bool
	left, right string
	set         *set
}

type set struct {
	all     map[string]*Template
	funcs   FuncMap
	missing string
}

func New(name string) *Template {
	t := &Template{name: name, set: &set{all: map[string]*Template{}, funcs: FuncMap{}}}
	return t
}

// Must panics on an error.
func Must(t *Template, err error) *Template {
	if err != nil {
		panic(err)
	}
	return t
}

func (t *Template) Name() string { return t.name }

func (t *Template) New(name string) *Template {
	return &Template{name: name, set: t.set, left: t.left, right: t.right}
}

func (t *Template) Funcs(funcMap FuncMap) *Template {
	for name, f := range funcMap {
		t.set.funcs[name] = f
	}
	return t
}

func (t *Template) Delims(left, right string) *Template {
	t.left, t.right = left, right
	return t
}

// Option takes missingkey=default, zero or error.
func (t *Template) Option(opt ...string) *Template {
	for _, s := range opt {
		key, value, _ := strings.Cut(s, "=")
		if key != "missingkey" || value != "default" && value != "invalid" && value != "zero" && value != "error" {
			panic("unrecognized option: " + s)
		}
		t.set.missing = value
	}
	return t
}

func (t *Template) hasFunc(name string) bool {
	_, own := t.set.funcs[name]
	return own || builtins[name] != nil || name == "and" || name == "or"
}

func (t *Template) Lookup(name string) *Template {
	if x := t.set.all[name]; x != nil {
		return x
	}
	return nil
}

func (t *Template) Templates() (list []*Template) {
	for _, x := range t.set.all {
		list = append(list, x)
	}
	return list
}

func (t *Template) DefinedTemplates() string {
	if t.set == nil || len(t.set.all) == 0 {
		return ""
	}
	var names []string
	for name := range t.set.all {
		names = append(names, fmt.Sprintf("%q", name))
	}
	sort.Strings(names)
	return "; defined templates are: " + strings.Join(names, ", ")
}

// Clone is a copy of the whole set.
func (t *Template) Clone() (*Template, error) {
	s := &set{all: map[string]*Template{}, funcs: FuncMap{}, missing: t.set.missing}
	for name, f := range t.set.funcs {
		s.funcs[name] = f
	}
	for name, x := range t.set.all {
		other := *x
		other.set = s
		s.all[name] = &other
	}
	if own := s.all[t.name]; own != nil {
		return own, nil
	}
	other := *t
	other.set = s
	return &other, nil
}

// put sets a template of the set; one without content does not replace one that has some.
func (t *Template) put(name string, nodes []*node, source, parseName string) {
	x := t.set.all[name]
	if name == t.name {
		x = t
	}
	if x == nil {
		x = t.New(name)
	}
	if x.parsed && blank(nodes) {
		return
	}
	x.nodes, x.source, x.parseName, x.parsed = nodes, source, parseName, true
	t.set.all[name] = x
}

func blank(nodes []*node) bool {
	for _, n := range nodes {
		if n.kind != "text" || strings.TrimSpace(n.text) != "" {
			return false
		}
	}
	return true
}

func (t *Template) Parse(text string) (_ *Template, err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(error)
			if !ok {
				panic(r)
			}
			err = e
		}
	}()
	left, right := t.left, t.right
	if left == "" {
		left = "{{"
	}
	if right == "" {
		right = "}}"
	}
	p := &parser{t: t, name: t.name, text: text, vars: []string{"$"}}
	p.tokens = lex(text, left, right)
	nodes, _ := p.list(true)
	t.put(t.name, nodes, text, t.name)
	return t, nil
}

// ParseFiles reads templates that are named after their files.
func (t *Template) ParseFiles(filenames ...string) (*Template, error) {
	return parseFiles(t, filenames)
}

func ParseFiles(filenames ...string) (*Template, error) { return parseFiles(nil, filenames) }

func parseFiles(t *Template, filenames []string) (*Template, error) {
	if len(filenames) == 0 {
		return nil, fmt.Errorf("template: no files named in call to ParseFiles")
	}
	for _, filename := range filenames {
		b, err := os.ReadFile(filename)
		if err != nil {
			return nil, err
		}
		name := filepath.Base(filename)
		if t == nil {
			t = New(name)
		}
		x := t
		if name != t.name {
			x = t.New(name)
		}
		if _, err := x.Parse(string(b)); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func ParseGlob(pattern string) (*Template, error) { return parseGlob(nil, pattern) }

func (t *Template) ParseGlob(pattern string) (*Template, error) { return parseGlob(t, pattern) }

func parseGlob(t *Template, pattern string) (*Template, error) {
	names, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("template: pattern matches no files: %#q", pattern)
	}
	return parseFiles(t, names)
}

func ParseFS(fsys fs.FS, patterns ...string) (*Template, error) { return parseFS(nil, fsys, patterns) }

func (t *Template) ParseFS(fsys fs.FS, patterns ...string) (*Template, error) {
	return parseFS(t, fsys, patterns)
}

func parseFS(t *Template, fsys fs.FS, patterns []string) (*Template, error) {
	if len(patterns) == 0 {
		return nil, fmt.Errorf("template: no files named in call to ParseFiles")
	}
	for _, pattern := range patterns {
		names, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, err
		}
		if len(names) == 0 {
			return nil, fmt.Errorf("template: pattern matches no files: %#q", pattern)
		}
		for _, name := range names {
			b, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil, err
			}
			base := filepath.Base(name)
			if t == nil {
				t = New(base)
			}
			x := t
			if base != t.name {
				x = t.New(base)
			}
			if _, err := x.Parse(string(b)); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

func (t *Template) ExecuteTemplate(wr io.Writer, name string, data any) error {
	x := t.Lookup(name)
	if x == nil {
		return fmt.Errorf("template: no template %q associated with template %q", name, t.name)
	}
	return x.Execute(wr, data)
}
