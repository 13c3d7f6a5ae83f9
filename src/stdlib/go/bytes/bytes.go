// Package bytes works with byte slices as package strings does with strings.
package bytes

import (
	"strings"
	"unicode"
)

func Index(s, sep []byte) int
func LastIndex(s, sep []byte) int
func IndexByte(b []byte, c byte) int
func LastIndexByte(s []byte, c byte) int
func Count(s, sep []byte) int
func Compare(a, b []byte) int
func Equal(a, b []byte) bool
func EqualFold(s, t []byte) bool
func ToUpper(s []byte) []byte
func ToLower(s []byte) []byte

// text is b as a string without a copy, for as long as b does not change.
func text(b []byte) string

func Contains(b, sub []byte) bool { return Index(b, sub) >= 0 }

func ContainsAny(b []byte, chars string) bool { return IndexAny(b, chars) >= 0 }

func ContainsRune(b []byte, r rune) bool { return IndexRune(b, r) >= 0 }

func IndexAny(s []byte, chars string) int { return strings.IndexAny(text(s), chars) }

func IndexRune(s []byte, r rune) int { return strings.IndexRune(text(s), r) }

func LastIndexAny(s []byte, chars string) int { return strings.LastIndexAny(text(s), chars) }

func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(text(s), f) }

func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

func IndexFunc(s []byte, f func(r rune) bool) int { return strings.IndexFunc(text(s), f) }

func HasPrefix(s, prefix []byte) bool {
	return len(s) >= len(prefix) && Equal(s[:len(prefix)], prefix)
}

func HasSuffix(s, suffix []byte) bool {
	return len(s) >= len(suffix) && Equal(s[len(s)-len(suffix):], suffix)
}

func TrimPrefix(s, prefix []byte) []byte {
	if HasPrefix(s, prefix) {
		return s[len(prefix):]
	}
	return s
}

func TrimSuffix(s, suffix []byte) []byte {
	if HasSuffix(s, suffix) {
		return s[:len(s)-len(suffix)]
	}
	return s
}

// part is the part of s that a trimmed string covers.
func part(s []byte, left, both string) []byte {
	from := len(s) - len(left)
	if both == "" {
		return nil
	}
	return s[from : from+len(both) : from+len(both)]
}

// rest is the end of s that a trimmed string covers: nil where nothing is left.
func rest(s []byte, left string) []byte {
	if left == "" {
		return nil
	}
	return s[len(s)-len(left):]
}

func TrimSpace(s []byte) []byte {
	t := strings.TrimSpace(text(s))
	if t == "" {
		return nil
	}
	from := strings.IndexFunc(text(s), func(r rune) bool { return strings.TrimSpace(string(r)) != "" })
	return s[from : from+len(t)]
}

func Trim(s []byte, cutset string) []byte {
	left := strings.TrimLeft(text(s), cutset)
	return part(s, left, strings.TrimRight(left, cutset))
}

func TrimLeft(s []byte, cutset string) []byte {
	return rest(s, strings.TrimLeft(text(s), cutset))
}

func TrimRight(s []byte, cutset string) []byte {
	return s[:len(strings.TrimRight(text(s), cutset))]
}

func TrimFunc(s []byte, f func(r rune) bool) []byte {
	left := strings.TrimLeftFunc(text(s), f)
	return part(s, left, strings.TrimRightFunc(left, f))
}

func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	return rest(s, strings.TrimLeftFunc(text(s), f))
}

func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	n := len(strings.TrimRightFunc(text(s), f))
	return s[:n:n]
}

func parts(all []string) [][]byte {
	if all == nil {
		return nil
	}
	r := make([][]byte, len(all))
	for i, p := range all {
		r[i] = []byte(p)
	}
	return r
}

func Split(s, sep []byte) [][]byte { return parts(strings.Split(text(s), text(sep))) }

func SplitN(s, sep []byte, n int) [][]byte { return parts(strings.SplitN(text(s), text(sep), n)) }

func SplitAfter(s, sep []byte) [][]byte { return parts(strings.SplitAfter(text(s), text(sep))) }

func SplitAfterN(s, sep []byte, n int) [][]byte {
	return parts(strings.SplitAfterN(text(s), text(sep), n))
}

func Fields(s []byte) [][]byte { return parts(strings.Fields(text(s))) }

func FieldsFunc(s []byte, f func(rune) bool) [][]byte { return parts(strings.FieldsFunc(text(s), f)) }

func Join(s [][]byte, sep []byte) []byte {
	var b []byte
	for i, v := range s {
		if i > 0 {
			b = append(b, sep...)
		}
		b = append(b, v...)
	}
	if b == nil {
		return []byte{}
	}
	return b
}

func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	return []byte(strings.Repeat(text(b), count))
}

func Replace(s, old, new []byte, n int) []byte {
	return []byte(strings.Replace(text(s), text(old), text(new), n))
}

func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

func Map(mapping func(r rune) rune, s []byte) []byte { return []byte(strings.Map(mapping, text(s))) }

func Title(s []byte) []byte { return []byte(strings.Title(text(s))) }

func ToTitle(s []byte) []byte { return []byte(strings.ToTitle(text(s))) }

func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }

func ToValidUTF8(s, replacement []byte) []byte {
	return []byte(strings.ToValidUTF8(text(s), text(replacement)))
}

func Runes(s []byte) []rune { return []rune(text(s)) }

func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

func CutLast(s, sep []byte) (before, after []byte, found bool) {
	if i := LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}
