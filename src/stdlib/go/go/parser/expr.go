package parser

import (
	"go/ast"
	"go/token"
)

func (p *parser) expr() ast.Expr { return p.binary(nil, token.LowestPrec+1) }

func (p *parser) exprOrType() ast.Expr { return p.expr() }

func (p *parser) exprList() []ast.Expr {
	list := []ast.Expr{p.expr()}
	for p.got(token.COMMA) {
		list = append(list, p.expr())
	}
	return list
}

func (p *parser) binary(x ast.Expr, least int) ast.Expr {
	if x == nil {
		x = p.unary()
	}
	for {
		op, at := p.tok, p.pos
		prec := op.Precedence()
		if prec < least {
			return x
		}
		p.next()
		x = &ast.BinaryExpr{X: x, OpPos: at, Op: op, Y: p.binary(nil, prec+1)}
	}
}

func (p *parser) unary() ast.Expr {
	at, op := p.pos, p.tok
	switch op {
	case token.ADD, token.SUB, token.NOT, token.XOR, token.AND, token.TILDE:
		p.next()
		return &ast.UnaryExpr{OpPos: at, Op: op, X: p.unary()}
	case token.MUL:
		p.next()
		return &ast.StarExpr{Star: at, X: p.unary()}
	case token.ARROW:
		p.next()
		if p.tok == token.CHAN {
			t := p.chanType().(*ast.ChanType)
			t.Begin, t.Arrow, t.Dir = at, at, ast.RECV
			return p.primary(t)
		}
		return &ast.UnaryExpr{OpPos: at, Op: op, X: p.unary()}
	}
	return p.primary(nil)
}

func (p *parser) operand() ast.Expr {
	at := p.pos
	switch p.tok {
	case token.IDENT:
		return p.ident()
	case token.INT, token.FLOAT, token.IMAG, token.CHAR, token.STRING:
		return p.literal()
	case token.LPAREN:
		p.next()
		p.level++
		x := p.exprOrType()
		p.level--
		return &ast.ParenExpr{Lparen: at, X: x, Rparen: p.expect(token.RPAREN)}
	case token.FUNC:
		p.next()
		t := &ast.FuncType{Func: at, Params: p.params(), Results: p.results()}
		if p.tok != token.LBRACE {
			return t
		}
		outer := p.level
		p.level = 0
		body := p.block()
		p.level = outer
		return &ast.FuncLit{Type: t, Body: body}
	}
	if t := p.tryType(); t != nil {
		return t
	}
	p.expected(at, "operand")
	p.advance()
	return &ast.BadExpr{From: at, To: p.pos}
}

// isLiteralType says whether { behind x begins a literal.
func (p *parser) isLiteralType(x ast.Expr) bool {
	switch t := x.(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.IndexListExpr:
		if s, ok := t.(*ast.SelectorExpr); ok {
			if _, ok := s.X.(*ast.Ident); !ok {
				return false
			}
		}
		return p.level >= 0
	case *ast.ArrayType, *ast.StructType, *ast.MapType:
		return true
	}
	return false
}

func (p *parser) primary(x ast.Expr) ast.Expr {
	if x == nil {
		x = p.operand()
	}
	for {
		switch p.tok {
		case token.PERIOD:
			p.next()
			if p.tok == token.LPAREN {
				a := &ast.TypeAssertExpr{X: x, Lparen: p.pos}
				p.next()
				if !p.got(token.TYPE) {
					a.Type = p.parseType()
				}
				a.Rparen = p.expect(token.RPAREN)
				x = a
			} else if p.tok == token.IDENT {
				x = &ast.SelectorExpr{X: x, Sel: p.ident()}
			} else {
				at := p.pos
				p.expected(at, "selector or type assertion")
				if p.tok != token.RBRACE {
					p.next()
				}
				x = &ast.SelectorExpr{X: x, Sel: &ast.Ident{NamePos: at, Name: "_"}}
			}
		case token.LBRACK:
			x = p.indexOrSlice(x)
		case token.LPAREN:
			x = p.call(x)
		case token.LBRACE:
			if !p.isLiteralType(x) {
				return x
			}
			x = p.literalValue(x)
		default:
			return x
		}
	}
}

func (p *parser) call(fun ast.Expr) ast.Expr {
	c := &ast.CallExpr{Fun: fun, Lparen: p.expect(token.LPAREN)}
	p.level++
	for p.tok != token.RPAREN && p.tok != token.EOF && !c.Ellipsis.IsValid() {
		c.Args = append(c.Args, p.exprOrType())
		if p.tok == token.ELLIPSIS {
			c.Ellipsis = p.pos
			p.next()
		}
		if !p.comma("argument list", token.RPAREN) {
			break
		}
	}
	p.level--
	c.Rparen = p.close(token.RPAREN, "argument list")
	return c
}

// comma separates; where one is missing before a new line it says so.
func (p *parser) comma(context string, follow token.Token) bool {
	if p.got(token.COMMA) {
		return true
	}
	if p.tok != follow {
		msg := "missing ','"
		if p.tok == token.SEMICOLON && p.lit == "\n" {
			msg += " before newline"
		}
		p.fail(p.pos, msg+" in "+context)
		return p.tok != token.SEMICOLON && p.tok != token.EOF && p.tok != token.RPAREN && p.tok != token.RBRACE && p.tok != token.RBRACK
	}
	return false
}

func (p *parser) close(tok token.Token, context string) token.Pos {
	if p.tok != tok && p.tok == token.SEMICOLON && p.lit == "\n" {
		p.fail(p.pos, "missing ',' before newline in "+context)
		p.next()
	}
	return p.expect(tok)
}

func (p *parser) indexOrSlice(x ast.Expr) ast.Expr {
	open := p.expect(token.LBRACK)
	if p.tok == token.RBRACK {
		p.fail(p.pos, "expected operand")
		return &ast.IndexExpr{X: x, Lbrack: open, Index: &ast.BadExpr{From: p.pos, To: p.pos}, Rbrack: p.expect(token.RBRACK)}
	}
	p.level++
	var index [3]ast.Expr
	var args []ast.Expr
	colons := 0
	if p.tok != token.COLON {
		index[0] = p.exprOrType()
	}
	for p.tok == token.COLON && colons < 2 {
		colons++
		p.next()
		if p.tok != token.COLON && p.tok != token.RBRACK && p.tok != token.EOF {
			index[colons] = p.expr()
		}
	}
	if colons == 0 {
		args = append(args, index[0])
		for p.got(token.COMMA) && p.tok != token.RBRACK {
			args = append(args, p.parseType())
		}
	}
	p.level--
	end := p.expect(token.RBRACK)
	if colons > 0 {
		return &ast.SliceExpr{X: x, Lbrack: open, Low: index[0], High: index[1], Max: index[2], Slice3: colons == 2, Rbrack: end}
	}
	return indexed(x, open, args, end)
}

func (p *parser) literalValue(t ast.Expr) ast.Expr {
	c := &ast.CompositeLit{Type: t, Lbrace: p.expect(token.LBRACE)}
	p.level++
	for p.tok != token.RBRACE && p.tok != token.EOF {
		x := p.element()
		if p.tok == token.COLON {
			at := p.pos
			p.next()
			x = &ast.KeyValueExpr{Key: x, Colon: at, Value: p.element()}
		}
		c.Elts = append(c.Elts, x)
		if !p.comma("composite literal", token.RBRACE) {
			break
		}
	}
	p.level--
	c.Rbrace = p.close(token.RBRACE, "composite literal")
	return c
}

func (p *parser) element() ast.Expr {
	if p.tok == token.LBRACE {
		return p.literalValue(nil)
	}
	return p.expr()
}
