// Package scanner cuts Go's text into words.
package scanner

import (
	"fmt"
	"go/token"
	"io"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Error is something wrong at a place.
type Error struct {
	Pos token.Position
	Msg string
}

func (e Error) Error() string {
	if e.Pos.Filename != "" || e.Pos.IsValid() {
		return e.Pos.String() + ": " + e.Msg
	}
	return e.Msg
}

// ErrorList is what is wrong with a text.
type ErrorList []*Error

func (p *ErrorList) Add(pos token.Position, msg string) { *p = append(*p, &Error{pos, msg}) }
func (p *ErrorList) Reset()                             { *p = (*p)[:0] }
func (p ErrorList) Len() int                            { return len(p) }
func (p ErrorList) Swap(i, j int)                       { p[i], p[j] = p[j], p[i] }

func (p ErrorList) Less(i, j int) bool {
	a, b := p[i].Pos, p[j].Pos
	if a.Filename != b.Filename {
		return a.Filename < b.Filename
	}
	if a.Line != b.Line {
		return a.Line < b.Line
	}
	if a.Column != b.Column {
		return a.Column < b.Column
	}
	return p[i].Msg < p[j].Msg
}

func (p ErrorList) Sort() { sort.Sort(p) }

// RemoveMultiples keeps one error a line.
func (p *ErrorList) RemoveMultiples() {
	sort.Sort(p)
	var last token.Position
	kept := (*p)[:0]
	for _, e := range *p {
		if e.Pos.Filename != last.Filename || e.Pos.Line != last.Line {
			last = e.Pos
			kept = append(kept, e)
		}
	}
	*p = kept
}

func (p ErrorList) Error() string {
	switch len(p) {
	case 0:
		return "no errors"
	case 1:
		return p[0].Error()
	}
	return fmt.Sprintf("%s (and %d more errors)", p[0], len(p)-1)
}

func (p ErrorList) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}

func PrintError(w io.Writer, err error) {
	if list, ok := err.(ErrorList); ok {
		for _, e := range list {
			fmt.Fprintf(w, "%s\n", e)
		}
	} else if err != nil {
		fmt.Fprintf(w, "%s\n", err)
	}
}

type ErrorHandler func(pos token.Position, msg string)

// Mode says what is wanted besides.
type Mode uint

const ScanComments Mode = 1

// Scanner is at a place of a text.
type Scanner struct {
	file       *token.File
	src        []byte
	err        ErrorHandler
	mode       Mode
	at         int
	ends       bool // a newline here ends a statement
	ErrorCount int
	newlineAt  token.Pos // inside of a comment, and not told yet
}

func (s *Scanner) Init(file *token.File, src []byte, err ErrorHandler, mode Mode) {
	if file.Size() != len(src) {
		panic(fmt.Sprintf("file size (%d) does not match src len (%d)", file.Size(), len(src)))
	}
	*s = Scanner{file: file, src: src, err: err, mode: mode}
	if strings.HasPrefix(string(src), "\ufeff") {
		s.at = 3
	}
}

func (s *Scanner) fail(at int, msg string) {
	if s.err != nil {
		s.err(s.file.Position(s.file.Pos(at)), msg)
	}
	s.ErrorCount++
}

func (s *Scanner) char() rune {
	if s.at >= len(s.src) {
		return -1
	}
	r, _ := utf8.DecodeRune(s.src[s.at:])
	return r
}

func (s *Scanner) peek(text string) bool {
	return strings.HasPrefix(string(s.src[s.at:min(len(s.src), s.at+len(text))]), text)
}

func (s *Scanner) while(ok func(rune) bool) {
	for s.at < len(s.src) {
		r, n := utf8.DecodeRune(s.src[s.at:])
		if !ok(r) {
			break
		}
		s.at += n
	}
}

func isLetter(r rune) bool {
	return r == '_' || 'a' <= r|0x20 && r|0x20 <= 'z' || r >= 0x80 && unicode.IsLetter(r)
}
func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func (s *Scanner) newline() {
	s.at++
	s.file.AddLine(s.at)
}

// operators, longest first.
var operators = []string{
	"<<=", ">>=", "&^=", "...", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "&^", "&&", "||", "<-", "++", "--", "==", "!=", "<=", ">=", ":=",
	"+", "-", "*", "/", "%", "&", "|", "^", "<", ">", "=", "!", "(", "[", "{", ",", ".", ")", "]", "}", ";", ":", "~",
}

var operatorTokens = func() map[string]token.Token {
	m := map[string]token.Token{"~": token.TILDE}
	for t := token.ADD; t <= token.COLON; t++ {
		m[t.String()] = t
	}
	return m
}()

// Scan is the next word; literal text comes with it.
func (s *Scanner) Scan() (pos token.Pos, tok token.Token, lit string) {
	for {
		if s.newlineAt != token.NoPos {
			pos, s.newlineAt = s.newlineAt, token.NoPos
			return pos, token.SEMICOLON, "\n"
		}
		for s.at < len(s.src) && (s.src[s.at] == ' ' || s.src[s.at] == '\t' || s.src[s.at] == '\r' || s.src[s.at] == '\n' && !s.ends) {
			if s.src[s.at] == '\n' {
				s.newline()
			} else {
				s.at++
			}
		}
		start := s.at
		pos = s.file.Pos(start)
		c := s.char()
		switch {
		case c < 0 || c == '\n':
			if s.ends {
				s.ends = false
				if c == '\n' {
					s.newline()
				}
				return pos, token.SEMICOLON, "\n"
			}
			return pos, token.EOF, ""
		case isLetter(c):
			s.while(func(r rune) bool { return isLetter(r) || isDigit(r) || r >= 0x80 && unicode.IsDigit(r) })
			lit = string(s.src[start:s.at])
			tok = token.Lookup(lit)
			s.ends = tok == token.IDENT || tok == token.BREAK || tok == token.CONTINUE || tok == token.FALLTHROUGH || tok == token.RETURN
			return pos, tok, lit
		case isDigit(c) || c == '.' && s.at+1 < len(s.src) && isDigit(rune(s.src[s.at+1])):
			tok = s.number()
			s.ends = true
			return pos, tok, string(s.src[start:s.at])
		case c == '"' || c == '\'' || c == '`':
			tok = token.STRING
			if c == '\'' {
				tok = token.CHAR
			}
			s.quoted(byte(c))
			s.ends = true
			return pos, tok, string(s.src[start:s.at])
		case s.peek("//") || s.peek("/*"):
			lines := s.file.LineCount()
			s.comment()
			if s.ends && s.file.LineCount() > lines && !strings.HasPrefix(string(s.src[start:]), "//") {
				// it ends the line, and the statement
				s.ends = false
				s.newlineAt = s.file.LineStart(lines+1) - 1
			}
			if s.mode&ScanComments == 0 {
				continue
			}
			return pos, token.COMMENT, strings.ReplaceAll(string(s.src[start:s.at]), "\r", "")
		}
		for _, op := range operators {
			if s.peek(op) {
				s.at += len(op)
				tok = operatorTokens[op]
				s.ends = tok == token.INC || tok == token.DEC || tok == token.RPAREN || tok == token.RBRACK || tok == token.RBRACE
				if tok == token.SEMICOLON {
					lit = ";"
				}
				return pos, tok, lit
			}
		}
		s.at += utf8.RuneLen(c)
		s.fail(start, fmt.Sprintf("illegal character %#U", c))
		return pos, token.ILLEGAL, string(c)
	}
}

func (s *Scanner) comment() {
	start := s.at
	if s.peek("//") {
		for s.at < len(s.src) && s.src[s.at] != '\n' {
			s.at++
		}
		return
	}
	for s.at += 2; s.at < len(s.src); {
		if s.peek("*/") {
			s.at += 2
			return
		}
		if s.src[s.at] == '\n' {
			s.newline()
		} else {
			s.at++
		}
	}
	s.fail(start, "comment not terminated")
}

func (s *Scanner) quoted(quote byte) {
	start := s.at
	for s.at++; s.at < len(s.src); {
		c := s.src[s.at]
		switch {
		case c == quote:
			s.at++
			if quote == '\'' && utf8.RuneCount(s.src[start:s.at]) != 3 && s.src[start+1] != '\\' {
				s.fail(start, "illegal rune literal")
			}
			return
		case c == '\n' && quote != '`':
			s.fail(start, map[byte]string{'"': "string", '\'': "rune"}[quote]+" literal not terminated")
			return
		case c == '\n':
			s.newline()
		case c == '\\' && quote != '`' && s.at+1 < len(s.src) && s.src[s.at+1] != '\n':
			s.at += 2
		default:
			s.at++
		}
	}
	s.fail(start, map[byte]string{'"': "string", '\'': "rune", '`': "raw string"}[quote]+" literal not terminated")
}

func (s *Scanner) number() token.Token {
	tok := token.INT
	digits := func(set string) {
		s.while(func(r rune) bool { return r == '_' || r < 0x80 && strings.ContainsRune(set, r) })
	}
	set, exponent := "0123456789", "eE"
	if s.char() == '0' && s.at+1 < len(s.src) {
		switch s.src[s.at+1] | 0x20 {
		case 'x':
			s.at += 2
			set, exponent = "0123456789abcdefABCDEF", "pP"
		case 'b', 'o':
			s.at += 2
		}
	}
	digits(set)
	if s.char() == '.' {
		tok = token.FLOAT
		s.at++
		digits(set)
	}
	if c := s.char(); c > 0 && strings.ContainsRune(exponent, c) {
		tok = token.FLOAT
		s.at++
		if c := s.char(); c == '+' || c == '-' {
			s.at++
		}
		digits("0123456789")
	}
	if s.char() == 'i' {
		tok = token.IMAG
		s.at++
	}
	return tok
}
