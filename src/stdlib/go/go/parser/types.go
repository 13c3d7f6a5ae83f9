package parser

import (
	"go/ast"
	"go/token"
)

func (p *parser) parseType() ast.Expr {
	if t := p.tryType(); t != nil {
		return t
	}
	at := p.pos
	p.expected(at, "type")
	p.advance()
	return &ast.BadExpr{From: at, To: p.pos}
}

// tryType is nil where no type begins.
func (p *parser) tryType() ast.Expr {
	at := p.pos
	switch p.tok {
	case token.IDENT:
		return p.typeName()
	case token.LBRACK:
		p.next()
		return p.arrayRest(at)
	case token.STRUCT:
		return p.structType()
	case token.MUL:
		p.next()
		return &ast.StarExpr{Star: at, X: p.parseType()}
	case token.FUNC:
		p.next()
		return &ast.FuncType{Func: at, Params: p.params(), Results: p.results()}
	case token.INTERFACE:
		return p.interfaceType()
	case token.MAP:
		p.next()
		p.expect(token.LBRACK)
		key := p.parseType()
		p.expect(token.RBRACK)
		return &ast.MapType{Map: at, Key: key, Value: p.parseType()}
	case token.CHAN, token.ARROW:
		return p.chanType()
	case token.LPAREN:
		p.next()
		t := p.parseType()
		return &ast.ParenExpr{Lparen: at, X: t, Rparen: p.expect(token.RPAREN)}
	}
	return nil
}

func (p *parser) typeName() ast.Expr {
	var x ast.Expr = p.ident()
	if p.got(token.PERIOD) {
		x = &ast.SelectorExpr{X: x, Sel: p.ident()}
	}
	if p.tok == token.LBRACK {
		x = p.typeArgs(x)
	}
	return x
}

func (p *parser) typeArgs(x ast.Expr) ast.Expr {
	open := p.pos
	p.next()
	var list []ast.Expr
	for p.tok != token.RBRACK && p.tok != token.EOF {
		list = append(list, p.parseType())
		if !p.got(token.COMMA) {
			break
		}
	}
	return indexed(x, open, list, p.expect(token.RBRACK))
}

func indexed(x ast.Expr, open token.Pos, list []ast.Expr, end token.Pos) ast.Expr {
	if len(list) == 1 {
		return &ast.IndexExpr{X: x, Lbrack: open, Index: list[0], Rbrack: end}
	}
	return &ast.IndexListExpr{X: x, Lbrack: open, Indices: list, Rbrack: end}
}

// arrayRest is what follows [ of an array or slice.
func (p *parser) arrayRest(open token.Pos) ast.Expr {
	t := &ast.ArrayType{Lbrack: open}
	switch p.tok {
	case token.RBRACK:
	case token.ELLIPSIS:
		t.Len = &ast.Ellipsis{Ellipsis: p.pos}
		p.next()
	default:
		p.level++
		t.Len = p.expr()
		p.level--
	}
	p.expect(token.RBRACK)
	t.Elt = p.parseType()
	return t
}

func (p *parser) chanType() ast.Expr {
	t := &ast.ChanType{Begin: p.pos, Dir: ast.SEND | ast.RECV}
	if p.tok == token.CHAN {
		p.next()
		if p.tok == token.ARROW {
			t.Arrow, t.Dir = p.pos, ast.SEND
			p.next()
		}
	} else {
		t.Arrow, t.Dir = p.pos, ast.RECV
		p.next()
		p.expect(token.CHAN)
	}
	t.Value = p.parseType()
	return t
}

func (p *parser) structType() ast.Expr {
	t := &ast.StructType{Struct: p.pos, Fields: &ast.FieldList{}}
	p.next()
	t.Fields.Opening = p.expect(token.LBRACE)
	for p.tok == token.IDENT || p.tok == token.MUL || p.tok == token.LPAREN {
		t.Fields.List = append(t.Fields.List, p.field())
	}
	t.Fields.Closing = p.expect(token.RBRACE)
	return t
}

func (p *parser) field() *ast.Field {
	f := &ast.Field{Doc: p.lead}
	if p.tok == token.IDENT {
		name := p.ident()
		switch p.tok {
		case token.PERIOD, token.STRING, token.SEMICOLON, token.RBRACE: // embedded
			f.Type = name
			if p.got(token.PERIOD) {
				f.Type = &ast.SelectorExpr{X: name, Sel: p.ident()}
			}
			if p.tok == token.LBRACK {
				f.Type = p.typeArgs(f.Type)
			}
		case token.LBRACK:
			f.Names, f.Type = p.arrayOrArgs(name)
		default:
			f.Names = []*ast.Ident{name}
			for p.got(token.COMMA) {
				f.Names = append(f.Names, p.ident())
			}
			f.Type = p.parseType()
		}
	} else {
		f.Type = p.parseType()
	}
	if p.tok == token.STRING {
		f.Tag = p.literal()
	}
	f.Comment = p.semicolon()
	return f
}

// arrayOrArgs tells `name [n]T`, a field, from `Name[T]`, which is embedded.
func (p *parser) arrayOrArgs(name *ast.Ident) ([]*ast.Ident, ast.Expr) {
	open := p.pos
	p.next()
	if p.tok == token.RBRACK || p.tok == token.ELLIPSIS {
		return []*ast.Ident{name}, p.arrayRest(open)
	}
	p.level++
	args := []ast.Expr{p.exprOrType()}
	for p.got(token.COMMA) && p.tok != token.RBRACK {
		args = append(args, p.exprOrType())
	}
	p.level--
	end := p.expect(token.RBRACK)
	if len(args) == 1 {
		if elem := p.tryType(); elem != nil {
			return []*ast.Ident{name}, &ast.ArrayType{Lbrack: open, Len: args[0], Elt: elem}
		}
	}
	return nil, indexed(name, open, args, end)
}

func (p *parser) interfaceType() ast.Expr {
	t := &ast.InterfaceType{Interface: p.pos, Methods: &ast.FieldList{}}
	p.next()
	t.Methods.Opening = p.expect(token.LBRACE)
	for p.tok != token.RBRACE && p.tok != token.EOF {
		f := &ast.Field{Doc: p.lead}
		if p.tok == token.IDENT {
			x := p.typeName()
			if name, ok := x.(*ast.Ident); ok && p.tok == token.LPAREN {
				f.Names = []*ast.Ident{name}
				f.Type = &ast.FuncType{Params: p.params(), Results: p.results()}
			} else {
				f.Type = p.constraint(x)
			}
		} else {
			f.Type = p.constraint(nil)
		}
		f.Comment = p.semicolon()
		t.Methods.List = append(t.Methods.List, f)
	}
	t.Methods.Closing = p.expect(token.RBRACE)
	return t
}

// params are parameters in their brackets: either all have names or none has.
func (p *parser) params() *ast.FieldList {
	l := &ast.FieldList{Opening: p.expect(token.LPAREN)}
	type entry struct {
		name *ast.Ident
		t    ast.Expr
	}
	var list []entry
	named := false
	for p.tok != token.RPAREN && p.tok != token.EOF {
		var e entry
		if p.tok == token.IDENT {
			x := p.ident()
			switch p.tok {
			case token.COMMA, token.RPAREN:
				e.t = x
			case token.PERIOD:
				p.next()
				e.t = &ast.SelectorExpr{X: x, Sel: p.ident()}
				if p.tok == token.LBRACK {
					e.t = p.typeArgs(e.t)
				}
			case token.LBRACK:
				var names []*ast.Ident
				if names, e.t = p.arrayOrArgs(x); names != nil {
					e.name = x
				}
			default:
				e.name, e.t = x, p.paramType()
			}
		} else if e.t = p.paramType(); e.t == nil {
			break
		}
		named = named || e.name != nil
		list = append(list, e)
		if !p.got(token.COMMA) {
			break
		}
	}
	l.Closing = p.expect(token.RPAREN)
	var names []*ast.Ident
	for _, e := range list {
		switch {
		case !named:
			l.List = append(l.List, &ast.Field{Type: e.t})
		case e.name == nil:
			if n, ok := e.t.(*ast.Ident); ok {
				names = append(names, n)
			}
		default:
			l.List = append(l.List, &ast.Field{Names: append(names, e.name), Type: e.t})
			names = nil
		}
	}
	return l
}

func (p *parser) paramType() ast.Expr {
	if p.tok == token.ELLIPSIS {
		at := p.pos
		p.next()
		return &ast.Ellipsis{Ellipsis: at, Elt: p.parseType()}
	}
	return p.tryType()
}

func (p *parser) results() *ast.FieldList {
	if p.tok == token.LPAREN {
		return p.params()
	}
	if t := p.tryType(); t != nil {
		return &ast.FieldList{List: []*ast.Field{{Type: t}}}
	}
	return nil
}
