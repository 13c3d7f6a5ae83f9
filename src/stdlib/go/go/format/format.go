// Package format lays out Go's text as gofmt does.
package format

import (
	"bytes"
	"errors"
	"go/parser"
	"go/printer"
	"go/token"
	"io"
	"strings"
)

// Source lays out a file, or declarations or statements of one.
func Source(src []byte) ([]byte, error) {
	if _, err := parser.ParseFile(token.NewFileSet(), "", src, parser.ParseComments); err == nil {
		if out, ok := printer.Layout(src); ok {
			return out, nil
		}
	} else if !strings.Contains(err.Error(), "expected 'package'") {
		return nil, err
	}
	if out, ok := part(src, "package p\n", "", 0); ok {
		return out, nil
	}
	if out, ok := part(src, "package p\nfunc _() {\n", "\n}", 1); ok {
		return out, nil
	}
	_, err := parser.ParseFile(token.NewFileSet(), "", append([]byte("package p;"), src...), 0)
	if err == nil {
		err = errors.New("no Go text")
	}
	return nil, err
}

// part lays out text between two others that make it a file.
func part(src []byte, before, after string, indent int) ([]byte, bool) {
	body := bytes.TrimSpace(src)
	out, ok := printer.Layout([]byte(before + string(body) + after))
	if !ok {
		return nil, false
	}
	lines := strings.SplitAfter(strings.TrimRight(string(out), "\n"), "\n")
	skip := 1
	if indent > 0 {
		for skip < len(lines) && !strings.HasPrefix(lines[skip], "func _() {") {
			skip++
		}
		lines = lines[:len(lines)-1]
		skip++
	}
	text := strings.Join(lines[min(skip, len(lines)):], "")
	if indent > 0 {
		text = strings.TrimPrefix(strings.ReplaceAll(text, "\n\t", "\n"), "\t")
	}
	text = strings.Trim(text, "\n")
	i, j := 0, len(src)
	for i < j && (src[i] == ' ' || src[i] == '\n' || src[i] == '\t') {
		i++
	}
	for j > i && (src[j-1] == ' ' || src[j-1] == '\n' || src[j-1] == '\t') {
		j--
	}
	return []byte(string(src[:bytes.LastIndexByte(src[:i], '\n')+1]) + text + string(src[j:])), true
}

// Node writes a tree as gofmt lays it out.
func Node(dst io.Writer, fset *token.FileSet, node any) error { return printer.Fprint(dst, fset, node) }
