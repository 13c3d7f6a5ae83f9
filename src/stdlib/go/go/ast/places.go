package ast

import "go/token"

func orElse(n Expr, p token.Pos) token.Pos {
	if n != nil {
		return n.End()
	}
	return p
}

func orElsePos(n Expr, p token.Pos) token.Pos {
	if n != nil {
		return n.Pos()
	}
	return p
}

func last[N Node](list []N, p token.Pos) token.Pos {
	if n := len(list); n > 0 {
		return list[n-1].End()
	}
	return p
}

func (x *BasicLit) end() token.Pos {
	if x.ValueEnd.IsValid() {
		return x.ValueEnd
	}
	return x.ValuePos + token.Pos(len(x.Value))
}

func (x *FuncType) begin() token.Pos {
	if x.Func.IsValid() || x.Params == nil {
		return x.Func
	}
	return x.Params.Pos()
}

func (x *FuncType) end() token.Pos {
	if x.Results != nil {
		return x.Results.End()
	}
	return x.Params.End()
}

func (x *EmptyStmt) end() token.Pos {
	if x.Implicit {
		return x.Semicolon
	}
	return x.Semicolon + 1
}

func (x *BranchStmt) end() token.Pos {
	if x.Label != nil {
		return x.Label.End()
	}
	return x.TokPos + token.Pos(len(x.Tok.String()))
}

func (x *BlockStmt) end() token.Pos {
	if x.Rbrace.IsValid() {
		return x.Rbrace + 1
	}
	return last(x.List, x.Lbrace+1)
}

func (x *IfStmt) end() token.Pos {
	if x.Else != nil {
		return x.Else.End()
	}
	return x.Body.End()
}

func (x *ImportSpec) begin() token.Pos {
	if x.Name != nil {
		return x.Name.Pos()
	}
	return x.Path.Pos()
}

func (x *ImportSpec) end() token.Pos {
	if x.EndPos != 0 {
		return x.EndPos
	}
	return x.Path.End()
}

func (x *ValueSpec) end() token.Pos {
	if len(x.Values) > 0 {
		return last(x.Values, 0)
	}
	return orElse(x.Type, last(x.Names, 0))
}

func (x *GenDecl) end() token.Pos {
	if x.Rparen.IsValid() {
		return x.Rparen + 1
	}
	return x.Specs[0].End()
}

func (x *FuncDecl) end() token.Pos {
	if x.Body != nil {
		return x.Body.End()
	}
	return x.Type.End()
}

func (x *BadExpr) Pos() token.Pos { return x.From }
func (x *BadExpr) End() token.Pos { return x.To }
func (*BadExpr) exprNode()        {}

func (x *Ident) Pos() token.Pos { return x.NamePos }
func (x *Ident) End() token.Pos { return x.NamePos + token.Pos(len(x.Name)) }
func (*Ident) exprNode()        {}

func (x *Ellipsis) Pos() token.Pos { return x.Ellipsis }
func (x *Ellipsis) End() token.Pos { return orElse(x.Elt, x.Ellipsis+3) }
func (*Ellipsis) exprNode()        {}

func (x *BasicLit) Pos() token.Pos { return x.ValuePos }
func (x *BasicLit) End() token.Pos { return x.end() }
func (*BasicLit) exprNode()        {}

func (x *FuncLit) Pos() token.Pos { return x.Type.Pos() }
func (x *FuncLit) End() token.Pos { return x.Body.End() }
func (*FuncLit) exprNode()        {}

func (x *CompositeLit) Pos() token.Pos { return orElsePos(x.Type, x.Lbrace) }
func (x *CompositeLit) End() token.Pos { return x.Rbrace + 1 }
func (*CompositeLit) exprNode()        {}

func (x *ParenExpr) Pos() token.Pos { return x.Lparen }
func (x *ParenExpr) End() token.Pos { return x.Rparen + 1 }
func (*ParenExpr) exprNode()        {}

func (x *SelectorExpr) Pos() token.Pos { return x.X.Pos() }
func (x *SelectorExpr) End() token.Pos { return x.Sel.End() }
func (*SelectorExpr) exprNode()        {}

func (x *IndexExpr) Pos() token.Pos { return x.X.Pos() }
func (x *IndexExpr) End() token.Pos { return x.Rbrack + 1 }
func (*IndexExpr) exprNode()        {}

func (x *IndexListExpr) Pos() token.Pos { return x.X.Pos() }
func (x *IndexListExpr) End() token.Pos { return x.Rbrack + 1 }
func (*IndexListExpr) exprNode()        {}

func (x *SliceExpr) Pos() token.Pos { return x.X.Pos() }
func (x *SliceExpr) End() token.Pos { return x.Rbrack + 1 }
func (*SliceExpr) exprNode()        {}

func (x *TypeAssertExpr) Pos() token.Pos { return x.X.Pos() }
func (x *TypeAssertExpr) End() token.Pos { return x.Rparen + 1 }
func (*TypeAssertExpr) exprNode()        {}

func (x *CallExpr) Pos() token.Pos { return x.Fun.Pos() }
func (x *CallExpr) End() token.Pos { return x.Rparen + 1 }
func (*CallExpr) exprNode()        {}

func (x *StarExpr) Pos() token.Pos { return x.Star }
func (x *StarExpr) End() token.Pos { return x.X.End() }
func (*StarExpr) exprNode()        {}

func (x *UnaryExpr) Pos() token.Pos { return x.OpPos }
func (x *UnaryExpr) End() token.Pos { return x.X.End() }
func (*UnaryExpr) exprNode()        {}

func (x *BinaryExpr) Pos() token.Pos { return x.X.Pos() }
func (x *BinaryExpr) End() token.Pos { return x.Y.End() }
func (*BinaryExpr) exprNode()        {}

func (x *KeyValueExpr) Pos() token.Pos { return x.Key.Pos() }
func (x *KeyValueExpr) End() token.Pos { return x.Value.End() }
func (*KeyValueExpr) exprNode()        {}

func (x *ArrayType) Pos() token.Pos { return x.Lbrack }
func (x *ArrayType) End() token.Pos { return x.Elt.End() }
func (*ArrayType) exprNode()        {}

func (x *StructType) Pos() token.Pos { return x.Struct }
func (x *StructType) End() token.Pos { return x.Fields.End() }
func (*StructType) exprNode()        {}

func (x *FuncType) Pos() token.Pos { return x.begin() }
func (x *FuncType) End() token.Pos { return x.end() }
func (*FuncType) exprNode()        {}

func (x *InterfaceType) Pos() token.Pos { return x.Interface }
func (x *InterfaceType) End() token.Pos { return x.Methods.End() }
func (*InterfaceType) exprNode()        {}

func (x *MapType) Pos() token.Pos { return x.Map }
func (x *MapType) End() token.Pos { return x.Value.End() }
func (*MapType) exprNode()        {}

func (x *ChanType) Pos() token.Pos { return x.Begin }
func (x *ChanType) End() token.Pos { return x.Value.End() }
func (*ChanType) exprNode()        {}

func (x *BadStmt) Pos() token.Pos { return x.From }
func (x *BadStmt) End() token.Pos { return x.To }
func (*BadStmt) stmtNode()        {}

func (x *DeclStmt) Pos() token.Pos { return x.Decl.Pos() }
func (x *DeclStmt) End() token.Pos { return x.Decl.End() }
func (*DeclStmt) stmtNode()        {}

func (x *EmptyStmt) Pos() token.Pos { return x.Semicolon }
func (x *EmptyStmt) End() token.Pos { return x.end() }
func (*EmptyStmt) stmtNode()        {}

func (x *LabeledStmt) Pos() token.Pos { return x.Label.Pos() }
func (x *LabeledStmt) End() token.Pos { return x.Stmt.End() }
func (*LabeledStmt) stmtNode()        {}

func (x *ExprStmt) Pos() token.Pos { return x.X.Pos() }
func (x *ExprStmt) End() token.Pos { return x.X.End() }
func (*ExprStmt) stmtNode()        {}

func (x *SendStmt) Pos() token.Pos { return x.Chan.Pos() }
func (x *SendStmt) End() token.Pos { return x.Value.End() }
func (*SendStmt) stmtNode()        {}

func (x *IncDecStmt) Pos() token.Pos { return x.X.Pos() }
func (x *IncDecStmt) End() token.Pos { return x.TokPos + 2 }
func (*IncDecStmt) stmtNode()        {}

func (x *AssignStmt) Pos() token.Pos { return x.Lhs[0].Pos() }
func (x *AssignStmt) End() token.Pos { return x.Rhs[len(x.Rhs)-1].End() }
func (*AssignStmt) stmtNode()        {}

func (x *GoStmt) Pos() token.Pos { return x.Go }
func (x *GoStmt) End() token.Pos { return x.Call.End() }
func (*GoStmt) stmtNode()        {}

func (x *DeferStmt) Pos() token.Pos { return x.Defer }
func (x *DeferStmt) End() token.Pos { return x.Call.End() }
func (*DeferStmt) stmtNode()        {}

func (x *ReturnStmt) Pos() token.Pos { return x.Return }
func (x *ReturnStmt) End() token.Pos { return last(x.Results, x.Return+6) }
func (*ReturnStmt) stmtNode()        {}

func (x *BranchStmt) Pos() token.Pos { return x.TokPos }
func (x *BranchStmt) End() token.Pos { return x.end() }
func (*BranchStmt) stmtNode()        {}

func (x *BlockStmt) Pos() token.Pos { return x.Lbrace }
func (x *BlockStmt) End() token.Pos { return x.end() }
func (*BlockStmt) stmtNode()        {}

func (x *IfStmt) Pos() token.Pos { return x.If }
func (x *IfStmt) End() token.Pos { return x.end() }
func (*IfStmt) stmtNode()        {}

func (x *CaseClause) Pos() token.Pos { return x.Case }
func (x *CaseClause) End() token.Pos { return last(x.Body, x.Colon+1) }
func (*CaseClause) stmtNode()        {}

func (x *SwitchStmt) Pos() token.Pos { return x.Switch }
func (x *SwitchStmt) End() token.Pos { return x.Body.End() }
func (*SwitchStmt) stmtNode()        {}

func (x *TypeSwitchStmt) Pos() token.Pos { return x.Switch }
func (x *TypeSwitchStmt) End() token.Pos { return x.Body.End() }
func (*TypeSwitchStmt) stmtNode()        {}

func (x *CommClause) Pos() token.Pos { return x.Case }
func (x *CommClause) End() token.Pos { return last(x.Body, x.Colon+1) }
func (*CommClause) stmtNode()        {}

func (x *SelectStmt) Pos() token.Pos { return x.Select }
func (x *SelectStmt) End() token.Pos { return x.Body.End() }
func (*SelectStmt) stmtNode()        {}

func (x *ForStmt) Pos() token.Pos { return x.For }
func (x *ForStmt) End() token.Pos { return x.Body.End() }
func (*ForStmt) stmtNode()        {}

func (x *RangeStmt) Pos() token.Pos { return x.For }
func (x *RangeStmt) End() token.Pos { return x.Body.End() }
func (*RangeStmt) stmtNode()        {}

func (x *ImportSpec) Pos() token.Pos { return x.begin() }
func (x *ImportSpec) End() token.Pos { return x.end() }
func (*ImportSpec) specNode()        {}

func (x *ValueSpec) Pos() token.Pos { return x.Names[0].Pos() }
func (x *ValueSpec) End() token.Pos { return x.end() }
func (*ValueSpec) specNode()        {}

func (x *TypeSpec) Pos() token.Pos { return x.Name.Pos() }
func (x *TypeSpec) End() token.Pos { return x.Type.End() }
func (*TypeSpec) specNode()        {}

func (x *BadDecl) Pos() token.Pos { return x.From }
func (x *BadDecl) End() token.Pos { return x.To }
func (*BadDecl) declNode()        {}

func (x *GenDecl) Pos() token.Pos { return x.TokPos }
func (x *GenDecl) End() token.Pos { return x.end() }
func (*GenDecl) declNode()        {}

func (x *FuncDecl) Pos() token.Pos { return x.Type.Pos() }
func (x *FuncDecl) End() token.Pos { return x.end() }
func (*FuncDecl) declNode()        {}
