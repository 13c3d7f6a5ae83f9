// Package scanner cuts text into tokens as Go has them.
package scanner

import (
	"fmt"
	"io"
	"os"
	"unicode"
	"unicode/utf8"
)

// Position is a place in a text; one with a Line greater than 0 is valid.
type Position struct {
	Filename string
	Offset   int
	Line     int
	Column   int
}

func (pos *Position) IsValid() bool { return pos.Line > 0 }

func (pos Position) String() string {
	s := pos.Filename
	if s == "" {
		s = "<input>"
	}
	if pos.IsValid() {
		s += fmt.Sprintf(":%d:%d", pos.Line, pos.Column)
	}
	return s
}

// What is told apart.
const (
	ScanIdents     = 1 << -Ident
	ScanInts       = 1 << -Int
	ScanFloats     = 1 << -Float // Ints too
	ScanChars      = 1 << -Char
	ScanStrings    = 1 << -String
	ScanRawStrings = 1 << -RawString
	ScanComments   = 1 << -Comment
	SkipComments   = 1 << -skipComment
	GoTokens       = ScanIdents | ScanFloats | ScanChars | ScanStrings | ScanRawStrings | ScanComments | SkipComments
)

// What Scan gives, beside characters.
const (
	EOF = -(iota + 1)
	Ident
	Int
	Float
	Char
	String
	RawString
	Comment
	skipComment
)

var names = map[rune]string{EOF: "EOF", Ident: "Ident", Int: "Int", Float: "Float", Char: "Char", String: "String", RawString: "RawString", Comment: "Comment"}

// TokenString names a token, or quotes a character.
func TokenString(tok rune) string {
	if s, found := names[tok]; found {
		return s
	}
	return fmt.Sprintf("%q", string(tok))
}

// GoWhitespace is the default of Whitespace.
const GoWhitespace = 1<<'\t' | 1<<'\n' | 1<<'\r' | 1<<' '

// Scanner reads characters and tokens.
type Scanner struct {
	Error      func(s *Scanner, msg string)
	ErrorCount int
	Mode       uint
	Whitespace uint64
	IsIdentRune func(ch rune, i int) bool
	Position   // of the last token

	src        []byte
	at         int // of the character behind ch
	ch         rune // the next character; unread before the first
	chAt       int
	line, col  int // of ch
	start, end int // of the token
}

const unread = -2

// Init begins with a text. Everything is read at once.
func (s *Scanner) Init(src io.Reader) *Scanner {
	*s = Scanner{Mode: GoTokens, Whitespace: GoWhitespace, ch: unread, line: 1, col: 1, start: -1}
	var err error
	s.src, err = io.ReadAll(src)
	if err != nil {
		s.Error = nil
		s.error(err.Error())
	}
	return s
}

func (s *Scanner) error(msg string) {
	s.ErrorCount++
	if s.Error != nil {
		s.Error(s, msg)
		return
	}
	pos := s.Position
	if !pos.IsValid() {
		pos = s.Pos()
	}
	fmt.Fprintf(os.Stderr, "%s: %s\n", pos, msg)
}

// load decodes the character at s.at into ch.
func (s *Scanner) load() {
	s.chAt = s.at
	if s.at >= len(s.src) {
		s.ch = EOF
		return
	}
	r, n := utf8.DecodeRune(s.src[s.at:])
	s.at += n
	s.ch = r
	switch {
	case r == utf8.RuneError && n == 1:
		s.error("invalid UTF-8 encoding")
	case r == 0:
		s.error("invalid character NUL")
	}
}

// step goes behind ch.
func (s *Scanner) step() {
	switch s.ch {
	case '\n':
		s.line++
		s.col = 1
	case EOF, unread:
	default:
		s.col++
	}
	s.load()
}

// Next is the next character, EOF at the end.
func (s *Scanner) Next() rune {
	s.start = -1
	s.Line = 0
	ch := s.Peek()
	if ch != EOF {
		s.step()
	}
	return ch
}

// Peek is what Next will give.
func (s *Scanner) Peek() rune {
	if s.ch == unread {
		s.load()
		if s.ch == '\uFEFF' {
			s.load() // a byte order mark at the start
		}
	}
	return s.ch
}

// Pos is the place behind the last character or token.
func (s *Scanner) Pos() Position {
	return Position{Filename: s.Filename, Offset: s.chAt, Line: s.line, Column: s.col}
}

// TokenText is the text of the last token.
func (s *Scanner) TokenText() string {
	if s.start < 0 {
		return ""
	}
	end := s.end
	if end <= s.start { // in an error within the token
		end = s.chAt
	}
	return string(s.src[s.start:end])
}

func (s *Scanner) identRune(ch rune, i int) bool {
	if s.IsIdentRune != nil {
		return ch != EOF && s.IsIdentRune(ch, i)
	}
	return ch == '_' || unicode.IsLetter(ch) || unicode.IsDigit(ch) && i > 0
}

// Scan is the next token or character. The white space before it is skipped, and comments where Mode says so.
func (s *Scanner) Scan() rune {
	s.Peek()
	for {
		s.start = -1
		s.Line = 0
		for s.ch >= 0 && s.ch < 64 && s.Whitespace&(1<<uint(s.ch)) != 0 {
			s.step()
		}
		s.start = s.chAt
		s.Offset, s.Line, s.Column = s.chAt, s.line, s.col
		tok := s.token()
		s.end = s.chAt
		if tok != skipComment {
			return tok
		}
	}
}

func (s *Scanner) token() rune {
	ch := s.ch
	switch {
	case s.identRune(ch, 0):
		if s.Mode&ScanIdents == 0 {
			break
		}
		for i := 1; ; i++ {
			s.step()
			if !s.identRune(s.ch, i) {
				return Ident
			}
		}
	case decimal(ch):
		if s.Mode&(ScanInts|ScanFloats) != 0 {
			return s.number(false)
		}
	case ch == EOF:
		return EOF
	case ch == '"':
		if s.Mode&ScanStrings != 0 {
			s.quoted('"')
			return String
		}
	case ch == '\'':
		if s.Mode&ScanChars != 0 {
			if s.quoted('\'') != 1 {
				s.error("invalid char literal")
			}
			return Char
		}
	case ch == '`':
		if s.Mode&ScanRawStrings != 0 {
			s.raw()
			return RawString
		}
	case ch == '.':
		s.step()
		if decimal(s.ch) && s.Mode&ScanFloats != 0 {
			return s.number(true)
		}
		return ch
	case ch == '/':
		s.step()
		if s.ch != '/' && s.ch != '*' || s.Mode&ScanComments == 0 {
			return ch
		}
		s.comment()
		if s.Mode&SkipComments != 0 {
			return skipComment
		}
		return Comment
	}
	s.step()
	return ch
}

func (s *Scanner) comment() {
	if s.ch == '/' {
		for s.ch != '\n' && s.ch != EOF {
			s.step()
		}
		return
	}
	s.step()
	for {
		if s.ch == EOF {
			s.error("comment not terminated")
			return
		}
		star := s.ch == '*'
		s.step()
		if star && s.ch == '/' {
			s.step()
			return
		}
	}
}

func (s *Scanner) raw() {
	for s.step(); s.ch != '`'; s.step() {
		if s.ch == EOF {
			s.error("literal not terminated")
			return
		}
	}
	s.step()
}

// quoted reads a literal and gives how many characters it has.
func (s *Scanner) quoted(quote rune) (n int) {
	s.step()
	for s.ch != quote {
		if s.ch == '\n' || s.ch == EOF {
			s.error("literal not terminated")
			return 1
		}
		if s.ch == '\\' {
			s.escape(quote)
		} else {
			s.step()
		}
		n++
	}
	s.step()
	return n
}

func (s *Scanner) escape(quote rune) {
	s.step()
	switch s.ch {
	case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\', quote:
		s.step()
	case '0', '1', '2', '3', '4', '5', '6', '7':
		s.digitsOf(8, 3)
	case 'x':
		s.step()
		s.digitsOf(16, 2)
	case 'u':
		s.step()
		s.digitsOf(16, 4)
	case 'U':
		s.step()
		s.digitsOf(16, 8)
	default:
		s.error("invalid char escape")
	}
}

func (s *Scanner) digitsOf(base, n int) {
	for ; n > 0 && value(s.ch) < base; n-- {
		s.step()
	}
	if n > 0 {
		s.error("invalid char escape")
	}
}
