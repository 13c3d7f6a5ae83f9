package parser

import (
	"go/ast"
	"go/token"
)

// names finds what the names of one file mean, as far as the file says it.
type names struct {
	scope, file, labels *ast.Scope
	jumps               []*ast.Ident // to labels of this function
	open                []*ast.Ident // not found, or only in the file's scope
}

// resolve fills in Ident.Obj, File.Scope and File.Unresolved.
func resolve(f *ast.File) {
	s := ast.NewScope(nil)
	r := &names{scope: s, file: s}
	r.decls(f.Decls)
	for _, id := range r.open {
		if id.Obj = s.Lookup(id.Name); id.Obj == nil {
			f.Unresolved = append(f.Unresolved, id)
		}
	}
	f.Scope = s
}

func (r *names) decls(list []ast.Decl) {
	for _, d := range list {
		ast.Walk(r, d)
	}
}

// within does what happens in a scope of its own.
func (r *names) within(do func()) {
	outer := r.scope
	r.scope = ast.NewScope(outer)
	do()
	r.scope = outer
}

func (r *names) declare(decl, data any, s *ast.Scope, kind ast.ObjKind, list ...*ast.Ident) {
	for _, id := range list {
		obj := &ast.Object{Kind: kind, Name: id.Name, Decl: decl, Data: data}
		if _, receiver := decl.(*ast.Ident); !receiver {
			id.Obj = obj
		}
		if id.Name != "_" {
			s.Insert(obj)
		}
	}
}

// define declares what is new on the left of :=.
func (r *names) define(decl *ast.AssignStmt) {
	for _, x := range decl.Lhs {
		if id, ok := x.(*ast.Ident); ok {
			id.Obj = &ast.Object{Kind: ast.Var, Name: id.Name, Decl: decl}
			if id.Name != "_" {
				if old := r.scope.Insert(id.Obj); old != nil {
					id.Obj = old
				}
			}
		}
	}
}

func (r *names) find(id *ast.Ident, keep bool) {
	if id.Name == "_" {
		return
	}
	for s := r.scope; s != nil; s = s.Outer {
		if obj := s.Lookup(id.Name); obj != nil {
			if _, receiver := obj.Decl.(*ast.Ident); !receiver {
				id.Obj = obj
			}
			return
		}
	}
	if keep {
		r.open = append(r.open, id)
	}
}

func (r *names) walk(nodes ...ast.Node) {
	for _, n := range nodes {
		ast.Walk(r, n)
	}
}

func (r *names) exprs(list []ast.Expr) {
	for _, x := range list {
		r.walk(x)
	}
}

func (r *names) stmts(list []ast.Stmt) {
	for _, s := range list {
		r.walk(s)
	}
}

func (r *names) types(lists ...*ast.FieldList) {
	for _, l := range lists {
		if l != nil {
			for _, f := range l.List {
				r.walk(f.Type)
			}
		}
	}
}

func (r *names) fields(kind ast.ObjKind, lists ...*ast.FieldList) {
	for _, l := range lists {
		if l != nil {
			for _, f := range l.List {
				r.declare(f, nil, r.scope, kind, f.Names...)
			}
		}
	}
}

func (r *names) body(b *ast.BlockStmt) {
	if b == nil {
		return
	}
	labels, jumps := r.labels, r.jumps
	r.labels, r.jumps = ast.NewScope(labels), nil
	r.stmts(b.List)
	for _, id := range r.jumps {
		id.Obj = r.labels.Lookup(id.Name)
	}
	r.labels, r.jumps = labels, jumps
}

func (r *names) function(t *ast.FuncType) {
	r.types(t.Params, t.Results)
	r.fields(ast.Var, t.Params, t.Results)
}

// Visit looks at the nodes that open scopes, declare or are names themselves; Walk goes through the others.
func (r *names) Visit(node ast.Node) ast.Visitor {
	switch n := node.(type) {
	case *ast.Ident:
		r.find(n, true)
	case *ast.SelectorExpr:
		r.walk(n.X)
	case *ast.FuncLit:
		r.within(func() {
			r.function(n.Type)
			r.body(n.Body)
		})
	case *ast.StructType:
		r.within(func() {
			r.types(n.Fields)
			r.fields(ast.Var, n.Fields)
		})
	case *ast.InterfaceType:
		r.within(func() {
			r.types(n.Methods)
			r.fields(ast.Fun, n.Methods)
		})
	case *ast.FuncType:
		r.within(func() { r.function(n) })
	case *ast.CompositeLit:
		if n.Type != nil {
			r.walk(n.Type)
		}
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				if id, ok := kv.Key.(*ast.Ident); ok {
					r.find(id, false) // it may be a field
				} else {
					r.walk(kv.Key)
				}
				e = kv.Value
			}
			r.walk(e)
		}
	case *ast.GenDecl:
		r.genDecl(n)
	case *ast.FuncDecl:
		r.within(func() { r.funcDecl(n) })
	default:
		return r.statement(node)
	}
	return nil
}

func (r *names) statement(node ast.Node) ast.Visitor {
	switch n := node.(type) {
	case *ast.LabeledStmt:
		r.declare(n, nil, r.labels, ast.Lbl, n.Label)
		r.walk(n.Stmt)
	case *ast.AssignStmt:
		r.exprs(n.Rhs)
		if n.Tok == token.DEFINE {
			r.define(n)
		} else {
			r.exprs(n.Lhs)
		}
	case *ast.BranchStmt:
		if n.Label != nil {
			r.jumps = append(r.jumps, n.Label)
		}
	case *ast.BlockStmt:
		r.within(func() { r.stmts(n.List) })
	case *ast.CaseClause:
		r.exprs(n.List)
		r.within(func() { r.stmts(n.Body) })
	case *ast.CommClause:
		r.within(func() {
			if n.Comm != nil {
				r.walk(n.Comm)
			}
			r.stmts(n.Body)
		})
	case *ast.SelectStmt:
		r.stmts(n.Body.List)
	case *ast.IfStmt:
		r.within(func() { r.parts(n.Init, n.Cond, n.Body, n.Else) })
	case *ast.ForStmt:
		r.within(func() { r.parts(n.Init, n.Cond, n.Post, n.Body) })
	case *ast.SwitchStmt:
		r.within(func() {
			r.parts(n.Init, n.Tag, nil, nil)
			r.stmts(n.Body.List)
		})
	case *ast.TypeSwitchStmt:
		r.within(func() {
			r.parts(n.Init, nil, nil, nil)
			r.within(func() {
				r.walk(n.Assign)
				r.stmts(n.Body.List)
			})
		})
	case *ast.RangeStmt:
		r.within(func() { r.ranged(n) })
	default:
		return r
	}
	return nil
}

func (r *names) parts(first ast.Stmt, x ast.Expr, second, third ast.Stmt) {
	if first != nil {
		r.walk(first)
	}
	if x != nil {
		r.walk(x)
	}
	if second != nil {
		r.walk(second)
	}
	if third != nil {
		r.walk(third)
	}
}

func (r *names) ranged(n *ast.RangeStmt) {
	r.walk(n.X)
	var left []ast.Expr
	for _, x := range []ast.Expr{n.Key, n.Value} {
		if x != nil {
			left = append(left, x)
		}
	}
	if n.Tok == token.DEFINE {
		r.define(&ast.AssignStmt{Lhs: left, TokPos: n.TokPos, Tok: n.Tok, Rhs: []ast.Expr{&ast.UnaryExpr{Op: token.RANGE, X: n.X}}})
	} else {
		r.exprs(left)
	}
	r.walk(n.Body)
}

func (r *names) genDecl(n *ast.GenDecl) {
	for i, spec := range n.Specs {
		switch s := spec.(type) {
		case *ast.ValueSpec:
			kind := ast.Con
			if n.Tok == token.VAR {
				kind = ast.Var
			}
			r.exprs(s.Values)
			if s.Type != nil {
				r.walk(s.Type)
			}
			r.declare(s, i, r.scope, kind, s.Names...)
		case *ast.TypeSpec:
			r.declare(s, nil, r.scope, ast.Typ, s.Name)
			r.within(func() {
				r.fields(ast.Typ, s.TypeParams)
				r.types(s.TypeParams)
				r.walk(s.Type)
			})
		}
	}
}

func (r *names) funcDecl(n *ast.FuncDecl) {
	if n.Recv != nil && len(n.Recv.List) > 0 {
		r.receiver(n.Recv.List[0].Type)
	}
	r.fields(ast.Typ, n.Type.TypeParams)
	r.types(n.Type.TypeParams, n.Type.Params, n.Type.Results)
	r.fields(ast.Var, n.Recv, n.Type.Params, n.Type.Results)
	r.body(n.Body)
	if n.Recv == nil && n.Name.Name != "init" {
		r.declare(n, nil, r.file, ast.Fun, n.Name)
	}
}

// receiver declares the type parameters that a receiver names.
func (r *names) receiver(t ast.Expr) {
	if p, ok := t.(*ast.StarExpr); ok {
		t = p.X
	}
	var params []ast.Expr
	switch x := t.(type) {
	case *ast.IndexExpr:
		t, params = x.X, []ast.Expr{x.Index}
	case *ast.IndexListExpr:
		t, params = x.X, x.Indices
	}
	for _, p := range params {
		if id, ok := p.(*ast.Ident); ok {
			r.declare(id, nil, r.scope, ast.Typ, id)
		}
	}
	r.walk(t)
}
