// Go's text as words with their places, and where semicolons are put.
package main

import (
	"fmt"
	"go/scanner"
	"go/token"
)

func main() {
	src := []byte("package main // a comment\n\nimport \"fmt\"\n\n/* block\n comment */\nfunc f(x int) (y float64) {\n\tx++\n\ty = 1.5e3 + .5 + 0x1F - 0b11 + 1_000 + 3i + 'a' + '\\n' // c\n\ts := `raw\nstring` + \"s\\\"q\"\n\tif x <= 3 && !ok || x &^= y { return }\n\tch <- <-c; a[i:j], b... ~int\n\tfoo(/* in */ 1)\n}\n日本 := @ \"unterminated\n")
	for _, mode := range []scanner.Mode{scanner.ScanComments} {
		var s scanner.Scanner
		fset := token.NewFileSet()
		file := fset.AddFile("x.go", fset.Base(), len(src))
		s.Init(file, src, func(p token.Position, m string) { fmt.Println("ERR", p, m) }, mode)
		for {
			pos, tok, lit := s.Scan()
			if tok == token.EOF {
				break
			}
			fmt.Printf("%s\t%s\t%q\n", fset.Position(pos), tok, lit)
		}
		fmt.Println(s.ErrorCount, file.LineCount(), file.Line(file.Pos(30)))
	}
	fmt.Println(token.ADD, token.FUNC, token.ADD.Precedence(), token.LAND.Precedence(), token.IDENT.IsLiteral(), token.IF.IsKeyword(), token.SHL.IsOperator(), token.Lookup("func"), token.Lookup("x"), token.IsExported("Foo"), token.IsIdentifier("a1"), token.IsKeyword("go"))
	fmt.Println(token.Position{"f", 1, 2, 3}, token.Position{}, token.Position{Line: 4})
	var l scanner.ErrorList
	l.Add(token.Position{"b.go", 1, 2, 3}, "second")
	l.Add(token.Position{"a.go", 1, 2, 3}, "first")
	l.Sort()
	fmt.Println(l, l.Err())
}

// Output:
// x.go:1:1	package	"package"
// x.go:1:9	IDENT	"main"
// x.go:1:14	COMMENT	"// a comment"
// x.go:1:26	;	"\n"
// x.go:3:1	import	"import"
// x.go:3:8	STRING	"\"fmt\""
// x.go:3:13	;	"\n"
// x.go:5:1	COMMENT	"/* block\n comment */"
// x.go:7:1	func	"func"
// x.go:7:6	IDENT	"f"
// x.go:7:7	(	""
// x.go:7:8	IDENT	"x"
// x.go:7:10	IDENT	"int"
// x.go:7:13	)	""
// x.go:7:15	(	""
// x.go:7:16	IDENT	"y"
// x.go:7:18	IDENT	"float64"
// x.go:7:25	)	""
// x.go:7:27	{	""
// x.go:8:2	IDENT	"x"
// x.go:8:3	++	""
// x.go:8:5	;	"\n"
// x.go:9:2	IDENT	"y"
// x.go:9:4	=	""
// x.go:9:6	FLOAT	"1.5e3"
// x.go:9:12	+	""
// x.go:9:14	FLOAT	".5"
// x.go:9:17	+	""
// x.go:9:19	INT	"0x1F"
// x.go:9:24	-	""
// x.go:9:26	INT	"0b11"
// x.go:9:31	+	""
// x.go:9:33	INT	"1_000"
// x.go:9:39	+	""
// x.go:9:41	IMAG	"3i"
// x.go:9:44	+	""
// x.go:9:46	CHAR	"'a'"
// x.go:9:50	+	""
// x.go:9:52	CHAR	"'\\n'"
// x.go:9:57	COMMENT	"// c"
// x.go:9:61	;	"\n"
// x.go:10:2	IDENT	"s"
// x.go:10:4	:=	""
// x.go:10:7	STRING	"`raw\nstring`"
// x.go:11:9	+	""
// x.go:11:11	STRING	"\"s\\\"q\""
// x.go:11:17	;	"\n"
// x.go:12:2	if	"if"
// x.go:12:5	IDENT	"x"
// x.go:12:7	<=	""
// x.go:12:10	INT	"3"
// x.go:12:12	&&	""
// x.go:12:15	!	""
// x.go:12:16	IDENT	"ok"
// x.go:12:19	||	""
// x.go:12:22	IDENT	"x"
// x.go:12:24	&^=	""
// x.go:12:28	IDENT	"y"
// x.go:12:30	{	""
// x.go:12:32	return	"return"
// x.go:12:39	}	""
// x.go:12:40	;	"\n"
// x.go:13:2	IDENT	"ch"
// x.go:13:5	<-	""
// x.go:13:8	<-	""
// x.go:13:10	IDENT	"c"
// x.go:13:11	;	";"
// x.go:13:13	IDENT	"a"
// x.go:13:14	[	""
// x.go:13:15	IDENT	"i"
// x.go:13:16	:	""
// x.go:13:17	IDENT	"j"
// x.go:13:18	]	""
// x.go:13:19	,	""
// x.go:13:21	IDENT	"b"
// x.go:13:22	...	""
// x.go:13:26	~	""
// x.go:13:27	IDENT	"int"
// x.go:13:30	;	"\n"
// x.go:14:2	IDENT	"foo"
// x.go:14:5	(	""
// x.go:14:6	COMMENT	"/* in */"
// x.go:14:15	INT	"1"
// x.go:14:16	)	""
// x.go:14:17	;	"\n"
// x.go:15:1	}	""
// x.go:15:2	;	"\n"
// x.go:16:1	IDENT	"日本"
// x.go:16:8	:=	""
// ERR x.go:16:11 illegal character U+0040 '@'
// x.go:16:11	ILLEGAL	"@"
// ERR x.go:16:13 string literal not terminated
// x.go:16:13	STRING	"\"unterminated"
// x.go:16:26	;	"\n"
// 2 16 3
// + func 4 2 true true true func IDENT true true true
// f:2:3 - 4
// a.go:2:3: first (and 1 more errors) a.go:2:3: first (and 1 more errors)
