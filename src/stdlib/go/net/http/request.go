package http

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"io"
	"mime/multipart"
	"net/url"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

var (
	ErrNoCookie        = errors.New("http: named cookie not present")
	ErrServerClosed    = errors.New("http: Server closed")
	ErrHandlerTimeout  = errors.New("http: Handler timeout")
	ErrBodyNotAllowed  = errors.New("http: request method or response status code does not allow body")
	ErrAbortHandler    = errors.New("net/http: abort Handler")
	ErrUseLastResponse = errors.New("net/http: use last response")
	ErrMissingFile     = errors.New("http: no such file")
	ErrNotSupported    = errors.New("feature not supported")
)

type noBody struct{}

func (noBody) Read([]byte) (int, error) { return 0, io.EOF }
func (noBody) Close() error             { return nil }

// NoBody is an empty body.
var NoBody = noBody{}

// Request is a request, on either side.
type Request struct {
	Method        string
	URL           *url.URL
	Proto         string
	ProtoMajor    int
	ProtoMinor    int
	Header        Header
	Body          io.ReadCloser
	GetBody       func() (io.ReadCloser, error)
	ContentLength int64
	Close         bool
	Host          string
	Form          url.Values
	PostForm      url.Values
	MultipartForm *multipart.Form
	RemoteAddr    string
	RequestURI    string
	TLS           *tls.ConnectionState // always nil
	Response      *Response
	Pattern       string
	Trailer       Header

	TransferEncoding []string

	ctx  context.Context
	path map[string]string
}

// NewRequest is NewRequestWithContext with the background context.
func NewRequest(method, url string, body io.Reader) (*Request, error) {
	return NewRequestWithContext(context.Background(), method, url, body)
}

func validMethod(method string) bool {
	for _, c := range method {
		if !('a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '-' || c == '_') {
			return false
		}
	}
	return true
}

// NewRequestWithContext is a request for a client.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) (*Request, error) {
	if method == "" {
		method = "GET"
	}
	if !validMethod(method) {
		return nil, errors.New("net/http: invalid method " + strconv.Quote(method))
	}
	if ctx == nil {
		return nil, errors.New("net/http: nil Context")
	}
	u, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	rc, ok := body.(io.ReadCloser)
	if !ok && body != nil {
		rc = io.NopCloser(body)
	}
	r := &Request{
		Method: method, URL: u, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: make(Header), Body: rc, Host: u.Host, ctx: ctx,
	}
	switch b := body.(type) {
	case *bytes.Buffer:
		r.ContentLength = int64(b.Len())
	case *bytes.Reader:
		r.ContentLength = int64(b.Len())
	case *strings.Reader:
		r.ContentLength = int64(b.Len())
	}
	if r.ContentLength == 0 && body != nil {
		switch body.(type) {
		case *bytes.Buffer, *bytes.Reader, *strings.Reader:
			r.Body = NoBody
		}
	}
	return r, nil
}

// Context is the request's context; on the server it ends when the client leaves.
func (r *Request) Context() context.Context {
	if r.ctx != nil {
		return r.ctx
	}
	return context.Background()
}

// WithContext is a shallow copy with another context.
func (r *Request) WithContext(ctx context.Context) *Request {
	if ctx == nil {
		panic("nil context")
	}
	c := *r
	c.ctx = ctx
	return &c
}

// Clone is a deep copy with another context.
func (r *Request) Clone(ctx context.Context) *Request {
	c := r.WithContext(ctx)
	u := *r.URL
	c.URL = &u
	c.Header = r.Header.Clone()
	return c
}

func (r *Request) UserAgent() string { return r.Header.Get("User-Agent") }
func (r *Request) Referer() string   { return r.Header.Get("Referer") }

func (r *Request) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

func (r *Request) PathValue(name string) string { return r.path[name] }

func (r *Request) SetPathValue(name, value string) {
	if r.path == nil {
		r.path = make(map[string]string)
	}
	r.path[name] = value
}

func (r *Request) Cookies() []*Cookie { return readCookies(r.Header["Cookie"]) }

func (r *Request) Cookie(name string) (*Cookie, error) {
	for _, c := range r.Cookies() {
		if c.Name == name {
			return c, nil
		}
	}
	return nil, ErrNoCookie
}

func (r *Request) AddCookie(c *Cookie) {
	s := c.Name + "=" + c.Value
	if old := r.Header.Get("Cookie"); old != "" {
		s = old + "; " + s
	}
	r.Header.Set("Cookie", s)
}

func (r *Request) SetBasicAuth(username, password string) {
	r.Header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(username+":"+password)))
}

func (r *Request) BasicAuth() (username, password string, ok bool) {
	scheme, auth, found := strings.Cut(r.Header.Get("Authorization"), " ")
	if !found || !strings.EqualFold(scheme, "Basic") {
		return "", "", false
	}
	b, err := base64.StdEncoding.DecodeString(auth)
	if err != nil {
		return "", "", false
	}
	return strings.Cut(string(b), ":")
}

func (r *Request) ParseForm() error {
	if r.Form != nil {
		return nil
	}
	var err error
	r.PostForm = make(url.Values)
	if r.Method == "POST" || r.Method == "PUT" || r.Method == "PATCH" {
		if strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") && r.Body != nil {
			b, e := io.ReadAll(r.Body)
			if e != nil {
				return e
			}
			r.PostForm, err = url.ParseQuery(string(b))
		}
	}
	r.Form = make(url.Values)
	for k, v := range r.PostForm {
		r.Form[k] = append(r.Form[k], v...)
	}
	if r.URL != nil {
		q, e := url.ParseQuery(r.URL.RawQuery)
		for k, v := range q {
			r.Form[k] = append(r.Form[k], v...)
		}
		if err == nil {
			err = e
		}
	}
	return err
}

