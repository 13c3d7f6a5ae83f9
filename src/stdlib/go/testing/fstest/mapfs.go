// Package fstest has a file system in a map.
package fstest

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"sort"
	"strings"
	"time"
)

// MapFile is a file of a MapFS.
type MapFile struct {
	Data    []byte
	Mode    fs.FileMode
	ModTime time.Time
	Sys     any
}

// MapFS is files by path; directories are there when something is in them.
type MapFS map[string]*MapFile

type entry struct {
	name string
	f    *MapFile
}

func (e *entry) Name() string               { return path.Base(e.name) }
func (e *entry) Size() int64                { return int64(len(e.f.Data)) }
func (e *entry) Mode() fs.FileMode          { return e.f.Mode }
func (e *entry) Type() fs.FileMode          { return e.f.Mode.Type() }
func (e *entry) ModTime() time.Time         { return e.f.ModTime }
func (e *entry) IsDir() bool                { return e.f.Mode&fs.ModeDir != 0 }
func (e *entry) Sys() any                   { return e.f.Sys }
func (e *entry) Info() (fs.FileInfo, error) { return e, nil }
func (e *entry) String() string             { return fs.FormatFileInfo(e) }

type open struct {
	entry
	at   int
	list []fs.DirEntry
}

func (o *open) Stat() (fs.FileInfo, error) { return &o.entry, nil }
func (o *open) Close() error               { return nil }

func (o *open) Read(b []byte) (int, error) {
	if o.IsDir() {
		return 0, &fs.PathError{Op: "read", Path: o.name, Err: fs.ErrInvalid}
	}
	if o.at >= len(o.f.Data) {
		return 0, io.EOF
	}
	n := copy(b, o.f.Data[o.at:])
	o.at += n
	return n, nil
}

func (o *open) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += int64(o.at)
	case io.SeekEnd:
		offset += int64(len(o.f.Data))
	}
	if offset < 0 || offset > int64(len(o.f.Data)) {
		return 0, &fs.PathError{Op: "seek", Path: o.name, Err: fs.ErrInvalid}
	}
	o.at = int(offset)
	return offset, nil
}

func (o *open) ReadAt(b []byte, offset int64) (int, error) {
	if offset < 0 || offset > int64(len(o.f.Data)) {
		return 0, &fs.PathError{Op: "read", Path: o.name, Err: fs.ErrInvalid}
	}
	n := copy(b, o.f.Data[offset:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}

func (o *open) ReadDir(count int) ([]fs.DirEntry, error) {
	if !o.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: o.name, Err: fs.ErrInvalid}
	}
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

func (fsys MapFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file := fsys[name]
	if file != nil && file.Mode&fs.ModeDir == 0 {
		return &open{entry: entry{name, file}}, nil
	}
	below := map[string]*MapFile{}
	prefix := name + "/"
	if name == "." {
		prefix = ""
	}
	for path, f := range fsys {
		rest, ok := strings.CutPrefix(path, prefix)
		if !ok || rest == "" || path == "." {
			continue
		}
		if first, _, deeper := strings.Cut(rest, "/"); !deeper {
			below[first] = f
		} else if below[first] == nil {
			below[first] = &MapFile{Mode: fs.ModeDir | 0o555}
		}
	}
	if file == nil {
		if name != "." && len(below) == 0 {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		file = &MapFile{Mode: fs.ModeDir | 0o555}
	}
	var list []fs.DirEntry
	for name, f := range below {
		list = append(list, &entry{name, f})
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name() < list[j].Name() })
	return &open{entry: entry{name, file}, list: list}, nil
}

// only hides the other methods of a MapFS, which stand on Open.
type only struct{ fs.FS }

func (fsys MapFS) ReadFile(name string) ([]byte, error)        { return fs.ReadFile(only{fsys}, name) }
func (fsys MapFS) Stat(name string) (fs.FileInfo, error)       { return fs.Stat(only{fsys}, name) }
func (fsys MapFS) ReadDir(name string) ([]fs.DirEntry, error)  { return fs.ReadDir(only{fsys}, name) }
func (fsys MapFS) Glob(pattern string) ([]string, error)       { return fs.Glob(only{fsys}, pattern) }
func (fsys MapFS) Sub(dir string) (fs.FS, error)               { return fs.Sub(only{fsys}, dir) }

// TestFS checks that the expected files are there and that all can be read.
func TestFS(fsys fs.FS, expected ...string) error {
	found := map[string]bool{}
	err := fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		found[path] = true
		if !d.IsDir() {
			_, err = fs.ReadFile(fsys, path)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("testing fs.FS: %w", err)
	}
	for _, name := range expected {
		if !found[name] {
			return fmt.Errorf("testing fs.FS: expected but not found: %s", name)
		}
	}
	return nil
}
