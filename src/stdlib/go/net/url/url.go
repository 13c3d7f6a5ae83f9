// Package url takes URLs apart.
package url

import (
	"errors"
	"sort"
	"strconv"
	"strings"
)

// Error says which operation failed on which URL.
type Error struct {
	Op  string
	URL string
	Err error
}

func (e *Error) Unwrap() error { return e.Err }
func (e *Error) Error() string { return e.Op + " " + strconv.Quote(e.URL) + ": " + e.Err.Error() }

func (e *Error) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

func (e *Error) Temporary() bool {
	t, ok := e.Err.(interface{ Temporary() bool })
	return ok && t.Temporary()
}

// EscapeError is a bad percent sign.
type EscapeError string

func (e EscapeError) Error() string { return "invalid URL escape " + strconv.Quote(string(e)) }

// Userinfo is user and password.
type Userinfo struct {
	username, password string
	set                bool
}

func User(username string) *Userinfo { return &Userinfo{username: username} }

func UserPassword(username, password string) *Userinfo {
	return &Userinfo{username, password, true}
}

func (u *Userinfo) Username() string { return u.username }

func (u *Userinfo) Password() (string, bool) { return u.password, u.set }

func (u *Userinfo) String() string {
	user := func(s string) string {
		return escape(s, func(c byte) bool { return plain(c, true) && c != '/' && c != ':' && c != '@' }, false)
	}
	if u.set {
		return user(u.username) + ":" + user(u.password)
	}
	return user(u.username)
}

// URL is scheme://user@host/path?query#fragment.
type URL struct {
	Scheme      string
	Opaque      string
	User        *Userinfo
	Host        string
	Path        string
	RawPath     string
	OmitHost    bool
	ForceQuery  bool
	RawQuery    string
	Fragment    string
	RawFragment string
}

const hexDigits = "0123456789ABCDEF"

func plain(c byte, path bool) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	case c == '-', c == '_', c == '.', c == '~':
		return true
	}
	if path {
		switch c {
		case '$', '&', '+', ',', '/', ':', ';', '=', '@':
			return true
		}
	}
	return false
}

func escape(s string, keep func(byte) bool, plus bool) string {
	var b []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ' ' && plus:
			b = append(b, '+')
		case keep(c):
			b = append(b, c)
		default:
			b = append(b, '%', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return string(b)
}

func QueryEscape(s string) string {
	return escape(s, func(c byte) bool { return plain(c, false) }, true)
}

func PathEscape(s string) string {
	return escape(s, func(c byte) bool { return plain(c, true) && c != '/' && c != ';' && c != ',' }, false)
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func unescape(s string, plus bool) (string, error) {
	if strings.IndexByte(s, '%') < 0 && (!plus || strings.IndexByte(s, '+') < 0) {
		return s, nil
	}
	var b []byte
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '+' && plus:
			b = append(b, ' ')
		case s[i] == '%':
			if i+2 >= len(s) || unhex(s[i+1]) < 0 || unhex(s[i+2]) < 0 {
				bad := s[i:]
				if len(bad) > 3 {
					bad = bad[:3]
				}
				return "", EscapeError(bad)
			}
			b = append(b, byte(unhex(s[i+1])<<4|unhex(s[i+2])))
			i += 2
		default:
			b = append(b, s[i])
		}
	}
	return string(b), nil
}

func QueryUnescape(s string) (string, error) { return unescape(s, true) }

func PathUnescape(s string) (string, error) { return unescape(s, false) }

// Parse reads a URL.
func Parse(rawURL string) (*URL, error) {
	u, err := parse(rawURL)
	if err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

// ParseRequestURI reads the URL of a request.
func ParseRequestURI(rawURL string) (*URL, error) {
	if rawURL == "" {
		return nil, &Error{"parse", rawURL, errors.New("empty url")}
	}
	u, err := parse(rawURL)
	if rawURL[0] != '/' {
		var escape EscapeError
		if err == nil && u.Scheme == "" || errors.As(err, &escape) && !strings.Contains(rawURL, "://") {
			err = errors.New("invalid URI for request")
		}
	}
	if err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

func parse(s string) (*URL, error) {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] == 0x7f {
			return nil, errors.New("net/url: invalid control character in URL")
		}
	}
	u := &URL{}
	var err error
	if i := strings.IndexByte(s, '#'); i >= 0 {
		if u.Fragment, err = unescape(s[i+1:], false); err != nil {
			return nil, err
		}
		if u.EscapedFragment() != s[i+1:] {
			u.RawFragment = s[i+1:]
		}
		s = s[:i]
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'a' <= c|0x20 && c|0x20 <= 'z' {
			continue
		}
		if i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.') {
			continue
		}
		if c == ':' {
			if i == 0 {
				return nil, errors.New("missing protocol scheme")
			}
			u.Scheme = strings.ToLower(s[:i])
			s = s[i+1:]
		}
		break
	}
	if i := strings.IndexByte(s, '?'); i >= 0 {
		u.RawQuery = s[i+1:]
		u.ForceQuery = u.RawQuery == ""
		s = s[:i]
	}
	if u.Scheme != "" && !strings.HasPrefix(s, "/") {
		u.Opaque = s
		return u, nil
	}
	if u.Scheme == "" && !strings.HasPrefix(s, "/") {
		if first, _, _ := strings.Cut(s, "/"); strings.Contains(first, ":") {
			return nil, errors.New("first path segment in URL cannot contain colon")
		}
	}
	if strings.HasPrefix(s, "//") && (u.Scheme != "" || !strings.HasPrefix(s, "///")) {
		host := s[2:]
		s = ""
		if i := strings.IndexByte(host, '/'); i >= 0 {
			host, s = host[:i], host[i:]
		}
		if i := strings.LastIndex(host, "@"); i >= 0 {
			name, pass, ok := strings.Cut(host[:i], ":")
			var err error
			if name, err = PathUnescape(name); err != nil {
				return nil, err
			}
			if pass, err = PathUnescape(pass); err != nil {
				return nil, err
			}
			u.User = &Userinfo{name, pass, ok}
			host = host[i+1:]
		}
		if strings.Contains(host, " ") {
			return nil, errors.New("invalid character \" \" in host name")
		}
		if strings.HasPrefix(host, "[") && !strings.Contains(host, "]") {
			return nil, errors.New("missing ']' in host")
		}
		if i := strings.LastIndex(host, ":"); i >= 0 && !strings.HasSuffix(host, "]") {
			for _, c := range host[i+1:] {
				if c < '0' || c > '9' {
					return nil, errors.New("invalid port " + strconv.Quote(host[i:]) + " after host")
				}
			}
		}
		u.Host = host
	}
	if u.Path, err = unescape(s, false); err != nil {
		return nil, err
	}
	if u.EscapedPath() != s {
		u.RawPath = s
	}
	return u, nil
}

func (u *URL) EscapedPath() string {
	if isEscaped(u.RawPath, inPath) {
		if p, err := unescape(u.RawPath, false); err == nil && p == u.Path {
			return u.RawPath
		}
	}
	if u.Path == "*" {
		return "*"
	}
	return escape(u.Path, inPath, false)
}

func inPath(c byte) bool { return plain(c, true) }

func inFragment(c byte) bool { return plain(c, true) || strings.IndexByte("?!()*", c) >= 0 }

// isEscaped tells whether raw is a way to write something: what stands for itself, a little more than we would leave,
// and escapes.
func isEscaped(raw string, keep func(byte) bool) bool {
	for i := 0; i < len(raw); i++ {
		if !keep(raw[i]) && strings.IndexByte("!'()*[]%", raw[i]) < 0 {
			return false
		}
	}
	return raw != ""
}

func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme + ":")
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		if u.Scheme != "" || u.Host != "" || u.User != nil {
			if u.Host != "" || u.Path != "" || u.User != nil {
				b.WriteString("//")
			}
			if u.User != nil {
				b.WriteString(u.User.String() + "@")
			}
			b.WriteString(u.Host)
		}
		path := u.EscapedPath()
		if path != "" && path[0] != '/' && u.Host != "" {
			b.WriteByte('/')
		}
		b.WriteString(path)
	}
	if u.ForceQuery || u.RawQuery != "" {
		b.WriteString("?" + u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteString("#" + u.EscapedFragment())
	}
	return b.String()
}

func (u *URL) IsAbs() bool { return u.Scheme != "" }

func (u *URL) Query() Values {
	v, _ := ParseQuery(u.RawQuery)
	return v
}

func (u *URL) RequestURI() string {
	s := u.Opaque
	if s == "" {
		s = u.EscapedPath()
		if s == "" {
			s = "/"
		}
	}
	if u.ForceQuery || u.RawQuery != "" {
		s += "?" + u.RawQuery
	}
	return s
}

// Values is a query.
type Values map[string][]string

func (v Values) Get(key string) string {
	if vs := v[key]; len(vs) > 0 {
		return vs[0]
	}
	return ""
}

func (v Values) Set(key, value string) { v[key] = []string{value} }

func (v Values) Add(key, value string) { v[key] = append(v[key], value) }

func (v Values) Del(key string) { delete(v, key) }

func (v Values) Has(key string) bool {
	_, ok := v[key]
	return ok
}

func (v Values) Encode() string {
	keys := make([]string, 0, len(v))
	for k := range v {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	for _, k := range keys {
		for _, x := range v[k] {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(QueryEscape(k) + "=" + QueryEscape(x))
		}
	}
	return b.String()
}

func ParseQuery(query string) (Values, error) {
	m := make(Values)
	var first error
	for query != "" {
		var part string
		part, query, _ = strings.Cut(query, "&")
		if part == "" {
			continue
		}
		if strings.Contains(part, ";") {
			first = errors.New("invalid semicolon separator in query")
			continue
		}
		k, v, _ := strings.Cut(part, "=")
		k, err := QueryUnescape(k)
		if err == nil {
			v, err = QueryUnescape(v)
		}
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		m[k] = append(m[k], v)
	}
	return m, first
}
