// Errors in fields and maps that somebody looks at, if only by printing the whole: none of them is lost.
package main

import (
	"errors"
	"fmt"
	"sort"
)

type told struct{ err error }

type printed struct {
	id    int
	Cause error
}

type nested struct{ all []*inner }

type inner struct{ why error }

type compared struct{ fault error }

type logged struct{ problem error }

type step struct{ failure error }

func (s *step) ok() bool { return s.failure == nil }

func try(n int) error { return fmt.Errorf("try %d: %w", n, errors.ErrUnsupported) }

func pass(m map[int]error) map[int]error { return m }

func sorted(m map[int]error) []int {
	var keys []int
	for k := range m {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	return keys
}

func main() {
	a := told{err: try(1)}
	if a.err != nil {
		fmt.Println(a.err)
	}
	b := printed{id: 2, Cause: try(2)}
	fmt.Println(b)
	n := nested{all: []*inner{{why: try(3)}}}
	fmt.Println(len(n.all), fmt.Sprintf("%v", n) != "")
	if (compared{fault: try(4)}) != (compared{}) {
		fmt.Println("compared")
	}
	err := try(5)
	if err != nil {
		fmt.Println("seen")
	}
	l := logged{problem: err}
	_ = l
	s := &step{}
	s.failure = try(6)
	fmt.Println(s.ok())
	m := map[int]error{}
	m[7] = try(7)
	fmt.Println(sorted(m))
	kept := make(map[int]error)
	kept[8] = try(8)
	other := pass(kept)
	fmt.Println(len(other))
	count := map[int]error{}
	count[9] = try(9)
	if len(count) > 0 {
		fmt.Println("counted")
	}
}

// Output:
// try 1: unsupported operation
// {2 try 2: unsupported operation}
// 1 true
// compared
// seen
// false
// [7]
// 1
// counted

// WhyNot: nobody looked at it
// WhyNot: errors were lost
