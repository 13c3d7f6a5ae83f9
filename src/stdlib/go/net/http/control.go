package http

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/url"
	"os"
	"strconv"
	"time"
)

// Hijacker gives its connection away; the answers of this package have none.
type Hijacker interface {
	Hijack() (net.Conn, *bufio.ReadWriter, error)
}

// Pusher sends what the client will ask for next; the answers of this package do not.
type Pusher interface {
	Push(target string, opts *PushOptions) error
}

// PushOptions are those of a Push.
type PushOptions struct {
	Method string
	Header Header
}

// ProtocolError is a breach of HTTP.
type ProtocolError struct{ ErrorString string }

func (pe *ProtocolError) Error() string { return pe.ErrorString }

func (pe *ProtocolError) Is(err error) bool {
	return pe == http9110 && err == errors.ErrUnsupported
}

var (
	http9110                = &ProtocolError{"feature not supported"}
	ErrUnexpectedTrailer    = &ProtocolError{"trailer header without chunked transfer encoding"}
	ErrMissingBoundary      = &ProtocolError{"no multipart boundary param in Content-Type"}
	ErrNotMultipart         = &ProtocolError{"request Content-Type isn't multipart/form-data"}
	ErrHeaderTooLong        = &ProtocolError{"header too long"}
	ErrShortBody            = &ProtocolError{"entity body too short"}
	ErrMissingContentLength = &ProtocolError{"missing ContentLength in HEAD response"}
	ErrContentLength        = errors.New("http: wrote more than the declared Content-Length")
	ErrHijacked             = errors.New("http: connection has been hijacked")
	ErrBodyReadAfterClose   = errors.New("http: invalid Read on closed Body")
	ErrLineTooLong          = errors.New("header line too long")
	ErrNoLocation           = errors.New("http: no Location header in response")
	ErrSkipAltProtocol      = errors.New("net/http: skip alternate protocol")
	ErrSchemeMismatch       = errors.New("http: server gave HTTP response to HTTPS client")
)

// DefaultMaxIdleConnsPerHost is what a Transport keeps when it is not told.
const DefaultMaxIdleConnsPerHost = 2

// TrailerPrefix marks fields that are sent behind the body.
const TrailerPrefix = "Trailer:"

// ResponseController does what not every ResponseWriter can.
type ResponseController struct{ rw ResponseWriter }

func NewResponseController(rw ResponseWriter) *ResponseController { return &ResponseController{rw} }

func (c *ResponseController) Flush() error {
	for rw := c.rw; ; {
		switch t := rw.(type) {
		case interface{ FlushError() error }:
			return t.FlushError()
		case Flusher:
			t.Flush()
			return nil
		case interface{ Unwrap() ResponseWriter }:
			rw = t.Unwrap()
		default:
			return http9110
		}
	}
}

func (c *ResponseController) Hijack() (net.Conn, *bufio.ReadWriter, error) { return nil, nil, http9110 }
func (c *ResponseController) SetReadDeadline(deadline time.Time) error     { return nil }
func (c *ResponseController) SetWriteDeadline(deadline time.Time) error    { return nil }
func (c *ResponseController) EnableFullDuplex() error                      { return nil }

// MaxBytesHandler limits bodies.
func MaxBytesHandler(h Handler, n int64) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		c := *r
		c.Body = MaxBytesReader(w, r.Body, n)
		h.ServeHTTP(w, &c)
	})
}

// ParseTime reads a time of a field.
func ParseTime(text string) (t time.Time, err error) {
	for _, layout := range []string{TimeFormat, time.RFC850, time.ANSIC} {
		if t, err = time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return t, err
}

// ProxyFromEnvironment knows of no proxy.
func ProxyFromEnvironment(req *Request) (*url.URL, error) { return nil, nil }

func ProxyURL(fixed *url.URL) func(*Request) (*url.URL, error) {
	return func(*Request) (*url.URL, error) { return fixed, nil }
}

// ListenAndServeTLS needs the files of a certificate; within the program nothing is encrypted.
func (s *Server) ListenAndServeTLS(certFile, keyFile string) error {
	for _, name := range []string{certFile, keyFile} {
		if name != "" {
			if _, err := os.Stat(name); err != nil {
				return &os.PathError{Op: "open", Path: name, Err: errors.Unwrap(err)}
			}
		}
	}
	if s.Addr == "" {
		s.Addr = ":https"
	}
	return s.ListenAndServe()
}

func ListenAndServeTLS(addr, certFile, keyFile string, handler Handler) error {
	return (&Server{Addr: addr, Handler: handler}).ListenAndServeTLS(certFile, keyFile)
}

// CookieJar keeps cookies for a Client.
type CookieJar interface {
	SetCookies(u *url.URL, cookies []*Cookie)
	Cookies(u *url.URL) []*Cookie
}

// ProtoAtLeast says whether the answer's version is at least that.
func (r *Response) ProtoAtLeast(major, minor int) bool {
	return r.ProtoMajor > major || r.ProtoMajor == major && r.ProtoMinor >= minor
}

// Write sends the request as text.
func (r *Request) Write(w io.Writer) error {
	b := bufio.NewWriter(w)
	host := r.Host
	if host == "" && r.URL != nil {
		host = r.URL.Host
	}
	method := r.Method
	if method == "" {
		method = "GET"
	}
	b.WriteString(method + " " + r.URL.RequestURI() + " HTTP/1.1\r\nHost: " + host + "\r\n")
	h := r.Header.Clone()
	if h == nil {
		h = Header{}
	}
	if _, ok := h["User-Agent"]; !ok {
		b.WriteString("User-Agent: Go-http-client/1.1\r\n")
	}
	if r.Body != nil && r.Body != NoBody && r.ContentLength > 0 {
		h.Set("Content-Length", strconv.FormatInt(r.ContentLength, 10))
	}
	h.Write(b)
	b.WriteString("\r\n")
	if r.Body != nil {
		io.Copy(b, r.Body)
		r.Body.Close()
	}
	return b.Flush()
}
