package multipart

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/textproto"
	"path/filepath"
	"strings"
)

// ErrMessageTooLarge: a form's values are larger than what may be kept.
var ErrMessageTooLarge = errors.New("multipart: message too large")

// Reader reads parts one after another.
type Reader struct {
	br   *bufio.Reader
	dash string
	cur  *Part
	// read the boundary in front of a part, or the last one
	at, last bool
}

func NewReader(r io.Reader, boundary string) *Reader {
	return &Reader{br: bufio.NewReader(r), dash: "--" + boundary}
}

// Part is one of them; it can be read until the next is asked for.
type Part struct {
	Header textproto.MIMEHeader

	r       *Reader
	pending []byte
	// the end of a line, which belongs to the part unless a boundary follows
	held []byte
	err  error

	disposition string
	params      map[string]string
}

// isBoundary says whether a line ends the part before it.
func (r *Reader) isBoundary(line []byte) bool {
	text := strings.TrimRight(string(line), " \t\r\n")
	switch text {
	case r.dash:
		r.at = true
	case r.dash + "--":
		r.at, r.last = true, true
	default:
		return false
	}
	return true
}

func (p *Part) Read(d []byte) (n int, err error) {
	for len(p.pending) == 0 {
		if p.err != nil {
			return 0, p.err
		}
		line, err := p.r.br.ReadBytes('\n')
		switch {
		case p.r.isBoundary(line):
			p.err = io.EOF
		case err != nil:
			p.pending = append(p.held, line...)
			p.held, p.err = nil, io.ErrUnexpectedEOF
		default:
			body := bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
			p.pending = append(p.held, body...)
			p.held = append([]byte(nil), line[len(body):]...)
		}
	}
	n = copy(d, p.pending)
	p.pending = p.pending[n:]
	return n, nil
}

func (p *Part) Close() error {
	io.Copy(io.Discard, p)
	return nil
}

func (p *Part) parse() {
	if p.params == nil {
		p.disposition, p.params, _ = mime.ParseMediaType(p.Header.Get("Content-Disposition"))
		if p.params == nil {
			p.params = map[string]string{}
		}
	}
}

// FormName is the field's name; empty for what is no form's part.
func (p *Part) FormName() string {
	if p.parse(); p.disposition != "form-data" {
		return ""
	}
	return p.params["name"]
}

// FileName is the file's name without folders.
func (p *Part) FileName() string {
	p.parse()
	if name := p.params["filename"]; name != "" {
		return filepath.Base(name)
	}
	return ""
}

// NextPart goes to the next part; io.EOF behind the last one.
func (r *Reader) NextPart() (*Part, error) {
	if r.cur != nil {
		r.cur.Close()
		r.cur = nil
	}
	for !r.at {
		line, err := r.br.ReadBytes('\n')
		if !r.isBoundary(line) && err != nil {
			return nil, fmt.Errorf("multipart: NextPart: %w", err)
		}
	}
	if r.last {
		return nil, io.EOF
	}
	r.at = false
	h, err := textproto.NewReader(r.br).ReadMIMEHeader()
	if err != nil {
		return nil, err
	}
	r.cur = &Part{Header: h, r: r}
	return r.cur, nil
}

func (r *Reader) NextRawPart() (*Part, error) { return r.NextPart() }

// Form is a form's values and files.
type Form struct {
	Value map[string][]string
	File  map[string][]*FileHeader
}

// RemoveAll would remove files on disk; there are none.
func (f *Form) RemoveAll() error { return nil }

// FileHeader is a file of a form.
type FileHeader struct {
	Filename string
	Header   textproto.MIMEHeader
	Size     int64

	content []byte
}

// File is what Open gives.
type File interface {
	io.Reader
	io.ReaderAt
	io.Seeker
	io.Closer
}

type file struct {
	*bytes.Reader
}

func (file) Close() error { return nil }

func (fh *FileHeader) Open() (File, error) { return file{bytes.NewReader(fh.content)}, nil }

// ReadForm reads all parts; files stay in memory, however large.
func (r *Reader) ReadForm(maxMemory int64) (*Form, error) {
	form := &Form{map[string][]string{}, map[string][]*FileHeader{}}
	room := maxMemory + 10<<20
	for {
		p, err := r.NextPart()
		if err == io.EOF {
			return form, nil
		}
		if err != nil {
			return nil, err
		}
		name, filename := p.FormName(), p.FileName()
		if name == "" {
			continue
		}
		b, err := io.ReadAll(p)
		if err != nil {
			return nil, err
		}
		if filename == "" {
			if room -= int64(len(b)); room < 0 {
				return nil, ErrMessageTooLarge
			}
			form.Value[name] = append(form.Value[name], string(b))
			continue
		}
		form.File[name] = append(form.File[name], &FileHeader{filename, p.Header, int64(len(b)), b})
	}
}
