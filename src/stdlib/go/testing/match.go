package testing

import (
	"strings"
)

// wanted says whether -run and -skip let a test of this name run.
func wanted(name string) bool {
	// what is around the skipped is not
	skips := skipped != "" && strings.Count(name, "/") >= strings.Count(skipped, "/") && matches(skipped, name)
	return matches(pattern, name) && !skips
}

// matches compares part by part, between slashes.
func matches(pattern, name string) bool {
	parts := strings.Split(pattern, "/")
	for i, p := range strings.Split(name, "/") {
		if i < len(parts) && !anyOf(parts[i], p) {
			return false
		}
	}
	return true
}

func anyOf(pattern, s string) bool {
	for _, p := range alternatives(pattern) {
		if search(p, strings.ReplaceAll(s, " ", "_")) {
			return true
		}
	}
	return false
}

// alternatives are patterns without bars and groups that match the same together.
func alternatives(pattern string) (out []string) {
	depth, open := 0, -1
	for i, r := range pattern {
		switch {
		case r == '(':
			if depth++; depth == 1 && open < 0 {
				open = i
			}
		case r == ')':
			depth--
		case r == '|' && depth == 0:
			return append(alternatives(pattern[:i]), alternatives(pattern[i+1:])...)
		}
	}
	if open < 0 {
		return []string{pattern}
	}
	end, depth := open+1, 1
	for ; end < len(pattern) && depth > 0; end++ {
		switch pattern[end] {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	inner := strings.TrimPrefix(strings.TrimSuffix(pattern[open+1:end], ")"), "?:")
	for _, alternative := range alternatives(inner) {
		out = append(out, alternatives(pattern[:open]+alternative+pattern[end:])...)
	}
	return out
}

// search finds a pattern of letters, dots, stars and the anchors, which is what -run is given.
func search(p, s string) bool {
	if strings.HasPrefix(p, "^") {
		return here(p[1:], s)
	}
	for i := 0; i <= len(s); i++ {
		if here(p, s[i:]) {
			return true
		}
	}
	return false
}

func here(p, s string) bool {
	switch {
	case p == "":
		return true
	case p == "$":
		return s == ""
	case len(p) > 1 && (p[1] == '*' || p[1] == '+'):
		least := 0
		if p[1] == '+' {
			least = 1
		}
		for i := 0; ; i++ {
			if i >= least && here(p[2:], s[i:]) {
				return true
			}
			if i == len(s) || p[0] != '.' && s[i] != p[0] {
				return false
			}
		}
	}
	return s != "" && (p[0] == '.' || p[0] == s[0]) && here(p[1:], s[1:])
}
