package os

import (
	"errors"
	"io"
	"io/fs"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// node is a file or directory of the run's memory.
type node struct {
	dir     bool
	link    string // what a symbolic link leads to
	data    []byte
	mode    FileMode
	changed time.Time
}

func (n *node) writeAt(b []byte, at int) {
	if at > len(n.data) {
		n.data = append(n.data, make([]byte, at-len(n.data))...)
	}
	kept := copy(n.data[at:], b)
	n.data = append(n.data, b[kept:]...)
	n.changed = time.Now()
}

func (n *node) readAt(b []byte, at int) (int, error) {
	if at >= len(n.data) {
		if len(b) == 0 {
			return 0, nil
		}
		return 0, io.EOF
	}
	got := copy(b, n.data[at:])
	if got < len(b) {
		return got, io.EOF
	}
	return got, nil
}

func (n *node) truncate(size int) {
	if size > len(n.data) {
		n.data = append(n.data, make([]byte, size-len(n.data))...)
	}
	n.data = n.data[:size]
	n.changed = time.Now()
}

// tree has every file by its absolute path: at first what came with the program, and /tmp.
var tree map[string]*node

var directory = "/home/gopher"

// startFile is the i-th file that came with the program; its name is empty after the last.
func startFile(i int) (name, text string)

func init() {
	tree = map[string]*node{"/": {dir: true}, "/tmp": {dir: true}, "/home": {dir: true}, directory: {dir: true}}
	for i := 0; ; i++ {
		name, text := startFile(i)
		if name == "" {
			return
		}
		MkdirAll(parent(absolute(name)), 0o755)
		tree[absolute(name)] = &node{data: []byte(text), mode: 0o644, changed: time.Now()}
	}
}

// absolute is the path without dots, from the root.
func absolute(name string) string {
	if !strings.HasPrefix(name, "/") {
		name = directory + "/" + name
	}
	var parts []string
	for _, p := range strings.Split(name, "/") {
		switch {
		case p == "" || p == ".":
		case p == ".." && len(parts) > 0:
			parts = parts[:len(parts)-1]
		case p != "..":
			parts = append(parts, p)
		}
	}
	return "/" + strings.Join(parts, "/")
}

func parent(path string) string {
	if i := strings.LastIndexByte(path, '/'); i > 0 {
		return path[:i]
	}
	return "/"
}

func base(name string) string {
	name = strings.TrimRight(name, "/")
	if name = name[strings.LastIndexByte(name, '/')+1:]; name == "" {
		return "/"
	}
	return name
}

// find is the node of a name; err says why there is none.
func find(op, name string) (*node, error) {
	full, err := follow(absolute(name), op != "lstat" && op != "remove" && op != "readlink", 0)
	if err != nil {
		return nil, &PathError{op, name, err}
	}
	if n, ok := tree[full]; ok && name != "" {
		return n, nil
	}
	return nil, &PathError{op, name, missing(name)}
}

// follow is the path without symbolic links on the way, nor at its end if last says so.
func follow(full string, last bool, depth int) (string, error) {
	if depth > 40 {
		return "", syscall.ELOOP
	}
	for i := 1; i <= len(full); i++ {
		if i < len(full) && full[i] != '/' || i == len(full) && !last {
			continue
		}
		if n, ok := tree[full[:i]]; ok && n.link != "" {
			to := n.link
			if to[0] != '/' {
				to = parent(full[:i]) + "/" + to
			}
			return follow(absolute(to+full[i:]), last, depth+1)
		}
	}
	return full, nil
}

// Symlink makes newname lead to oldname.
func Symlink(oldname, newname string) error {
	if _, ok := tree[absolute(newname)]; ok {
		return &LinkError{"symlink", oldname, newname, syscall.EEXIST}
	}
	if oldname == "" || place("symlink", newname) != nil {
		return &LinkError{"symlink", oldname, newname, syscall.ENOENT}
	}
	tree[absolute(newname)] = &node{link: oldname, mode: 0o777, changed: time.Now()}
	return nil
}

// Link gives a file a second name.
func Link(oldname, newname string) error {
	n, err := find("link", oldname)
	if err != nil || place("link", newname) != nil {
		return &LinkError{"link", oldname, newname, syscall.ENOENT}
	}
	if _, ok := tree[absolute(newname)]; ok {
		return &LinkError{"link", oldname, newname, syscall.EEXIST}
	}
	tree[absolute(newname)] = n
	return nil
}

// Readlink is what a symbolic link leads to.
func Readlink(name string) (string, error) {
	n, err := find("readlink", name)
	if err != nil {
		return "", err
	}
	if n.link == "" {
		return "", &PathError{"readlink", name, syscall.EINVAL}
	}
	return n.link, nil
}

// missing says whether the file is not there or something on its way is no directory.
func missing(name string) error {
	for p := parent(absolute(name)); p != "/"; p = parent(p) {
		if n, ok := tree[p]; ok && !n.dir {
			return syscall.ENOTDIR
		}
	}
	return syscall.ENOENT
}

// place is err when a new file of that name has no directory to be in.
func place(op, name string) error {
	if n, ok := tree[parent(absolute(name))]; name != "" && ok && n.dir {
		return nil
	}
	return &PathError{op, name, missing(name)}
}

type info struct {
	name string
	node *node
}

func (i *info) Name() string { return i.name }
func (i *info) Size() int64 {
	if i.node.dir {
		return 4096
	}
	return int64(len(i.node.data))
}
func (i *info) Mode() FileMode             { return i.node.kind() | i.node.mode }
func (i *info) ModTime() time.Time         { return i.node.changed }
func (i *info) IsDir() bool                { return i.node.dir }
func (i *info) Sys() any                   { return nil }
func (i *info) Type() FileMode             { return i.Mode().Type() }
func (i *info) Info() (fs.FileInfo, error) { return i, nil }
func (i *info) String() string             { return fs.FormatDirEntry(i) }

func (n *node) kind() FileMode {
	switch {
	case n.dir:
		return ModeDir
	case n.link != "":
		return ModeSymlink
	}
	return 0
}

func Stat(name string) (FileInfo, error) {
	n, err := find("stat", name)
	if err != nil {
		return nil, err
	}
	return &info{base(absolute(name)), n}, nil
}

func Lstat(name string) (FileInfo, error) {
	n, err := find("lstat", name)
	if err != nil {
		return nil, err
	}
	return &info{base(absolute(name)), n}, nil
}

// SameFile says whether both describe one file.
func SameFile(fi1, fi2 FileInfo) bool {
	a, ok1 := fi1.(*info)
	b, ok2 := fi2.(*info)
	return ok1 && ok2 && a.node == b.node
}

func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

func Create(name string) (*File, error) {
	return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0o666)
}

func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	switch name {
	case DevNull:
		return &File{fd: 3, name: name, flag: O_RDWR, node: &node{mode: ModeDevice}}, nil
	case "/dev/stdin", "/dev/stdout", "/dev/stderr":
		return &File{fd: map[string]int{"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}[name], name: name}, nil
	}
	n, err := find("open", name)
	switch {
	case err != nil && flag&O_CREATE == 0:
		return nil, err
	case err != nil:
		if err := place("open", name); err != nil {
			return nil, err
		}
		n = &node{mode: perm &^ 0o022, changed: time.Now()}
		tree[absolute(name)] = n
	case flag&O_CREATE != 0 && flag&O_EXCL != 0:
		return nil, &PathError{"open", name, syscall.EEXIST}
	case n.dir && flag&3 != O_RDONLY:
		return nil, &PathError{"open", name, syscall.EISDIR}
	case n.mode&0o600 != 0o600 && (flag&3 != O_RDONLY && n.mode&0o200 == 0 || flag&3 != O_WRONLY && n.mode&0o400 == 0) && !n.dir:
		return nil, &PathError{"open", name, syscall.EACCES}
	}
	if flag&O_TRUNC != 0 {
		n.data = nil
	}
	return &File{fd: 3, name: name, flag: flag, node: n}, nil
}

func ReadFile(name string) ([]byte, error) {
	if name == "/dev/stdin" {
		return io.ReadAll(Stdin)
	}
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	if err := f.fail("read"); err != nil {
		return nil, err
	}
	return append([]byte{}, f.node.data...), nil
}

func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err == nil {
		_, err = f.Write(data)
	}
	return err
}

// ReadDir is the entries of a directory by name.
func ReadDir(name string) ([]DirEntry, error) {
	n, err := find("open", name)
	if err != nil {
		return nil, err
	}
	if !n.dir {
		return nil, &PathError{"readdirent", name, syscall.ENOTDIR}
	}
	var entries []DirEntry
	for path, child := range tree {
		if path != "/" && parent(path) == absolute(name) {
			entries = append(entries, &info{base(path), child})
		}
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
	return entries, nil
}

func Mkdir(name string, perm FileMode) error {
	if _, ok := tree[absolute(name)]; ok {
		return &PathError{"mkdir", name, syscall.EEXIST}
	}
	if err := place("mkdir", name); err != nil {
		return err
	}
	tree[absolute(name)] = &node{dir: true, mode: perm &^ 0o022, changed: time.Now()}
	return nil
}

func MkdirAll(path string, perm FileMode) error {
	full := absolute(path)
	if n, ok := tree[full]; ok {
		if !n.dir {
			return &PathError{"mkdir", path, syscall.ENOTDIR}
		}
		return nil
	}
	if err := MkdirAll(parent(full), perm); err != nil {
		return &PathError{"mkdir", parent(path), syscall.ENOTDIR}
	}
	return Mkdir(path, perm)
}

func Remove(name string) error {
	n, err := find("remove", name)
	if err != nil {
		return err
	}
	if entries, _ := ReadDir(name); n.dir && len(entries) > 0 {
		return &PathError{"remove", name, syscall.ENOTEMPTY}
	}
	delete(tree, absolute(name))
	return nil
}

func RemoveAll(path string) error {
	full := absolute(path)
	for name := range tree {
		if name == full || strings.HasPrefix(name, strings.TrimSuffix(full, "/")+"/") {
			delete(tree, name)
		}
	}
	return nil
}

// LinkError says what went wrong with two files.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

func (e *LinkError) Error() string { return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error() }
func (e *LinkError) Unwrap() error { return e.Err }

func Rename(oldpath, newpath string) error {
	from, to := absolute(oldpath), absolute(newpath)
	if _, ok := tree[from]; !ok || place("rename", newpath) != nil {
		return &LinkError{"rename", oldpath, newpath, syscall.ENOENT}
	}
	if n, ok := tree[to]; ok && n.dir != tree[from].dir {
		return &LinkError{"rename", oldpath, newpath, syscall.EEXIST}
	}
	moved := map[string]*node{}
	for name, n := range tree {
		if name == from || strings.HasPrefix(name, from+"/") {
			moved[to+name[len(from):]] = n
			delete(tree, name)
		}
	}
	for name, n := range moved {
		tree[name] = n
	}
	return nil
}

func Truncate(name string, size int64) error {
	n, err := find("truncate", name)
	if err == nil {
		n.truncate(int(size))
	}
	return err
}

func Chmod(name string, mode FileMode) error {
	n, err := find("chmod", name)
	if err == nil {
		n.mode = mode &^ ModeDir
	}
	return err
}

func Chtimes(name string, atime time.Time, mtime time.Time) error {
	n, err := find("chtimes", name)
	if err == nil {
		n.changed = mtime
	}
	return err
}

func Chdir(dir string) error {
	n, err := find("chdir", dir)
	if err != nil {
		return err
	}
	if !n.dir {
		return &PathError{"chdir", dir, syscall.ENOTDIR}
	}
	directory = absolute(dir)
	return nil
}

func Getwd() (dir string, err error) { return directory, nil }
func TempDir() string                { return "/tmp" }
func UserHomeDir() (string, error)   { return "/home/gopher", nil }
func UserCacheDir() (string, error)  { return "/home/gopher/.cache", nil }
func UserConfigDir() (string, error) { return "/home/gopher/.config", nil }
func IsPathSeparator(c uint8) bool   { return c == '/' }

var temporary int

// temporaryName puts a number where the pattern has its last star, or at its end.
func temporaryName(op, dir, pattern string) (string, error) {
	if strings.IndexByte(pattern, '/') >= 0 {
		return "", &PathError{op, pattern, errors.New("pattern contains path separator")}
	}
	if dir == "" {
		dir = TempDir()
	}
	temporary++
	prefix, suffix := pattern, ""
	if i := strings.LastIndexByte(pattern, '*'); i >= 0 {
		prefix, suffix = pattern[:i], pattern[i+1:]
	}
	return dir + "/" + prefix + strconv.Itoa(1000000000+temporary) + suffix, nil
}

func CreateTemp(dir, pattern string) (*File, error) {
	name, err := temporaryName("createtemp", dir, pattern)
	if err != nil {
		return nil, err
	}
	return OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0o600)
}

func MkdirTemp(dir, pattern string) (string, error) {
	name, err := temporaryName("mkdirtemp", dir, pattern)
	if err != nil {
		return "", err
	}
	return name, Mkdir(name, 0o700)
}

type dirFS string

// DirFS is the tree of files below dir.
func DirFS(dir string) fs.FS { return dirFS(dir) }

func (d dirFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &PathError{"open", name, ErrInvalid}
	}
	f, err := Open(string(d) + "/" + name)
	if err != nil {
		err.(*PathError).Path = name
		return nil, err
	}
	return f, nil
}
