package template

import "strings"

// place is where in a page the text has come to.
type place struct {
	state int
	elem  string // the element whose tag or body it is
	attr  int    // what the attribute's value is
	name  string // of the attribute so far
	quote byte   // of the value; 0 for none
	js    byte   // quote of a string of JavaScript
	slash bool   // a backslash was before
	url   int    // how far in a URL
}

const (
	inText = iota
	inTag
	inName
	afterName
	beforeValue
	inValue
	inBody // of script, style, title and textarea
	inComment
)

const (
	plain = iota
	css
	script
	url
	srcset
)

const (
	urlStart = iota
	urlPath
	urlQuery
)

var urls = strings.Fields("action archive background cite classid codebase data formaction href icon longdesc manifest poster profile src usemap xmlns")

func kindOf(name string) int {
	name = strings.ToLower(name)
	if rest, ok := strings.CutPrefix(name, "data-"); ok {
		name = rest
	} else if space, rest, ok := strings.Cut(name, ":"); ok {
		if space == "xmlns" {
			return url
		}
		name = rest
	}
	switch {
	case name == "style":
		return css
	case strings.HasPrefix(name, "on"):
		return script
	case name == "srcset" || name == "imagesrcset":
		return srcset
	case name == "srcdoc":
		return plain
	}
	for _, u := range urls {
		if u == name {
			return url
		}
	}
	if strings.Contains(name, "src") || strings.Contains(name, "uri") || strings.Contains(name, "url") {
		return url
	}
	return plain
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// over goes over a piece of text; comments of the page are left out of what it returns.
func (p *place) over(s string) string {
	var kept strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if p.state == inComment {
			if strings.HasPrefix(s[i:], "-->") {
				i += 2
				p.state = inText
			}
			continue
		}
		if p.state == inText && strings.HasPrefix(s[i:], "<!--") {
			i += 3
			p.state = inComment
			continue
		}
		kept.WriteByte(c)
		p.step(c, s[i:])
	}
	return kept.String()
}

func (p *place) step(c byte, rest string) {
	switch p.state {
	case inText:
		if c == '<' && len(rest) > 1 && (rest[1] == '/' || rest[1]|0x20 >= 'a' && rest[1]|0x20 <= 'z') {
			end := 1
			for end < len(rest) && !blank(rest[end]) && rest[end] != '>' {
				end++
			}
			*p = place{state: inTag, elem: strings.ToLower(rest[1:end])}
		}
	case inTag, inName, afterName:
		p.tag(c)
	case beforeValue:
		switch {
		case blank(c):
		case c == '"' || c == '\'':
			p.value(c)
		case c == '>':
			p.close()
		default:
			p.value(0)
			p.inside(c)
		}
	case inValue:
		switch {
		case p.quote != 0 && c == p.quote, p.quote == 0 && blank(c):
			p.state, p.name = inTag, ""
		case p.quote == 0 && c == '>':
			p.close()
		default:
			p.inside(c)
		}
	case inBody:
		if c == '<' && len(rest) > len(p.elem)+1 && rest[1] == '/' && strings.EqualFold(rest[2:2+len(p.elem)], p.elem) {
			*p = place{state: inTag, elem: "/" + p.elem}
			return
		}
		if p.elem == "script" {
			p.code(c)
		}
	}
}

// tag goes on between the names and values of a tag. The tag's own name counts as a name.
func (p *place) tag(c byte) {
	switch {
	case c == '>':
		p.close()
	case blank(c) || c == '/':
		if p.state == inName {
			p.state = afterName
		}
	case c == '=' && p.state != inTag:
		p.state = beforeValue
	case p.state == inName:
		p.name += string(c)
	default:
		p.state, p.name = inName, string(c)
	}
}

func (p *place) value(quote byte) {
	p.state, p.quote, p.js, p.url = inValue, quote, 0, urlStart
	p.attr = kindOf(p.name)
}

func (p *place) inside(c byte) {
	switch p.attr {
	case url:
		if c == '?' || c == '#' {
			p.url = urlQuery
		} else if p.url == urlStart {
			p.url = urlPath
		}
	case script:
		p.code(c)
	}
}

func (p *place) code(c byte) {
	switch {
	case p.slash:
		p.slash = false
	case p.js != 0 && c == '\\':
		p.slash = true
	case p.js == 0 && (c == '"' || c == '\'' || c == '`'):
		p.js = c
	case p.js == c:
		p.js = 0
	}
}

func (p *place) close() {
	elem := p.elem
	*p = place{}
	switch elem {
	case "script", "style", "title", "textarea":
		*p = place{state: inBody, elem: elem}
	}
}

// wrote is the place after an action's output.
func (p *place) wrote() {
	switch p.state {
	case beforeValue:
		p.value(0)
		p.wrote()
	case inValue:
		if p.attr == url && p.url == urlStart {
			p.url = urlPath
		}
	case inTag:
		p.state, p.name = inName, "x"
	}
}

// escaper is what an action's output goes through here.
func (p *place) escaper() string {
	const prefix = " | _html_template_"
	last := "attrescaper"
	switch p.state {
	case inText:
		return prefix + "htmlescaper"
	case inTag, inName, afterName:
		return prefix + "htmlnamefilter"
	case inComment:
		return prefix + "commentescaper"
	case inBody:
		switch {
		case p.elem == "style":
			return prefix + "cssvaluefilter"
		case p.elem != "script":
			return prefix + "rcdataescaper"
		case p.js != 0:
			return prefix + "jsstrescaper"
		}
		return prefix + "jsvalescaper"
	case beforeValue:
		p.value(0)
	}
	if p.quote == 0 {
		last = "nospaceescaper"
	}
	last = prefix + last
	switch p.attr {
	case css:
		return prefix + "cssvaluefilter" + last
	case script:
		if p.js != 0 {
			return prefix + "jsstrescaper" + last
		}
		return prefix + "jsvalescaper" + last
	case srcset:
		return prefix + "srcsetescaper" + last
	case url:
		switch p.url {
		case urlStart:
			return prefix + "urlfilter" + prefix + "urlnormalizer" + last
		case urlPath:
			return prefix + "urlnormalizer" + last
		}
		return prefix + "urlescaper" + last
	}
	return last
}

// escaped is the template with escapers at the ends of its actions, and without the page's comments.
func escaped(text, left, right string) string {
	var out strings.Builder
	var p place
	type outer struct {
		at    place
		fresh bool // a template of its own
	}
	var stack []outer
	for {
		before, rest, ok := strings.Cut(text, left)
		out.WriteString(p.over(before))
		if !ok {
			return out.String()
		}
		end := actionEnd(rest, right)
		if end < 0 {
			out.WriteString(left + rest)
			return out.String()
		}
		action := rest[:end]
		text = rest[end+len(right):]
		body, tail := action, ""
		if strings.HasSuffix(body, " -") || strings.HasSuffix(body, "\n-") || strings.HasSuffix(body, "\t-") {
			body, tail = body[:len(body)-2], action[len(action)-2:]
		}
		words := strings.Fields(strings.TrimPrefix(body, "- "))
		word := ""
		if len(words) > 0 {
			word = words[0]
		}
		switch {
		case word == "" || strings.HasPrefix(word, "/*") || word == "template" || word == "break" || word == "continue":
		case word == "if" || word == "range" || word == "with":
			stack = append(stack, outer{p, false})
		case word == "define" || word == "block":
			stack = append(stack, outer{p, true})
			p = place{}
		case word == "else":
			if len(stack) > 0 {
				p = stack[len(stack)-1].at
			}
		case word == "end":
			if n := len(stack); n > 0 {
				if stack[n-1].fresh {
					p = stack[n-1].at
				}
				stack = stack[:n-1]
			}
		case len(words) > 1 && word[0] == '$' && (words[1] == ":=" || words[1] == "=") || strings.Contains(word, ":="):
		default:
			last := words[len(words)-1]
			piped := len(words) > 1 && (words[len(words)-2] == "|" || strings.HasSuffix(words[len(words)-2], "|"))
			how := p.escaper()
			if piped && (last == "html" || last == "|html") && p.state == inText {
				how = ""
			}
			action = body + how + tail
			p.wrote()
		}
		out.WriteString(left + action + right)
	}
}

// actionEnd is where the action ends that s begins with: quoted text and comments are skipped.
func actionEnd(s, right string) int {
	if c := strings.TrimPrefix(s, "- "); strings.HasPrefix(c, "/*") {
		if i := strings.Index(s, "*/"); i >= 0 {
			if j := strings.Index(s[i:], right); j >= 0 {
				return i + j
			}
		}
		return -1
	}
	var quote byte
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == '\\' && quote != '`' {
				i++
			} else if c == quote {
				quote = 0
			}
		case strings.HasPrefix(s[i:], right):
			return i
		case c == '"' || c == '\'' || c == '`':
			quote = c
		}
	}
	return -1
}
