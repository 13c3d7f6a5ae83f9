// Package zip reads and writes ZIP archives, their files stored or deflated.
package zip

import (
	"bufio"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	Store   uint16 = 0
	Deflate uint16 = 8
)

var (
	ErrFormat       = errors.New("zip: not a valid zip file")
	ErrAlgorithm    = errors.New("zip: unsupported compression algorithm")
	ErrChecksum     = errors.New("zip: checksum error")
	ErrInsecurePath = errors.New("zip: insecure file path")
)

// Compressor and Decompressor are ways to pack; Deflate is one, Store none.
type (
	Compressor   func(w io.Writer) (io.WriteCloser, error)
	Decompressor func(r io.Reader) io.ReadCloser
)

type keep struct{ io.Writer }

func (keep) Close() error { return nil }

var (
	compressors = map[uint16]Compressor{
		Store:   func(w io.Writer) (io.WriteCloser, error) { return keep{w}, nil },
		Deflate: func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 5) },
	}
	decompressors = map[uint16]Decompressor{Store: io.NopCloser, Deflate: flate.NewReader}
)

func RegisterCompressor(method uint16, comp Compressor) {
	if compressors[method] != nil {
		panic("compressor already registered")
	}
	compressors[method] = comp
}

func RegisterDecompressor(method uint16, dcomp Decompressor) {
	if decompressors[method] != nil {
		panic("decompressor already registered")
	}
	decompressors[method] = dcomp
}

// FileHeader is what the archive says of a file.
type FileHeader struct {
	Name               string
	Comment            string
	NonUTF8            bool
	CreatorVersion     uint16
	ReaderVersion      uint16
	Flags              uint16
	Method             uint16
	Modified           time.Time
	ModifiedTime       uint16
	ModifiedDate       uint16
	CRC32              uint32
	CompressedSize     uint32
	UncompressedSize   uint32
	CompressedSize64   uint64
	UncompressedSize64 uint64
	Extra              []byte
	ExternalAttrs      uint32
}

type headerInfo struct{ h *FileHeader }

func (i headerInfo) Name() string               { return path.Base(i.h.Name) }
func (i headerInfo) Size() int64                { return int64(i.h.UncompressedSize64) }
func (i headerInfo) IsDir() bool                { return i.Mode().IsDir() }
func (i headerInfo) ModTime() time.Time         { return i.h.Modified.UTC() }
func (i headerInfo) Mode() fs.FileMode          { return i.h.Mode() }
func (i headerInfo) Type() fs.FileMode          { return i.h.Mode().Type() }
func (i headerInfo) Sys() any                   { return i.h }
func (i headerInfo) Info() (fs.FileInfo, error) { return i, nil }

func (h *FileHeader) FileInfo() fs.FileInfo { return headerInfo{h} }

// FileInfoHeader is the entry for a file; its name has no folder.
func FileInfoHeader(fi fs.FileInfo) (*FileHeader, error) {
	h := &FileHeader{Name: fi.Name(), UncompressedSize64: uint64(fi.Size()), Modified: fi.ModTime()}
	h.SetMode(fi.Mode())
	h.UncompressedSize = uint32(fi.Size())
	return h, nil
}

const fileKinds, folder, file = 0xf000, 0x4000, 0x8000

// Mode is the file's mode, as Unix keeps it in the upper half of the attributes.
func (h *FileHeader) Mode() fs.FileMode {
	mode := fs.FileMode(h.ExternalAttrs >> 16).Perm()
	switch h.CreatorVersion >> 8 {
	case 3, 19:
		switch h.ExternalAttrs >> 16 & fileKinds {
		case folder:
			mode |= fs.ModeDir
		case 0xa000:
			mode |= fs.ModeSymlink
		}
	case 0, 11, 14:
		mode = 0o666
		if h.ExternalAttrs&0x10 != 0 {
			mode = fs.ModeDir | 0o777
		}
		if h.ExternalAttrs&1 != 0 {
			mode &^= 0o222
		}
	default:
		mode = 0
	}
	if strings.HasSuffix(h.Name, "/") {
		mode |= fs.ModeDir
	}
	return mode
}

func (h *FileHeader) SetMode(mode fs.FileMode) {
	h.CreatorVersion = h.CreatorVersion&0xff | 3<<8
	kind := uint32(file)
	switch {
	case mode.IsDir():
		kind = folder
	case mode&fs.ModeSymlink != 0:
		kind = 0xa000
	}
	h.ExternalAttrs = (kind | uint32(mode.Perm())) << 16
	if mode.IsDir() {
		h.ExternalAttrs |= 0x10
	}
	if mode&0o200 == 0 {
		h.ExternalAttrs |= 1
	}
}

// ModTime is the time of change in UTC, to two seconds.
func (h *FileHeader) ModTime() time.Time { return dosTime(h.ModifiedDate, h.ModifiedTime) }

func (h *FileHeader) SetModTime(t time.Time) {
	h.Modified = t.UTC()
	h.ModifiedDate, h.ModifiedTime = toDOS(t.UTC())
}

func dosTime(date, clock uint16) time.Time {
	return time.Date(int(date>>9+1980), time.Month(date>>5&0xf), int(date&0x1f), int(clock>>11), int(clock>>5&0x3f), int(clock&0x1f*2), 0, time.UTC)
}

func toDOS(t time.Time) (date, clock uint16) {
	return uint16(t.Day() + int(t.Month())<<5 + (t.Year()-1980)<<9), uint16(t.Second()/2 + t.Minute()<<5 + t.Hour()<<11)
}

const (
	localMark, centralMark, endMark, descriptorMark = 0x04034b50, 0x02014b50, 0x06054b50, 0x08074b50
	hasDescriptor, isUTF8                           = 1 << 3, 1 << 11
)

type entry struct {
	*FileHeader
	offset uint32
}

// Writer writes an archive.
type Writer struct {
	w       *bufio.Writer
	at      int64
	entries []*entry
	last    *fileWriter
	comment string
	closed  bool
	own     map[uint16]Compressor
}

func NewWriter(w io.Writer) *Writer { return &Writer{w: bufio.NewWriter(w)} }

func (w *Writer) SetOffset(n int64) { w.at = n }
func (w *Writer) Flush() error      { return w.w.Flush() }

func (w *Writer) SetComment(comment string) error {
	if len(comment) > 0xffff {
		return errors.New("zip: Writer.Comment too long")
	}
	w.comment = comment
	return nil
}

func (w *Writer) RegisterCompressor(method uint16, comp Compressor) {
	if w.own == nil {
		w.own = map[uint16]Compressor{}
	}
	w.own[method] = comp
}

// Write counts what goes out.
func (w *Writer) write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	w.at += int64(n)
	return n, err
}

type fields struct{ b []byte }

func (f *fields) put(size int, values ...uint64) {
	for _, v := range values {
		for i := range size {
			f.b = append(f.b, byte(v>>(8*i)))
		}
	}
}

// fileWriter takes the content of one file.
type fileWriter struct {
	*entry
	zip    *Writer
	packed io.WriteCloser
	from   int64
	size   uint64
	crc    uint32
	closed bool
}

func (f *fileWriter) Write(p []byte) (int, error) {
	if f.closed {
		return 0, errors.New("zip: write to closed file")
	}
	if f.packed == nil {
		if len(p) > 0 {
			return 0, errors.New("zip: write to directory")
		}
		return 0, nil
	}
	f.crc = crc32.Update(f.crc, crc32.IEEETable, p)
	f.size += uint64(len(p))
	return f.packed.Write(p)
}

type outlet struct{ w *Writer }

func (o outlet) Write(p []byte) (int, error) { return o.w.write(p) }

func (f *fileWriter) close() error {
	if f.closed {
		return errors.New("zip: file closed twice")
	}
	f.closed = true
	if f.packed == nil {
		return nil
	}
	if err := f.packed.Close(); err != nil {
		return err
	}
	f.CRC32 = f.crc
	f.UncompressedSize64, f.CompressedSize64 = f.size, uint64(f.zip.at-f.from)
	f.UncompressedSize, f.CompressedSize = uint32(f.UncompressedSize64), uint32(f.CompressedSize64)
	var d fields
	d.put(4, descriptorMark, uint64(f.CRC32), f.CompressedSize64, f.UncompressedSize64)
	_, err := f.zip.write(d.b)
	return err
}

// Create begins a deflated file; what is written goes into it until the next begins.
func (w *Writer) Create(name string) (io.Writer, error) {
	return w.CreateHeader(&FileHeader{Name: name, Method: Deflate})
}

// CreateHeader begins a file; the Writer owns fh from then on.
func (w *Writer) CreateHeader(fh *FileHeader) (io.Writer, error) {
	if w.last != nil && !w.last.closed {
		if err := w.last.close(); err != nil {
			return nil, err
		}
	}
	if len(w.entries) > 0 && w.entries[len(w.entries)-1].FileHeader == fh {
		return nil, errors.New("archive/zip: invalid duplicate FileHeader")
	}
	if !plain(fh.Name) && utf8.ValidString(fh.Name) && !fh.NonUTF8 {
		fh.Flags |= isUTF8
	}
	fh.CreatorVersion = fh.CreatorVersion&0xff00 | 20
	fh.ReaderVersion = 20
	if !fh.Modified.IsZero() {
		fh.ModifiedDate, fh.ModifiedTime = toDOS(fh.Modified)
		var x fields
		x.put(2, 0x5455, 5)
		x.put(1, 1)
		x.put(4, uint64(fh.Modified.Unix()))
		fh.Extra = append(fh.Extra, x.b...)
	}
	e := &entry{fh, uint32(w.at)}
	f := &fileWriter{entry: e, zip: w}
	isDir := strings.HasSuffix(fh.Name, "/")
	comp := w.own[fh.Method]
	if comp == nil {
		comp = compressors[fh.Method]
	}
	if isDir {
		fh.Method, fh.Flags = Store, fh.Flags&^hasDescriptor
		fh.CompressedSize64, fh.UncompressedSize64, fh.CompressedSize, fh.UncompressedSize = 0, 0, 0, 0
	} else if comp == nil {
		return nil, ErrAlgorithm
	} else {
		fh.Flags |= hasDescriptor
	}
	w.entries = append(w.entries, e)
	w.last = f
	var h fields
	h.put(4, localMark)
	h.put(2, uint64(fh.ReaderVersion), uint64(fh.Flags), uint64(fh.Method), uint64(fh.ModifiedTime), uint64(fh.ModifiedDate))
	h.put(4, 0, 0, 0)
	h.put(2, uint64(len(fh.Name)), uint64(len(fh.Extra)))
	if _, err := w.write(append(append(h.b, fh.Name...), fh.Extra...)); err != nil || isDir {
		return f, err
	}
	f.from = w.at
	var err error
	f.packed, err = comp(outlet{w})
	return f, err
}

func plain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7d || s[i] == '\\' {
			return false
		}
	}
	return true
}

// AddFS writes all files of a tree.
func (w *Writer) AddFS(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		h, err := FileInfoHeader(info)
		if err != nil {
			return err
		}
		h.Name, h.Method = name, Deflate
		if d.IsDir() {
			h.Name += "/"
		}
		out, err := w.CreateHeader(h)
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err == nil {
			_, err = out.Write(data)
		}
		return err
	})
}

// Close writes the directory of the archive.
func (w *Writer) Close() error {
	if w.last != nil && !w.last.closed {
		if err := w.last.close(); err != nil {
			return err
		}
	}
	if w.closed {
		return errors.New("zip: writer closed twice")
	}
	w.closed = true
	start := w.at
	for _, e := range w.entries {
		var h fields
		h.put(4, centralMark)
		h.put(2, uint64(e.CreatorVersion), uint64(e.ReaderVersion), uint64(e.Flags), uint64(e.Method), uint64(e.ModifiedTime), uint64(e.ModifiedDate))
		h.put(4, uint64(e.CRC32), e.CompressedSize64, e.UncompressedSize64)
		h.put(2, uint64(len(e.Name)), uint64(len(e.Extra)), uint64(len(e.Comment)), 0, 0)
		h.put(4, uint64(e.ExternalAttrs), uint64(e.offset))
		if _, err := w.write([]byte(string(h.b) + e.Name + string(e.Extra) + e.Comment)); err != nil {
			return err
		}
	}
	var end fields
	end.put(4, endMark)
	end.put(2, 0, 0, uint64(len(w.entries)), uint64(len(w.entries)))
	end.put(4, uint64(w.at-start), uint64(start))
	end.put(2, uint64(len(w.comment)))
	if _, err := w.write(append(end.b, w.comment...)); err != nil {
		return err
	}
	return w.w.Flush()
}

var little = binary.LittleEndian
