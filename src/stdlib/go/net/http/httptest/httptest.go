// Package httptest drives handlers in tests.
package httptest

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// DefaultRemoteAddr is the client's address in a recorder's requests.
const DefaultRemoteAddr = "1.2.3.4"

// NewRequest is a request for a handler.
func NewRequest(method, target string, body io.Reader) *http.Request {
	return NewRequestWithContext(context.Background(), method, target, body)
}

// NewRequestWithContext is a request for a handler, with a context.
func NewRequestWithContext(ctx context.Context, method, target string, body io.Reader) *http.Request {
	if method == "" {
		method = "GET"
	}
	r, err := http.NewRequestWithContext(ctx, method, target, body)
	if err != nil {
		panic("invalid NewRequest arguments; " + err.Error())
	}
	r.RequestURI = target
	if r.Host == "" {
		r.Host = "example.com"
	}
	if u, err := url.ParseRequestURI(target); err == nil {
		r.URL = u
	}
	r.RemoteAddr = "192.0.2.1:1234"
	if r.Body == nil {
		r.Body = http.NoBody
	} else if r.ContentLength == 0 && r.Body != http.NoBody {
		r.ContentLength = -1
	}
	return r
}

// ResponseRecorder keeps what a handler answers.
type ResponseRecorder struct {
	Code      int
	HeaderMap http.Header
	Body      *bytes.Buffer
	Flushed   bool

	result *http.Response
	snap   http.Header
	wrote  bool
}

// NewRecorder is an empty recorder.
func NewRecorder() *ResponseRecorder {
	return &ResponseRecorder{Code: 200, HeaderMap: make(http.Header), Body: new(bytes.Buffer)}
}

func (w *ResponseRecorder) Header() http.Header {
	if w.HeaderMap == nil {
		w.HeaderMap = make(http.Header)
	}
	return w.HeaderMap
}

func (w *ResponseRecorder) start(b []byte) {
	if w.wrote {
		return
	}
	h := w.Header()
	if h.Get("Content-Type") == "" && h.Get("Transfer-Encoding") == "" {
		h.Set("Content-Type", http.DetectContentType(b))
	}
	w.WriteHeader(200)
}

func (w *ResponseRecorder) Write(b []byte) (int, error) {
	w.start(b)
	if w.Body != nil {
		w.Body.Write(b)
	}
	return len(b), nil
}

func (w *ResponseRecorder) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

func (w *ResponseRecorder) WriteHeader(code int) {
	if w.wrote {
		return
	}
	if code < 100 || code > 999 {
		panic("invalid WriteHeader code " + strconv.Itoa(code))
	}
	w.Code = code
	w.wrote = true
	w.snap = w.Header().Clone()
}

func (w *ResponseRecorder) Flush() {
	if !w.wrote {
		w.WriteHeader(200)
	}
	w.Flushed = true
}

// Result is the answer as a client would have seen it.
func (w *ResponseRecorder) Result() *http.Response {
	if w.result != nil {
		return w.result
	}
	if w.snap == nil {
		w.snap = w.Header().Clone()
	}
	code := w.Code
	if code == 0 {
		code = 200
	}
	res := &http.Response{
		StatusCode: code, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: w.snap,
		Status: strings.TrimSpace(strconv.Itoa(code) + " " + http.StatusText(code)), ContentLength: -1,
	}
	if n, err := strconv.ParseInt(w.snap.Get("Content-Length"), 10, 64); err == nil {
		res.ContentLength = n
	}
	res.Body = http.NoBody
	if w.Body != nil {
		res.Body = io.NopCloser(bytes.NewReader(w.Body.Bytes()))
	}
	w.result = res
	return res
}

// Server is a server on an address of its own.
type Server struct {
	URL      string
	Listener net.Listener
	Config   *http.Server
	client   *http.Client
}

// NewServer starts a server.
func NewServer(handler http.Handler) *Server {
	s := NewUnstartedServer(handler)
	s.Start()
	return s
}

// NewUnstartedServer is a server that Start starts.
func NewUnstartedServer(handler http.Handler) *Server {
	return &Server{Config: &http.Server{Handler: handler}}
}

// Start lets the server listen.
func (s *Server) Start() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	s.Listener = l
	s.URL = "http://" + l.Addr().String()
	s.client = &http.Client{Transport: &http.Transport{}}
	started := make(chan struct{})
	go func() {
		close(started)
		s.Config.Serve(l)
	}()
	<-started
	for !http.Listening(s.URL) {
		yield()
	}
}

// Client is a client for the server.
func (s *Server) Client() *http.Client { return s.client }

// Close ends the server when all requests have been answered.
func (s *Server) Close() { s.Config.Shutdown(context.Background()) }

func (s *Server) CloseClientConnections() {}

// yield lets other goroutines run.
func yield()
