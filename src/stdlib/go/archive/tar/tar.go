// Package tar reads and writes archives of the format ustar, with the extended headers (PAX) that long names need.
package tar

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"
)

var (
	ErrHeader          = errors.New("archive/tar: invalid tar header")
	ErrWriteTooLong    = errors.New("archive/tar: write too long")
	ErrFieldTooLong    = errors.New("archive/tar: header field too long")
	ErrWriteAfterClose = errors.New("archive/tar: write after close")
	ErrInsecurePath    = errors.New("archive/tar: insecure file path")
)

const (
	TypeReg           = '0'
	TypeRegA          = '\x00'
	TypeLink          = '1'
	TypeSymlink       = '2'
	TypeChar          = '3'
	TypeBlock         = '4'
	TypeDir           = '5'
	TypeFifo          = '6'
	TypeCont          = '7'
	TypeXHeader       = 'x'
	TypeXGlobalHeader = 'g'
	TypeGNUSparse     = 'S'
	TypeGNULongName   = 'L'
	TypeGNULongLink   = 'K'
)

// Format is a kind of archive.
type Format int

const (
	FormatUnknown Format = 0
	FormatUSTAR   Format = 2
	FormatPAX     Format = 4
	FormatGNU     Format = 8
)

func (f Format) String() string {
	switch f {
	case FormatUSTAR:
		return "USTAR"
	case FormatPAX:
		return "PAX"
	case FormatGNU:
		return "GNU"
	}
	return "<unknown>"
}

// Header is an entry of the archive.
type Header struct {
	Typeflag   byte
	Name       string
	Linkname   string
	Size       int64
	Mode       int64
	Uid        int
	Gid        int
	Uname      string
	Gname      string
	ModTime    time.Time
	AccessTime time.Time
	ChangeTime time.Time
	Devmajor   int64
	Devminor   int64
	Xattrs     map[string]string
	PAXRecords map[string]string
	Format     Format
}

type headerInfo struct{ h *Header }

// FileInfo is the entry as package fs sees it.
func (h *Header) FileInfo() fs.FileInfo { return headerInfo{h} }

func (i headerInfo) Size() int64        { return i.h.Size }
func (i headerInfo) IsDir() bool        { return i.Mode().IsDir() }
func (i headerInfo) ModTime() time.Time { return i.h.ModTime }
func (i headerInfo) Sys() any           { return i.h }
func (i headerInfo) Name() string       { return path.Base(path.Clean(i.h.Name)) }

func (i headerInfo) Mode() fs.FileMode {
	mode := fs.FileMode(i.h.Mode).Perm()
	switch i.h.Typeflag {
	case TypeSymlink:
		mode |= fs.ModeSymlink
	case TypeChar:
		mode |= fs.ModeDevice | fs.ModeCharDevice
	case TypeBlock:
		mode |= fs.ModeDevice
	case TypeDir:
		mode |= fs.ModeDir
	case TypeFifo:
		mode |= fs.ModeNamedPipe
	}
	return mode
}

// FileInfoHeader is the entry for a file; its name has no folder.
func FileInfoHeader(fi fs.FileInfo, link string) (*Header, error) {
	if fi == nil {
		return nil, errors.New("archive/tar: FileInfo is nil")
	}
	mode := fi.Mode()
	h := &Header{Name: fi.Name(), ModTime: fi.ModTime(), Mode: int64(mode.Perm())}
	switch {
	case mode.IsRegular():
		h.Typeflag, h.Size = TypeReg, fi.Size()
	case fi.IsDir():
		h.Typeflag = TypeDir
		h.Name += "/"
	case mode&fs.ModeSymlink != 0:
		h.Typeflag, h.Linkname = TypeSymlink, link
	default:
		return nil, fmt.Errorf("archive/tar: unknown file mode %v", mode)
	}
	return h, nil
}

const blockSize = 512

// padding is what is missing to full blocks.
func padding(n int64) int64 { return -n & (blockSize - 1) }

// Places of the header's fields in its block.
var fields = struct{ name, mode, uid, gid, size, mtime, sum, kind, link, magic, uname, gname, major, minor, prefix [2]int }{
	[2]int{0, 100}, [2]int{100, 108}, [2]int{108, 116}, [2]int{116, 124}, [2]int{124, 136}, [2]int{136, 148}, [2]int{148, 156},
	[2]int{156, 157}, [2]int{157, 257}, [2]int{257, 265}, [2]int{265, 297}, [2]int{297, 329}, [2]int{329, 337}, [2]int{337, 345}, [2]int{345, 500},
}

func sum(block []byte) (n int64) {
	for i, b := range block {
		if i >= 148 && i < 156 {
			b = ' '
		}
		n += int64(b)
	}
	return n
}

// Writer writes an archive.
type Writer struct {
	w      io.Writer
	left   int64 // of the entry's content
	pad    int64
	closed bool
	err    error
}

func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Flush ends the entry; its content must have been written.
func (tw *Writer) Flush() error {
	if tw.err != nil {
		return tw.err
	}
	if tw.left > 0 {
		return fmt.Errorf("archive/tar: missed writing %d bytes", tw.left)
	}
	if tw.pad > 0 {
		_, tw.err = tw.w.Write(make([]byte, tw.pad))
		tw.pad = 0
	}
	return tw.err
}

// splitName is a name as two fields of the header.
func splitName(name string) (prefix, suffix string, ok bool) {
	if len(name) <= 100 {
		return "", name, true
	}
	i := strings.LastIndex(name[:min(len(name)-1, 156)], "/")
	if i <= 0 || len(name)-i-1 > 100 {
		return "", "", false
	}
	return name[:i], name[i+1:], true
}

// WriteHeader begins an entry.
func (tw *Writer) WriteHeader(h *Header) error {
	if tw.closed {
		return ErrWriteAfterClose
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	c := *h
	if c.Typeflag == 0 {
		c.Typeflag = TypeReg
		if strings.HasSuffix(c.Name, "/") {
			c.Typeflag = TypeDir
		}
	}
	records := map[string]string{}
	for k, v := range c.PAXRecords {
		records[k] = v
	}
	if _, _, ok := splitName(c.Name); !ok || !ascii(c.Name) {
		records["path"] = c.Name
	}
	if len(c.Linkname) > 100 || !ascii(c.Linkname) {
		records["linkpath"] = c.Linkname
	}
	if len(records) > 0 {
		if err := tw.writeRecords(c.Name, records); err != nil {
			return err
		}
	}
	tw.err = tw.writeBlock(&c)
	tw.left, tw.pad = c.Size, padding(c.Size)
	if c.Typeflag != TypeReg && c.Typeflag != TypeXHeader {
		tw.left, tw.pad = 0, 0
	}
	return tw.err
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] == 0 {
			return false
		}
	}
	return true
}

func (tw *Writer) writeRecords(name string, records map[string]string) error {
	var body bytes.Buffer
	for _, k := range sorted(records) {
		rest := " " + k + "=" + records[k] + "\n"
		n := len(rest)
		for n != len(strconv.Itoa(n))+len(rest) {
			n = len(strconv.Itoa(n)) + len(rest)
		}
		body.WriteString(strconv.Itoa(n) + rest)
	}
	dir, file := path.Split(name)
	special := path.Join(dir, "PaxHeaders.0", file)
	x := &Header{Name: special[:min(len(special), 100)], Size: int64(body.Len()), Typeflag: TypeXHeader}
	if err := tw.writeBlock(x); err != nil {
		return err
	}
	body.Write(make([]byte, padding(x.Size)))
	_, err := tw.w.Write(body.Bytes())
	return err
}

func sorted(m map[string]string) []string {
	var keys []string
	for k := range m {
		i := len(keys)
		for i > 0 && keys[i-1] > k {
			i--
		}
		keys = append(keys[:i], append([]string{k}, keys[i:]...)...)
	}
	return keys
}

func (tw *Writer) writeBlock(h *Header) error {
	var b [blockSize]byte
	text := func(at [2]int, s string) { copy(b[at[0]:at[1]], s) }
	octal := func(at [2]int, v int64) {
		s := strconv.FormatInt(v, 8)
		if n := at[1] - at[0] - 1; len(s) < n {
			s = strings.Repeat("0", n-len(s)) + s
		}
		text(at, s)
	}
	prefix, name, ok := splitName(h.Name)
	if !ok {
		name = h.Name[:100]
	}
	text(fields.name, name)
	text(fields.prefix, prefix)
	text(fields.link, h.Linkname)
	text(fields.uname, h.Uname)
	text(fields.gname, h.Gname)
	text(fields.magic, "ustar\x0000")
	octal(fields.mode, h.Mode)
	octal(fields.uid, int64(h.Uid))
	octal(fields.gid, int64(h.Gid))
	octal(fields.size, h.Size)
	when := h.ModTime
	if when.IsZero() {
		when = time.Unix(0, 0)
	}
	octal(fields.mtime, when.Round(time.Second).Unix())
	octal(fields.major, h.Devmajor)
	octal(fields.minor, h.Devminor)
	b[fields.kind[0]] = h.Typeflag
	octal([2]int{148, 155}, sum(b[:]))
	b[155] = ' '
	_, err := tw.w.Write(b[:])
	return err
}

// Write writes of the entry's content.
func (tw *Writer) Write(b []byte) (int, error) {
	if tw.closed {
		return 0, ErrWriteAfterClose
	}
	if tw.err != nil {
		return 0, tw.err
	}
	long := int64(len(b)) > tw.left
	if long {
		b = b[:tw.left]
	}
	n, err := tw.w.Write(b)
	tw.left -= int64(n)
	if err == nil && long {
		return n, ErrWriteTooLong
	}
	return n, err
}

// AddFS writes all files of a tree.
func (tw *Writer) AddFS(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		h, err := FileInfoHeader(info, "")
		if err != nil {
			return err
		}
		h.Name = name
		if d.IsDir() {
			h.Name += "/"
		}
		if err := tw.WriteHeader(h); err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err == nil {
			_, err = tw.Write(data)
		}
		return err
	})
}

// Close ends the archive.
func (tw *Writer) Close() error {
	if tw.closed {
		return nil
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	tw.closed = true
	_, err := tw.w.Write(make([]byte, 2*blockSize))
	return err
}
