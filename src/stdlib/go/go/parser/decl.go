package parser

import (
	"go/ast"
	"go/token"
)

func (p *parser) decl() ast.Decl {
	switch p.tok {
	case token.IMPORT:
		return p.genDecl(p.importSpec)
	case token.CONST, token.VAR:
		return p.genDecl(p.valueSpec)
	case token.TYPE:
		return p.genDecl(p.typeSpec)
	case token.FUNC:
		return p.funcDecl()
	}
	from := p.pos
	p.expected(from, "declaration")
	for p.tok != token.EOF && p.tok != token.CONST && p.tok != token.VAR && p.tok != token.TYPE && p.tok != token.FUNC {
		p.next()
	}
	return &ast.BadDecl{From: from, To: p.pos}
}

func (p *parser) genDecl(spec func(doc *ast.CommentGroup, tok token.Token) ast.Spec) *ast.GenDecl {
	d := &ast.GenDecl{Doc: p.lead, Tok: p.tok, TokPos: p.pos}
	p.next()
	if p.tok == token.LPAREN {
		d.Lparen = p.pos
		p.next()
		for p.tok != token.RPAREN && p.tok != token.EOF {
			d.Specs = append(d.Specs, spec(p.lead, d.Tok))
		}
		d.Rparen = p.expect(token.RPAREN)
		p.semicolon()
		return d
	}
	d.Specs = []ast.Spec{spec(nil, d.Tok)}
	return d
}

func (p *parser) importSpec(doc *ast.CommentGroup, _ token.Token) ast.Spec {
	s := &ast.ImportSpec{Doc: doc}
	switch p.tok {
	case token.IDENT:
		s.Name = p.ident()
	case token.PERIOD:
		s.Name = &ast.Ident{NamePos: p.pos, Name: "."}
		p.next()
	}
	if p.tok == token.STRING {
		s.Path = p.literal()
	} else {
		p.fail(p.pos, "missing import path")
		s.Path = &ast.BasicLit{ValuePos: p.pos, Kind: token.STRING, Value: `""`}
		p.advance()
	}
	s.Comment = p.semicolon()
	p.imports = append(p.imports, s)
	return s
}

func (p *parser) valueSpec(doc *ast.CommentGroup, tok token.Token) ast.Spec {
	s := &ast.ValueSpec{Doc: doc, Names: []*ast.Ident{p.ident()}}
	for p.got(token.COMMA) {
		s.Names = append(s.Names, p.ident())
	}
	if p.tok != token.ASSIGN && p.tok != token.SEMICOLON && p.tok != token.RPAREN {
		s.Type = p.parseType()
	}
	if p.got(token.ASSIGN) {
		s.Values = p.exprList()
	}
	s.Comment = p.semicolon()
	return s
}

func (p *parser) typeSpec(doc *ast.CommentGroup, _ token.Token) ast.Spec {
	s := &ast.TypeSpec{Doc: doc, Name: p.ident()}
	if p.tok == token.LBRACK {
		open := p.pos
		p.next()
		if p.tok == token.IDENT {
			s.TypeParams, s.Type = p.typeParamsOrArray(open)
		} else {
			s.Type = p.arrayRest(open)
		}
	}
	if p.tok == token.ASSIGN {
		s.Assign = p.pos
		p.next()
	}
	if s.Type == nil {
		s.Type = p.parseType()
	}
	s.Comment = p.semicolon()
	return s
}

// typeParamsOrArray stands behind [ of a type declaration: parameters, or the length of an array.
func (p *parser) typeParamsOrArray(open token.Pos) (*ast.FieldList, ast.Expr) {
	p.level++
	x := p.binary(nil, 1)
	p.level--
	name, isName := x.(*ast.Ident)
	if b, ok := x.(*ast.BinaryExpr); ok && b.Op == token.MUL && p.tok != token.RBRACK { // [P *T, …]
		if n, ok := b.X.(*ast.Ident); ok {
			first := &ast.Field{Names: []*ast.Ident{n}, Type: p.constraint(&ast.StarExpr{Star: b.OpPos, X: b.Y})}
			return p.typeParams(open, first), nil
		}
	}
	if !isName || p.tok == token.RBRACK {
		p.expect(token.RBRACK)
		return nil, &ast.ArrayType{Lbrack: open, Len: x, Elt: p.parseType()}
	}
	first := &ast.Field{Names: []*ast.Ident{name}}
	for p.got(token.COMMA) {
		first.Names = append(first.Names, p.ident())
	}
	first.Type = p.constraint(nil)
	return p.typeParams(open, first), nil
}

func (p *parser) typeParams(open token.Pos, first *ast.Field) *ast.FieldList {
	l := &ast.FieldList{Opening: open, List: []*ast.Field{first}}
	for p.got(token.COMMA) && p.tok != token.RBRACK {
		f := &ast.Field{Names: []*ast.Ident{p.ident()}}
		for p.got(token.COMMA) {
			f.Names = append(f.Names, p.ident())
		}
		f.Type = p.constraint(nil)
		l.List = append(l.List, f)
	}
	l.Closing = p.expect(token.RBRACK)
	return l
}

// constraint is a union of types.
func (p *parser) constraint(x ast.Expr) ast.Expr {
	if x == nil {
		x = p.constraintTerm()
	}
	for p.tok == token.OR {
		at := p.pos
		p.next()
		x = &ast.BinaryExpr{X: x, OpPos: at, Op: token.OR, Y: p.constraintTerm()}
	}
	return x
}

func (p *parser) constraintTerm() ast.Expr {
	if p.tok == token.TILDE {
		at := p.pos
		p.next()
		return &ast.UnaryExpr{OpPos: at, Op: token.TILDE, X: p.parseType()}
	}
	return p.parseType()
}

func (p *parser) funcDecl() ast.Decl {
	d := &ast.FuncDecl{Doc: p.lead}
	at := p.expect(token.FUNC)
	if p.tok == token.LPAREN {
		d.Recv = p.params()
	}
	d.Name = p.ident()
	d.Type = &ast.FuncType{Func: at}
	if p.tok == token.LBRACK {
		open := p.pos
		p.next()
		f := &ast.Field{Names: []*ast.Ident{p.ident()}}
		for p.got(token.COMMA) {
			f.Names = append(f.Names, p.ident())
		}
		f.Type = p.constraint(nil)
		d.Type.TypeParams = p.typeParams(open, f)
	}
	d.Type.Params, d.Type.Results = p.params(), p.results()
	if p.tok == token.LBRACE {
		p.level++
		d.Body = p.block()
		p.level--
	}
	p.semicolon()
	return d
}
