package regexp

import "unicode/utf8"

type op uint8

const (
	opMatch   op = iota
	opChar       // one character
	opClass      // a character of ranges
	opAny        // any character
	opAlt        // out, and if that fails arg
	opCapture    // remember the place as number arg
	opAssert     // the place has the property arg
	opFail
)

type inst struct {
	op     op
	out    int
	arg    int
	char   rune
	ranges []rune
}

type program struct {
	insts  []inst
	start  int
	prefix string // every match begins with it
	whole  bool   // and is it
	anchor bool   // every match begins at the start of the text
	caps   int    // places to remember
}

// compile makes the program of a tree. It is built from its end: emit gives the instruction at which a
// node begins when the one after it is next.
func compile(n *node, groups int) *program {
	p := &program{caps: 2 * groups}
	end := p.add(inst{op: opMatch})
	end = p.add(inst{op: opCapture, arg: 1, out: end})
	p.start = p.emit(n, end)
	p.start = p.add(inst{op: opCapture, arg: 0, out: p.start})
	p.findPrefix()
	return p
}

func (p *program) add(i inst) int {
	p.insts = append(p.insts, i)
	return len(p.insts) - 1
}

func (p *program) emit(n *node, next int) int {
	switch n.kind {
	case class:
		return p.class(n.ranges, next)
	case assert:
		return p.add(inst{op: opAssert, arg: int(n.place), out: next})
	case group:
		next = p.add(inst{op: opCapture, arg: 2*n.index + 1, out: next})
		next = p.emit(n.sub[0], next)
		return p.add(inst{op: opCapture, arg: 2 * n.index, out: next})
	case concat:
		for i := len(n.sub) - 1; i >= 0; i-- {
			next = p.emit(n.sub[i], next)
		}
	case either:
		last := p.emit(n.sub[len(n.sub)-1], next)
		for i := len(n.sub) - 2; i >= 0; i-- {
			last = p.add(inst{op: opAlt, out: p.emit(n.sub[i], next), arg: last})
		}
		return last
	case repeat:
		return p.repeat(n, next)
	}
	return next
}

func (p *program) class(ranges []rune, next int) int {
	switch {
	case len(ranges) == 0:
		return p.add(inst{op: opFail})
	case len(ranges) == 2 && ranges[0] == ranges[1]:
		return p.add(inst{op: opChar, char: ranges[0], out: next})
	case len(ranges) == 2 && ranges[0] == 0 && ranges[1] == 0x10ffff:
		return p.add(inst{op: opAny, out: next})
	}
	return p.add(inst{op: opClass, ranges: ranges, out: next})
}

func (p *program) choice(lazy bool, more, less int) int {
	if lazy {
		more, less = less, more
	}
	return p.add(inst{op: opAlt, out: more, arg: less})
}

func (p *program) repeat(n *node, next int) int {
	x := n.sub[0]
	if n.max < 0 {
		// x* with an x that can be empty is (x+)?, so that its groups see the empty match
		if n.min > 0 || nullable(x) {
			start := p.plus(n, x, next)
			for range n.min - 1 {
				start = p.emit(x, start)
			}
			if n.min == 0 {
				start = p.choice(n.lazy, start, next)
			}
			return start
		}
		loop := p.add(inst{op: opAlt})
		body := p.emit(x, loop)
		p.insts[loop].out, p.insts[loop].arg = body, next
		if n.lazy {
			p.insts[loop].out, p.insts[loop].arg = next, body
		}
		return loop
	}
	// x{2,4} is xx(x(x)?)?
	end := next
	for range n.max - n.min {
		next = p.choice(n.lazy, p.emit(x, next), end)
	}
	for range n.min {
		next = p.emit(x, next)
	}
	return next
}

func (p *program) plus(n, x *node, next int) int {
	loop := p.add(inst{op: opAlt})
	body := p.emit(x, loop)
	p.insts[loop].out, p.insts[loop].arg = body, next
	if n.lazy {
		p.insts[loop].out, p.insts[loop].arg = next, body
	}
	return body
}

// nullable nodes can match nothing.
func nullable(n *node) bool {
	switch n.kind {
	case class:
		return false
	case repeat:
		return n.min == 0 || nullable(n.sub[0])
	case either:
		for _, s := range n.sub {
			if nullable(s) {
				return true
			}
		}
		return false
	}
	for _, s := range n.sub {
		if !nullable(s) {
			return false
		}
	}
	return true
}

func (p *program) findPrefix() {
	i := p.skip(p.start)
	if in := &p.insts[i]; in.op == opAssert && place(in.arg) == beginText {
		p.anchor = true
		return
	}
	var text []byte
	for p.insts[i].op == opChar && p.insts[i].char != utf8.RuneError {
		text = utf8.AppendRune(text, p.insts[i].char)
		i = p.skip(p.insts[i].out)
	}
	p.prefix, p.whole = string(text), p.insts[i].op == opMatch
}

func (p *program) skip(i int) int {
	for p.insts[i].op == opCapture {
		i = p.insts[i].out
	}
	return i
}
