// Package parser makes a tree of Go's text.
package parser

import (
	"bytes"
	"errors"
	"go/ast"
	"go/scanner"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Mode says what is wanted.
type Mode uint

const (
	PackageClauseOnly Mode = 1 << iota
	ImportsOnly
	ParseComments
	Trace
	DeclarationErrors
	SpuriousErrors
	SkipObjectResolution
	AllErrors = SpuriousErrors
)

func source(filename string, src any) ([]byte, error) {
	switch s := src.(type) {
	case nil:
		return os.ReadFile(filename)
	case string:
		return []byte(s), nil
	case []byte:
		return s, nil
	case *bytes.Buffer:
		return s.Bytes(), nil
	case io.Reader:
		return io.ReadAll(s)
	}
	return nil, errors.New("invalid source")
}

// ParseFile reads a file, or src in its place.
func ParseFile(fset *token.FileSet, filename string, src any, mode Mode) (f *ast.File, err error) {
	if fset == nil {
		panic("parser.ParseFile: no token.FileSet provided (fset == nil)")
	}
	text, err := source(filename, src)
	if err != nil {
		return nil, err
	}
	p := &parser{mode: mode}
	p.start(fset, filename, text)
	defer func() {
		if e := recover(); e != nil {
			if _, ok := e.(bailout); !ok {
				panic(e)
			}
		}
		if f == nil {
			f = &ast.File{Name: new(ast.Ident)}
		}
		f.FileStart, f.FileEnd = token.Pos(p.file.Base()), p.file.End()
		p.errors.Sort()
		err = p.errors.Err()
	}()
	return p.parseFile(), nil
}

// ParseDir reads the files of a folder, by package.
func ParseDir(fset *token.FileSet, path string, filter func(os.FileInfo) bool, mode Mode) (pkgs map[string]*ast.Package, first error) {
	list, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	pkgs = map[string]*ast.Package{}
	for _, d := range list {
		if d.IsDir() || !strings.HasSuffix(d.Name(), ".go") {
			continue
		}
		if info, err := d.Info(); filter != nil && (err != nil || !filter(info)) {
			continue
		}
		name := filepath.Join(path, d.Name())
		f, err := ParseFile(fset, name, nil, mode)
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		if pkgs[f.Name.Name] == nil {
			pkgs[f.Name.Name] = &ast.Package{Name: f.Name.Name, Files: map[string]*ast.File{}}
		}
		pkgs[f.Name.Name].Files[name] = f
	}
	return pkgs, first
}

func ParseExpr(x string) (ast.Expr, error) { return ParseExprFrom(token.NewFileSet(), "", []byte(x), 0) }

// ParseExprFrom reads one expression or type.
func ParseExprFrom(fset *token.FileSet, filename string, src any, mode Mode) (expr ast.Expr, err error) {
	text, err := source(filename, src)
	if err != nil {
		return nil, err
	}
	p := &parser{mode: mode}
	defer func() {
		if e := recover(); e != nil {
			if _, ok := e.(bailout); !ok {
				panic(e)
			}
		}
		p.errors.Sort()
		err = p.errors.Err()
	}()
	p.start(fset, filename, text)
	expr = p.exprOrType()
	if p.tok == token.SEMICOLON && p.lit == "\n" {
		p.next()
	}
	p.expect(token.EOF)
	return expr, nil
}

type bailout struct{}

type parser struct {
	file    *token.File
	scanner scanner.Scanner
	errors  scanner.ErrorList
	mode    Mode

	pos        token.Pos
	tok        token.Token
	lit        string
	comments   []*ast.CommentGroup
	lead, line *ast.CommentGroup // comments before and behind the word
	level      int               // below 0: in the head of a statement, where { begins its block
	imports    []*ast.ImportSpec
}

func (p *parser) start(fset *token.FileSet, filename string, text []byte) {
	p.file = fset.AddFile(filename, -1, len(text))
	p.scanner.Init(p.file, text, func(pos token.Position, msg string) { p.errors.Add(pos, msg) }, scanner.ScanComments)
	p.next()
}

func (p *parser) scan() { p.pos, p.tok, p.lit = p.scanner.Scan() }

// group reads comments that follow each other with at most so many lines between.
func (p *parser) group(n int) (g *ast.CommentGroup, end int) {
	g = &ast.CommentGroup{}
	end = p.file.Line(p.pos)
	for p.tok == token.COMMENT && p.file.Line(p.pos) <= end+n {
		end = p.file.Line(p.pos) + strings.Count(p.lit, "\n")
		g.List = append(g.List, &ast.Comment{Slash: p.pos, Text: p.lit})
		p.scan()
	}
	if p.mode&ParseComments != 0 {
		p.comments = append(p.comments, g)
	}
	return g, end
}

func (p *parser) next() {
	p.lead, p.line = nil, nil
	prev := p.pos
	p.scan()
	if p.tok != token.COMMENT {
		return
	}
	var g *ast.CommentGroup
	end := 0
	if p.file.Line(p.pos) == p.file.Line(prev) {
		g, end = p.group(0)
		if p.file.Line(p.pos) != end || p.tok == token.SEMICOLON || p.tok == token.EOF {
			p.line = g
		}
	}
	end = -1
	for p.tok == token.COMMENT {
		g, end = p.group(1)
	}
	if end+1 == p.file.Line(p.pos) {
		p.lead = g
	}
}

func (p *parser) fail(pos token.Pos, msg string) {
	at := p.file.Position(pos)
	if p.mode&AllErrors == 0 {
		if n := len(p.errors); n > 0 && p.errors[n-1].Pos.Line == at.Line {
			return
		}
		if len(p.errors) > 10 {
			panic(bailout{})
		}
	}
	p.errors.Add(at, msg)
}

func (p *parser) expected(pos token.Pos, what string) {
	msg := "expected " + what
	if pos == p.pos {
		switch {
		case p.tok == token.SEMICOLON && p.lit == "\n":
			msg += ", found newline"
		case p.tok.IsLiteral():
			msg += ", found " + p.lit
		default:
			msg += ", found '" + p.tok.String() + "'"
		}
	}
	p.fail(pos, msg)
}

func (p *parser) expect(tok token.Token) token.Pos {
	pos := p.pos
	if p.tok != tok {
		p.expected(pos, "'"+tok.String()+"'")
	}
	if p.tok != token.EOF || tok == token.EOF {
		p.next()
	}
	return pos
}

// semicolon ends a statement; it gives the comment behind it.
func (p *parser) semicolon() (comment *ast.CommentGroup) {
	switch p.tok {
	case token.RPAREN, token.RBRACE:
		return nil
	case token.SEMICOLON:
		if p.lit == ";" {
			p.next()
			comment = p.line
		} else {
			comment = p.line
			p.next()
		}
		return comment
	case token.EOF:
		p.expected(p.pos, "';'")
		return nil
	}
	p.expected(p.pos, "';'")
	p.advance()
	return nil
}

// advance goes to where a statement or declaration can begin.
func (p *parser) advance() {
	for p.tok != token.EOF {
		switch p.tok {
		case token.BREAK, token.CONST, token.CONTINUE, token.DEFER, token.FALLTHROUGH, token.FOR, token.GO, token.GOTO, token.IF,
			token.RETURN, token.SELECT, token.SWITCH, token.TYPE, token.VAR, token.FUNC, token.RBRACE:
			return
		}
		p.next()
	}
}

func (p *parser) got(tok token.Token) bool {
	if p.tok == tok {
		p.next()
		return true
	}
	return false
}

func (p *parser) ident() *ast.Ident {
	pos, name := p.pos, "_"
	if p.tok == token.IDENT {
		name = p.lit
		p.next()
	} else {
		p.expect(token.IDENT)
	}
	return &ast.Ident{NamePos: pos, Name: name}
}

func (p *parser) literal() *ast.BasicLit {
	x := &ast.BasicLit{ValuePos: p.pos, ValueEnd: p.pos + token.Pos(len(p.lit)), Kind: p.tok, Value: p.lit}
	p.next()
	return x
}

func (p *parser) parseFile() *ast.File {
	f := &ast.File{Doc: p.lead}
	f.Package = p.expect(token.PACKAGE)
	f.Name = p.ident()
	if f.Name.Name == "_" && len(p.errors) == 0 {
		p.fail(p.pos, "invalid package name _")
	}
	p.semicolon()
	if len(p.errors) > 0 {
		return f
	}
	if p.mode&PackageClauseOnly == 0 {
		for p.tok == token.IMPORT {
			f.Decls = append(f.Decls, p.genDecl(p.importSpec))
		}
		for p.mode&ImportsOnly == 0 && p.tok != token.EOF {
			f.Decls = append(f.Decls, p.decl())
		}
	}
	f.Imports, f.Comments = p.imports, p.comments
	if p.mode&SkipObjectResolution == 0 && len(p.errors) == 0 {
		resolve(f)
	}
	return f
}
