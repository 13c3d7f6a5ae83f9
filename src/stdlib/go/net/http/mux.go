package http

import (
	"fmt"
	"sort"
	"strings"
)

// ServeMux finds the handler whose pattern fits best: `[METHOD ][HOST]/path/{name}/{rest...}`.
type ServeMux struct {
	routes []*route
}

type route struct {
	pattern, method, host string
	segments              []string // of the path; "{x}" and "{x...}" stand for any
	handler               Handler
}

// DefaultServeMux is the one of Handle and HandleFunc.
var DefaultServeMux = NewServeMux()

func NewServeMux() *ServeMux { return &ServeMux{} }

func Handle(pattern string, handler Handler) { DefaultServeMux.Handle(pattern, handler) }

func HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	DefaultServeMux.HandleFunc(pattern, handler)
}

func (m *ServeMux) HandleFunc(pattern string, handler func(ResponseWriter, *Request)) {
	if handler == nil {
		panic("http: nil handler")
	}
	m.Handle(pattern, HandlerFunc(handler))
}

func (m *ServeMux) Handle(pattern string, handler Handler) {
	if pattern == "" {
		panic("http: invalid pattern")
	}
	if handler == nil {
		panic("http: nil handler")
	}
	r := &route{pattern: pattern, handler: handler}
	rest := pattern
	if method, path, ok := strings.Cut(rest, " "); ok {
		r.method, rest = method, strings.TrimLeft(path, " \t")
	}
	i := strings.IndexByte(rest, '/')
	if i < 0 {
		panic(fmt.Sprintf("parsing %q: at offset %d: host/path missing /", pattern, len(pattern)-len(rest)))
	}
	r.host = rest[:i]
	r.segments = strings.Split(rest[i+1:], "/")
	for _, o := range m.routes {
		if o.method == r.method && o.host == r.host && same(o.segments, r.segments) {
			panic(fmt.Sprintf("pattern %q conflicts with pattern %q:\n%s matches the same requests as %s",
				pattern, o.pattern, pattern, o.pattern))
		}
	}
	m.routes = append(m.routes, r)
}

func wild(s string) bool  { return len(s) > 2 && s[0] == '{' && s[len(s)-1] == '}' && s != "{$}" }
func multi(s string) bool { return wild(s) && strings.HasSuffix(s, "...}") }

func same(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] && !(wild(a[i]) && wild(b[i]) && multi(a[i]) == multi(b[i])) {
			return false
		}
	}
	return true
}

// match fits a path to the pattern; specific is larger for the pattern that says more.
func (r *route) match(path []string) (values map[string]string, specific int, ok bool) {
	for i, s := range r.segments {
		last := i == len(r.segments)-1
		switch {
		case last && s == "": // a path that ends in / stands for all below
			return values, specific, len(path) > i
		case last && multi(s):
			if len(path) <= i {
				return nil, 0, false
			}
			if values == nil {
				values = make(map[string]string)
			}
			values[s[1:len(s)-4]] = strings.Join(path[i:], "/")
			return values, specific + 1, true
		case i >= len(path):
			return nil, 0, false
		case s == "{$}":
			if !last || path[i] != "" || len(path) != i+1 {
				return nil, 0, false
			}
			return values, specific + 1000, true
		case wild(s):
			if path[i] == "" {
				return nil, 0, false
			}
			if values == nil {
				values = make(map[string]string)
			}
			values[s[1:len(s)-1]] = path[i]
			specific += 10
		case s == path[i]:
			specific += 100
		default:
			return nil, 0, false
		}
	}
	return values, specific + 5, len(path) == len(r.segments)
}

func (m *ServeMux) find(r *Request) (best *route, values map[string]string, allowed []string) {
	path := strings.Split(strings.TrimPrefix(r.URL.Path, "/"), "/")
	host, _, _ := strings.Cut(r.Host, ":")
	top := -1
	for _, o := range m.routes {
		if o.host != "" && o.host != host {
			continue
		}
		v, specific, ok := o.match(path)
		if !ok {
			continue
		}
		if o.method != "" && o.method != r.Method && !(o.method == "GET" && r.Method == "HEAD") {
			allowed = append(allowed, o.method)
			if o.method == "GET" {
				allowed = append(allowed, "HEAD")
			}
			continue
		}
		specific = specific*4 + 1
		if o.host != "" {
			specific += 1 << 20
		}
		if o.method != "" {
			specific++
		}
		if o.method == r.Method {
			specific++
		}
		if specific > top {
			best, values, top = o, v, specific
		}
	}
	return best, values, allowed
}

// Handler is the handler for a request, and its pattern.
func (m *ServeMux) Handler(r *Request) (h Handler, pattern string) {
	if best, _, _ := m.find(r); best != nil {
		return best.handler, best.pattern
	}
	return NotFoundHandler(), ""
}

func (m *ServeMux) ServeHTTP(w ResponseWriter, r *Request) {
	best, values, allowed := m.find(r)
	if best != nil {
		r.Pattern = best.pattern
		r.path = values
		best.handler.ServeHTTP(w, r)
		return
	}
	if !strings.HasSuffix(r.URL.Path, "/") {
		again := *r.URL
		again.Path += "/"
		slash := *r
		slash.URL = &again
		if o, _, _ := m.find(&slash); o != nil && o.segments[len(o.segments)-1] == "" && len(o.segments) > 1 {
			Redirect(w, r, again.String(), StatusMovedPermanently)
			return
		}
	}
	if len(allowed) > 0 {
		sort.Strings(allowed)
		list := allowed[:1]
		for _, a := range allowed[1:] {
			if a != list[len(list)-1] {
				list = append(list, a)
			}
		}
		w.Header().Set("Allow", strings.Join(list, ", "))
		Error(w, StatusText(StatusMethodNotAllowed), StatusMethodNotAllowed)
		return
	}
	NotFound(w, r)
}
