package path

import (
	"errors"
	"unicode/utf8"
)

// ErrBadPattern is a pattern that is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Match says whether the whole name fits the shell pattern: * and ? (but not a slash), [classes], \escapes.
func Match(pattern, name string) (matched bool, err error) {
	if err := check(pattern); err != nil {
		return false, err
	}
	// where to go on when what follows the last star does not fit
	star, at := -1, 0
	p, n := 0, 0
	for p < len(pattern) || n < len(name) {
		if p < len(pattern) && pattern[p] == '*' {
			star, at = p, n
			p++
			continue
		}
		if p < len(pattern) && n < len(name) {
			if pn, nn, ok := one(pattern[p:], name[n:]); ok {
				p, n = p+pn, n+nn
				continue
			}
		}
		if star < 0 || at >= len(name) || name[at] == '/' {
			return false, nil
		}
		at++
		p, n = star+1, at
	}
	return true, nil
}

// one matches a character; it returns the bytes of pattern and name that it took.
func one(pattern, name string) (pn, nn int, ok bool) {
	c, size := utf8.DecodeRuneInString(name)
	switch pattern[0] {
	case '?':
		return 1, size, c != '/'
	case '[':
		end, hit, _ := class(pattern, c)
		return end, size, hit
	case '\\':
		pattern, pn = pattern[1:], 1
	}
	return pn + 1, 1, pattern[0] == name[0]
}

// class reads a class such as [^a-z]: its length, whether c is in it, whether it is well-formed.
func class(pattern string, c rune) (end int, hit, ok bool) {
	i := 1
	not := i < len(pattern) && pattern[i] == '^'
	if not {
		i++
	}
	for ranges := 0; ; ranges++ {
		if i < len(pattern) && pattern[i] == ']' && ranges > 0 {
			return i + 1, hit != not, true
		}
		lo, n, ok := member(pattern[i:])
		if !ok {
			return 0, false, false
		}
		i += n
		hi := lo
		if i < len(pattern) && pattern[i] == '-' {
			if hi, n, ok = member(pattern[i+1:]); !ok {
				return 0, false, false
			}
			i += n + 1
		}
		hit = hit || lo <= c && c <= hi
	}
}

func member(s string) (c rune, n int, ok bool) {
	if s == "" || s[0] == '-' || s[0] == ']' {
		return 0, 0, false
	}
	escape := 0
	if s[0] == '\\' {
		if s, escape = s[1:], 1; s == "" {
			return 0, 0, false
		}
	}
	c, n = utf8.DecodeRuneInString(s)
	return c, n + escape, (c != utf8.RuneError || n != 1) && len(s) > n
}

func check(pattern string) error {
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '\\':
			if i++; i == len(pattern) {
				return ErrBadPattern
			}
		case '[':
			end, _, ok := class(pattern[i:], 0)
			if !ok {
				return ErrBadPattern
			}
			i += end - 1
		}
	}
	return nil
}
