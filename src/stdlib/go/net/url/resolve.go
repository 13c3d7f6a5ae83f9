package url

import (
	"path"
	"strings"
)

// split cuts host and port.
func (u *URL) split() (host, port string) {
	host = u.Host
	i := strings.LastIndexByte(host, ':')
	if end := strings.LastIndexByte(host, ']'); i >= 0 && i > end {
		host, port = host[:i], host[i+1:]
	}
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	}
	return host, port
}

// Hostname is the host without its port and the brackets of IPv6.
func (u *URL) Hostname() string {
	host, _ := u.split()
	return host
}

func (u *URL) Port() string {
	_, port := u.split()
	return port
}

func (u *URL) EscapedFragment() string {
	if isEscaped(u.RawFragment, inFragment) {
		if f, err := unescape(u.RawFragment, false); err == nil && f == u.Fragment {
			return u.RawFragment
		}
	}
	return escape(u.Fragment, inFragment, false)
}

// Redacted is String with xxxxx for the password.
func (u *URL) Redacted() string {
	if u == nil {
		return ""
	}
	r := *u
	if _, has := r.User.Password(); r.User != nil && has {
		r.User = UserPassword(r.User.Username(), "xxxxx")
	}
	return r.String()
}

// Parse reads a reference relative to u.
func (u *URL) Parse(ref string) (*URL, error) {
	r, err := Parse(ref)
	if err != nil {
		return nil, err
	}
	return u.ResolveReference(r), nil
}

func (u *URL) setPath(p string) {
	u.Path, _ = unescape(p, false)
	if u.RawPath = ""; u.EscapedPath() != p {
		u.RawPath = p
	}
}

// resolve follows ref from base (RFC 3986, section 5.2).
func resolve(base, ref string) string {
	full := ref
	switch {
	case ref == "":
		full = base
	case ref[0] != '/':
		full = base[:strings.LastIndexByte(base, '/')+1] + ref
	}
	if full == "" {
		return ""
	}
	var out []string
	last := ""
	for _, last = range strings.Split(full, "/") {
		switch last {
		case ".":
		case "..":
			if len(out) > 0 {
				out = out[:len(out)-1]
			}
		default:
			out = append(out, last)
		}
	}
	p := "/" + strings.Join(out, "/")
	if last == "." || last == ".." {
		p += "/"
	}
	if strings.HasPrefix(p, "//") {
		p = p[1:]
	}
	return p
}

func (u *URL) ResolveReference(ref *URL) *URL {
	r := *ref
	if ref.Scheme == "" {
		r.Scheme = u.Scheme
	}
	if ref.Scheme != "" || ref.Host != "" || ref.User != nil {
		r.setPath(resolve(ref.EscapedPath(), ""))
		return &r
	}
	if ref.Opaque != "" {
		r.User, r.Host, r.Path = nil, "", ""
		return &r
	}
	if ref.Path == "" && !ref.ForceQuery && ref.RawQuery == "" {
		if r.RawQuery = u.RawQuery; ref.Fragment == "" {
			r.Fragment, r.RawFragment = u.Fragment, u.RawFragment
		}
	}
	if ref.Path == "" && u.Opaque != "" {
		r.Opaque = u.Opaque
		r.User, r.Host, r.Path = nil, "", ""
		return &r
	}
	r.Host, r.User = u.Host, u.User
	r.setPath(resolve(u.EscapedPath(), ref.EscapedPath()))
	return &r
}

// JoinPath is u with these elements after its path, cleaned.
func (u *URL) JoinPath(elem ...string) *URL {
	r := *u
	all := append([]string{u.EscapedPath()}, elem...)
	p := ""
	if strings.HasPrefix(all[0], "/") {
		p = path.Join(all...)
	} else {
		all[0] = "/" + all[0]
		p = path.Join(all...)[1:]
	}
	if strings.HasSuffix(all[len(all)-1], "/") && !strings.HasSuffix(p, "/") {
		p += "/"
	}
	r.setPath(p)
	return &r
}

func JoinPath(base string, elem ...string) (result string, err error) {
	u, err := Parse(base)
	if err != nil {
		return "", err
	}
	return u.JoinPath(elem...).String(), nil
}

func (u *URL) MarshalBinary() (text []byte, err error) { return []byte(u.String()), nil }

func (u *URL) UnmarshalBinary(text []byte) error {
	r, err := Parse(string(text))
	if err == nil {
		*u = *r
	}
	return err
}
