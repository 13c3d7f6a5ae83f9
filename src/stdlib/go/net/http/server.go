// Package http serves and calls handlers inside one program: there is no network, a server listens in the
// program's own memory, and a client's call is a goroutine of its handler.
package http

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/url"
	"path"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Handler answers a request.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// HandlerFunc is a function as a Handler.
type HandlerFunc func(ResponseWriter, *Request)

func (f HandlerFunc) ServeHTTP(w ResponseWriter, r *Request) { f(w, r) }

// ResponseWriter takes the answer.
type ResponseWriter interface {
	Header() Header
	Write([]byte) (int, error)
	WriteHeader(statusCode int)
}

// Flusher sends what was written so far.
type Flusher interface {
	Flush()
}

// CloseNotifier tells that the client left.
type CloseNotifier interface {
	CloseNotify() <-chan bool
}

// DefaultMaxHeaderBytes is the limit of a header.
const DefaultMaxHeaderBytes = 1 << 20

type contextKey struct{ name string }

func (k *contextKey) String() string { return "net/http context value " + k.name }

var (
	ServerContextKey    = &contextKey{"http-server"}
	LocalAddrContextKey = &contextKey{"local-addr"}
)

// Error answers with a text and a status.
func Error(w ResponseWriter, error string, code int) {
	h := w.Header()
	h.Del("Content-Length")
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(code)
	fmt.Fprintln(w, error)
}

// NotFound answers 404.
func NotFound(w ResponseWriter, r *Request) { Error(w, "404 page not found", StatusNotFound) }

func NotFoundHandler() Handler { return HandlerFunc(NotFound) }

// Redirect answers with another address.
func Redirect(w ResponseWriter, r *Request, to string, code int) {
	if u, err := url.Parse(to); err == nil && u.Scheme == "" && u.Host == "" {
		to = absolute(to, r.URL.EscapedPath())
	}
	_, typed := w.Header()["Content-Type"]
	w.Header().Set("Location", to)
	if !typed && (r.Method == "GET" || r.Method == "HEAD") {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
	}
	w.WriteHeader(code)
	if !typed && r.Method == "GET" {
		fmt.Fprintln(w, "<a href=\""+escape.Replace(to)+"\">"+StatusText(code)+"</a>.\n")
	}
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// absolute is a link on a page as a path from the root, without dots.
func absolute(to, page string) string {
	if to == "" || to[0] != '/' {
		to = page[:strings.LastIndexByte(page, '/')+1] + to
	}
	to, query, asks := strings.Cut(to, "?")
	clean := path.Clean("/" + to)
	if strings.HasSuffix(to, "/") && clean != "/" {
		clean += "/"
	}
	if asks {
		clean += "?" + query
	}
	return clean
}

func RedirectHandler(url string, code int) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) { Redirect(w, r, url, code) })
}

// StripPrefix serves paths without a prefix.
func StripPrefix(prefix string, h Handler) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		p := strings.TrimPrefix(r.URL.Path, prefix)
		if len(p) == len(r.URL.Path) {
			NotFound(w, r)
			return
		}
		r2 := r.WithContext(r.Context())
		u := *r.URL
		u.Path = p
		r2.URL = &u
		h.ServeHTTP(w, r2)
	})
}

// MaxBytesReader limits a body.
func MaxBytesReader(w ResponseWriter, r io.ReadCloser, n int64) io.ReadCloser {
	return &maxBytes{r, max(n, 0), n, nil}
}

// MaxBytesError is a body that is too large.
type MaxBytesError struct {
	Limit int64
}

func (e *MaxBytesError) Error() string { return "http: request body too large" }

type maxBytes struct {
	io.ReadCloser
	left, limit int64
	err         error
}

func (m *maxBytes) Read(p []byte) (n int, err error) {
	if m.err != nil || len(p) == 0 {
		return 0, m.err
	}
	if int64(len(p)) > m.left+1 {
		p = p[:m.left+1]
	}
	n, err = m.ReadCloser.Read(p)
	if int64(n) > m.left {
		n = int(m.left)
		err = &MaxBytesError{m.limit}
	}
	m.left -= int64(n)
	m.err = err
	return n, err
}

// magic is how files of some kinds begin.
var magic = [][2]string{
	{"%PDF-", "application/pdf"},
	{"\x89PNG\r\n\x1a\n", "image/png"},
	{"\xff\xd8\xff", "image/jpeg"},
	{"GIF87a", "image/gif"},
	{"GIF89a", "image/gif"},
	{"\x1f\x8b\x08", "application/x-gzip"},
	{"PK\x03\x04", "application/zip"},
}

// DetectContentType guesses what data is.
func DetectContentType(data []byte) string {
	s := strings.TrimLeft(string(data), "\t\n\f\r ")
	low := strings.ToLower(s)
	for _, tag := range strings.Fields("<!doctype_html <html <head <script <iframe <h1 <div <font <table <a <style <title <b <body <br <p") {
		rest, ok := strings.CutPrefix(low, strings.ReplaceAll(tag, "_", " "))
		if ok && rest != "" && (rest[0] == ' ' || rest[0] == '>') {
			return "text/html; charset=utf-8"
		}
	}
	if strings.HasPrefix(s, "<!--") {
		return "text/html; charset=utf-8"
	}
	if strings.HasPrefix(s, "<?xml") {
		return "text/xml; charset=utf-8"
	}
	for _, known := range magic {
		if strings.HasPrefix(string(data), known[0]) {
			return known[1]
		}
	}
	for _, c := range data {
		if c < 0x09 || 0x0e <= c && c < 0x20 && c != 0x1b {
			return "application/octet-stream"
		}
	}
	return "text/plain; charset=utf-8"
}

// ConnState is the state of a connection.
type ConnState int

const (
	StateNew ConnState = iota
	StateActive
	StateIdle
	StateHijacked
	StateClosed
)

// Server answers requests to its address.
type Server struct {
	Addr              string
	Handler           Handler
	ReadTimeout       time.Duration
	ReadHeaderTimeout time.Duration
	WriteTimeout      time.Duration
	IdleTimeout       time.Duration
	MaxHeaderBytes    int
	TLSConfig         *tls.Config
	ConnState         func(net.Conn, ConnState)
	ErrorLog          *log.Logger
	BaseContext       func(net.Listener) context.Context
	ConnContext       func(ctx context.Context, c net.Conn) context.Context

	mu         sync.Mutex
	closed     bool
	done       chan struct{}
	active     sync.WaitGroup
	onShutdown []func()
	base       context.Context
	end        context.CancelFunc
}

// servers holds who listens. It is no map: goroutines come and go in it as they do in a kernel's table.
var servers []listening

type listening struct {
	port string
	s    *Server
}

func serverAt(port string) *Server {
	for _, l := range servers {
		if l.port == port {
			return l.s
		}
	}
	return nil
}

func portOf(addr string) string {
	if i := strings.LastIndexByte(addr, ':'); i >= 0 {
		switch p := addr[i+1:]; p {
		case "", "http":
			return "80"
		case "https":
			return "443"
		default:
			return p
		}
	}
	return "80"
}

func ListenAndServe(addr string, handler Handler) error {
	return (&Server{Addr: addr, Handler: handler}).ListenAndServe()
}

// ListenAndServe answers until Shutdown or Close.
func (s *Server) ListenAndServe() error {
	if s.closed {
		return ErrServerClosed
	}
	addr := s.Addr
	if addr == "" {
		addr = ":http"
	}
	if err := s.listen(addr); err != nil {
		return err
	}
	<-s.done
	return ErrServerClosed
}

func (s *Server) listen(addr string) error {
	port := portOf(addr)
	if serverAt(port) != nil {
		return errors.New("listen tcp " + addr + ": bind: address already in use")
	}
	servers = append(servers, listening{port, s})
	if s.done == nil {
		s.done = make(chan struct{})
	}
	s.base = context.Background()
	if s.BaseContext != nil {
		s.base = s.BaseContext(nil)
	}
	s.base = context.WithValue(s.base, ServerContextKey, s)
	n, _ := strconv.Atoi(port)
	s.base = context.WithValue(s.base, LocalAddrContextKey, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: n})
	s.base, s.end = context.WithCancel(s.base)
	return nil
}

// Serve answers requests to l's address.
func (s *Server) Serve(l net.Listener) error {
	if s.closed {
		return ErrServerClosed
	}
	if err := s.listen(l.Addr().String()); err != nil {
		return err
	}
	var gone <-chan struct{}
	if own, ok := l.(interface{ HandOver() <-chan struct{} }); ok {
		gone = own.HandOver()
	} else {
		l.Close()
	}
	select {
	case <-s.done:
		if gone != nil {
			l.Close()
		}
		return ErrServerClosed
	case <-gone:
		s.unlist()
		_, err := l.Accept()
		return err
	}
}

// unlist frees the server's addresses.
func (s *Server) unlist() {
	var left []listening
	for _, l := range servers {
		if l.s != s {
			left = append(left, l)
		}
	}
	servers = left
}

func Serve(l net.Listener, handler Handler) error { return (&Server{Handler: handler}).Serve(l) }

func (s *Server) RegisterOnShutdown(f func()) { s.onShutdown = append(s.onShutdown, f) }

func (s *Server) SetKeepAlivesEnabled(v bool) {}

func (s *Server) stop() {
	if s.closed {
		return
	}
	s.closed = true
	s.unlist()
	if s.done == nil {
		s.done = make(chan struct{})
	}
	close(s.done)
}

// Shutdown takes no more requests and waits for those under way, or for ctx.
func (s *Server) Shutdown(ctx context.Context) error {
	s.stop()
	for _, f := range s.onShutdown {
		go f()
	}
	idle := make(chan struct{})
	go func() {
		s.active.Wait()
		close(idle)
	}()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close ends at once: requests under way see their contexts end.
func (s *Server) Close() error {
	s.stop()
	if s.end != nil {
		s.end()
	}
	return nil
}

// response is the server's side of an answer on its way to the client.
type response struct {
	header  Header
	sent    Header
	status  int
	ready   chan struct{}
	body    *io.PipeWriter
	reader  *io.PipeReader
	req     *Request
	written int64
	left    chan struct{}
	server  *Server
	held    []byte // of the body, until the header goes out
	started bool   // the header is out
	whole   bool   // held is all of the body
}

// holds is how much of a body is held back.
const holds = 2048

func (w *response) Header() Header { return w.header }

func (w *response) WriteHeader(code int) {
	if w.status != 0 {
		w.server.logf("http: superfluous response.WriteHeader call from %s", caller())
		return
	}
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
	w.status = code
	w.sent = w.header.Clone()
}

// caller is the first function outside of this package that is under way, and its place.
func caller() string {
	for depth := 2; ; depth++ {
		pc, file, line, ok := runtime.Caller(depth)
		if !ok {
			return "unknown"
		}
		if name := runtime.FuncForPC(pc).Name(); !strings.HasPrefix(name, "net/http.") {
			return fmt.Sprintf("%s (%s:%d)", name, file[strings.LastIndexByte(file, '/')+1:], line)
		}
	}
}

// hasBody is false for answers that consist of a header.
func (w *response) hasBody() bool {
	return w.status >= 200 && w.status != StatusNoContent && w.status != StatusNotModified
}

// start sends the header, and what of the body was held back.
func (w *response) start() {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if w.started {
		return
	}
	w.started = true
	if _, told := w.sent["Content-Type"]; !told && len(w.held) > 0 {
		w.sent.Set("Content-Type", DetectContentType(w.held))
	}
	if w.whole && w.hasBody() && w.sent.Get("Content-Length") == "" {
		w.sent.Set("Content-Length", strconv.Itoa(len(w.held)))
	}
	close(w.ready)
	if !w.whole && w.req.Method != "HEAD" {
		w.body.Write(w.held)
	}
}

func (w *response) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(StatusOK)
	}
	if !w.hasBody() {
		return 0, ErrBodyNotAllowed
	}
	w.written += int64(len(b))
	if !w.started {
		w.held = append(w.held, b...)
		if len(w.held) > holds {
			w.start()
		}
		return len(b), nil
	}
	if w.req.Method == "HEAD" {
		return len(b), nil
	}
	return w.body.Write(b)
}

func (w *response) WriteString(s string) (int, error) { return w.Write([]byte(s)) }

func (w *response) Flush() { w.start() }

func (s *Server) logf(format string, args ...any) {
	if s.ErrorLog != nil {
		s.ErrorLog.Printf(format, args...)
	} else {
		log.Printf(format, args...)
	}
}

// handle runs the handler for one request of a client.
func (s *Server) handle(r *Request, w *response, cancel context.CancelFunc, h Handler) {
	defer func() {
		if e := recover(); e != nil {
			if e != ErrAbortHandler {
				s.logf("http: panic serving %v: %v\n%s", r.RemoteAddr, e, debug.Stack())
			}
			if !w.started {
				w.status = -1
				close(w.ready)
			}
			w.body.CloseWithError(io.ErrUnexpectedEOF)
		} else {
			w.whole = !w.started
			w.start()
			w.body.Close()
		}
		cancel()
		s.active.Done()
	}()
	h.ServeHTTP(w, r)
}

// accept starts the answer to a client's request.
func (s *Server) accept(r *Request, trouble int, ns int64, text string) *response {
	ctx, cancel := context.WithCancel(s.base)
	in := &Request{
		Method: r.Method, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: r.Header.Clone(),
		Body: r.Body, ContentLength: r.ContentLength, Host: r.Host, RemoteAddr: "127.0.0.1:" + strconv.Itoa(nextPort()),
		RequestURI: r.URL.RequestURI(), ctx: ctx,
	}
	u := &url.URL{Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: r.URL.RawQuery}
	if u.Path == "" {
		u.Path = "/"
	}
	in.URL = u
	if in.Body == nil {
		in.Body = NoBody
	}
	if in.Header == nil {
		in.Header = make(Header)
	}
	if in.Header.Get("User-Agent") == "" {
		in.Header.Set("User-Agent", "Go-http-client/1.1")
	}
	if in.ContentLength > 0 {
		in.Header.Set("Content-Length", strconv.FormatInt(in.ContentLength, 10))
	}
	if unpacks(r) {
		in.Header.Set("Accept-Encoding", "gzip")
	}
	w := &response{header: make(Header), ready: make(chan struct{}), req: in, server: s}
	w.reader, w.body = io.Pipe()
	if trouble == left {
		w.left = make(chan struct{})
		time.AfterFunc(time.Duration(ns), func() {
			cancel()
			close(w.left)
			w.reader.CloseWithError(context.Canceled)
		})
	}
	s.active.Add(1)
	context.AfterFunc(r.Context(), func() {
		cancel()
		w.reader.CloseWithError(r.Context().Err())
	})
	go s.handle(in, w, cancel, befallen(s.Handler, trouble, ns, text))
	return w
}

var lastPort = 40000

func nextPort() int {
	lastPort++
	return lastPort
}

// TimeoutHandler answers 503 when h takes longer than dt.
func TimeoutHandler(h Handler, dt time.Duration, msg string) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		ctx, cancel := context.WithTimeout(r.Context(), dt)
		defer cancel()
		done := make(chan struct{})
		tw := &timeoutWriter{h: make(Header)}
		trouble := make(chan any, 1)
		go func() {
			defer func() {
				if p := recover(); p != nil {
					trouble <- p
				}
			}()
			h.ServeHTTP(tw, r.WithContext(ctx))
			close(done)
		}()
		select {
		case p := <-trouble:
			panic(p)
		case <-done:
			dst := w.Header()
			for k, v := range tw.h {
				dst[k] = v
			}
			if tw.code == 0 {
				tw.code = StatusOK
			}
			w.WriteHeader(tw.code)
			w.Write(tw.buf)
		case <-ctx.Done():
			tw.late = true
			w.WriteHeader(StatusServiceUnavailable)
			if msg == "" {
				msg = "<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>"
			}
			io.WriteString(w, msg)
		}
	})
}

type timeoutWriter struct {
	h    Header
	buf  []byte
	code int
	late bool
}

func (w *timeoutWriter) Header() Header { return w.h }

func (w *timeoutWriter) Write(b []byte) (int, error) {
	if w.late {
		return 0, ErrHandlerTimeout
	}
	w.buf = append(w.buf, b...)
	return len(b), nil
}

func (w *timeoutWriter) WriteHeader(code int) {
	if w.code == 0 {
		w.code = code
	}
}
