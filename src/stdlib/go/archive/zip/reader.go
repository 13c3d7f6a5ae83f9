package zip

import (
	"bytes"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// File is a file of an archive.
type File struct {
	FileHeader
	zip    *Reader
	offset int64
}

// Reader reads an archive.
type Reader struct {
	File    []*File
	Comment string
	r       io.ReaderAt
	own     map[uint16]Decompressor
}

// ReadCloser is a Reader of a file that must be closed.
type ReadCloser struct {
	f *os.File
	Reader
}

func (rc *ReadCloser) Close() error { return rc.f.Close() }

func OpenReader(name string) (*ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	r, err := NewReader(f, info.Size())
	if err != nil {
		f.Close()
		return nil, err
	}
	rc := &ReadCloser{f, *r}
	for _, f := range rc.File {
		f.zip = &rc.Reader
	}
	return rc, nil
}

// NewReader reads the directory, which stands at the end of so many bytes.
func NewReader(r io.ReaderAt, size int64) (*Reader, error) {
	if size < 0 {
		return nil, errors.New("zip: size cannot be negative")
	}
	tail := make([]byte, min(size, 22+0xffff))
	if n, err := r.ReadAt(tail, size-int64(len(tail))); n < len(tail) {
		return nil, err
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || len(tail) < at+22 {
		return nil, ErrFormat
	}
	end := tail[at:]
	count, length, start := int(little.Uint16(end[10:])), int64(little.Uint32(end[12:])), int64(little.Uint32(end[16:]))
	comment := int(little.Uint16(end[20:]))
	if len(end) < 22+comment || start+length > size {
		return nil, ErrFormat
	}
	z := &Reader{r: r, Comment: string(end[22 : 22+comment])}
	base := size - int64(len(tail)) + int64(at) - length - start // what stands before the archive
	list := make([]byte, length)
	if n, err := r.ReadAt(list, base+start); n < len(list) {
		return nil, err
	}
	for range count {
		f, rest, err := z.file(list)
		if err != nil {
			return nil, err
		}
		f.offset += base
		z.File = append(z.File, f)
		list = rest
	}
	return z, nil
}

func (z *Reader) file(b []byte) (f *File, rest []byte, err error) {
	if len(b) < 46 || little.Uint32(b) != centralMark {
		return nil, nil, ErrFormat
	}
	two, four := func(i int) uint16 { return little.Uint16(b[i:]) }, func(i int) uint32 { return little.Uint32(b[i:]) }
	n, x, c := int(two(28)), int(two(30)), int(two(32))
	if len(b) < 46+n+x+c {
		return nil, nil, ErrFormat
	}
	h := FileHeader{
		CreatorVersion: two(4), ReaderVersion: two(6), Flags: two(8), Method: two(10), ModifiedTime: two(12), ModifiedDate: two(14),
		CRC32: four(16), CompressedSize: four(20), UncompressedSize: four(24), ExternalAttrs: four(38),
		Name: string(b[46 : 46+n]), Extra: bytes.Clone(b[46+n : 46+n+x]), Comment: string(b[46+n+x : 46+n+x+c]),
	}
	h.CompressedSize64, h.UncompressedSize64 = uint64(h.CompressedSize), uint64(h.UncompressedSize)
	h.NonUTF8 = h.Flags&isUTF8 == 0 && !plain(h.Name)
	h.Modified = dosTime(h.ModifiedDate, h.ModifiedTime)
	for e := h.Extra; len(e) >= 4; {
		tag, size := little.Uint16(e), int(little.Uint16(e[2:]))
		if len(e) < 4+size {
			break
		}
		if tag == 0x5455 && size >= 5 && e[4]&1 != 0 {
			h.Modified = exact(h.Modified, time.Unix(int64(int32(little.Uint32(e[5:]))), 0))
		}
		e = e[4+size:]
	}
	return &File{h, z, int64(four(42))}, b[46+n+x+c:], nil
}

// exact is the second time in the zone that the first, a local time, tells.
func exact(local, t time.Time) time.Time {
	zone := local.Sub(t.UTC()).Round(15 * time.Minute)
	return t.In(time.FixedZone("", int(zone/time.Second)))
}

func (z *Reader) RegisterDecompressor(method uint16, dcomp Decompressor) {
	if z.own == nil {
		z.own = map[uint16]Decompressor{}
	}
	z.own[method] = dcomp
}

// DataOffset is where the file's content stands in the archive.
func (f *File) DataOffset() (int64, error) {
	var b [30]byte
	if n, err := f.zip.r.ReadAt(b[:], f.offset); n < len(b) {
		return 0, err
	}
	if little.Uint32(b[:]) != localMark {
		return 0, ErrFormat
	}
	return f.offset + 30 + int64(little.Uint16(b[26:])) + int64(little.Uint16(b[28:])), nil
}

// OpenRaw reads the content as it is packed.
func (f *File) OpenRaw() (io.Reader, error) {
	at, err := f.DataOffset()
	if err != nil {
		return nil, err
	}
	return io.NewSectionReader(f.zip.r, at, int64(f.CompressedSize64)), nil
}

// Open reads the content.
func (f *File) Open() (io.ReadCloser, error) {
	raw, err := f.OpenRaw()
	if err != nil {
		return nil, err
	}
	unpack := f.zip.own[f.Method]
	if unpack == nil {
		unpack = decompressors[f.Method]
	}
	if unpack == nil {
		return nil, ErrAlgorithm
	}
	return &checked{unpack(raw), crc32.NewIEEE(), f, 0}, nil
}

// checked compares what was read with the sum in the archive.
type checked struct {
	io.ReadCloser
	sum  hash.Hash32
	f    *File
	read uint64
}

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.sum.Write(p[:n])
	c.read += uint64(n)
	if err == io.EOF {
		if c.read != c.f.UncompressedSize64 {
			return n, io.ErrUnexpectedEOF
		}
		if c.sum.Sum32() != c.f.CRC32 {
			return n, ErrChecksum
		}
	}
	return n, err
}

func (c *checked) Stat() (fs.FileInfo, error) { return headerInfo{&c.f.FileHeader}, nil }

// Open finds a file or folder by its name: an archive is a file system.
func (z *Reader) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	var inside []fs.DirEntry
	for _, f := range z.File {
		own := strings.TrimSuffix(f.Name, "/")
		if own == name && own == f.Name {
			r, err := f.Open()
			if err != nil {
				return nil, err
			}
			return r.(*checked), nil
		}
		rest, below := strings.CutPrefix(own, name+"/")
		if name == "." {
			rest, below = own, true
		}
		if !below || rest == "" {
			continue
		}
		first, _, deeper := strings.Cut(rest, "/")
		e := headerInfo{&f.FileHeader}
		if deeper {
			e.h = &FileHeader{Name: first + "/", CreatorVersion: 3 << 8, ExternalAttrs: (folder | 0o555) << 16}
		}
		if !slices.ContainsFunc(inside, func(x fs.DirEntry) bool { return x.Name() == first }) {
			inside = append(inside, e)
		}
	}
	exists := slices.ContainsFunc(z.File, func(f *File) bool { return f.Name == name+"/" })
	if inside == nil && !exists && name != "." {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	slices.SortFunc(inside, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return &openFolder{headerInfo{&FileHeader{Name: path.Base(name) + "/", CreatorVersion: 3 << 8, ExternalAttrs: (folder | 0o555) << 16}}, inside}, nil
}

type openFolder struct {
	headerInfo
	left []fs.DirEntry
}

func (d *openFolder) Stat() (fs.FileInfo, error) { return d.headerInfo, nil }
func (d *openFolder) Close() error               { return nil }
func (d *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.Name(), Err: errors.New("is a directory")}
}

func (d *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(d.left)
	} else if len(d.left) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(d.left))
	out := d.left[:n]
	d.left = d.left[n:]
	return out, nil
}
