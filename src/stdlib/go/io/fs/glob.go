package fs

import "path"

// GlobFS has its own Glob.
type GlobFS interface {
	FS
	Glob(pattern string) ([]string, error)
}

// Glob is the names that match a pattern of package path, sorted.
func Glob(fsys FS, pattern string) (matches []string, err error) {
	if g, ok := fsys.(GlobFS); ok {
		return g.Glob(pattern)
	}
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, err
	}
	return glob(fsys, pattern), nil
}

func special(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case '*', '?', '[', '\\':
			return true
		}
	}
	return false
}

func glob(fsys FS, pattern string) (matches []string) {
	if !special(pattern) {
		if _, err := Stat(fsys, pattern); err == nil {
			matches = append(matches, pattern)
		}
		return matches
	}
	dir, last := path.Split(pattern)
	dirs := []string{"."}
	if dir != "" {
		dirs = glob(fsys, dir[:len(dir)-1])
	}
	for _, d := range dirs {
		entries, _ := ReadDir(fsys, d)
		for _, e := range entries {
			if ok, _ := path.Match(last, e.Name()); ok {
				matches = append(matches, path.Join(d, e.Name()))
			}
		}
	}
	return matches
}
