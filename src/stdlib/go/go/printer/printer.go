// Package printer writes trees as Go's text, laid out as gofmt does.
package printer

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"io"
	"strings"
)

// Mode and Config are taken as gofmt has them, whatever they say.
type Mode uint

const (
	RawFormat Mode = 1 << iota
	TabIndent
	UseSpaces
	SourcePos
)

type Config struct {
	Mode     Mode
	Tabwidth int
	Indent   int
}

// CommentedNode is a node with comments.
type CommentedNode struct {
	Node     any
	Comments []*ast.CommentGroup
}

// layout is the text of a file as gofmt lays it out; not ok where it is none.
func layout(text []byte) (out []byte, ok bool)

// Layout is layout, for package format.
func Layout(text []byte) (out []byte, ok bool) { return layout(text) }

// Fprint writes a file, declaration, statement or expression.
func Fprint(output io.Writer, fset *token.FileSet, node any) error {
	return (&Config{Tabwidth: 8}).Fprint(output, fset, node)
}

func (cfg *Config) Fprint(output io.Writer, fset *token.FileSet, node any) error {
	p := &printer{fset: fset}
	if c, ok := node.(*CommentedNode); ok {
		p.comments, node = c.Comments, c.Node
	}
	before, after, indent := "package p\n", "", 0
	switch n := node.(type) {
	case *ast.File:
		if p.comments == nil {
			p.comments = n.Comments
		}
		before = ""
		p.file(n)
	case ast.Decl:
		p.decl(n)
	case ast.Spec:
		before = "package p\nvar "
		switch n.(type) {
		case *ast.TypeSpec:
			before = "package p\ntype "
		case *ast.ImportSpec:
			before = "package p\nimport "
		}
		p.spec(n, token.VAR)
	case ast.Stmt:
		before, after, indent = "package p\nfunc _() {\n", "\n}", 1
		p.stmt(n)
	case []ast.Stmt:
		before, after, indent = "package p\nfunc _() {\n", "\n}", 1
		p.stmts(n)
	case []ast.Decl:
		for _, d := range n {
			p.decl(d)
			p.put("\n\n")
		}
	case ast.Expr:
		before = "package p\nvar _ = "
		switch n.(type) {
		case *ast.ArrayType, *ast.StructType, *ast.FuncType, *ast.InterfaceType, *ast.MapType, *ast.ChanType:
			before = "package p\ntype _ "
		}
		p.expr(n)
	default:
		return fmt.Errorf("go/printer: unsupported node type %T", node)
	}
	out, ok := layout([]byte(before + p.out.String() + after))
	if !ok {
		return errors.New("go/printer: not Go's text: " + p.out.String())
	}
	_, err := output.Write(unwrap(out, before, indent))
	return err
}

// unwrap takes what was laid out of what it stood in.
func unwrap(out []byte, before string, indent int) []byte {
	if before == "" {
		return out
	}
	s := strings.TrimSpace(strings.TrimPrefix(string(out), "package p\n"))
	if indent > 0 {
		s = strings.TrimSuffix(strings.TrimPrefix(s, "func _() {\n"), "\n}")
		return []byte(strings.TrimPrefix(strings.ReplaceAll(s, "\n\t", "\n"), "\t"))
	}
	return []byte(strings.TrimPrefix(s, strings.TrimPrefix(before, "package p\n")))
}

type printer struct {
	out      bytes.Buffer
	fset     *token.FileSet
	comments []*ast.CommentGroup
	last     int // line of what was written last
}

func (p *printer) put(parts ...string) {
	for _, s := range parts {
		p.out.WriteString(s)
	}
}

func (p *printer) lineOf(pos token.Pos) int {
	if p.fset == nil || !pos.IsValid() {
		return 0
	}
	return p.fset.Position(pos).Line
}

// before writes the comments that stand before pos, and an empty line where there was one.
func (p *printer) before(pos token.Pos) {
	for len(p.comments) > 0 && pos.IsValid() && p.comments[0].Pos() < pos {
		g := p.comments[0]
		p.comments = p.comments[1:]
		p.gap(g.Pos())
		p.group(g)
		p.last = p.lineOf(g.End())
	}
	p.gap(pos)
}

func (p *printer) gap(pos token.Pos) {
	if line := p.lineOf(pos); p.last > 0 && line > p.last+1 {
		p.put("\n")
	}
}

func (p *printer) group(g *ast.CommentGroup) {
	for _, c := range g.List {
		p.put(c.Text, "\n")
	}
}

// doc writes a comment that is not among the file's.
func (p *printer) doc(g *ast.CommentGroup) {
	if g != nil && p.comments == nil {
		p.group(g)
	}
}

// behind writes the comments that stand on the line where pos is.
func (p *printer) behind(pos token.Pos, own *ast.CommentGroup) {
	line := p.lineOf(pos)
	p.last = line
	if own != nil && p.comments == nil {
		p.put(" ", own.List[0].Text)
	}
	for len(p.comments) > 0 && line > 0 && p.lineOf(p.comments[0].Pos()) <= line {
		p.put(" ", p.comments[0].List[0].Text)
		p.comments = p.comments[1:]
	}
	p.put("\n")
}

func (p *printer) file(f *ast.File) {
	p.doc(f.Doc)
	p.before(f.Package)
	p.put("package ", f.Name.Name)
	p.behind(f.Name.End(), nil)
	for _, d := range f.Decls {
		p.put("\n")
		p.last = 0
		p.decl(d)
		p.behind(d.End(), nil)
	}
	for _, g := range p.comments {
		p.put("\n")
		p.group(g)
	}
}

func (p *printer) decl(d ast.Decl) {
	p.before(d.Pos())
	switch d := d.(type) {
	case *ast.GenDecl:
		p.doc(d.Doc)
		p.put(d.Tok.String(), " ")
		if !d.Lparen.IsValid() && len(d.Specs) == 1 {
			p.spec(d.Specs[0], d.Tok)
			return
		}
		p.put("(\n")
		p.last = 0
		for _, s := range d.Specs {
			p.before(s.Pos())
			p.spec(s, d.Tok)
			p.behind(s.End(), comment(s))
		}
		p.put(")")
	case *ast.FuncDecl:
		p.doc(d.Doc)
		p.put("func ")
		if d.Recv != nil {
			p.fields(d.Recv, "(", ")")
			p.put(" ")
		}
		p.put(d.Name.Name)
		p.signature(d.Type)
		if d.Body != nil {
			p.put(" ")
			p.block(d.Body)
		}
	}
}

func comment(s ast.Spec) *ast.CommentGroup {
	switch s := s.(type) {
	case *ast.ImportSpec:
		return s.Comment
	case *ast.ValueSpec:
		return s.Comment
	case *ast.TypeSpec:
		return s.Comment
	}
	return nil
}

func (p *printer) spec(s ast.Spec, tok token.Token) {
	switch s := s.(type) {
	case *ast.ImportSpec:
		p.doc(s.Doc)
		if s.Name != nil {
			p.put(s.Name.Name, " ")
		}
		p.put(s.Path.Value)
	case *ast.ValueSpec:
		p.doc(s.Doc)
		p.idents(s.Names)
		if s.Type != nil {
			p.put(" ")
			p.expr(s.Type)
		}
		if len(s.Values) > 0 {
			p.put(" = ")
			p.exprs(s.Values)
		}
	case *ast.TypeSpec:
		p.doc(s.Doc)
		p.put(s.Name.Name)
		if s.TypeParams != nil {
			p.fields(s.TypeParams, "[", "]")
		}
		p.put(" ")
		if s.Assign.IsValid() {
			p.put("= ")
		}
		p.expr(s.Type)
	}
}

func (p *printer) idents(list []*ast.Ident) {
	for i, id := range list {
		if i > 0 {
			p.put(", ")
		}
		p.put(id.Name)
	}
}

// fields are parameters: on one line.
func (p *printer) fields(l *ast.FieldList, open, end string) {
	p.put(open)
	if l != nil {
		for i, f := range l.List {
			if i > 0 {
				p.put(", ")
			}
			p.idents(f.Names)
			if len(f.Names) > 0 {
				p.put(" ")
			}
			p.expr(f.Type)
		}
	}
	p.put(end)
}

func (p *printer) signature(t *ast.FuncType) {
	if t.TypeParams != nil {
		p.fields(t.TypeParams, "[", "]")
	}
	p.fields(t.Params, "(", ")")
	if r := t.Results; r != nil && len(r.List) > 0 {
		p.put(" ")
		if len(r.List) == 1 && len(r.List[0].Names) == 0 {
			p.expr(r.List[0].Type)
		} else {
			p.fields(r, "(", ")")
		}
	}
}

// members are fields of a struct or methods of an interface: a line each.
func (p *printer) members(word string, l *ast.FieldList) {
	if len(l.List) == 0 {
		p.put(word, "{}")
		return
	}
	p.put(word, " {\n")
	p.last = 0
	for _, f := range l.List {
		p.before(f.Pos())
		p.doc(f.Doc)
		p.idents(f.Names)
		if t, ok := f.Type.(*ast.FuncType); ok && word == "interface" {
			p.signature(t)
		} else {
			p.put(" ")
			p.expr(f.Type)
		}
		if f.Tag != nil {
			p.put(" ", f.Tag.Value)
		}
		p.behind(f.End(), f.Comment)
	}
	p.put("}")
}
