package filepath

import (
	"io/fs"
	"os"
	"sort"
	"strings"
)

// WalkFunc is called by Walk for every file and directory.
type WalkFunc func(path string, info fs.FileInfo, err error) error

// Walk visits root and what is below it in lexical order.
func Walk(root string, fn WalkFunc) error {
	return WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if d == nil {
			return fn(path, nil, err)
		}
		info, _ := d.Info()
		return fn(path, info, err)
	})
}

// WalkDir visits root and what is below it in lexical order.
func WalkDir(root string, fn fs.WalkDirFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walkDir(root, fs.FileInfoToDirEntry(info), fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walkDir(path string, d fs.DirEntry, fn fs.WalkDirFunc) error {
	if err := fn(path, d, nil); err != nil || !d.IsDir() {
		if err == SkipDir && d.IsDir() {
			return nil
		}
		return err
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		if err = fn(path, d, err); err != nil {
			if err == SkipDir {
				return nil
			}
			return err
		}
	}
	for _, e := range entries {
		if err := walkDir(Join(path, e.Name()), e, fn); err != nil {
			if err == SkipDir {
				break
			}
			return err
		}
	}
	return nil
}

// Glob lists the files that fit the pattern, in lexical order within a directory.
func Glob(pattern string) (matches []string, err error) {
	if _, err := Match(pattern, ""); err != nil {
		return nil, err
	}
	if !strings.ContainsAny(pattern, `*?[\`) {
		if _, err := os.Lstat(pattern); err != nil {
			return nil, nil
		}
		return []string{pattern}, nil
	}
	dir, file := Split(pattern)
	switch {
	case dir == "":
		dir = "."
	case dir != "/":
		dir = dir[:len(dir)-1]
	}
	dirs := []string{dir}
	if strings.ContainsAny(dir, `*?[\`) {
		if dirs, err = Glob(dir); err != nil {
			return nil, err
		}
	}
	for _, d := range dirs {
		for _, name := range names(d) {
			if ok, _ := Match(file, name); ok {
				matches = append(matches, Join(d, name))
			}
		}
	}
	return matches, nil
}

func names(dir string) (list []string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	sort.Strings(list)
	return list
}
