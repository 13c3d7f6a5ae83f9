package printer

import (
	"go/ast"
	"go/token"
)

func (p *printer) exprs(list []ast.Expr) {
	for i, x := range list {
		if i > 0 {
			p.put(", ")
		}
		p.expr(x)
	}
}

func (p *printer) maybe(x ast.Expr) {
	if x != nil {
		p.expr(x)
	}
}

func (p *printer) expr(x ast.Expr) {
	switch x := x.(type) {
	case *ast.Ident:
		p.put(x.Name)
	case *ast.BasicLit:
		p.put(x.Value)
	case *ast.Ellipsis:
		p.put("...")
		p.maybe(x.Elt)
	case *ast.FuncLit:
		p.put("func")
		p.signature(x.Type)
		p.put(" ")
		p.block(x.Body)
	case *ast.CompositeLit:
		p.maybe(x.Type)
		p.elements(x)
	case *ast.ParenExpr:
		p.put("(")
		p.expr(x.X)
		p.put(")")
	case *ast.SelectorExpr:
		p.expr(x.X)
		p.put(".", x.Sel.Name)
	case *ast.IndexExpr:
		p.expr(x.X)
		p.put("[")
		p.expr(x.Index)
		p.put("]")
	case *ast.IndexListExpr:
		p.expr(x.X)
		p.put("[")
		p.exprs(x.Indices)
		p.put("]")
	case *ast.SliceExpr:
		p.expr(x.X)
		p.put("[")
		p.maybe(x.Low)
		p.put(":")
		p.maybe(x.High)
		if x.Slice3 {
			p.put(":")
			p.maybe(x.Max)
		}
		p.put("]")
	case *ast.TypeAssertExpr:
		p.expr(x.X)
		p.put(".(")
		if x.Type == nil {
			p.put("type")
		}
		p.maybe(x.Type)
		p.put(")")
	case *ast.CallExpr:
		p.callee(x.Fun)
		p.put("(")
		p.exprs(x.Args)
		if x.Ellipsis.IsValid() {
			p.put("...")
		}
		p.put(")")
	case *ast.StarExpr:
		p.put("*")
		p.expr(x.X)
	case *ast.UnaryExpr:
		p.put(x.Op.String())
		p.expr(x.X)
	case *ast.BinaryExpr:
		p.side(x.X, x.Op.Precedence())
		p.put(" ", x.Op.String(), " ")
		p.side(x.Y, x.Op.Precedence()+1)
	case *ast.KeyValueExpr:
		p.expr(x.Key)
		p.put(": ")
		p.expr(x.Value)
	default:
		p.typeExpr(x)
	}
}

func (p *printer) typeExpr(x ast.Expr) {
	switch x := x.(type) {
	case *ast.ArrayType:
		p.put("[")
		p.maybe(x.Len)
		p.put("]")
		p.expr(x.Elt)
	case *ast.StructType:
		p.members("struct", x.Fields)
	case *ast.FuncType:
		p.put("func")
		p.signature(x)
	case *ast.InterfaceType:
		p.members("interface", x.Methods)
	case *ast.MapType:
		p.put("map[")
		p.expr(x.Key)
		p.put("]")
		p.expr(x.Value)
	case *ast.ChanType:
		switch x.Dir {
		case ast.SEND:
			p.put("chan<- ")
		case ast.RECV:
			p.put("<-chan ")
		default:
			p.put("chan ")
		}
		p.expr(x.Value)
	}
}

// side is an operand, in brackets where it binds less than its operator.
func (p *printer) side(x ast.Expr, least int) {
	if b, ok := x.(*ast.BinaryExpr); ok && b.Op.Precedence() < least {
		p.put("(")
		p.expr(x)
		p.put(")")
		return
	}
	p.expr(x)
}

func (p *printer) callee(x ast.Expr) {
	switch x.(type) {
	case *ast.FuncType, *ast.StarExpr, *ast.ChanType:
		p.put("(")
		p.expr(x)
		p.put(")")
	default:
		p.expr(x)
	}
}

// elements stay on the lines where they were.
func (p *printer) elements(x *ast.CompositeLit) {
	lines := len(x.Elts) > 0 && p.lineOf(x.Lbrace) != p.lineOf(x.Elts[0].Pos())
	p.put("{")
	if lines {
		p.put("\n")
		p.last = p.lineOf(x.Lbrace)
	}
	for i, e := range x.Elts {
		if i > 0 {
			p.put(", ")
			if lines && p.lineOf(e.Pos()) > p.last {
				p.behind(x.Elts[i-1].End(), nil)
			}
		}
		if lines {
			p.before(e.Pos())
		}
		p.expr(e)
		p.last = p.lineOf(e.End())
	}
	if lines {
		p.put(",")
		p.behind(x.Elts[len(x.Elts)-1].End(), nil)
	}
	p.put("}")
}

func (p *printer) block(b *ast.BlockStmt) {
	if len(b.List) == 0 && (len(p.comments) == 0 || p.comments[0].Pos() > b.Rbrace) {
		p.put("{")
		if p.lineOf(b.Lbrace) != p.lineOf(b.Rbrace) {
			p.put("\n")
		}
		p.put("}")
		return
	}
	one := len(b.List) < 2 && p.lineOf(b.Lbrace) > 0 && p.lineOf(b.Lbrace) == p.lineOf(b.Rbrace)
	if one {
		p.put("{ ")
		p.stmt(b.List[0])
		p.put(" }")
		return
	}
	p.put("{")
	p.behind(b.Lbrace, nil)
	p.last = 0
	p.stmts(b.List)
	p.before(b.Rbrace)
	p.put("}")
}

func (p *printer) stmts(list []ast.Stmt) {
	for _, s := range list {
		p.before(s.Pos())
		p.stmt(s)
		p.behind(s.End(), nil)
	}
}

// head are the parts before a block.
func (p *printer) head(init ast.Stmt, x ast.Expr) {
	if init != nil {
		p.stmt(init)
		p.put("; ")
	}
	if x != nil {
		p.expr(x)
		p.put(" ")
	}
}

func (p *printer) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.DeclStmt:
		p.decl(s.Decl)
	case *ast.LabeledStmt:
		p.put(s.Label.Name, ":\n")
		p.stmt(s.Stmt)
	case *ast.ExprStmt:
		p.expr(s.X)
	case *ast.SendStmt:
		p.expr(s.Chan)
		p.put(" <- ")
		p.expr(s.Value)
	case *ast.IncDecStmt:
		p.expr(s.X)
		p.put(s.Tok.String())
	case *ast.AssignStmt:
		p.exprs(s.Lhs)
		p.put(" ", s.Tok.String(), " ")
		p.exprs(s.Rhs)
	case *ast.GoStmt:
		p.put("go ")
		p.expr(s.Call)
	case *ast.DeferStmt:
		p.put("defer ")
		p.expr(s.Call)
	case *ast.ReturnStmt:
		p.put("return ")
		p.exprs(s.Results)
	case *ast.BranchStmt:
		p.put(s.Tok.String())
		if s.Label != nil {
			p.put(" ", s.Label.Name)
		}
	case *ast.BlockStmt:
		p.block(s)
	case *ast.IfStmt:
		p.put("if ")
		p.head(s.Init, s.Cond)
		p.block(s.Body)
		if s.Else != nil {
			p.put(" else ")
			p.stmt(s.Else)
		}
	case *ast.SwitchStmt:
		p.put("switch ")
		p.head(s.Init, s.Tag)
		p.clauses(s.Body)
	case *ast.TypeSwitchStmt:
		p.put("switch ")
		p.head(s.Init, nil)
		p.stmt(s.Assign)
		p.put(" ")
		p.clauses(s.Body)
	case *ast.SelectStmt:
		p.put("select ")
		p.clauses(s.Body)
	case *ast.ForStmt:
		p.put("for ")
		if s.Init != nil || s.Post != nil {
			if s.Init != nil {
				p.stmt(s.Init)
			}
			p.put("; ")
			p.maybe(s.Cond)
			p.put("; ")
			if s.Post != nil {
				p.stmt(s.Post)
			}
			p.put(" ")
		} else {
			p.head(nil, s.Cond)
		}
		p.block(s.Body)
	case *ast.RangeStmt:
		p.put("for ")
		if s.Key != nil {
			p.expr(s.Key)
			if s.Value != nil {
				p.put(", ")
				p.expr(s.Value)
			}
			p.put(" ", s.Tok.String(), " ")
		}
		p.put("range ")
		p.expr(s.X)
		p.put(" ")
		p.block(s.Body)
	}
}

func (p *printer) clauses(b *ast.BlockStmt) {
	p.put("{\n")
	p.last = 0
	for _, c := range b.List {
		p.before(c.Pos())
		var colon token.Pos
		var body []ast.Stmt
		switch c := c.(type) {
		case *ast.CaseClause:
			if c.List == nil {
				p.put("default")
			} else {
				p.put("case ")
				p.exprs(c.List)
			}
			colon, body = c.Colon, c.Body
		case *ast.CommClause:
			if c.Comm == nil {
				p.put("default")
			} else {
				p.put("case ")
				p.stmt(c.Comm)
			}
			colon, body = c.Colon, c.Body
		}
		p.put(":")
		p.behind(colon, nil)
		p.stmts(body)
	}
	p.before(b.Rbrace)
	p.put("}")
}
