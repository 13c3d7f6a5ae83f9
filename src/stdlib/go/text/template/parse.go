package template

import (
	"fmt"
	"strconv"
	"strings"
)

// node of a template: text, or an action.
type node struct {
	kind string // text, action, if, with, range, template, break, continue
	text string // the text; the name of a template
	pos  int
	pipe *pipe
	body []*node
	alt  []*node
}

// pipe is commands, each of which gets the value of the one before as its last argument.
type pipe struct {
	vars   []string
	assign bool
	cmds   []*command
	pos    int
}

type command struct {
	args []*operand
	pos  int
}

type operand struct {
	kind  string // dot, nil, bool, number, string, func, var, paren, or empty: a field of dot
	text  string // as it stands
	pos   int
	value any
	paren *pipe
	chain []string // fields of it
}

func (o *operand) String() string {
	s := o.text
	if o.kind == "paren" {
		s = "(" + o.paren.String() + ")"
	}
	for _, f := range o.chain {
		s += "." + f
	}
	return s
}

func (c *command) String() string {
	list := make([]string, len(c.args))
	for i, a := range c.args {
		list[i] = a.String()
	}
	return strings.Join(list, " ")
}

func (p *pipe) String() string {
	list := make([]string, len(p.cmds))
	for i, c := range p.cmds {
		list[i] = c.String()
	}
	s := strings.Join(list, " | ")
	if len(p.vars) > 0 {
		sign := " := "
		if p.assign {
			sign = " = "
		}
		s = strings.Join(p.vars, ", ") + sign + s
	}
	return s
}

func parseError(name, text string, pos int, what string) error {
	return fmt.Errorf("template: %s:%d: %s", name, 1+strings.Count(text[:min(pos, len(text))], "\n"), what)
}

type parser struct {
	t      *Template
	name   string
	text   string
	tokens []token
	at     int
	vars   []string
	loops  int
}

func (p *parser) fail(format string, args ...any) {
	panic(parseError(p.name, p.text, p.tokens[max(p.at-1, 0)].pos, fmt.Sprintf(format, args...)))
}

func (p *parser) next() token {
	t := p.peek()
	if t.kind != tokEOF {
		p.at++
	}
	return t
}

func (p *parser) peek() token {
	t := p.tokens[p.at]
	if t.kind == tokBad {
		panic(parseError(p.name, p.text, t.pos, t.text))
	}
	return t
}

func (p *parser) unexpected(t token, where string) {
	switch t.kind {
	case tokEOF:
		p.fail("unexpected EOF")
	case tokEnd:
		p.fail("unexpected %q in %s", t.text, where)
	case tokWord:
		if keywords[t.text] {
			p.fail("unexpected <%s> in %s", t.text, where)
		}
	}
	text := fmt.Sprintf("%q", t.text)
	if len(t.text) > 10 {
		text = fmt.Sprintf("%.10q...", t.text)
	}
	p.fail("unexpected %s in %s", text, where)
}

var keywords = map[string]bool{"block": true, "break": true, "continue": true, "define": true, "else": true, "end": true, "if": true, "range": true, "template": true, "with": true, "nil": true}

func (p *parser) is(t token, word string) bool { return t.kind == tokWord && t.text == word }

// list reads nodes up to the action that ends them, which it gives with its token.
func (p *parser) list(top bool) (nodes []*node, end string) {
	for {
		t := p.next()
		switch t.kind {
		case tokEOF:
			if !top {
				p.fail("unexpected EOF")
			}
			return nodes, ""
		case tokText:
			nodes = append(nodes, &node{kind: "text", text: t.text, pos: t.pos})
			continue
		}
		if t.kind == tokWord && keywords[t.text] && t.text != "nil" {
			switch t.text {
			case "end", "else":
				if top {
					p.fail("unexpected {{%s}}", t.text)
				}
				if t.text == "end" {
					p.end("end")
				}
				return nodes, t.text
			case "define":
				if !top {
					p.fail("unexpected {{define}}")
				}
				p.define()
				continue
			}
			if n := p.control(t); n != nil {
				nodes = append(nodes, n)
			}
			continue
		}
		p.at--
		n := &node{kind: "action", pos: t.pos}
		n.pipe = p.pipeline("command")
		p.end("command")
		nodes = append(nodes, n)
	}
}

func (p *parser) end(where string) {
	if t := p.next(); t.kind != tokEnd {
		p.unexpected(t, where)
	}
}

func (p *parser) control(t token) *node {
	n := &node{kind: t.text, pos: t.pos}
	switch t.text {
	case "break", "continue":
		if p.loops == 0 {
			p.fail("{{%s}} outside {{range}}", t.text)
		}
		p.end("{{" + t.text + "}}")
		return n
	case "template", "block":
		n.pos = p.peek().pos
		n.text = p.quotedName(t.text + " clause")
		if p.peek().kind != tokEnd {
			n.pipe = p.pipeline(t.text + " clause")
		} else if t.text == "block" {
			p.fail("missing value for block clause")
		}
		p.end(t.text + " clause")
		if t.text == "block" {
			n.kind = "template"
			p.body(n.text)
		}
		return n
	}
	p.branch(n)
	return n
}

// branch reads if, with or range after its word.
func (p *parser) branch(n *node) {
	scope := len(p.vars)
	n.pipe = p.pipeline(n.kind)
	p.end(n.kind)
	if n.kind == "range" {
		p.loops++
	}
	var end string
	n.body, end = p.list(false)
	if n.kind == "range" {
		p.loops--
	}
	if end == "else" {
		t := p.next()
		switch {
		case n.kind != "range" && p.is(t, n.kind):
			inner := &node{kind: n.kind, pos: t.pos}
			p.branch(inner)
			n.alt = []*node{inner}
		case t.kind == tokEnd:
			if n.alt, end = p.list(false); end != "end" {
				p.fail("expected end; found {{else}}")
			}
			if n.alt == nil {
				n.alt = []*node{}
			}
		default:
			p.unexpected(t, "else")
		}
	}
	p.vars = p.vars[:scope]
}

func (p *parser) quotedName(where string) string {
	t := p.next()
	if t.kind != tokString {
		p.unexpected(t, where)
	}
	s, err := strconv.Unquote(t.text)
	if err != nil {
		p.fail("%v", err)
	}
	return s
}

func (p *parser) define() {
	name := p.quotedName("define clause")
	p.end("define clause")
	p.body(name)
}

// body reads a template's own list and puts it into the set.
func (p *parser) body(name string) {
	vars, loops := p.vars, p.loops
	p.vars, p.loops = []string{"$"}, 0
	nodes, end := p.list(false)
	if end != "end" {
		p.fail("unexpected {{else}} in define clause")
	}
	p.vars, p.loops = vars, loops
	p.t.put(name, nodes, p.text, p.name)
}

func (p *parser) pipeline(where string) *pipe {
	out := &pipe{pos: p.peek().pos}
	p.declarations(out, where)
	for {
		cmd := &command{pos: p.peek().pos}
		for {
			t := p.peek()
			if t.kind == tokEnd || t.kind == tokOther && (t.text == "|" || t.text == ")") || t.kind == tokEOF {
				break
			}
			if len(cmd.args) > 0 && !t.space {
				p.next()
				p.unexpected(t, "operand")
			}
			if t.kind == tokOther && t.text != "(" {
				p.next()
				p.unexpected(t, where)
			}
			cmd.args = append(cmd.args, p.operand(where))
		}
		if len(cmd.args) == 0 {
			if t := p.peek(); len(out.cmds) == 0 && t.kind != tokOther {
				p.next()
				p.fail("missing value for %s", where)
			}
			p.next()
			p.fail("empty command")
		}
		if len(out.cmds) > 0 {
			if k := cmd.args[0].kind; k == "bool" || k == "number" || k == "string" || k == "nil" || k == "dot" {
				p.fail("non executable command in pipeline stage %d", len(out.cmds)+1)
			}
		}
		out.cmds = append(out.cmds, cmd)
		if t := p.peek(); t.kind != tokOther || t.text != "|" {
			break
		}
		p.next()
	}
	if !out.assign {
		p.vars = append(p.vars, out.vars...)
	}
	return out
}

func (p *parser) declarations(out *pipe, where string) {
	start := p.at
	for p.peek().kind == tokVar {
		v := p.next()
		t := p.peek()
		out.vars = append(out.vars, v.text)
		if t.kind == tokOther && (t.text == ":=" || t.text == "=") {
			p.next()
			out.assign = t.text == "="
			if out.assign {
				for _, v := range out.vars {
					p.known(v)
				}
			}
			return
		}
		if t.kind == tokOther && t.text == "," && where == "range" && len(out.vars) == 1 {
			p.next()
			continue
		}
		break
	}
	p.at, out.vars = start, nil
}

func (p *parser) known(v string) {
	for _, have := range p.vars {
		if have == v {
			return
		}
	}
	p.fail("undefined variable %q", v)
}

func (p *parser) operand(where string) *operand {
	t := p.next()
	o := &operand{text: t.text, pos: t.pos}
	switch t.kind {
	case tokDot:
		o.kind = "dot"
	case tokField:
		o.text, o.chain = "", []string{t.text[1:]}
	case tokVar:
		p.known(t.text)
		o.kind = "var"
	case tokWord:
		p.word(o, t)
	case tokNumber, tokChar:
		o.kind, o.value = "number", p.number(t)
	case tokString:
		s, err := strconv.Unquote(t.text)
		if err != nil {
			p.fail("%v", err)
		}
		o.kind, o.value = "string", s
	default:
		if t.text != "(" || t.kind != tokOther {
			p.unexpected(t, "operand")
		}
		o.kind, o.paren = "paren", p.pipeline("parenthesized pipeline")
		if t := p.next(); t.text != ")" {
			p.unexpected(t, "parenthesized pipeline")
		}
	}
	start := len(o.chain)
	for t := p.peek(); t.kind == tokField && !t.space; t = p.peek() {
		switch o.kind {
		case "bool", "string", "number", "nil", "dot":
			p.next()
			p.fail("unexpected . after term %q", o.text)
		}
		if len(o.chain) == start {
			o.pos = t.pos
		}
		o.chain = append(o.chain, p.next().text[1:])
	}
	return o
}

func (p *parser) word(o *operand, t token) {
	switch t.text {
	case "true", "false":
		o.kind, o.value = "bool", t.text == "true"
	case "nil":
		o.kind = "nil"
	default:
		if keywords[t.text] {
			p.unexpected(t, "operand")
		}
		if !p.t.hasFunc(t.text) {
			p.fail("function %q not defined", t.text)
		}
		o.kind = "func"
	}
}

func (p *parser) number(t token) any {
	if t.kind == tokChar {
		r, _, tail, err := strconv.UnquoteChar(t.text[1:], '\'')
		if err != nil || tail != "'" {
			p.fail("malformed character constant: %s", t.text)
		}
		return int(r)
	}
	if n, err := strconv.ParseInt(t.text, 0, 64); err == nil {
		return int(n)
	}
	f, err := strconv.ParseFloat(t.text, 64)
	if err != nil {
		p.fail("bad number syntax: %q", t.text)
	}
	return f
}
