// Package textproto reads protocols of lines, as HTTP's and mail's headers are.
package textproto

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// ProtocolError says what is wrong with what the other side sent.
type ProtocolError string

func (p ProtocolError) Error() string { return string(p) }

// Error is an answer with a number that was not expected.
type Error struct {
	Code int
	Msg  string
}

func (e *Error) Error() string { return fmt.Sprintf("%03d %s", e.Code, e.Msg) }

// MIMEHeader is a header, by canonical keys.
type MIMEHeader map[string][]string

func (h MIMEHeader) Add(key, value string) {
	key = CanonicalMIMEHeaderKey(key)
	h[key] = append(h[key], value)
}

func (h MIMEHeader) Set(key, value string) { h[CanonicalMIMEHeaderKey(key)] = []string{value} }

func (h MIMEHeader) Get(key string) string {
	if v := h.Values(key); len(v) > 0 {
		return v[0]
	}
	return ""
}

func (h MIMEHeader) Values(key string) []string { return h[CanonicalMIMEHeaderKey(key)] }

func (h MIMEHeader) Del(key string) { delete(h, CanonicalMIMEHeaderKey(key)) }

func isToken(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

// CanonicalMIMEHeaderKey is s with a capital at its start and behind each hyphen; what is no key stays as it is.
func CanonicalMIMEHeaderKey(s string) string {
	b := []byte(s)
	start := true
	for i, c := range b {
		if !isToken(c) {
			return s
		}
		if start && 'a' <= c && c <= 'z' {
			b[i] = c - 'a' + 'A'
		} else if !start && 'A' <= c && c <= 'Z' {
			b[i] = c - 'A' + 'a'
		}
		start = c == '-'
	}
	return string(b)
}

// TrimString is s without blanks at its ends.
func TrimString(s string) string { return strings.Trim(s, " \t\r\n") }

func TrimBytes(b []byte) []byte { return []byte(TrimString(string(b))) }

// Reader reads lines.
type Reader struct {
	R *bufio.Reader
}

func NewReader(r *bufio.Reader) *Reader { return &Reader{r} }

// ReadLine is the next line without its end.
func (r *Reader) ReadLine() (string, error) {
	line, err := r.R.ReadString('\n')
	if err == io.EOF && line != "" {
		err = nil
	}
	line = strings.TrimSuffix(line, "\n")
	return strings.TrimSuffix(line, "\r"), err
}

func (r *Reader) ReadLineBytes() ([]byte, error) {
	line, err := r.ReadLine()
	return []byte(line), err
}

// ReadContinuedLine is the next line with those that go on with it, which begin with a blank.
func (r *Reader) ReadContinuedLine() (string, error) {
	line, err := r.ReadLine()
	if err != nil || line == "" {
		return line, err
	}
	line = strings.Trim(line, " \t")
	for {
		next, err := r.R.Peek(1)
		if err != nil || next[0] != ' ' && next[0] != '\t' {
			return line, nil
		}
		more, err := r.ReadLine()
		line += " " + strings.Trim(more, " \t")
		if err != nil {
			return line, nil
		}
	}
}

// ReadMIMEHeader reads up to an empty line.
func (r *Reader) ReadMIMEHeader() (MIMEHeader, error) {
	h := MIMEHeader{}
	if b, err := r.R.Peek(1); err == nil && (b[0] == ' ' || b[0] == '\t') {
		line, _ := r.ReadLine()
		return h, ProtocolError("malformed MIME header initial line: " + line)
	}
	for {
		line, err := r.ReadContinuedLine()
		if line == "" || err != nil {
			return h, err
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok || key == "" || strings.IndexFunc(key, func(c rune) bool { return c > 127 || !isToken(byte(c)) }) >= 0 {
			return h, ProtocolError("malformed MIME header line: " + line)
		}
		h.Add(key, strings.Trim(value, " \t"))
	}
}
