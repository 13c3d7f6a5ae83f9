package regexp

import (
	"strings"
	"unicode/utf8"
)

// matcher tries a program on a text by going back where it fails. It marks where it has been with which
// instruction, and never goes there twice: the time is bounded by their product.
type matcher struct {
	p       *program
	text    string
	base    int      // where the marks begin
	marks   []uint64 // rows of bits, one row a place
	row     int      // words a row
	todo    []job
	caps    []int
	best    []int
	longest bool
}

// job is a branch to be tried, or a capture to be set back (pc < 0).
type job struct {
	pc, at int
}

// match finds the leftmost match that begins at from or later: its places, nil when there is none.
func (re *Regexp) match(text string, from int) []int {
	p := re.prog
	m := &matcher{p: p, text: text, base: from, row: (len(p.insts) + 63) / 64, longest: re.longest}
	m.caps = make([]int, p.caps)
	for at := from; at <= len(text); {
		if p.prefix != "" {
			i := strings.Index(text[at:], p.prefix)
			if i < 0 {
				return nil
			}
			at += i
		}
		if p.anchor && at > 0 {
			return nil
		}
		if m.try(at) {
			return m.best
		}
		if at == len(text) {
			break
		}
		if text[at] < utf8.RuneSelf {
			at++
		} else {
			_, n := utf8.DecodeRuneInString(text[at:])
			at += n
		}
	}
	return nil
}

func (m *matcher) try(start int) bool {
	for i := range m.caps {
		m.caps[i] = -1
	}
	m.best = nil
	m.todo = append(m.todo[:0], job{m.p.start, start})
	for len(m.todo) > 0 {
		j := m.todo[len(m.todo)-1]
		m.todo = m.todo[:len(m.todo)-1]
		if j.pc < 0 {
			m.caps[-1-j.pc] = j.at
			continue
		}
		if m.run(j.pc, j.at) && !m.longest {
			return true
		}
	}
	return m.best != nil
}

// run follows one branch to its end; true for a match.
func (m *matcher) run(pc, at int) bool {
	for {
		k := (at-m.base)*m.row + pc>>6
		for k >= len(m.marks) {
			m.marks = append(m.marks, make([]uint64, max(64, len(m.marks), m.row))...)
		}
		bit := uint64(1) << (pc & 63)
		if m.marks[k]&bit != 0 {
			return false
		}
		m.marks[k] |= bit
		in := &m.p.insts[pc]
		switch in.op {
		case opMatch:
			if m.best == nil || m.longest && m.caps[1] > m.best[1] {
				m.best = append([]int(nil), m.caps...)
			}
			return true
		case opAlt:
			m.todo = append(m.todo, job{in.arg, at})
		case opCapture:
			m.todo = append(m.todo, job{-1 - in.arg, m.caps[in.arg]})
			m.caps[in.arg] = at
		case opAssert:
			if !holds(place(in.arg), m.text, at) {
				return false
			}
		default:
			n := m.step(in, at)
			if n == 0 {
				return false
			}
			at += n
		}
		pc = in.out
	}
}

// step is the length of the character at a place if the instruction takes it, else 0.
func (m *matcher) step(in *inst, at int) int {
	if at == len(m.text) || in.op == opFail {
		return 0
	}
	r, n := rune(m.text[at]), 1
	if r >= utf8.RuneSelf {
		r, n = utf8.DecodeRuneInString(m.text[at:])
	}
	switch in.op {
	case opChar:
		if r != in.char {
			return 0
		}
	case opClass:
		if !contains(in.ranges, r) {
			return 0
		}
	}
	return n
}

func contains(ranges []rune, r rune) bool {
	if len(ranges) <= 8 {
		for i := 0; i < len(ranges); i += 2 {
			if r <= ranges[i+1] {
				return r >= ranges[i]
			}
		}
		return false
	}
	lo, hi := 0, len(ranges)/2
	for lo < hi {
		mid := (lo + hi) / 2
		switch {
		case r < ranges[2*mid]:
			hi = mid
		case r > ranges[2*mid+1]:
			lo = mid + 1
		default:
			return true
		}
	}
	return false
}

func holds(p place, text string, at int) bool {
	switch p {
	case beginText:
		return at == 0
	case endText:
		return at == len(text)
	case beginLine:
		return at == 0 || text[at-1] == '\n'
	case endLine:
		return at == len(text) || text[at] == '\n'
	}
	before := at > 0 && word(rune(text[at-1]))
	after := at < len(text) && word(rune(text[at]))
	return (before != after) == (p == wordBoundary)
}
