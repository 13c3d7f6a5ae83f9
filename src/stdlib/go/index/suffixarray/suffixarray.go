// Package suffixarray finds all places of a text in another quickly.
package suffixarray

import (
	"bytes"
	"regexp"
	"sort"
)

// Index is the ends of a text, sorted.
type Index struct {
	data []byte
	ends []int
}

func New(data []byte) *Index {
	x := &Index{data, make([]int, len(data))}
	for i := range x.ends {
		x.ends[i] = i
	}
	// sorted by 1, 2, 4, … bytes: the rank of an end is known by its halves
	rank, next := make([]int, len(data)), make([]int, len(data))
	for i, b := range data {
		rank[i] = int(b)
	}
	for n := 1; ; n *= 2 {
		second := func(i int) int {
			if i+n < len(data) {
				return rank[i+n]
			}
			return -1
		}
		less := func(a, b int) bool {
			if rank[a] != rank[b] {
				return rank[a] < rank[b]
			}
			return second(a) < second(b)
		}
		sort.Slice(x.ends, func(i, j int) bool { return less(x.ends[i], x.ends[j]) })
		most := 0
		for i, at := range x.ends {
			if i > 0 && less(x.ends[i-1], at) {
				most++
			}
			next[at] = most
		}
		copy(rank, next)
		if most >= len(data)-1 || n > len(data) {
			return x
		}
	}
}

func (x *Index) Bytes() []byte { return x.data }

func (x *Index) find(s []byte) []int {
	from := sort.Search(len(x.ends), func(i int) bool { return bytes.Compare(x.data[x.ends[i]:], s) >= 0 })
	n := sort.Search(len(x.ends)-from, func(i int) bool { return !bytes.HasPrefix(x.data[x.ends[from+i]:], s) })
	return x.ends[from : from+n]
}

// Lookup is at most n places of s, in no order; all for a negative n.
func (x *Index) Lookup(s []byte, n int) []int {
	if len(s) == 0 || n == 0 {
		return nil
	}
	all := x.find(s)
	if n < 0 || n > len(all) {
		n = len(all)
	}
	if n == 0 {
		return nil
	}
	return append([]int(nil), all[:n]...)
}

// FindAllIndex is at most n places of the expression, in order.
func (x *Index) FindAllIndex(r *regexp.Regexp, n int) [][]int { return r.FindAllIndex(x.data, n) }
