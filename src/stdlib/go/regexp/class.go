package regexp

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	digits = []rune{'0', '9'}
	spaces = []rune{'\t', '\n', '\f', '\r', ' ', ' '}
	words  = []rune{'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}
)

var posixClasses = map[string][]rune{
	"alnum":  {'0', '9', 'A', 'Z', 'a', 'z'},
	"alpha":  {'A', 'Z', 'a', 'z'},
	"ascii":  {0, 0x7f},
	"blank":  {'\t', '\t', ' ', ' '},
	"cntrl":  {0, 0x1f, 0x7f, 0x7f},
	"digit":  digits,
	"graph":  {'!', '~'},
	"lower":  {'a', 'z'},
	"print":  {' ', '~'},
	"punct":  {'!', '/', ':', '@', '[', '`', '{', '~'},
	"space":  {'\t', '\r', ' ', ' '},
	"upper":  {'A', 'Z'},
	"word":   words,
	"xdigit": {'0', '9', 'A', 'F', 'a', 'f'},
}

// clean sorts ranges and joins those that touch.
func clean(set []rune) []rune {
	var pairs [][2]rune
	for i := 0; i < len(set); i += 2 {
		pairs = append(pairs, [2]rune{set[i], set[i+1]})
	}
	slices.SortFunc(pairs, func(a, b [2]rune) int { return int(a[0] - b[0]) })
	out := []rune{}
	for _, p := range pairs {
		if n := len(out); n > 0 && p[0] <= out[n-1]+1 {
			out[n-1] = max(out[n-1], p[1])
			continue
		}
		out = append(out, p[0], p[1])
	}
	return out
}

// not is all other characters; set is clean.
func not(set []rune) []rune {
	out := []rune{}
	next := rune(0)
	for i := 0; i < len(set); i += 2 {
		if set[i] > next {
			out = append(out, next, set[i]-1)
		}
		next = set[i+1] + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, next, unicode.MaxRune)
	}
	return out
}

// folded adds the other cases of the letters in set.
func folded(set []rune) []rune {
	out := slices.Clone(set)
	for i := 0; i < len(set); i += 2 {
		if set[i] == 0 && set[i+1] == unicode.MaxRune {
			continue
		}
		// beyond that no letter has two cases
		for r := set[i]; r <= set[i+1] && r <= 0x1e943; r++ {
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				out = append(out, f, f)
			}
		}
	}
	return clean(out)
}

// perlClass reads \d and the like, and \p{Greek}; nil when there is none.
func (p *parser) perlClass() []rune {
	if p.flags&posix != 0 || len(p.s) < 2 {
		return nil
	}
	var set []rune
	switch p.s[1] | 0x20 {
	case 'd':
		set = digits
	case 's':
		set = spaces
	case 'w':
		set = words
	case 'p':
		return p.unicodeClass()
	default:
		return nil
	}
	if p.flags&foldCase != 0 && p.s[1]|0x20 == 'w' {
		set = folded(set)
	}
	if p.s[1] < 'a' {
		set = not(set)
	}
	p.s = p.s[2:]
	return set
}

func (p *parser) unicodeClass() []rune {
	before := p.s
	negative := p.s[1] == 'P'
	_, n := utf8.DecodeRuneInString(p.s[2:])
	name := p.s[2 : 2+n]
	rest := p.s[2+n:]
	if name == "{" {
		end := strings.IndexByte(p.s, '}')
		if end < 0 {
			p.fail("invalid character class range", before)
		}
		name, rest = p.s[3:end], p.s[end+1:]
	}
	if strings.HasPrefix(name, "^") {
		negative, name = !negative, name[1:]
	}
	set := []rune{0, unicode.MaxRune}
	if name != "Any" {
		if set = spans(name); set == nil {
			table := unicode.Scripts[name]
			if table == nil {
				p.fail("invalid character class range", before[:len(before)-len(rest)])
			}
			set = members(table)
		}
	}
	p.s = rest
	if p.flags&foldCase != 0 {
		set = folded(set)
	}
	if negative {
		set = not(set)
	}
	return set
}

// spans are the characters of a general category; nil when there is none of that name.
func spans(category string) []rune

// members are the characters of a table as ranges.
func members(t *unicode.RangeTable) []rune {
	set := []rune{}
	add := func(lo, hi, stride rune) {
		if stride <= 1 {
			set = append(set, lo, hi)
			return
		}
		for r := lo; r <= hi; r += stride {
			set = append(set, r, r)
		}
	}
	for _, r := range t.R16 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	for _, r := range t.R32 {
		add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
	}
	return clean(set)
}

// bracket reads [a-z].
func (p *parser) bracket() *node {
	before := p.s
	p.s = p.s[1:]
	negative := strings.HasPrefix(p.s, "^")
	if negative {
		p.s = p.s[1:]
	}
	set := []rune{}
	if negative && p.flags&posix != 0 {
		set = append(set, '\n', '\n')
	}
	for first := true; p.s == "" || p.s[0] != ']' || first; first = false {
		if p.s == "" {
			p.fail("missing closing ]", before)
		}
		// in POSIX a - stands for itself only at the ends
		if p.s[0] == '-' && p.flags&posix != 0 && !first && (len(p.s) == 1 || p.s[1] != ']') {
			_, n := utf8.DecodeRuneInString(p.s[1:])
			p.fail("invalid character class range", p.s[:1+n])
		}
		if more, ok := p.posixClass(); ok {
			set = append(set, more...)
			continue
		}
		if p.s[0] == '\\' {
			if more := p.perlClass(); more != nil {
				set = append(set, more...)
				continue
			}
		}
		set = append(set, p.span(before)...)
	}
	p.s = p.s[1:]
	set = clean(set)
	if p.flags&foldCase != 0 {
		set = folded(set)
	}
	if negative {
		set = not(set)
	}
	return &node{kind: class, ranges: set}
}

func (p *parser) posixClass() ([]rune, bool) {
	if !strings.HasPrefix(p.s, "[:") {
		return nil, false
	}
	end := strings.Index(p.s[2:], ":]")
	if end < 0 {
		return nil, false
	}
	name := p.s[2 : 2+end]
	negative := strings.HasPrefix(name, "^")
	set, ok := posixClasses[strings.TrimPrefix(name, "^")]
	if !ok {
		p.fail("invalid character class range", p.s[:end+4])
	}
	if p.s = p.s[end+4:]; negative {
		set = not(set)
	}
	return set, true
}

// span is a character or a range.
func (p *parser) span(class string) []rune {
	before := p.s
	lo := p.member(class)
	hi := lo
	if len(p.s) >= 2 && p.s[0] == '-' && p.s[1] != ']' {
		p.s = p.s[1:]
		if hi = p.member(class); hi < lo {
			p.fail("invalid character class range", before[:len(before)-len(p.s)])
		}
	}
	return []rune{lo, hi}
}

func (p *parser) member(class string) rune {
	if p.s == "" {
		p.fail("missing closing ]", class)
	}
	if p.s[0] == '\\' {
		return p.escape()
	}
	r, n := utf8.DecodeRuneInString(p.s)
	p.s = p.s[n:]
	return r
}

// escape reads a character after a backslash.
func (p *parser) escape() rune {
	before := p.s
	if len(p.s) == 1 {
		p.fail("trailing backslash at end of expression", "")
	}
	c, n := utf8.DecodeRuneInString(p.s[1:])
	p.s = p.s[1+n:]
	switch {
	case '1' <= c && c <= '7':
		if p.s == "" || p.s[0] < '0' || p.s[0] > '7' {
			break
		}
		return p.octal(c - '0')
	case c == '0':
		return p.octal(0)
	case c == 'x':
		if r, ok := p.hex(); ok {
			return r
		}
	case c < utf8.RuneSelf && (!word(c) || c == '_'):
		return c
	default:
		if i := strings.IndexRune("aftnrv", c); i >= 0 {
			return rune("\a\f\t\n\r\v"[i])
		}
	}
	p.fail("invalid escape sequence", before[:len(before)-len(p.s)])
	return 0
}

func (p *parser) octal(r rune) rune {
	for i := 0; i < 2 && p.s != "" && '0' <= p.s[0] && p.s[0] <= '7'; i++ {
		r, p.s = r*8+rune(p.s[0]-'0'), p.s[1:]
	}
	return r
}

func (p *parser) hex() (r rune, ok bool) {
	digits, rest := "", ""
	if strings.HasPrefix(p.s, "{") {
		end := strings.IndexByte(p.s, '}')
		if end < 0 {
			p.s = ""
			return 0, false
		}
		digits, rest = p.s[1:end], p.s[end+1:]
	} else if len(p.s) >= 2 {
		digits, rest = p.s[:2], p.s[2:]
	}
	for _, c := range digits {
		i := strings.IndexRune("0123456789abcdef", unicode.ToLower(c))
		if r = r*16 + rune(i); i < 0 || r > unicode.MaxRune {
			return 0, false
		}
	}
	if digits != "" {
		p.s = rest
	}
	return r, digits != ""
}

func word(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '_'
}
