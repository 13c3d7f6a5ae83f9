// Package ast has the tree of Go's text.
package ast

import (
	"go/token"
	"strings"
)

// Node is a part of the tree.
type Node interface {
	Pos() token.Pos
	End() token.Pos
}

type (
	// Expr is an expression or a type, Stmt a statement, Decl a declaration, Spec a part of one.
	Expr interface {
		Node
		exprNode()
	}
	Stmt interface {
		Node
		stmtNode()
	}
	Decl interface {
		Node
		declNode()
	}
	Spec interface {
		Node
		specNode()
	}
)

// Comment is one comment, CommentGroup some without a gap.
type (
	Comment struct {
		Slash token.Pos
		Text  string
	}
	CommentGroup struct {
		List []*Comment
	}
)

func (c *Comment) Pos() token.Pos      { return c.Slash }
func (c *Comment) End() token.Pos      { return c.Slash + token.Pos(len(c.Text)) }
func (g *CommentGroup) Pos() token.Pos { return g.List[0].Pos() }
func (g *CommentGroup) End() token.Pos { return g.List[len(g.List)-1].End() }

// Text is what the comments say, without marks and directives.
func (g *CommentGroup) Text() string {
	if g == nil {
		return ""
	}
	var lines []string
	for _, c := range g.List {
		text := c.Text
		if strings.HasPrefix(text, "//") {
			text = text[2:]
			if word, _, ok := strings.Cut(text, ":"); ok && word != "" && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") == "" && !strings.HasPrefix(text, " ") {
				continue
			}
			text = strings.TrimPrefix(text, " ")
		} else {
			text = text[2 : len(text)-2]
		}
		for _, l := range strings.Split(text, "\n") {
			l = strings.TrimRight(l, " \t\r")
			if l != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
				lines = append(lines, l)
			}
		}
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

// Field is names with a type; FieldList fields in brackets.
type (
	Field struct {
		Doc     *CommentGroup
		Names   []*Ident
		Type    Expr
		Tag     *BasicLit
		Comment *CommentGroup
	}
	FieldList struct {
		Opening token.Pos
		List    []*Field
		Closing token.Pos
	}
)

func (f *Field) Pos() token.Pos {
	if len(f.Names) > 0 {
		return f.Names[0].Pos()
	}
	if f.Type != nil {
		return f.Type.Pos()
	}
	return token.NoPos
}

func (f *Field) End() token.Pos {
	if f.Tag != nil {
		return f.Tag.End()
	}
	if f.Type != nil {
		return f.Type.End()
	}
	if len(f.Names) > 0 {
		return f.Names[len(f.Names)-1].End()
	}
	return token.NoPos
}

func (f *FieldList) Pos() token.Pos {
	if f.Opening.IsValid() {
		return f.Opening
	}
	if len(f.List) > 0 {
		return f.List[0].Pos()
	}
	return token.NoPos
}

func (f *FieldList) End() token.Pos {
	if f.Closing.IsValid() {
		return f.Closing + 1
	}
	if n := len(f.List); n > 0 {
		return f.List[n-1].End()
	}
	return token.NoPos
}

func (f *FieldList) NumFields() int {
	n := 0
	if f != nil {
		for _, g := range f.List {
			n += max(len(g.Names), 1)
		}
	}
	return n
}

// ChanDir is what a channel lets one do.
type ChanDir int

const (
	SEND ChanDir = 1 << iota
	RECV
)

// Expressions and types.
type (
	BadExpr struct{ From, To token.Pos }
	Ident   struct {
		NamePos token.Pos
		Name    string
		Obj     *Object
	}
	Ellipsis struct {
		Ellipsis token.Pos
		Elt      Expr
	}
	BasicLit struct {
		ValuePos token.Pos
		ValueEnd token.Pos
		Kind     token.Token
		Value    string
	}
	FuncLit struct {
		Type *FuncType
		Body *BlockStmt
	}
	CompositeLit struct {
		Type       Expr
		Lbrace     token.Pos
		Elts       []Expr
		Rbrace     token.Pos
		Incomplete bool
	}
	ParenExpr struct {
		Lparen token.Pos
		X      Expr
		Rparen token.Pos
	}
	SelectorExpr struct {
		X   Expr
		Sel *Ident
	}
	IndexExpr struct {
		X      Expr
		Lbrack token.Pos
		Index  Expr
		Rbrack token.Pos
	}
	IndexListExpr struct {
		X       Expr
		Lbrack  token.Pos
		Indices []Expr
		Rbrack  token.Pos
	}
	SliceExpr struct {
		X      Expr
		Lbrack token.Pos
		Low    Expr
		High   Expr
		Max    Expr
		Slice3 bool
		Rbrack token.Pos
	}
	TypeAssertExpr struct {
		X      Expr
		Lparen token.Pos
		Type   Expr
		Rparen token.Pos
	}
	CallExpr struct {
		Fun      Expr
		Lparen   token.Pos
		Args     []Expr
		Ellipsis token.Pos
		Rparen   token.Pos
	}
	StarExpr struct {
		Star token.Pos
		X    Expr
	}
	UnaryExpr struct {
		OpPos token.Pos
		Op    token.Token
		X     Expr
	}
	BinaryExpr struct {
		X     Expr
		OpPos token.Pos
		Op    token.Token
		Y     Expr
	}
	KeyValueExpr struct {
		Key   Expr
		Colon token.Pos
		Value Expr
	}
	ArrayType struct {
		Lbrack token.Pos
		Len    Expr
		Elt    Expr
	}
	StructType struct {
		Struct     token.Pos
		Fields     *FieldList
		Incomplete bool
	}
	FuncType struct {
		Func       token.Pos
		TypeParams *FieldList
		Params     *FieldList
		Results    *FieldList
	}
	InterfaceType struct {
		Interface  token.Pos
		Methods    *FieldList
		Incomplete bool
	}
	MapType struct {
		Map   token.Pos
		Key   Expr
		Value Expr
	}
	ChanType struct {
		Begin token.Pos
		Arrow token.Pos
		Dir   ChanDir
		Value Expr
	}
)

// Statements.
type (
	BadStmt   struct{ From, To token.Pos }
	DeclStmt  struct{ Decl Decl }
	EmptyStmt struct {
		Semicolon token.Pos
		Implicit  bool
	}
	LabeledStmt struct {
		Label *Ident
		Colon token.Pos
		Stmt  Stmt
	}
	ExprStmt struct{ X Expr }
	SendStmt struct {
		Chan  Expr
		Arrow token.Pos
		Value Expr
	}
	IncDecStmt struct {
		X      Expr
		TokPos token.Pos
		Tok    token.Token
	}
	AssignStmt struct {
		Lhs    []Expr
		TokPos token.Pos
		Tok    token.Token
		Rhs    []Expr
	}
	GoStmt struct {
		Go   token.Pos
		Call *CallExpr
	}
	DeferStmt struct {
		Defer token.Pos
		Call  *CallExpr
	}
	ReturnStmt struct {
		Return  token.Pos
		Results []Expr
	}
	BranchStmt struct {
		TokPos token.Pos
		Tok    token.Token
		Label  *Ident
	}
	BlockStmt struct {
		Lbrace token.Pos
		List   []Stmt
		Rbrace token.Pos
	}
	IfStmt struct {
		If   token.Pos
		Init Stmt
		Cond Expr
		Body *BlockStmt
		Else Stmt
	}
	CaseClause struct {
		Case  token.Pos
		List  []Expr
		Colon token.Pos
		Body  []Stmt
	}
	SwitchStmt struct {
		Switch token.Pos
		Init   Stmt
		Tag    Expr
		Body   *BlockStmt
	}
	TypeSwitchStmt struct {
		Switch token.Pos
		Init   Stmt
		Assign Stmt
		Body   *BlockStmt
	}
	CommClause struct {
		Case  token.Pos
		Comm  Stmt
		Colon token.Pos
		Body  []Stmt
	}
	SelectStmt struct {
		Select token.Pos
		Body   *BlockStmt
	}
	ForStmt struct {
		For  token.Pos
		Init Stmt
		Cond Expr
		Post Stmt
		Body *BlockStmt
	}
	RangeStmt struct {
		For        token.Pos
		Key, Value Expr
		TokPos     token.Pos
		Tok        token.Token
		Range      token.Pos
		X          Expr
		Body       *BlockStmt
	}
)

// Declarations.
type (
	ImportSpec struct {
		Doc     *CommentGroup
		Name    *Ident
		Path    *BasicLit
		Comment *CommentGroup
		EndPos  token.Pos
	}
	ValueSpec struct {
		Doc     *CommentGroup
		Names   []*Ident
		Type    Expr
		Values  []Expr
		Comment *CommentGroup
	}
	TypeSpec struct {
		Doc        *CommentGroup
		Name       *Ident
		TypeParams *FieldList
		Assign     token.Pos
		Type       Expr
		Comment    *CommentGroup
	}
	BadDecl struct{ From, To token.Pos }
	GenDecl struct {
		Doc    *CommentGroup
		TokPos token.Pos
		Tok    token.Token
		Lparen token.Pos
		Specs  []Spec
		Rparen token.Pos
	}
	FuncDecl struct {
		Doc  *CommentGroup
		Recv *FieldList
		Name *Ident
		Type *FuncType
		Body *BlockStmt
	}
)

// File is a file.
type File struct {
	Doc                *CommentGroup
	Package            token.Pos
	Name               *Ident
	Decls              []Decl
	FileStart, FileEnd token.Pos
	Scope              *Scope
	Imports            []*ImportSpec
	Unresolved         []*Ident
	Comments           []*CommentGroup
	GoVersion          string
}

func (f *File) Pos() token.Pos { return f.Package }
func (f *File) End() token.Pos {
	if n := len(f.Decls); n > 0 {
		return f.Decls[n-1].End()
	}
	return f.Name.End()
}

// Package is files that belong together.
type Package struct {
	Name    string
	Scope   *Scope
	Imports map[string]*Object
	Files   map[string]*File
}

func (p *Package) Pos() token.Pos { return token.NoPos }
func (p *Package) End() token.Pos { return token.NoPos }

// Object and Scope were what names meant; nothing here fills them in.
type (
	ObjKind int
	Object  struct {
		Kind ObjKind
		Name string
		Decl any
		Data any
		Type any
	}
	Scope struct {
		Outer   *Scope
		Objects map[string]*Object
	}
)

func NewIdent(name string) *Ident { return &Ident{token.NoPos, name, nil} }
func IsExported(name string) bool { return token.IsExported(name) }
func (x *Ident) IsExported() bool { return token.IsExported(x.Name) }
func (x *Ident) String() string {
	if x != nil {
		return x.Name
	}
	return "<nil>"
}

func Unparen(e Expr) Expr {
	for {
		p, ok := e.(*ParenExpr)
		if !ok {
			return e
		}
		e = p.X
	}
}
