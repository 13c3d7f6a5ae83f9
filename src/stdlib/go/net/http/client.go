package http

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Response is an answer.
type Response struct {
	Status        string
	StatusCode    int
	Proto         string
	ProtoMajor    int
	ProtoMinor    int
	Header        Header
	Body          io.ReadCloser
	ContentLength int64
	Close         bool
	Uncompressed  bool
	Trailer       Header
	Request       *Request
	TLS           *tls.ConnectionState // always nil

	TransferEncoding []string
}

func (r *Response) Cookies() []*Cookie {
	var all []*Cookie
	for _, line := range r.Header["Set-Cookie"] {
		if c, err := ParseSetCookie(line); err == nil {
			all = append(all, c)
		}
	}
	return all
}

func (r *Response) Location() (*url.URL, error) {
	l := r.Header.Get("Location")
	if l == "" {
		return nil, errors.New("http: no Location header in response")
	}
	return r.Request.URL.Parse(l)
}

// RoundTripper sends one request.
type RoundTripper interface {
	RoundTrip(*Request) (*Response, error)
}

// Transport reaches the servers of this program.
type Transport struct {
	MaxIdleConns          int
	MaxIdleConnsPerHost   int
	MaxConnsPerHost       int
	IdleConnTimeout       time.Duration
	ResponseHeaderTimeout time.Duration
	TLSHandshakeTimeout   time.Duration
	ExpectContinueTimeout time.Duration
	DisableKeepAlives     bool
	DisableCompression    bool
	ForceAttemptHTTP2     bool
	WriteBufferSize       int
	ReadBufferSize        int
	Proxy                 func(*Request) (*url.URL, error)
	DialContext           func(ctx context.Context, network, addr string) (net.Conn, error)
	Dial                  func(network, addr string) (net.Conn, error)
	TLSClientConfig       *tls.Config

	mu   sync.Mutex
	idle map[string]*wire // by address
}

func (t *Transport) CloseIdleConnections() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for addr, w := range t.idle {
		w.conn.Close()
		delete(t.idle, addr)
	}
}

func (t *Transport) Clone() *Transport {
	c := *t
	c.mu, c.idle = sync.Mutex{}, nil
	return &c
}

// DefaultTransport is that of clients that have none.
var DefaultTransport RoundTripper = &Transport{}

// RoundTrip calls the handler of the server at the request's address.
func (t *Transport) RoundTrip(r *Request) (*Response, error) {
	ctx := r.Context()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if r.URL.Scheme != "http" && r.URL.Scheme != "https" {
		return nil, errors.New("unsupported protocol scheme " + strconv.Quote(r.URL.Scheme))
	}
	if r.URL.Host == "" {
		return nil, errors.New("http: no Host in request URL")
	}
	host, port := r.URL.Hostname(), r.URL.Port()
	if port == "" {
		port = "80"
		if r.URL.Scheme == "https" {
			port = "443"
		}
	}
	var s *Server
	if host == "localhost" || host == "127.0.0.1" || host == "[::1]" || host == "example.com" {
		s = serverAt(port)
	} else if t.DialContext == nil && t.Dial == nil {
		return nil, errors.New("dial tcp: lookup " + host + ": no such host")
	}
	if s == nil {
		resp, err := t.fromAfar(r, net.JoinHostPort(host, port))
		if err != errNotTaken {
			return resp, err
		}
		if s = serverAt(port); s == nil {
			return nil, err
		}
	}
	trouble, ns, text := faultOf(r.Method, r.URL.Path)
	if trouble == refused {
		return nil, errors.New("dial tcp 127.0.0.1:" + port + ": connect: connection refused")
	}
	w := s.accept(r, trouble, ns, text)
	select {
	case <-w.ready:
	case <-w.left:
		return nil, context.Canceled
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if w.status < 0 {
		return nil, io.EOF
	}
	resp := &Response{
		Status: strconv.Itoa(w.status) + " " + StatusText(w.status), StatusCode: w.status, Proto: "HTTP/1.1",
		ProtoMajor: 1, ProtoMinor: 1, Header: w.sent, Body: w.reader, ContentLength: -1, Request: r,
	}
	switch {
	case !w.hasBody():
		resp.Body, resp.ContentLength = NoBody, 0
	case r.Method == "HEAD":
		resp.Body = NoBody
	case w.whole:
		resp.Body = io.NopCloser(bytes.NewReader(w.held))
	}
	if n, err := strconv.ParseInt(w.sent.Get("Content-Length"), 10, 64); err == nil {
		resp.ContentLength = n
	}
	if resp.Header.Get("Date") == "" {
		resp.Header.Set("Date", time.Now().UTC().Format(TimeFormat))
	}
	if unpacks(r) && resp.Body != NoBody {
		resp.unpack()
	}
	return resp, nil
}

// unpacks says whether the client asks for packed answers by itself, and so unpacks them.
func unpacks(r *Request) bool {
	return r.Method != "HEAD" && r.Header.Get("Accept-Encoding") == "" && r.Header.Get("Range") == ""
}

// packed is a body that is unpacked as it is read.
type packed struct {
	io.ReadCloser
	r *gzip.Reader
}

func (p *packed) Read(b []byte) (n int, err error) {
	if p.r == nil {
		if p.r, err = gzip.NewReader(p.ReadCloser); err != nil {
			return 0, err
		}
	}
	return p.r.Read(b)
}

// unpack lets the answer's body be read as it was before it was packed.
func (r *Response) unpack() {
	if r.Header.Get("Content-Encoding") != "gzip" {
		return
	}
	r.Body = &packed{ReadCloser: r.Body}
	r.Header.Del("Content-Encoding")
	r.Header.Del("Content-Length")
	r.ContentLength, r.Uncompressed = -1, true
}

// Client sends requests.
type Client struct {
	Transport     RoundTripper
	CheckRedirect func(req *Request, via []*Request) error
	Jar           CookieJar
	Timeout       time.Duration
}

// DefaultClient is that of Get, Head and Post.
var DefaultClient = &Client{}

func Get(url string) (*Response, error)  { return DefaultClient.Get(url) }
func Head(url string) (*Response, error) { return DefaultClient.Head(url) }
func Post(url, contentType string, body io.Reader) (*Response, error) {
	return DefaultClient.Post(url, contentType, body)
}
func PostForm(url string, data url.Values) (*Response, error) {
	return DefaultClient.PostForm(url, data)
}

func (c *Client) Get(url string) (*Response, error) {
	r, err := NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(r)
}

func (c *Client) Head(url string) (*Response, error) {
	r, err := NewRequest("HEAD", url, nil)
	if err != nil {
		return nil, err
	}
	return c.Do(r)
}

func (c *Client) Post(url, contentType string, body io.Reader) (*Response, error) {
	r, err := NewRequest("POST", url, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", contentType)
	return c.Do(r)
}

func (c *Client) PostForm(url string, data url.Values) (*Response, error) {
	return c.Post(url, "application/x-www-form-urlencoded", strings.NewReader(data.Encode()))
}

func (c *Client) CloseIdleConnections() {}

type timeoutError struct {
	text string
}

func (e *timeoutError) Error() string        { return e.text }
func (e *timeoutError) Timeout() bool        { return true }
func (e *timeoutError) Temporary() bool      { return true }
func (e *timeoutError) Is(target error) bool { return target == context.DeadlineExceeded }

// timedBody ends a client's timeout when the answer has been read.
type timedBody struct {
	io.ReadCloser
	stop  context.CancelFunc
	ctx   context.Context
	outer context.Context
}

func (b *timedBody) Read(p []byte) (n int, err error) {
	n, err = b.ReadCloser.Read(p)
	if err != nil && err != io.EOF && b.ctx.Err() == context.DeadlineExceeded && b.outer.Err() == nil {
		err = &timeoutError{err.Error() + " (Client.Timeout or context cancellation while reading body)"}
	}
	return n, err
}

func (b *timedBody) Close() error {
	b.stop()
	return b.ReadCloser.Close()
}

func methodName(m string) string {
	if m == "" {
		return "Get"
	}
	return m[:1] + strings.ToLower(m[1:])
}

// Do sends a request and follows redirects.
func (c *Client) Do(r *Request) (*Response, error) {
	outer := r.Context()
	ctx := outer
	stop := context.CancelFunc(func() {})
	if c.Timeout > 0 {
		ctx, stop = context.WithTimeout(ctx, c.Timeout)
	}
	var via []*Request
	req := r.WithContext(ctx)
	for {
		if c.Jar != nil {
			for _, k := range c.Jar.Cookies(req.URL) {
				req.AddCookie(k)
			}
		}
		resp, err := c.send(req)
		if err == nil && c.Jar != nil {
			c.Jar.SetCookies(req.URL, resp.Cookies())
		}
		if err != nil {
			stop()
			if c.Timeout > 0 && ctx.Err() == context.DeadlineExceeded && outer.Err() == nil {
				err = &timeoutError{err.Error() + " (Client.Timeout exceeded while awaiting headers)"}
			}
			return nil, &url.Error{Op: methodName(r.Method), URL: req.URL.String(), Err: err}
		}
		switch resp.StatusCode {
		case 301, 302, 303, 307, 308:
		default:
			return c.finish(resp, ctx, outer, stop), nil
		}
		next, lerr := resp.Location()
		if lerr != nil {
			return c.finish(resp, ctx, outer, stop), nil
		}
		via = append(via, req)
		follow := req.Clone(ctx)
		follow.URL, follow.Host = next, next.Host
		if resp.StatusCode < 307 && req.Method != "HEAD" {
			follow.Method, follow.Body, follow.ContentLength = "GET", nil, 0
		}
		if c.CheckRedirect != nil {
			err = c.CheckRedirect(follow, via)
		} else if len(via) >= 10 {
			err = errors.New("stopped after 10 redirects")
		}
		if err == ErrUseLastResponse {
			return c.finish(resp, ctx, outer, stop), nil
		}
		resp.Body.Close()
		if err != nil {
			stop()
			return nil, &url.Error{Op: methodName(r.Method), URL: next.String(), Err: err}
		}
		req = follow
	}
}

func (c *Client) finish(resp *Response, ctx, outer context.Context, stop context.CancelFunc) *Response {
	if c.Timeout > 0 {
		resp.Body = &timedBody{resp.Body, stop, ctx, outer}
	}
	return resp
}

func (c *Client) send(r *Request) (*Response, error) {
	t := c.Transport
	if t == nil {
		t = DefaultTransport
	}
	return t.RoundTrip(r)
}

// Listening reports whether a server of this program answers at a URL; httptest waits for it.
func Listening(target string) bool {
	u, err := url.Parse(target)
	return err == nil && serverAt(u.Port()) != nil
}
