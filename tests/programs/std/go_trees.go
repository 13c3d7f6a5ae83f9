// Go's text as a tree: expressions that are worked out, every kind of node, names and what they mean, mistakes.
package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
)

const src = `// Package p is documented.
package p

import (
	"fmt"
	m "math"
	. "strings"
)

// T is a type.
type T[K comparable, V any] struct {
	A, B int ` + "`json:\"a\"`" + ` // trailing
	*Embedded
	pkg.Other
	arr [3]int
	f func(x, y int, rest ...string) (a int, err error)
	ch <-chan chan<- int
	m map[string][]*T[int, string]
}

type I interface {
	M(int) string
	~int | ~string
	fmt.Stringer
}
type A = []int
type Arr [N * 2]int

const (
	X = iota // zero
	Y
)

var a, b = 1, "s"

// F does things.
func (t *T[K, V]) F(x int) (y string, err error) {
	defer func() { recover() }()
	go t.run(x, func(i int) bool { return i > 0 })
L:
	for i := 0; i < 10; i++ {
		if x := f(); x == nil { continue L } else if y { break } else { goto L }
	}
	for k, v := range m { _ = k }
	for range ch {}
	for i := range 10 { i++ }
	switch x := v.(type) { case int, string: fallthrough; default: }
	switch { case a && b || !c: x++ ; case d: }
	select { case v := <-ch: ; case ch <- 1: ; default: }
	p := &Point{X: 1, Y: []int{1, 2: 3}[0]}
	s := a[1:2:3]; s = a[:]; s[i], t = <-c, x.(int)
	x &^= y << 2 | 3 * (4 + -5)
	var z map[string]struct{}
	g[int](5); h[int, string](a...)
	if v, ok := (T{}).m["k"]; ok {}
	return
}

func Gen[S ~[]E, E any](s S) E { return s[0] }
`

func eval(e ast.Expr) float64 {
	switch x := e.(type) {
	case *ast.BasicLit:
		v, _ := strconv.ParseFloat(x.Value, 64)
		return v
	case *ast.ParenExpr:
		return eval(x.X)
	case *ast.UnaryExpr:
		return -eval(x.X)
	case *ast.BinaryExpr:
		a, b := eval(x.X), eval(x.Y)
		switch x.Op {
		case token.ADD:
			return a + b
		case token.SUB:
			return a - b
		case token.MUL:
			return a * b
		case token.QUO:
			return a / b
		}
	}
	panic(fmt.Sprintf("%T", e))
}

func main() {
	for _, s := range []string{"1+2*3", "(1+2)*3 - -4/2", "2*(3+4)"} {
		e, err := parser.ParseExpr(s)
		fmt.Println(s, eval(e), err)
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "src.go", src, parser.ParseComments|parser.SkipObjectResolution)
	fmt.Println(err)
	depth, lines, kinds := 0, 0, map[string]int{}
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil {
			depth--
			return true
		}
		kinds[fmt.Sprintf("%T", n)]++
		lines = lines*31 + fset.Position(n.End()).Offset*7 + fset.Position(n.Pos()).Line
		depth++
		return true
	})
	fmt.Println(kinds, lines, depth)
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			fmt.Printf("func %v %q %d\n", d.Name, d.Doc.Text(), d.Type.Params.NumFields())
		case *ast.GenDecl:
			fmt.Printf("%v %d %q\n", d.Tok, len(d.Specs), d.Doc.Text())
		}
	}
	for _, i := range f.Imports {
		fmt.Println(i.Path.Value, i.Name)
	}
	fmt.Println(len(f.Comments), f.Name)
	e, _ := parser.ParseExpr("f(x, 1+y)[2]")
	ast.Print(nil, e)
	small, err := parser.ParseFile(fset, "s.go", "package main\nfunc main() { println(\"hi\") }\n", 0)
	ast.Print(fset, small)
	for _, bad := range []string{"package", "package p\nfunc f( {}", "package p\nvar x = ", "package p\nfunc f() { if { } }", "package p\nimport fmt\n", "package p\nx := 1\n", "package p\nfunc f() { a := []int{1, 2\n} }", "package p\nfunc f() { return 1 2 }", "package p\nfunc f() { go x }", "package p\nfunc f() {"} {
		_, err := parser.ParseFile(token.NewFileSet(), "bad.go", bad, 0)
		fmt.Printf("%q: %v\n", bad, err)
	}
	for _, bad := range []string{"1+", "(1", "f(", "1 2", "", "a b"} {
		_, err := parser.ParseExpr(bad)
		fmt.Printf("%q: %v\n", bad, err)
	}
}

// Output:
// 1+2*3 7 <nil>
// (1+2)*3 - -4/2 11 <nil>
// 2*(3+4) 14 <nil>
// <nil>
// map[*ast.ArrayType:6 *ast.AssignStmt:11 *ast.BasicLit:28 *ast.BinaryExpr:11 *ast.BlockStmt:15 *ast.BranchStmt:4 *ast.CallExpr:6 *ast.CaseClause:4 *ast.ChanType:2 *ast.CommClause:3 *ast.Comment:5 *ast.CommentGroup:5 *ast.CompositeLit:3 *ast.DeclStmt:1 *ast.DeferStmt:1 *ast.Ellipsis:1 *ast.EmptyStmt:2 *ast.ExprStmt:3 *ast.Field:28 *ast.FieldList:17 *ast.File:1 *ast.ForStmt:1 *ast.FuncDecl:2 *ast.FuncLit:2 *ast.FuncType:6 *ast.GenDecl:8 *ast.GoStmt:1 *ast.Ident:140 *ast.IfStmt:3 *ast.ImportSpec:3 *ast.IncDecStmt:3 *ast.IndexExpr:5 *ast.IndexListExpr:3 *ast.InterfaceType:1 *ast.KeyValueExpr:3 *ast.LabeledStmt:1 *ast.MapType:2 *ast.ParenExpr:2 *ast.RangeStmt:3 *ast.ReturnStmt:3 *ast.SelectStmt:1 *ast.SelectorExpr:4 *ast.SendStmt:1 *ast.SliceExpr:2 *ast.StarExpr:3 *ast.StructType:2 *ast.SwitchStmt:1 *ast.TypeAssertExpr:2 *ast.TypeSpec:4 *ast.TypeSwitchStmt:1 *ast.UnaryExpr:8 *ast.ValueSpec:4] -6054845789936849062 0
// import 3 ""
// type 1 "T is a type.\n"
// type 1 ""
// type 1 ""
// type 1 ""
// const 2 ""
// var 1 ""
// func F "F does things.\n" 1
// func Gen "" 1
// "fmt" <nil>
// "math" m
// "strings" .
// 5 p
//      0  *ast.IndexExpr {
//      1  .  X: *ast.CallExpr {
//      2  .  .  Fun: *ast.Ident {
//      3  .  .  .  NamePos: 1
//      4  .  .  .  Name: "f"
//      5  .  .  }
//      6  .  .  Lparen: 2
//      7  .  .  Args: []ast.Expr (len = 2) {
//      8  .  .  .  0: *ast.Ident {
//      9  .  .  .  .  NamePos: 3
//     10  .  .  .  .  Name: "x"
//     11  .  .  .  }
//     12  .  .  .  1: *ast.BinaryExpr {
//     13  .  .  .  .  X: *ast.BasicLit {
//     14  .  .  .  .  .  ValuePos: 6
//     15  .  .  .  .  .  ValueEnd: 7
//     16  .  .  .  .  .  Kind: INT
//     17  .  .  .  .  .  Value: "1"
//     18  .  .  .  .  }
//     19  .  .  .  .  OpPos: 7
//     20  .  .  .  .  Op: +
//     21  .  .  .  .  Y: *ast.Ident {
//     22  .  .  .  .  .  NamePos: 8
//     23  .  .  .  .  .  Name: "y"
//     24  .  .  .  .  }
//     25  .  .  .  }
//     26  .  .  }
//     27  .  .  Ellipsis: 0
//     28  .  .  Rparen: 9
//     29  .  }
//     30  .  Lbrack: 10
//     31  .  Index: *ast.BasicLit {
//     32  .  .  ValuePos: 11
//     33  .  .  ValueEnd: 12
//     34  .  .  Kind: INT
//     35  .  .  Value: "2"
//     36  .  }
//     37  .  Rbrack: 12
//     38  }
//      0  *ast.File {
//      1  .  Package: s.go:1:1
//      2  .  Name: *ast.Ident {
//      3  .  .  NamePos: s.go:1:9
//      4  .  .  Name: "main"
//      5  .  }
//      6  .  Decls: []ast.Decl (len = 1) {
//      7  .  .  0: *ast.FuncDecl {
//      8  .  .  .  Name: *ast.Ident {
//      9  .  .  .  .  NamePos: s.go:2:6
//     10  .  .  .  .  Name: "main"
//     11  .  .  .  .  Obj: *ast.Object {
//     12  .  .  .  .  .  Kind: func
//     13  .  .  .  .  .  Name: "main"
//     14  .  .  .  .  .  Decl: *(obj @ 7)
//     15  .  .  .  .  }
//     16  .  .  .  }
//     17  .  .  .  Type: *ast.FuncType {
//     18  .  .  .  .  Func: s.go:2:1
//     19  .  .  .  .  Params: *ast.FieldList {
//     20  .  .  .  .  .  Opening: s.go:2:10
//     21  .  .  .  .  .  Closing: s.go:2:11
//     22  .  .  .  .  }
//     23  .  .  .  }
//     24  .  .  .  Body: *ast.BlockStmt {
//     25  .  .  .  .  Lbrace: s.go:2:13
//     26  .  .  .  .  List: []ast.Stmt (len = 1) {
//     27  .  .  .  .  .  0: *ast.ExprStmt {
//     28  .  .  .  .  .  .  X: *ast.CallExpr {
//     29  .  .  .  .  .  .  .  Fun: *ast.Ident {
//     30  .  .  .  .  .  .  .  .  NamePos: s.go:2:15
//     31  .  .  .  .  .  .  .  .  Name: "println"
//     32  .  .  .  .  .  .  .  }
//     33  .  .  .  .  .  .  .  Lparen: s.go:2:22
//     34  .  .  .  .  .  .  .  Args: []ast.Expr (len = 1) {
//     35  .  .  .  .  .  .  .  .  0: *ast.BasicLit {
//     36  .  .  .  .  .  .  .  .  .  ValuePos: s.go:2:23
//     37  .  .  .  .  .  .  .  .  .  ValueEnd: s.go:2:27
//     38  .  .  .  .  .  .  .  .  .  Kind: STRING
//     39  .  .  .  .  .  .  .  .  .  Value: "\"hi\""
//     40  .  .  .  .  .  .  .  .  }
//     41  .  .  .  .  .  .  .  }
//     42  .  .  .  .  .  .  .  Ellipsis: -
//     43  .  .  .  .  .  .  .  Rparen: s.go:2:27
//     44  .  .  .  .  .  .  }
//     45  .  .  .  .  .  }
//     46  .  .  .  .  }
//     47  .  .  .  .  Rbrace: s.go:2:29
//     48  .  .  .  }
//     49  .  .  }
//     50  .  }
//     51  .  FileStart: s.go:1:1
//     52  .  FileEnd: s.go:2:31
//     53  .  Scope: *ast.Scope {
//     54  .  .  Objects: map[string]*ast.Object (len = 1) {
//     55  .  .  .  "main": *(obj @ 11)
//     56  .  .  }
//     57  .  }
//     58  .  Unresolved: []*ast.Ident (len = 1) {
//     59  .  .  0: *(obj @ 29)
//     60  .  }
//     61  .  GoVersion: ""
//     62  }
// "package": bad.go:1:8: expected 'IDENT', found 'EOF'
// "package p\nfunc f( {}": bad.go:2:9: expected ')', found '{'
// "package p\nvar x = ": bad.go:2:9: expected operand, found 'EOF'
// "package p\nfunc f() { if { } }": bad.go:2:15: missing condition in if statement
// "package p\nimport fmt\n": bad.go:2:11: missing import path
// "package p\nx := 1\n": bad.go:2:1: expected declaration, found x
// "package p\nfunc f() { a := []int{1, 2\n} }": bad.go:2:27: missing ',' before newline in composite literal
// "package p\nfunc f() { return 1 2 }": bad.go:2:21: expected ';', found 2
// "package p\nfunc f() { go x }": bad.go:2:16: expression in go must be function call
// "package p\nfunc f() {": bad.go:2:11: expected '}', found 'EOF'
// "1+": 1:3: expected operand, found 'EOF'
// "(1": 1:3: expected ')', found newline
// "f(": 1:3: expected ')', found 'EOF'
// "1 2": 1:3: expected 'EOF', found 2
// "": 1:1: expected operand, found 'EOF'
// "a b": 1:3: expected 'EOF', found b
