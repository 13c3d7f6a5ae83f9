package template

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	tokEnd   tokenKind = iota // of an action
	tokEOF                    // of the text
	tokText                   // outside of actions
	tokField                  // .Name
	tokDot                    // . alone
	tokVar                    // $ and $name
	tokWord                   // a name or keyword
	tokNumber
	tokChar
	tokString
	tokOther // one character, := or =
	tokBad   // what is wrong
)

type token struct {
	kind  tokenKind
	text  string
	pos   int
	space bool // before it
}

type lexer struct {
	text        string
	left, right string
	tokens      []token
}

// lex cuts a template into tokens. Text between actions is one token each.
func lex(text, left, right string) (tokens []token) {
	l := &lexer{text: text, left: left, right: right}
	defer func() {
		// the parser says it when it comes there
		if bad, ok := recover().(token); ok {
			tokens = append(l.tokens, bad)
		}
	}()
	at := 0
	trim := false // the action before ended with -}}
	for {
		open := strings.Index(text[at:], left)
		if open < 0 {
			l.plain(at, len(text), trim, false)
			break
		}
		open += at
		inside := open + len(left)
		dash := strings.HasPrefix(text[inside:], "-") && len(text) > inside+1 && space(text[inside+1])
		l.plain(at, open, trim, dash)
		if dash {
			inside += 2
		}
		at, trim = l.action(inside)
	}
	return append(l.tokens, token{kind: tokEOF, pos: len(text)})
}

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func (l *lexer) fail(pos int, text string) { panic(token{kind: tokBad, text: text, pos: pos}) }

func (l *lexer) plain(from, to int, trimLeft, trimRight bool) {
	s := l.text[from:to]
	if trimRight {
		s = strings.TrimRight(s, " \t\r\n")
	}
	if trimLeft {
		t := strings.TrimLeft(s, " \t\r\n")
		from += len(s) - len(t)
		s = t
	}
	if s != "" {
		l.tokens = append(l.tokens, token{kind: tokText, text: s, pos: from})
	}
}

// closing says whether the action ends here: the length of its end, and whether it trims.
func (l *lexer) closing(at int) (n int, trim bool) {
	s := l.text[at:]
	if len(s) > 1 && space(s[0]) && s[1] == '-' && strings.HasPrefix(s[2:], l.right) {
		return 2 + len(l.right), true
	}
	if strings.HasPrefix(s, l.right) {
		return len(l.right), false
	}
	return 0, false
}

func (l *lexer) action(at int) (next int, trim bool) {
	if strings.HasPrefix(l.text[at:], "/*") {
		end := strings.Index(l.text[at:], "*/")
		if end < 0 {
			l.fail(at, "unclosed comment")
		}
		n, trim := l.closing(at + end + 2)
		if n == 0 {
			l.fail(at+end, "comment ends before closing delimiter")
		}
		return at + end + 2 + n, trim
	}
	start, parens, spaced := at, 0, false
	for {
		n, trim := l.closing(at)
		if n > 0 && parens == 0 {
			l.tokens = append(l.tokens, token{kind: tokEnd, pos: at, text: l.right})
			return at + n, trim
		}
		if n > 0 {
			l.fail(at, "unclosed left paren")
		}
		if at >= len(l.text) {
			l.fail(start, "unclosed action")
		}
		if space(l.text[at]) {
			at, spaced = at+1, true
			continue
		}
		t := l.token(at)
		t.space = spaced
		spaced = false
		switch t.text {
		case "(":
			parens++
		case ")":
			if parens--; parens < 0 && t.kind == tokOther {
				l.fail(at, "unexpected right paren")
			}
		}
		l.tokens = append(l.tokens, t)
		at += len(t.text)
	}
}

func name(s string, from int) int {
	for from < len(s) {
		r, n := utf8.DecodeRuneInString(s[from:])
		if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		from += n
	}
	return from
}

func (l *lexer) token(at int) token {
	s := l.text[at:]
	c := s[0]
	make := func(kind tokenKind, n int) token { return token{kind: kind, text: s[:n], pos: at} }
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case c == '"', c == '\'':
		return make(map[byte]tokenKind{'"': tokString, '\'': tokChar}[c], l.quoted(at, c))
	case c == '`':
		end := strings.IndexByte(s[1:], '`')
		if end < 0 {
			l.fail(at, "unterminated raw quoted string")
		}
		return make(tokString, end+2)
	case c == '$':
		return make(tokVar, name(s, 1))
	case c == '.' && (len(s) == 1 || s[1] < '0' || s[1] > '9'):
		if n := name(s, 1); n > 1 {
			return make(tokField, n)
		}
		return make(tokDot, 1)
	case c == '.', c == '+', c == '-', '0' <= c && c <= '9':
		n := 1
		for n < len(s) && (s[n] == '.' || s[n] == '_' || name(s[n:n+1], 0) == 1 || (s[n] == '+' || s[n] == '-') && (s[n-1]|0x20 == 'e' || s[n-1]|0x20 == 'p')) {
			n++
		}
		return make(tokNumber, n)
	case c == '_', unicode.IsLetter(r):
		return make(tokWord, name(s, 0))
	case strings.HasPrefix(s, ":="):
		return make(tokOther, 2)
	case strings.IndexByte("=|(),", c) >= 0:
		return make(tokOther, 1)
	}
	if r > ' ' && r < 0x7f {
		return make(tokOther, 1)
	}
	l.fail(at, fmt.Sprintf("unrecognized character in action: %#U", r))
	return token{}
}

func (l *lexer) quoted(at int, quote byte) int {
	s := l.text[at:]
	for i := 1; i < len(s) && s[i] != '\n'; i++ {
		switch s[i] {
		case '\\':
			i++
		case quote:
			return i + 1
		}
	}
	if quote == '\'' {
		l.fail(at, "unterminated character constant")
	}
	l.fail(at, "unterminated quoted string")
	return 0
}
