package parser

import (
	"go/ast"
	"go/token"
)

func (p *parser) block() *ast.BlockStmt {
	b := &ast.BlockStmt{Lbrace: p.expect(token.LBRACE)}
	b.List = p.stmtList()
	b.Rbrace = p.expect(token.RBRACE)
	return b
}

func (p *parser) stmtList() (list []ast.Stmt) {
	for p.tok != token.CASE && p.tok != token.DEFAULT && p.tok != token.RBRACE && p.tok != token.EOF {
		list = append(list, p.stmt())
	}
	return list
}

func (p *parser) stmt() ast.Stmt {
	at := p.pos
	var s ast.Stmt
	switch p.tok {
	case token.CONST, token.TYPE, token.VAR:
		return &ast.DeclStmt{Decl: p.decl()}
	case token.GO, token.DEFER:
		s = p.goOrDefer()
	case token.RETURN:
		p.next()
		r := &ast.ReturnStmt{Return: at}
		if p.tok != token.SEMICOLON && p.tok != token.RBRACE {
			r.Results = p.exprList()
		}
		s = r
	case token.BREAK, token.CONTINUE, token.GOTO, token.FALLTHROUGH:
		b := &ast.BranchStmt{TokPos: at, Tok: p.tok}
		p.next()
		if b.Tok != token.FALLTHROUGH && p.tok == token.IDENT {
			b.Label = p.ident()
		}
		s = b
	case token.LBRACE:
		s = p.block()
	case token.IF:
		s = p.ifStmt()
	case token.SWITCH:
		s = p.switchStmt()
	case token.SELECT:
		p.next()
		b := &ast.BlockStmt{Lbrace: p.expect(token.LBRACE)}
		for p.tok == token.CASE || p.tok == token.DEFAULT {
			b.List = append(b.List, p.commClause())
		}
		b.Rbrace = p.expect(token.RBRACE)
		s = &ast.SelectStmt{Select: at, Body: b}
	case token.FOR:
		s = p.forStmt()
	case token.SEMICOLON:
		e := &ast.EmptyStmt{Semicolon: at, Implicit: p.lit == "\n"}
		p.next()
		return e
	case token.RBRACE:
		return &ast.EmptyStmt{Semicolon: at, Implicit: true}
	default:
		s, _ = p.simple(true, false)
		if _, ok := s.(*ast.LabeledStmt); ok {
			return s
		}
	}
	p.semicolon()
	return s
}

func (p *parser) goOrDefer() ast.Stmt {
	at, tok := p.pos, p.tok
	p.next()
	x := p.expr()
	call, ok := ast.Unparen(x).(*ast.CallExpr)
	if !ok {
		p.fail(x.End(), "expression in "+tok.String()+" must be function call")
		call = &ast.CallExpr{Fun: x}
	}
	if tok == token.GO {
		return &ast.GoStmt{Go: at, Call: call}
	}
	return &ast.DeferStmt{Defer: at, Call: call}
}

// simple is an assignment and the like; isRange where range stands on the right.
func (p *parser) simple(label, ranges bool) (s ast.Stmt, isRange bool) {
	var x []ast.Expr
	if ranges && p.tok == token.RANGE {
		at := p.pos
		p.next()
		return &ast.AssignStmt{Rhs: []ast.Expr{&ast.UnaryExpr{OpPos: at, Op: token.RANGE, X: p.expr()}}}, true
	}
	x = p.exprList()
	at, tok := p.pos, p.tok
	switch {
	case tok == token.DEFINE || tok == token.ASSIGN || token.ADD_ASSIGN <= tok && tok <= token.AND_NOT_ASSIGN:
		p.next()
		if ranges && p.tok == token.RANGE && (tok == token.DEFINE || tok == token.ASSIGN) {
			r := p.pos
			p.next()
			return &ast.AssignStmt{Lhs: x, TokPos: at, Tok: tok, Rhs: []ast.Expr{&ast.UnaryExpr{OpPos: r, Op: token.RANGE, X: p.expr()}}}, true
		}
		return &ast.AssignStmt{Lhs: x, TokPos: at, Tok: tok, Rhs: p.exprList()}, false
	case len(x) > 1:
		p.expected(x[0].Pos(), "1 expression")
	case tok == token.COLON && label:
		if name, ok := x[0].(*ast.Ident); ok {
			p.next()
			return &ast.LabeledStmt{Label: name, Colon: at, Stmt: p.stmt()}, false
		}
	case tok == token.ARROW:
		p.next()
		return &ast.SendStmt{Chan: x[0], Arrow: at, Value: p.expr()}, false
	case tok == token.INC || tok == token.DEC:
		p.next()
		return &ast.IncDecStmt{X: x[0], TokPos: at, Tok: tok}, false
	}
	return &ast.ExprStmt{X: x[0]}, false
}

// head reads what stands between a keyword and its block.
func (p *parser) head() (init, cond ast.Stmt) {
	outer := p.level
	p.level = -1
	if p.tok != token.SEMICOLON && p.tok != token.LBRACE {
		cond, _ = p.simple(false, false)
	}
	if p.tok == token.SEMICOLON && p.tok != token.LBRACE {
		p.next()
		init, cond = cond, nil
		if p.tok != token.LBRACE {
			cond, _ = p.simple(false, false)
		}
	}
	p.level = outer
	return init, cond
}

func (p *parser) cond(s ast.Stmt, what string) ast.Expr {
	if s == nil {
		return nil
	}
	if e, ok := s.(*ast.ExprStmt); ok {
		return e.X
	}
	p.fail(s.Pos(), "cannot use "+what+" as value")
	return &ast.BadExpr{From: s.Pos(), To: s.End()}
}

func (p *parser) ifStmt() ast.Stmt {
	s := &ast.IfStmt{If: p.expect(token.IF)}
	if p.tok == token.LBRACE {
		p.fail(p.pos, "missing condition in if statement")
		s.Cond = &ast.BadExpr{From: p.pos, To: p.pos}
	} else {
		init, cond := p.head()
		s.Init = init
		if s.Cond = p.cond(cond, "assignment"); s.Cond == nil {
			p.fail(p.pos, "missing condition in if statement")
			s.Cond = &ast.BadExpr{From: p.pos, To: p.pos}
		}
	}
	s.Body = p.block()
	if p.got(token.ELSE) {
		switch p.tok {
		case token.IF:
			s.Else = p.ifStmt()
		case token.LBRACE:
			s.Else = p.block()
		default:
			p.expected(p.pos, "if statement or block")
		}
	}
	return s
}

// isTypeSwitch says whether x.(type) is what is looked at.
func isTypeSwitch(s ast.Stmt) bool {
	var x ast.Expr
	switch t := s.(type) {
	case *ast.ExprStmt:
		x = t.X
	case *ast.AssignStmt:
		if len(t.Lhs) == 1 && len(t.Rhs) == 1 && t.Tok == token.DEFINE {
			x = t.Rhs[0]
		}
	}
	a, ok := x.(*ast.TypeAssertExpr)
	return ok && a.Type == nil
}

func (p *parser) switchStmt() ast.Stmt {
	at := p.expect(token.SWITCH)
	var init, tag ast.Stmt
	if p.tok != token.LBRACE {
		init, tag = p.head()
	}
	b := &ast.BlockStmt{Lbrace: p.expect(token.LBRACE)}
	for p.tok == token.CASE || p.tok == token.DEFAULT {
		c := &ast.CaseClause{Case: p.pos}
		if p.got(token.CASE) {
			c.List = p.exprList()
		} else {
			p.next()
		}
		c.Colon = p.expect(token.COLON)
		c.Body = p.stmtList()
		b.List = append(b.List, c)
	}
	b.Rbrace = p.expect(token.RBRACE)
	if isTypeSwitch(tag) {
		return &ast.TypeSwitchStmt{Switch: at, Init: init, Assign: tag, Body: b}
	}
	return &ast.SwitchStmt{Switch: at, Init: init, Tag: p.cond(tag, "assignment"), Body: b}
}

func (p *parser) commClause() ast.Stmt {
	c := &ast.CommClause{Case: p.pos}
	if p.got(token.CASE) {
		c.Comm, _ = p.simple(false, false)
	} else {
		p.next()
	}
	c.Colon = p.expect(token.COLON)
	c.Body = p.stmtList()
	return c
}

func (p *parser) forStmt() ast.Stmt {
	at := p.expect(token.FOR)
	outer := p.level
	p.level = -1
	var init, cond, post ast.Stmt
	isRange := false
	if p.tok != token.LBRACE {
		if p.tok != token.SEMICOLON {
			cond, isRange = p.simple(false, true)
		}
		if !isRange && p.tok == token.SEMICOLON {
			p.next()
			init, cond = cond, nil
			if p.tok != token.SEMICOLON {
				cond, _ = p.simple(false, false)
			}
			p.expect(token.SEMICOLON)
			if p.tok != token.LBRACE {
				post, _ = p.simple(false, false)
			}
		}
	}
	p.level = outer
	body := p.block()
	if !isRange {
		return &ast.ForStmt{For: at, Init: init, Cond: p.cond(cond, "assignment"), Post: post, Body: body}
	}
	a := cond.(*ast.AssignStmt)
	u := a.Rhs[0].(*ast.UnaryExpr)
	r := &ast.RangeStmt{For: at, TokPos: a.TokPos, Tok: a.Tok, Range: u.OpPos, X: u.X, Body: body}
	if len(a.Lhs) > 0 {
		r.Key = a.Lhs[0]
	}
	if len(a.Lhs) > 1 {
		r.Value = a.Lhs[1]
	}
	return r
}
