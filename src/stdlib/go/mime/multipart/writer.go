// Package multipart writes and reads bodies of several parts, as forms with files have them.
package multipart

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/textproto"
	"slices"
	"strings"
)

// Writer writes parts.
type Writer struct {
	w        io.Writer
	boundary string
	last     *part
}

func NewWriter(w io.Writer) *Writer {
	var b [30]byte
	rand.Read(b[:])
	return &Writer{w: w, boundary: fmt.Sprintf("%x", b[:])}
}

// Boundary is what stands between parts.
func (w *Writer) Boundary() string { return w.boundary }

// SetBoundary is called before the first part.
func (w *Writer) SetBoundary(boundary string) error {
	if w.last != nil {
		return errors.New("mime: SetBoundary called after write")
	}
	if len(boundary) < 1 || len(boundary) > 70 {
		return errors.New("mime: invalid boundary length")
	}
	for i, c := range boundary {
		plain := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		inside := c == ' ' && i != len(boundary)-1
		if !plain && !inside && !strings.ContainsRune("'()+_,-./:=?", c) {
			return errors.New("mime: invalid boundary character")
		}
	}
	w.boundary = boundary
	return nil
}

// FormDataContentType is the Content-Type of a form with this boundary.
func (w *Writer) FormDataContentType() string {
	b := w.boundary
	if strings.ContainsAny(b, `()<>@,;:\"/[]?= `) {
		b = `"` + b + `"`
	}
	return "multipart/form-data; boundary=" + b
}

// CreatePart begins a part; the one before ends.
func (w *Writer) CreatePart(header textproto.MIMEHeader) (io.Writer, error) {
	if w.last != nil {
		if w.last.err != nil {
			return nil, w.last.err
		}
		w.last.closed = true
	}
	var b bytes.Buffer
	if w.last != nil {
		b.WriteString("\r\n")
	}
	b.WriteString("--" + w.boundary + "\r\n")
	for _, k := range slices.Sorted(maps.Keys(header)) {
		for _, v := range header[k] {
			b.WriteString(k + ": " + v + "\r\n")
		}
	}
	b.WriteString("\r\n")
	if _, err := b.WriteTo(w.w); err != nil {
		return nil, err
	}
	w.last = &part{w: w}
	return w.last, nil
}

func escaped(s string) string {
	return strings.NewReplacer("\\", "\\\\", `"`, "\\\"", "\r", "%0D", "\n", "%0A").Replace(s)
}

// FileContentDisposition is the Content-Disposition of a file in a form.
func FileContentDisposition(fieldname, filename string) string {
	return fmt.Sprintf(`form-data; name="%s"; filename="%s"`, escaped(fieldname), escaped(filename))
}

// CreateFormFile begins a file.
func (w *Writer) CreateFormFile(fieldname, filename string) (io.Writer, error) {
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", FileContentDisposition(fieldname, filename))
	h.Set("Content-Type", "application/octet-stream")
	return w.CreatePart(h)
}

func (w *Writer) CreateFormField(fieldname string) (io.Writer, error) {
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="%s"`, escaped(fieldname)))
	return w.CreatePart(h)
}

func (w *Writer) WriteField(fieldname, value string) error {
	p, err := w.CreateFormField(fieldname)
	if err != nil {
		return err
	}
	_, err = io.WriteString(p, value)
	return err
}

// Close writes the end.
func (w *Writer) Close() error {
	if w.last != nil {
		w.last.closed = true
		w.last = nil
	}
	_, err := fmt.Fprintf(w.w, "\r\n--%s--\r\n", w.boundary)
	return err
}

type part struct {
	w      *Writer
	closed bool
	err    error
}

func (p *part) Write(d []byte) (int, error) {
	if p.closed {
		return 0, errors.New("multipart: can't write to finished part")
	}
	n, err := p.w.w.Write(d)
	if err != nil {
		p.err = err
	}
	return n, err
}
