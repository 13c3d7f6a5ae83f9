// Package csv reads and writes comma-separated values (RFC 4180).
package csv

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ParseError is what is wrong in a record. Lines and columns count from 1, columns in bytes.
type ParseError struct {
	StartLine int
	Line      int
	Column    int
	Err       error
}

func (e *ParseError) Error() string {
	switch {
	case e.Err == ErrFieldCount:
		return fmt.Sprintf("record on line %d: %v", e.Line, e.Err)
	case e.StartLine != e.Line:
		return fmt.Sprintf("record on line %d; parse error on line %d, column %d: %v", e.StartLine, e.Line, e.Column, e.Err)
	}
	return fmt.Sprintf("parse error on line %d, column %d: %v", e.Line, e.Column, e.Err)
}

func (e *ParseError) Unwrap() error { return e.Err }

var (
	ErrBareQuote  = errors.New("bare \" in non-quoted-field")
	ErrQuote      = errors.New("extraneous or missing \" in quoted-field")
	ErrFieldCount = errors.New("wrong number of fields")
	// Deprecated: nobody returns it.
	ErrTrailingComma = errors.New("extra delimiter at end of line")

	errInvalidDelim = errors.New("csv: invalid field or comment delimiter")
)

func validDelim(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) && r != utf8.RuneError
}

// Reader reads records.
type Reader struct {
	Comma            rune
	Comment          rune
	FieldsPerRecord  int
	LazyQuotes       bool
	TrimLeadingSpace bool
	ReuseRecord      bool
	TrailingComma    bool

	r      *bufio.Reader
	line   int
	offset int64
	places []place
}

type place struct{ line, column int }

func NewReader(r io.Reader) *Reader { return &Reader{Comma: ',', r: bufio.NewReader(r)} }

func (r *Reader) InputOffset() int64 { return r.offset }

func (r *Reader) FieldPos(field int) (line, column int) {
	if field < 0 || field >= len(r.places) {
		panic("out of range index passed to FieldPos")
	}
	return r.places[field].line, r.places[field].column
}

// readLine gives a line with its newline, which is always \n.
func (r *Reader) readLine() (string, error) {
	line, err := r.r.ReadString('\n')
	if line != "" {
		r.line++
		r.offset += int64(len(line))
		if err == io.EOF {
			err = nil
			line = strings.TrimSuffix(line, "\r")
		}
	}
	if strings.HasSuffix(line, "\r\n") {
		line = line[:len(line)-2] + "\n"
	}
	return line, err
}

func (r *Reader) ReadAll() (records [][]string, err error) {
	for {
		record, err := r.read()
		if err == io.EOF {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
}

// Read gives the next record; with ErrFieldCount the record is there all the same.
func (r *Reader) Read() (record []string, err error) { return r.read() }

func (r *Reader) read() ([]string, error) {
	if r.Comma == r.Comment || !validDelim(r.Comma) || r.Comment != 0 && !validDelim(r.Comment) {
		return nil, errInvalidDelim
	}
	var line string
	var err error
	for {
		if line, err = r.readLine(); err != nil {
			return nil, err
		}
		if r.Comment != 0 && strings.HasPrefix(line, string(r.Comment)) || line == "\n" {
			continue
		}
		break
	}
	start := r.line
	record, err := r.fields(line, start)
	if err != nil {
		return record, err
	}
	switch {
	case r.FieldsPerRecord > 0 && len(record) != r.FieldsPerRecord:
		return record, &ParseError{start, start, 1, ErrFieldCount}
	case r.FieldsPerRecord == 0:
		r.FieldsPerRecord = len(record)
	}
	return record, nil
}

func (r *Reader) fields(line string, start int) (record []string, err error) {
	comma := string(r.Comma)
	r.places = nil
	column := 1
	for {
		if r.TrimLeadingSpace {
			rest := strings.TrimLeftFunc(line, unicode.IsSpace)
			column, line = column+len(line)-len(rest), rest
		}
		r.places = append(r.places, place{r.line, column})
		if !strings.HasPrefix(line, `"`) {
			field, rest, more := strings.Cut(strings.TrimSuffix(line, "\n"), comma)
			if i := strings.IndexByte(field, '"'); i >= 0 && !r.LazyQuotes {
				return record, &ParseError{start, r.line, column + i, ErrBareQuote}
			}
			record = append(record, field)
			if !more {
				return record, nil
			}
			column, line = column+len(field)+len(comma), rest
			continue
		}
		field, rest, at, err := r.quoted(line[1:], column+1, start)
		if err != nil {
			return record, err
		}
		record = append(record, field)
		if !strings.HasPrefix(rest, comma) {
			return record, nil
		}
		column, line = at+len(comma), rest[len(comma):]
	}
}

// quoted reads a field after its opening quote, over lines.
func (r *Reader) quoted(line string, column, start int) (field, rest string, at int, err error) {
	var out strings.Builder
	comma := string(r.Comma)
	for {
		i := strings.IndexByte(line, '"')
		if i < 0 {
			out.WriteString(line)
			column += len(line)
			next, err := r.readLine()
			if err != nil && err != io.EOF {
				return "", "", 0, err
			}
			if next == "" {
				if !r.LazyQuotes {
					return "", "", 0, &ParseError{start, r.line, column, ErrQuote}
				}
				return out.String(), "", column, nil
			}
			line, column = next, 1
			continue
		}
		out.WriteString(line[:i])
		line, column = line[i+1:], column+i+1
		switch {
		case strings.HasPrefix(line, `"`):
			out.WriteByte('"')
			line, column = line[1:], column+1
		case line == "" || line == "\n" || strings.HasPrefix(line, comma):
			return out.String(), line, column, nil
		case r.LazyQuotes:
			out.WriteByte('"')
		default:
			return "", "", 0, &ParseError{start, r.line, column - 1, ErrQuote}
		}
	}
}
