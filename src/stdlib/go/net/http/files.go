package http

import (
	"errors"
	"io"
	"io/fs"
	"mime"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// File is a file of a FileSystem.
type File interface {
	io.Closer
	io.Reader
	io.Seeker
	Readdir(count int) ([]fs.FileInfo, error)
	Stat() (fs.FileInfo, error)
}

// FileSystem has files by names that begin with a slash.
type FileSystem interface {
	Open(name string) (File, error)
}

// Dir is a folder as a FileSystem.
type Dir string

func (d Dir) Open(name string) (File, error) {
	dir := string(d)
	if dir == "" {
		dir = "."
	}
	f, err := os.Open(filepath.Join(dir, path.Clean("/"+name)))
	if err != nil {
		return nil, err
	}
	return f, nil
}

type ioFS struct{ fsys fs.FS }

// FS is a file system of package fs as a FileSystem.
func FS(fsys fs.FS) FileSystem { return ioFS{fsys} }

func (f ioFS) Open(name string) (File, error) {
	if name = strings.TrimPrefix(path.Clean("/"+name), "/"); name == "" {
		name = "."
	}
	file, err := f.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	return &ioFile{File: file}, nil
}

// ioFile can be sought in: its content is read when it is.
type ioFile struct {
	fs.File
	content *strings.Reader
}

func (f *ioFile) whole() (*strings.Reader, error) {
	if f.content == nil {
		b, err := io.ReadAll(f.File)
		if err != nil {
			return nil, err
		}
		f.content = strings.NewReader(string(b))
	}
	return f.content, nil
}

func (f *ioFile) Read(p []byte) (int, error) {
	r, err := f.whole()
	if err != nil {
		return 0, err
	}
	return r.Read(p)
}

func (f *ioFile) Seek(offset int64, whence int) (int64, error) {
	r, err := f.whole()
	if err != nil {
		return 0, err
	}
	return r.Seek(offset, whence)
}

func (f *ioFile) Readdir(count int) ([]fs.FileInfo, error) {
	d, ok := f.File.(fs.ReadDirFile)
	if !ok {
		return nil, errors.New("not a directory")
	}
	entries, err := d.ReadDir(count)
	var infos []fs.FileInfo
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			infos = append(infos, info)
		}
	}
	return infos, err
}

type fileHandler struct{ root FileSystem }

// FileServer answers with files of root; a folder is its index.html or a list.
func FileServer(root FileSystem) Handler { return &fileHandler{root} }

func FileServerFS(root fs.FS) Handler { return FileServer(FS(root)) }

func (f *fileHandler) ServeHTTP(w ResponseWriter, r *Request) {
	serveFile(w, r, f.root, path.Clean("/"+r.URL.Path), true)
}

func fileError(w ResponseWriter, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		Error(w, "404 page not found", StatusNotFound)
	case errors.Is(err, fs.ErrPermission):
		Error(w, "403 Forbidden", StatusForbidden)
	default:
		Error(w, "500 Internal Server Error", StatusInternalServerError)
	}
}

func moved(w ResponseWriter, r *Request, to string) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.WriteHeader(StatusMovedPermanently)
}

func serveFile(w ResponseWriter, r *Request, root FileSystem, name string, redirect bool) {
	const index = "/index.html"
	if redirect && strings.HasSuffix(r.URL.Path, index) {
		moved(w, r, "./")
		return
	}
	f, err := root.Open(name)
	if err != nil {
		fileError(w, err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		fileError(w, err)
		return
	}
	if slash := strings.HasSuffix(r.URL.Path, "/"); redirect && slash != info.IsDir() {
		if info.IsDir() {
			moved(w, r, path.Base(r.URL.Path)+"/")
		} else {
			moved(w, r, "../"+path.Base(r.URL.Path))
		}
		return
	}
	if info.IsDir() {
		if page, err := root.Open(strings.TrimSuffix(name, "/") + index); err == nil {
			defer page.Close()
			if pi, err := page.Stat(); err == nil {
				ServeContent(w, r, pi.Name(), pi.ModTime(), page)
				return
			}
		}
		list(w, f)
		return
	}
	ServeContent(w, r, info.Name(), info.ModTime(), f)
}

func list(w ResponseWriter, f File) {
	infos, err := f.Readdir(-1)
	if err != nil {
		Error(w, "Error reading directory", StatusInternalServerError)
		return
	}
	slices.SortFunc(infos, func(a, b fs.FileInfo) int { return strings.Compare(a.Name(), b.Name()) })
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, "<!doctype html>\n<meta name=\"viewport\" content=\"width=device-width\">\n<pre>\n")
	for _, i := range infos {
		name := i.Name()
		if i.IsDir() {
			name += "/"
		}
		link := url.URL{Path: name}
		io.WriteString(w, "<a href=\""+link.String()+"\">"+escape.Replace(name)+"</a>\n")
	}
	io.WriteString(w, "</pre>\n")
}

// ServeFile answers with a file or folder.
func ServeFile(w ResponseWriter, r *Request, name string) {
	dir, file := filepath.Split(name)
	serveFile(w, r, Dir(dir), file, false)
}

func ServeFileFS(w ResponseWriter, r *Request, fsys fs.FS, name string) {
	serveFile(w, r, FS(fsys), name, false)
}

// ServeContent answers with what it reads, or the range of it that is asked for.
func ServeContent(w ResponseWriter, r *Request, name string, modtime time.Time, content io.ReadSeeker) {
	size, err := content.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = content.Seek(0, io.SeekStart)
	}
	if err != nil {
		Error(w, "seeker can't seek", StatusInternalServerError)
		return
	}
	h := w.Header()
	if !modtime.IsZero() && modtime.Unix() != 0 {
		h.Set("Last-Modified", modtime.UTC().Format(TimeFormat))
		if t, err := ParseTime(r.Header.Get("If-Modified-Since")); err == nil && !modtime.Truncate(time.Second).After(t) {
			w.WriteHeader(StatusNotModified)
			return
		}
	}
	if h.Get("Content-Type") == "" {
		kind := mime.TypeByExtension(filepath.Ext(name))
		if kind == "" {
			var start [512]byte
			n, _ := io.ReadFull(content, start[:])
			kind = DetectContentType(start[:n])
			content.Seek(0, io.SeekStart)
		}
		h.Set("Content-Type", kind)
	}
	h.Set("Accept-Ranges", "bytes")
	status, from, n := StatusOK, int64(0), size
	if ask, ok := strings.CutPrefix(r.Header.Get("Range"), "bytes="); ok && !strings.Contains(ask, ",") {
		if from, n, ok = byteRange(ask, size); !ok {
			h.Set("Content-Range", "bytes */"+strconv.FormatInt(size, 10))
			Error(w, "invalid range: failed to overlap", StatusRequestedRangeNotSatisfiable)
			return
		}
		status = StatusPartialContent
		h.Set("Content-Range", "bytes "+strconv.FormatInt(from, 10)+"-"+strconv.FormatInt(from+n-1, 10)+"/"+strconv.FormatInt(size, 10))
	}
	h.Set("Content-Length", strconv.FormatInt(n, 10))
	w.WriteHeader(status)
	if r.Method != "HEAD" {
		content.Seek(from, io.SeekStart)
		io.CopyN(w, content, n)
	}
}

func byteRange(ask string, size int64) (from, n int64, ok bool) {
	first, last, ok := strings.Cut(ask, "-")
	if !ok {
		return 0, 0, false
	}
	end, err := strconv.ParseInt(last, 10, 64)
	if first == "" {
		end = min(end, size)
		return size - end, end, err == nil
	}
	if last == "" {
		end, err = size-1, nil
	}
	from, err2 := strconv.ParseInt(first, 10, 64)
	end = min(end, size-1)
	return from, end - from + 1, err == nil && err2 == nil && from <= end
}
