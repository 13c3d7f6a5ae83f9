// Package filepath works on paths of the file system, which are those of Unix.
package filepath

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
)

const (
	Separator     = '/'
	ListSeparator = ':'
)

var (
	ErrBadPattern       = path.ErrBadPattern
	SkipDir       error = fs.SkipDir
	SkipAll       error = fs.SkipAll
)

func Clean(path_ string) string                            { return path.Clean(path_) }
func Split(path_ string) (dir, file string)                { return path.Split(path_) }
func Join(elem ...string) string                           { return path.Join(elem...) }
func Ext(path_ string) string                              { return path.Ext(path_) }
func Base(path_ string) string                             { return path.Base(path_) }
func Dir(path_ string) string                              { return path.Dir(path_) }
func IsAbs(path_ string) bool                              { return path.IsAbs(path_) }
func Match(pattern, name string) (matched bool, err error) { return path.Match(pattern, name) }
func ToSlash(path_ string) string                          { return path_ }
func FromSlash(path_ string) string                        { return path_ }
func VolumeName(path_ string) string                       { return "" }
func HasPrefix(p, prefix string) bool                      { return strings.HasPrefix(p, prefix) }

// IsLocal says whether the path stays below where it starts.
func IsLocal(path_ string) bool {
	if path_ == "" || IsAbs(path_) {
		return false
	}
	clean := Clean(path_)
	return clean != ".." && !strings.HasPrefix(clean, "../")
}

// Localize is the path of a name of an fs.FS.
func Localize(path_ string) (string, error) {
	if !fs.ValidPath(path_) {
		return "", errors.New("invalid path")
	}
	return path_, nil
}

// SplitList cuts a list such as $PATH.
func SplitList(path_ string) []string {
	if path_ == "" {
		return []string{}
	}
	return strings.Split(path_, string(ListSeparator))
}

// Abs is the path from the root.
func Abs(path_ string) (string, error) {
	if IsAbs(path_) {
		return Clean(path_), nil
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(wd, path_), nil
}

// EvalSymlinks is the clean path: there are no links here.
func EvalSymlinks(path_ string) (string, error) {
	if _, err := os.Lstat(path_); err != nil {
		return "", err
	}
	return Clean(path_), nil
}

// Rel is the way from basepath to targpath.
func Rel(basepath, targpath string) (string, error) {
	base, target := Clean(basepath), Clean(targpath)
	if base == target {
		return ".", nil
	}
	if base == "." {
		base = ""
	}
	if IsAbs(base) != IsAbs(target) {
		return "", errors.New("Rel: can't make " + targpath + " relative to " + basepath)
	}
	from, to := parts(base), parts(target)
	same := 0
	for same < len(from) && same < len(to) && from[same] == to[same] {
		same++
	}
	way := []string{}
	for _, p := range from[same:] {
		if p == ".." {
			return "", errors.New("Rel: can't make " + targpath + " relative to " + basepath)
		}
		way = append(way, "..")
	}
	return strings.Join(append(way, to[same:]...), "/"), nil
}

func parts(clean string) []string {
	clean = strings.Trim(clean, "/")
	if clean == "" {
		return nil
	}
	return strings.Split(clean, "/")
}
