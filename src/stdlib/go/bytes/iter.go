package bytes

import (
	"iter"
	"strings"
)

// each yields copies of the parts.
func each(all iter.Seq[string]) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for part := range all {
			if b := []byte(part); !yield(b[:len(b):len(b)]) {
				return
			}
		}
	}
}

// Lines yields the lines of s with their newlines.
func Lines(s []byte) iter.Seq[[]byte]         { return each(strings.Lines(string(s))) }
func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return each(strings.SplitSeq(string(s), string(sep))) }
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] {
	return each(strings.SplitAfterSeq(string(s), string(sep)))
}
func FieldsSeq(s []byte) iter.Seq[[]byte] { return each(strings.FieldsSeq(string(s))) }
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return each(strings.FieldsFuncSeq(string(s), f))
}
