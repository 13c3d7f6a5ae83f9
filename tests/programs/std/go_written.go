// Trees written as Go's text: whole files with their comments, changed ones, and text laid out again.
package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
)

const src = `// Package p is documented.
package p

import (
	"fmt"
	m   "math"
)

// T is a type.
type T[K comparable, V any] struct {
	A, B int // trailing
	C string ` + "`json:\"c\"`" + `
	*Embedded
}

type I interface {
	M(int) string
	~int | ~string
}

const (
	X = iota // zero
	Y
)

var a, b = 1, "s"

// F does things.
func (t *T[K, V]) F(x int) (y string, err error) {
	defer func() { recover() }()

	// a comment of its own
	go t.run(x, func(i int) bool { return i > 0 })
	for i := 0; i < 10; i++ {
		if x := f(); x == nil {
			continue
		} else if y {
			break // out
		}
	}
	switch x := v.(type) {
	case int, string:
		fallthrough
	default:
	}
	select {
	case v := <-ch:
	case ch <- 1:
		x++
	}
	p := &Point{X: 1, Y: []int{1, 2: 3}[0]}
	q := []string{
		"a", "b",
		"c", // see
	}
	x &^= y<<2 | 3*(4+-5)
	var z map[string]struct{}
	h[int, string](a...)
	return
}
`

func main() {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
	if err != nil {
		panic(err)
	}
	var buf bytes.Buffer
	fmt.Println(format.Node(&buf, fset, f))
	fmt.Println(buf.String())
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == "x" {
			id.Name = "renamed"
		}
		return true
	})
	printer.Fprint(os.Stdout, fset, f.Decls[len(f.Decls)-1])
	fmt.Println()
	e := &ast.BinaryExpr{X: &ast.BasicLit{Kind: token.INT, Value: "1"}, Op: token.MUL, Y: &ast.ParenExpr{X: &ast.BinaryExpr{X: ast.NewIdent("a"), Op: token.ADD, Y: &ast.CallExpr{Fun: ast.NewIdent("f"), Args: []ast.Expr{ast.NewIdent("b")}}}}}
	printer.Fprint(os.Stdout, token.NewFileSet(), e)
	fmt.Println()
	out, err := format.Source([]byte("package main\nimport \"fmt\"\nfunc main(){fmt.Println( 1+2 )\nx:=1\n}"))
	fmt.Printf("%s|%v\n", out, err)
	out, err = format.Source([]byte("x:=1\n  if x>0{ y( ) }"))
	fmt.Printf("%s|%v\n", out, err)
	out, err = format.Source([]byte("func f(){return}\n"))
	fmt.Printf("%s|%v\n", out, err)
	_, err = format.Source([]byte("package p\nfunc ("))
	fmt.Println(err)
}

// Output:
// <nil>
// // Package p is documented.
// package p
//
// import (
// 	"fmt"
// 	m "math"
// )
//
// // T is a type.
// type T[K comparable, V any] struct {
// 	A, B int    // trailing
// 	C    string `json:"c"`
// 	*Embedded
// }
//
// type I interface {
// 	M(int) string
// 	~int | ~string
// }
//
// const (
// 	X = iota // zero
// 	Y
// )
//
// var a, b = 1, "s"
//
// // F does things.
// func (t *T[K, V]) F(x int) (y string, err error) {
// 	defer func() { recover() }()
//
// 	// a comment of its own
// 	go t.run(x, func(i int) bool { return i > 0 })
// 	for i := 0; i < 10; i++ {
// 		if x := f(); x == nil {
// 			continue
// 		} else if y {
// 			break // out
// 		}
// 	}
// 	switch x := v.(type) {
// 	case int, string:
// 		fallthrough
// 	default:
// 	}
// 	select {
// 	case v := <-ch:
// 	case ch <- 1:
// 		x++
// 	}
// 	p := &Point{X: 1, Y: []int{1, 2: 3}[0]}
// 	q := []string{
// 		"a", "b",
// 		"c", // see
// 	}
// 	x &^= y<<2 | 3*(4+-5)
// 	var z map[string]struct{}
// 	h[int, string](a...)
// 	return
// }
//
// // F does things.
// func (t *T[K, V]) F(renamed int) (y string, err error) {
// 	defer func() { recover() }()
//
// 	go t.run(renamed, func(i int) bool { return i > 0 })
// 	for i := 0; i < 10; i++ {
// 		if renamed := f(); renamed == nil {
// 			continue
// 		} else if y {
// 			break
// 		}
// 	}
// 	switch renamed := v.(type) {
// 	case int, string:
// 		fallthrough
// 	default:
// 	}
// 	select {
// 	case v := <-ch:
// 	case ch <- 1:
// 		renamed++
// 	}
// 	p := &Point{X: 1, Y: []int{1, 2: 3}[0]}
// 	q := []string{
// 		"a", "b",
// 		"c",
// 	}
// 	renamed &^= y<<2 | 3*(4+-5)
// 	var z map[string]struct{}
// 	h[int, string](a...)
// 	return
// }
// 1 * (a + f(b))
// package main
//
// import "fmt"
//
// func main() {
// 	fmt.Println(1 + 2)
// 	x := 1
// }
// |<nil>
// x := 1
// if x > 0 {
// 	y()
// }|<nil>
// func f() { return }
// |<nil>
// 2:7: expected ')', found 'EOF'
