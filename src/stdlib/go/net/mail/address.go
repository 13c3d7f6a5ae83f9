package mail

import (
	"errors"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"
)

// Address is a mailbox: Barry Gibbs <bg@example.com>.
type Address struct {
	Name    string
	Address string
}

// ParseAddress reads one address.
func ParseAddress(address string) (*Address, error) { return new(AddressParser).Parse(address) }

// ParseAddressList reads addresses that commas separate.
func ParseAddressList(list string) ([]*Address, error) { return new(AddressParser).ParseList(list) }

// AddressParser reads addresses; words in other character sets by its decoder.
type AddressParser struct {
	WordDecoder *mime.WordDecoder
}

func (p *AddressParser) Parse(address string) (*Address, error) {
	r := reader{address, p.WordDecoder}
	list, err := r.address()
	if err != nil {
		return nil, err
	}
	if !r.skip() {
		return nil, errors.New("mail: misformatted parenthetical comment")
	}
	if r.s != "" {
		return nil, fmt.Errorf("mail: expected single address, got %q", r.s)
	}
	switch len(list) {
	case 0:
		return nil, errors.New("mail: empty group")
	case 1:
		return list[0], nil
	}
	return nil, errors.New("mail: group with multiple addresses")
}

func (p *AddressParser) ParseList(list string) ([]*Address, error) {
	r := reader{list, p.WordDecoder}
	var all []*Address
	for {
		r.blanks()
		if r.eat(',') {
			continue
		}
		some, err := r.commented()
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
		if r.s == "" {
			return all, nil
		}
		if r.s[0] != ',' {
			return nil, errors.New("mail: expected comma")
		}
		for r.eat(',') {
			r.blanks()
		}
		if r.s == "" {
			return all, nil
		}
	}
}

// String is the address as it stands in a header.
func (a *Address) String() string {
	at := strings.LastIndex(a.Address, "@")
	local, domain := a.Address, ""
	if at >= 0 {
		local, domain = a.Address[:at], a.Address[at+1:]
	}
	for i, r := range local {
		dot := r == '.' && i > 0 && local[i-1] != '.' && i < len(local)-1
		if !isAtom(r) && !dot {
			local = quote(local)
			break
		}
	}
	s := "<" + local + "@" + domain + ">"
	if a.Name == "" {
		return s
	}
	plain := true
	for _, r := range a.Name {
		plain = plain && (isVisible(r) || r == ' ' || r == '\t') && r < utf8.RuneSelf
	}
	if plain {
		return quote(a.Name) + " " + s
	}
	if strings.ContainsAny(a.Name, "\"#$%&'(),.:;<>@[]^`{|}~") {
		return mime.BEncoding.Encode("utf-8", a.Name) + " " + s
	}
	return mime.QEncoding.Encode("utf-8", a.Name) + " " + s
}

// reader takes addresses off the front of s.
type reader struct {
	s   string
	dec *mime.WordDecoder
}

func (r *reader) blanks() { r.s = strings.TrimLeft(r.s, " \t") }

func (r *reader) eat(c byte) bool {
	if r.s == "" || r.s[0] != c {
		return false
	}
	r.s = r.s[1:]
	return true
}

// skip goes over blanks and comments; false at a comment without an end.
func (r *reader) skip() bool {
	for r.blanks(); r.eat('('); r.blanks() {
		if _, ok := r.comment(); !ok {
			return false
		}
	}
	return true
}

func (r *reader) comment() (text string, ok bool) {
	depth := 1
	for i := 0; i < len(r.s); i++ {
		switch c := r.s[i]; {
		case c == '\\' && i+1 < len(r.s):
			i++
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				text, r.s = r.s[:i], r.s[i+1:]
				return text, true
			}
		}
	}
	return "", false
}

// commented is an address of a list and the comment behind it.
func (r *reader) commented() ([]*Address, error) {
	some, err := r.address()
	if err == nil && !r.skip() {
		err = errors.New("mail: misformatted parenthetical comment")
	}
	return some, err
}

// address reads an address, or the addresses of a group.
func (r *reader) address() ([]*Address, error) {
	r.blanks()
	if r.s == "" {
		return nil, errors.New("mail: no address")
	}
	before := r.s
	spec, err := r.spec()
	if err == nil {
		name := ""
		r.blanks()
		if r.eat('(') {
			text, ok := r.comment()
			if !ok {
				return nil, errors.New("mail: misformatted parenthetical comment")
			}
			if name, err = r.decoded(text); err != nil {
				return nil, err
			}
		}
		return []*Address{{name, spec}}, nil
	}
	r.s = before
	name := ""
	if r.s[0] != '<' {
		if name, err = r.phrase(); err != nil {
			return nil, err
		}
	}
	r.blanks()
	if r.eat(':') {
		return r.group()
	}
	if !r.eat('<') {
		visible := true
		for _, c := range name {
			visible = visible && (isAtom(c) || c == '.')
		}
		if visible {
			return nil, errors.New("mail: missing '@' or angle-addr")
		}
		return nil, errors.New("mail: no angle-addr")
	}
	if spec, err = r.spec(); err != nil {
		return nil, err
	}
	if !r.eat('>') {
		return nil, errors.New("mail: unclosed angle-addr")
	}
	return []*Address{{name, spec}}, nil
}

func (r *reader) group() ([]*Address, error) {
	var all []*Address
	r.blanks()
	if r.eat(';') {
		return all, nil
	}
	for {
		r.blanks()
		if r.s == "" {
			return nil, errors.New("mail: misformatted group")
		}
		some, err := r.commented()
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
		if r.eat(';') {
			r.skip()
			return all, nil
		}
		if !r.eat(',') {
			return nil, errors.New("mail: expected comma")
		}
	}
}

// spec reads local@domain.
func (r *reader) spec() (string, error) {
	r.blanks()
	if r.s == "" {
		return "", errors.New("mail: no addr-spec")
	}
	before := r.s
	fail := func(err error) (string, error) {
		r.s = before
		return "", err
	}
	var local string
	var err error
	if r.s[0] == '"' {
		if local, err = r.quoted(); err == nil && local == "" {
			err = errors.New("mail: empty quoted string in addr-spec")
		}
	} else {
		local, err = r.atom(true, false)
	}
	if err != nil {
		return fail(err)
	}
	if !r.eat('@') {
		return fail(errors.New("mail: missing @ in addr-spec"))
	}
	r.blanks()
	if r.s == "" {
		return fail(errors.New("mail: no domain in addr-spec"))
	}
	var domain string
	if r.s[0] == '[' {
		end := strings.IndexByte(r.s, ']')
		if end < 0 {
			return fail(errors.New("mail: unclosed domain-literal"))
		}
		domain, r.s = r.s[:end+1], r.s[end+1:]
	} else if domain, err = r.atom(true, false); err != nil {
		return fail(err)
	}
	return local + "@" + domain, nil
}

// phrase reads the words of a name.
func (r *reader) phrase() (string, error) {
	var words []string
	coded := false
	for {
		if len(words) > 0 && !r.skip() {
			return "", errors.New("mail: misformatted parenthetical comment")
		}
		r.blanks()
		if r.s == "" {
			break
		}
		var word string
		var err error
		isCoded := false
		if r.s[0] == '"' {
			word, err = r.quoted()
		} else if word, err = r.atom(true, true); err == nil && strings.HasPrefix(word, "=?") {
			plain := word
			if word, err = r.decoded(word); err == nil {
				isCoded = word != plain
			}
		}
		if err != nil {
			if len(words) == 0 {
				return "", fmt.Errorf("mail: missing word in phrase: %v", err)
			}
			break
		}
		// blanks between two encoded words are none
		if coded && isCoded {
			words[len(words)-1] += word
		} else {
			words = append(words, word)
		}
		coded = isCoded
	}
	return strings.Join(words, " "), nil
}

func (r *reader) decoded(s string) (string, error) {
	dec := r.dec
	if dec == nil {
		dec = new(mime.WordDecoder)
	}
	return dec.DecodeHeader(s)
}

func (r *reader) quoted() (string, error) {
	var b strings.Builder
	for i := 1; i < len(r.s); {
		c, n := utf8.DecodeRuneInString(r.s[i:])
		switch {
		case c == utf8.RuneError && n == 1:
			return "", fmt.Errorf("mail: invalid utf-8 in quoted-string: %q", r.s)
		case c == '"':
			r.s = r.s[i+1:]
			return b.String(), nil
		case c == '\\' && i+1 < len(r.s):
			c, n = utf8.DecodeRuneInString(r.s[i+1:])
			i++
		case !isVisible(c) && c != ' ' && c != '\t':
			return "", fmt.Errorf("mail: bad character in quoted-string: %q", c)
		}
		b.WriteRune(c)
		i += n
	}
	return "", errors.New("mail: unclosed quoted-string")
}

// atom reads characters of words, with dots in between or, where it is lax, anywhere.
func (r *reader) atom(dot, lax bool) (string, error) {
	n := 0
	for i, c := range r.s {
		if c == utf8.RuneError {
			return "", fmt.Errorf("mail: invalid utf-8 in address: %q", r.s)
		}
		if !isAtom(c) && !(dot && c == '.') {
			break
		}
		n = i + utf8.RuneLen(c)
	}
	if n == 0 {
		return "", errors.New("mail: invalid string")
	}
	word := r.s[:n]
	if !lax {
		switch {
		case word[0] == '.':
			return "", errors.New("mail: leading dot in atom")
		case strings.Contains(word, ".."):
			return "", errors.New("mail: double dot in atom")
		case word[n-1] == '.':
			return "", errors.New("mail: trailing dot in atom")
		}
	}
	r.s = r.s[n:]
	return word, nil
}

func isAtom(r rune) bool {
	return isVisible(r) && !strings.ContainsRune(`()<>[]:;@\,."`, r)
}

func isVisible(r rune) bool { return '!' <= r && r <= '~' || r >= utf8.RuneSelf }

func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if isVisible(r) || r == ' ' || r == '\t' {
			if r == '\\' || r == '"' {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
