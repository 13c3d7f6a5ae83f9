package csv

import (
	"bufio"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Writer writes records.
type Writer struct {
	Comma   rune
	UseCRLF bool
	w       *bufio.Writer
}

func NewWriter(w io.Writer) *Writer { return &Writer{Comma: ',', w: bufio.NewWriter(w)} }

func (w *Writer) Write(record []string) error {
	if !validDelim(w.Comma) {
		return errInvalidDelim
	}
	end := "\n"
	if w.UseCRLF {
		end = "\r\n"
	}
	for i, field := range record {
		if i > 0 {
			w.w.WriteRune(w.Comma)
		}
		if w.needsQuotes(field) {
			field = `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
			if w.UseCRLF {
				field = strings.ReplaceAll(strings.ReplaceAll(field, "\r", ""), "\n", "\r\n")
			}
		}
		w.w.WriteString(field)
	}
	_, err := w.w.WriteString(end)
	return err
}

func (w *Writer) needsQuotes(field string) bool {
	if field == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(field)
	return field == `\.` || strings.ContainsRune(field, w.Comma) || strings.ContainsAny(field, "\"\r\n") || unicode.IsSpace(r)
}

func (w *Writer) Flush() { w.w.Flush() }

func (w *Writer) Error() error {
	_, err := w.w.Write(nil)
	return err
}

func (w *Writer) WriteAll(records [][]string) error {
	for _, record := range records {
		if err := w.Write(record); err != nil {
			return err
		}
	}
	return w.w.Flush()
}
