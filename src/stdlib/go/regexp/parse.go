package regexp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Error is what is wrong with an expression, and the part of it that is.
type parseError struct {
	code, expr string
}

func (e *parseError) Error() string { return "error parsing regexp: " + e.code + ": `" + e.expr + "`" }

type kind uint8

const (
	empty  kind = iota
	class       // a character of the ranges
	assert      // a place: line and text ends, word boundaries
	group       // captures sub[0]
	concat
	either // the first of sub that leads to a match
	repeat // sub[0], min to max times (max < 0: any number)
)

// node of an expression.
type node struct {
	kind     kind
	ranges   []rune // pairs, sorted, for class
	place    place
	index    int // of the group
	min, max int
	lazy     bool
	sub      []*node
}

// place is a set of conditions on a place in the text.
type place uint8

const (
	beginLine place = 1 << iota
	endLine
	beginText
	endText
	wordBoundary
	noWordBoundary
)

type mode uint8

const (
	foldCase  mode = 1 << iota // (?i)
	multiLine                  // (?m): ^ and $ at lines
	dotNL                      // (?s): . is any character
	ungreedy                   // (?U)
	posix                      // none of Perl's additions
)

const (
	maxRepeat = 1000
	maxDepth  = 1000
)

type parser struct {
	all   string // the expression
	s     string // what is left of it
	flags mode
	names []string // of groups
	depth int
}

func (p *parser) fail(code, expr string) { panic(&parseError{code, expr}) }

// parse gives the tree and the groups' names, the first of which is the whole.
func parse(expr string, f mode) (n *node, names []string, err error) {
	defer func() {
		if e, ok := recover().(*parseError); ok {
			err = e
		}
	}()
	p := &parser{all: expr, s: expr, flags: f, names: []string{""}}
	for i, r := range expr {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(expr[i:]); size == 1 {
				p.fail("invalid UTF-8", expr)
			}
		}
	}
	n = p.alternatives()
	if p.s != "" {
		p.fail("unexpected )", expr)
	}
	if size(n) > maxRepeat*20 {
		p.fail("expression too large", expr)
	}
	return n, p.names, nil
}

// size is the number of instructions that a node becomes, about.
func size(n *node) int {
	total := 1
	for _, s := range n.sub {
		total += size(s)
	}
	if n.kind == repeat {
		total *= max(n.min, n.max, 1)
	}
	return min(total, 1<<20)
}

func (p *parser) alternatives() *node {
	if p.depth++; p.depth > maxDepth {
		p.fail("expression nests too deeply", p.all)
	}
	defer func() { p.depth-- }()
	list := []*node{p.sequence()}
	for strings.HasPrefix(p.s, "|") {
		p.s = p.s[1:]
		list = append(list, p.sequence())
	}
	if len(list) == 1 {
		return list[0]
	}
	return &node{kind: either, sub: list}
}

func (p *parser) sequence() *node {
	var list []*node
	last := "" // the repetition operator that just ended
	for p.s != "" && p.s[0] != '|' && p.s[0] != ')' {
		before := p.s
		c := p.s[0]
		if low, high, rest, ok := p.operator(); ok {
			text := before[:len(before)-len(rest)]
			if low > maxRepeat || high > maxRepeat || high >= 0 && low > high {
				p.fail("invalid repeat count", text)
			}
			lazy := p.flags&ungreedy != 0
			if strings.HasPrefix(rest, "?") && p.flags&posix == 0 {
				lazy, rest = !lazy, rest[1:]
			}
			p.s, text = rest, before[:len(before)-len(rest)]
			if last != "" && p.flags&posix == 0 {
				p.fail("invalid nested repetition operator", last+text)
			}
			if len(list) == 0 {
				p.fail("missing argument to repetition operator", text)
			}
			n := &node{kind: repeat, min: low, max: high, lazy: lazy}
			n.sub = []*node{list[len(list)-1]}
			if c == '{' && nested(n) > maxRepeat {
				p.fail("invalid repeat count", text)
			}
			list[len(list)-1] = n
			last = text
			continue
		}
		last = ""
		list = append(list, p.item()...)
	}
	switch len(list) {
	case 0:
		return &node{kind: empty}
	case 1:
		return list[0]
	}
	return &node{kind: concat, sub: list}
}

// nested is how often a counted repetition can happen within another.
func nested(n *node) int {
	most := 1
	for _, s := range n.sub {
		most = max(most, nested(s))
	}
	if n.kind == repeat {
		most *= max(n.min, n.max, 1)
	}
	return min(most, 1<<20)
}

// operator reads *, +, ?, {n}, {n,} or {n,m}; a brace that is none of these is a character.
func (p *parser) operator() (low, high int, rest string, ok bool) {
	switch p.s[0] {
	case '*':
		return 0, -1, p.s[1:], true
	case '+':
		return 1, -1, p.s[1:], true
	case '?':
		return 0, 1, p.s[1:], true
	case '{':
		low, s, ok := number(p.s[1:])
		if !ok || s == "" {
			return 0, 0, "", false
		}
		high := low
		if s[0] == ',' {
			if s = s[1:]; s == "" {
				return 0, 0, "", false
			}
			if high = -1; s[0] != '}' {
				if high, s, ok = number(s); !ok || s == "" {
					return 0, 0, "", false
				}
			}
		}
		if s[0] == '}' {
			return low, high, s[1:], true
		}
	}
	return 0, 0, "", false
}

func number(s string) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		n = min(n*10+int(s[i]-'0'), 100000)
		i++
	}
	return n, s[i:], i > 0 && (i == 1 || s[0] != '0')
}

func (p *parser) item() []*node {
	r, n := utf8.DecodeRuneInString(p.s)
	switch r {
	case '(':
		return p.group()
	case '[':
		return []*node{p.bracket()}
	case '.':
		p.s = p.s[1:]
		if p.flags&dotNL != 0 {
			return []*node{{kind: class, ranges: []rune{0, unicode.MaxRune}}}
		}
		return []*node{{kind: class, ranges: []rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune}}}
	case '^':
		p.s = p.s[1:]
		return p.at(beginText, beginLine)
	case '$':
		p.s = p.s[1:]
		return p.at(endText, endLine)
	case '\\':
		return p.escaped()
	}
	p.s = p.s[n:]
	return []*node{p.literal(r)}
}

func (p *parser) at(text, line place) []*node {
	if p.flags&multiLine != 0 {
		text = line
	}
	return []*node{{kind: assert, place: text}}
}

func (p *parser) literal(r rune) *node {
	set := []rune{r, r}
	if p.flags&foldCase != 0 {
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			set = append(set, f, f)
		}
		set = clean(set)
	}
	return &node{kind: class, ranges: set}
}

func (p *parser) escaped() []*node {
	if p.flags&posix == 0 && len(p.s) > 1 {
		switch c := p.s[1]; c {
		case 'A', 'z', 'b', 'B':
			p.s = p.s[2:]
			return []*node{{kind: assert, place: map[byte]place{'A': beginText, 'z': endText, 'b': wordBoundary, 'B': noWordBoundary}[c]}}
		case 'C':
			p.fail("invalid escape sequence", `\C`)
		case 'Q':
			text, rest, _ := strings.Cut(p.s[2:], `\E`)
			p.s = rest
			var list []*node
			for _, r := range text {
				list = append(list, p.literal(r))
			}
			return list
		}
	}
	if set := p.perlClass(); set != nil {
		return []*node{{kind: class, ranges: set}}
	}
	return []*node{p.literal(p.escape())}
}

func (p *parser) group() []*node {
	before := p.s
	if p.flags&posix == 0 && strings.HasPrefix(p.s, "(?") {
		if strings.HasPrefix(p.s, "(?P<") || strings.HasPrefix(p.s, "(?<") {
			return p.named()
		}
		return p.flagged()
	}
	p.s = p.s[1:]
	p.names = append(p.names, "")
	return p.capture(before)
}

// capture reads the inside of a group, which has its name already, up to and with its parenthesis.
func (p *parser) capture(before string) []*node {
	n := &node{kind: group, index: len(p.names) - 1}
	flags := p.flags
	n.sub = []*node{p.alternatives()}
	p.flags = flags
	p.closing()
	return []*node{n}
}

func (p *parser) closing() {
	if !strings.HasPrefix(p.s, ")") {
		p.fail("missing closing )", p.all)
	}
	p.s = p.s[1:]
}

func (p *parser) named() []*node {
	before := p.s
	start := strings.IndexByte(p.s, '<') + 1
	end := strings.IndexByte(p.s, '>')
	if end < 0 {
		p.fail("invalid named capture", p.s)
	}
	name := p.s[start:end]
	if name == "" {
		p.fail("invalid named capture", p.s[:end+1])
	}
	for _, r := range name {
		if r != '_' && !('0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z') {
			p.fail("invalid named capture", p.s[:end+1])
		}
	}
	p.names = append(p.names, name)
	p.s = p.s[end+1:]
	return p.capture(before)
}

// flagged reads (?i) and (?i:...).
func (p *parser) flagged() []*node {
	before, flags, off, seen := p.s, p.flags, false, false
	s := p.s[2:]
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		s = s[n:]
		var f mode
		switch r {
		case 'i':
			f = mode(foldCase)
		case 'm':
			f = mode(multiLine)
		case 's':
			f = mode(dotNL)
		case 'U':
			f = mode(ungreedy)
		case '-':
			if off {
				p.fail("invalid or unsupported Perl syntax", before[:len(before)-len(s)])
			}
			off, seen = true, false
			continue
		case ':', ')':
			if off && !seen {
				p.fail("invalid or unsupported Perl syntax", before[:len(before)-len(s)])
			}
			p.s = s
			outer := p.flags
			p.flags = flags
			if r == ')' {
				return nil
			}
			n := p.alternatives()
			p.flags = outer
			p.closing()
			return []*node{n}
		default:
			p.fail("invalid or unsupported Perl syntax", before[:len(before)-len(s)])
		}
		seen = true
		if off {
			flags &^= f
		} else {
			flags |= f
		}
	}
	p.fail("invalid or unsupported Perl syntax", before)
	return nil
}
