// Package embed has the files that go:embed names.
package embed

import (
	"io"
	"io/fs"
	"sort"
	"strings"
	"time"
)

// FS is files that came with the program.
type FS struct {
	files *[]file // by path, with the directories
}

type file struct {
	path string
	data string
	dir  bool
}

// Holding makes what go:embed stands for, of paths and texts in turn.
func Holding(pairs ...string) FS {
	all := map[string]file{".": {".", "", true}}
	for i := 0; i < len(pairs); i += 2 {
		path := pairs[i]
		all[path] = file{path, pairs[i+1], false}
		for j := range len(path) {
			if path[j] == '/' {
				all[path[:j]] = file{path[:j], "", true}
			}
		}
	}
	list := make([]file, 0, len(all))
	for _, f := range all {
		list = append(list, f)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].path < list[j].path })
	return FS{&list}
}

func (f FS) find(op, name string) (*file, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	if f.files == nil {
		if name == "." {
			return &file{".", "", true}, nil
		}
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	for i := range *f.files {
		if x := &(*f.files)[i]; x.path == name {
			return x, nil
		}
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

func (f FS) Open(name string) (fs.File, error) {
	x, err := f.find("open", name)
	if err != nil {
		return nil, err
	}
	o := &open{file: x}
	if x.dir && f.files != nil {
		for i := range *f.files {
			child := &(*f.files)[i]
			dir := "."
			if k := strings.LastIndexByte(child.path, '/'); k >= 0 {
				dir = child.path[:k]
			}
			if dir == name && child.path != "." {
				o.list = append(o.list, child)
			}
		}
	}
	return o, nil
}

func (f FS) ReadFile(name string) ([]byte, error) {
	x, err := f.find("open", name)
	if err != nil {
		return nil, err
	}
	if x.dir {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	return []byte(x.data), nil
}

func (f FS) ReadDir(name string) ([]fs.DirEntry, error) {
	x, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	if !x.(*open).dir {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	return x.(*open).ReadDir(-1)
}

func (f *file) Name() string               { return f.path[strings.LastIndexByte(f.path, '/')+1:] }
func (f *file) Size() int64                { return int64(len(f.data)) }
func (f *file) ModTime() time.Time         { return time.Time{} }
func (f *file) IsDir() bool                { return f.dir }
func (f *file) Sys() any                   { return nil }
func (f *file) Type() fs.FileMode          { return f.Mode().Type() }
func (f *file) Info() (fs.FileInfo, error) { return f, nil }
func (f *file) String() string             { return fs.FormatFileInfo(f) }
func (f *file) Mode() fs.FileMode {
	if f.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

type open struct {
	*file
	at   int
	list []fs.DirEntry
}

func (o *open) Stat() (fs.FileInfo, error) { return o.file, nil }
func (o *open) Close() error               { return nil }

func (o *open) Read(b []byte) (int, error) {
	if o.dir {
		return 0, &fs.PathError{Op: "read", Path: o.path, Err: fs.ErrInvalid}
	}
	if o.at >= len(o.data) {
		return 0, io.EOF
	}
	n := copy(b, o.data[o.at:])
	o.at += n
	return n, nil
}

func (o *open) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += int64(o.at)
	case io.SeekEnd:
		offset += int64(len(o.data))
	}
	if offset < 0 || offset > int64(len(o.data)) {
		return 0, &fs.PathError{Op: "seek", Path: o.path, Err: fs.ErrInvalid}
	}
	o.at = int(offset)
	return offset, nil
}

func (o *open) ReadDir(count int) ([]fs.DirEntry, error) {
	rest := o.list[o.at:]
	if count > 0 && len(rest) == 0 {
		return nil, io.EOF
	}
	if count > 0 && len(rest) > count {
		rest = rest[:count]
	}
	o.at += len(rest)
	return rest, nil
}
