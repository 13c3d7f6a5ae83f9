// Package cookiejar keeps cookies in memory and gives them back to the hosts that set them.
package cookiejar

import (
	"net/http"
	"net/url"
	"sort"
	"strings"
	"sync"
	"time"
)

// PublicSuffixList says which domains belong to no one alone.
type PublicSuffixList interface {
	PublicSuffix(domain string) string
	String() string
}

// Options are those of a Jar.
type Options struct {
	PublicSuffixList PublicSuffixList
}

type entry struct {
	http.Cookie
	hostOnly bool
	order    int
}

// Jar keeps cookies.
type Jar struct {
	mu      sync.Mutex
	entries []*entry
	next    int
}

func New(o *Options) (*Jar, error) { return &Jar{}, nil }

func defaultPath(path string) string {
	i := strings.LastIndexByte(path, '/')
	if i <= 0 || path[0] != '/' {
		return "/"
	}
	return path[:i]
}

// SetCookies takes the cookies of an answer from u.
func (j *Jar) SetCookies(u *url.URL, cookies []*http.Cookie) {
	j.mu.Lock()
	defer j.mu.Unlock()
	host := strings.ToLower(u.Hostname())
	for _, c := range cookies {
		e := &entry{Cookie: *c, hostOnly: c.Domain == "", order: j.next}
		j.next++
		e.Domain = strings.ToLower(strings.TrimPrefix(c.Domain, "."))
		if e.hostOnly {
			e.Domain = host
		} else if host != e.Domain && !strings.HasSuffix(host, "."+e.Domain) {
			continue
		}
		if e.Path == "" || e.Path[0] != '/' {
			e.Path = defaultPath(u.Path)
		}
		if c.MaxAge > 0 {
			e.Expires = time.Now().Add(time.Duration(c.MaxAge) * time.Second)
		}
		for i, old := range j.entries {
			if old.Name == e.Name && old.Domain == e.Domain && old.Path == e.Path {
				e.order = old.order
				j.entries = append(j.entries[:i:i], j.entries[i+1:]...)
				break
			}
		}
		if c.MaxAge < 0 || !e.Expires.IsZero() && !e.Expires.After(time.Now()) {
			continue
		}
		j.entries = append(j.entries, e)
	}
}

// Cookies are those that a request to u takes along, longest paths first.
func (j *Jar) Cookies(u *url.URL) (cookies []*http.Cookie) {
	j.mu.Lock()
	defer j.mu.Unlock()
	host, path := strings.ToLower(u.Hostname()), u.Path
	if path == "" {
		path = "/"
	}
	var fit []*entry
	for _, e := range j.entries {
		domain := host == e.Domain || !e.hostOnly && strings.HasSuffix(host, "."+e.Domain)
		below := path == e.Path || strings.HasPrefix(path, e.Path) && (strings.HasSuffix(e.Path, "/") || path[len(e.Path)] == '/')
		late := !e.Expires.IsZero() && !e.Expires.After(time.Now())
		if domain && below && !late && (!e.Secure || u.Scheme == "https") {
			fit = append(fit, e)
		}
	}
	sort.SliceStable(fit, func(a, b int) bool {
		if len(fit[a].Path) != len(fit[b].Path) {
			return len(fit[a].Path) > len(fit[b].Path)
		}
		return fit[a].order < fit[b].order
	})
	for _, e := range fit {
		cookies = append(cookies, &http.Cookie{Name: e.Name, Value: e.Value, Quoted: e.Quoted})
	}
	return cookies
}
