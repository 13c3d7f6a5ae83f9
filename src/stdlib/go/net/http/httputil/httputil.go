// Package httputil shows requests and answers as text, and hands requests on to other servers.
package httputil

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"sort"
	"strings"
)

// copied is a body to read now and one to read later.
func copied(b io.ReadCloser) (data []byte, again io.ReadCloser, err error) {
	if b == nil || b == http.NoBody {
		return nil, b, nil
	}
	data, err = io.ReadAll(b)
	b.Close()
	return data, io.NopCloser(bytes.NewReader(data)), err
}

func fields(w io.Writer, h http.Header, without ...string) {
	h = h.Clone()
	for _, k := range without {
		h.Del(k)
	}
	h.Write(w)
}

// DumpRequest is a request as its server got it.
func DumpRequest(req *http.Request, body bool) ([]byte, error) {
	var b bytes.Buffer
	uri := req.RequestURI
	if uri == "" {
		uri = req.URL.RequestURI()
	}
	method := req.Method
	if method == "" {
		method = "GET"
	}
	fmt.Fprintf(&b, "%s %s HTTP/%d.%d\r\n", method, uri, req.ProtoMajor, req.ProtoMinor)
	host := req.Host
	if host == "" {
		host = req.URL.Host
	}
	if host != "" {
		fmt.Fprintf(&b, "Host: %s\r\n", host)
	}
	if req.Close {
		b.WriteString("Connection: close\r\n")
	}
	fields(&b, req.Header, "Host", "Transfer-Encoding", "Trailer")
	b.WriteString("\r\n")
	if body {
		data, again, err := copied(req.Body)
		req.Body = again
		b.Write(data)
		return b.Bytes(), err
	}
	return b.Bytes(), nil
}

// DumpRequestOut is a request as a client sends it.
func DumpRequestOut(req *http.Request, body bool) ([]byte, error) {
	data, again, err := copied(req.Body)
	req.Body = again
	if err != nil {
		return nil, err
	}
	c := req.Clone(req.Context())
	c.Body, c.ContentLength = nil, 0
	var b bytes.Buffer
	host := req.Host
	if host == "" {
		host = req.URL.Host
	}
	agent := req.Header.Get("User-Agent")
	if agent == "" {
		agent = "Go-http-client/1.1"
	}
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\n", req.Method, req.URL.RequestURI(), host, agent)
	chunked := req.ContentLength < 0
	if chunked {
		b.WriteString("Transfer-Encoding: chunked\r\n")
	} else if req.ContentLength > 0 || req.Body != nil && (req.Method == "POST" || req.Method == "PUT" || req.Method == "PATCH") {
		fmt.Fprintf(&b, "Content-Length: %d\r\n", req.ContentLength)
	}
	fields(&b, req.Header, "Host", "User-Agent", "Content-Length")
	if req.Header.Get("Accept-Encoding") == "" {
		b.WriteString("Accept-Encoding: gzip\r\n")
	}
	b.WriteString("\r\n")
	if body {
		if chunked && len(data) > 0 {
			fmt.Fprintf(&b, "%x\r\n%s\r\n0\r\n\r\n", len(data), data)
		} else {
			b.Write(data)
		}
	}
	return b.Bytes(), nil
}

// DumpResponse is an answer as it came.
func DumpResponse(resp *http.Response, body bool) ([]byte, error) {
	var b bytes.Buffer
	text := resp.Status
	if text == "" {
		text = http.StatusText(resp.StatusCode)
	} else {
		text = strings.TrimPrefix(text, fmt.Sprint(resp.StatusCode)+" ")
	}
	fmt.Fprintf(&b, "HTTP/%d.%d %03d %s\r\n", resp.ProtoMajor, resp.ProtoMinor, resp.StatusCode, text)
	data, again, err := copied(resp.Body)
	resp.Body = again
	if resp.ContentLength >= 0 && resp.Header.Get("Content-Length") == "" {
		fmt.Fprintf(&b, "Content-Length: %d\r\n", resp.ContentLength)
	}
	if resp.ContentLength < 0 && len(data) > 0 && resp.ProtoAtLeast(1, 1) {
		b.WriteString("Connection: close\r\n")
	}
	keys := make([]string, 0, len(resp.Header))
	for k := range resp.Header {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		for _, v := range resp.Header[k] {
			fmt.Fprintf(&b, "%s: %s\r\n", k, v)
		}
	}
	b.WriteString("\r\n")
	if body {
		b.Write(data)
	}
	return b.Bytes(), err
}

// ProxyRequest is a request on its way through a ReverseProxy.
type ProxyRequest struct {
	In, Out *http.Request
}

func (r *ProxyRequest) SetURL(target *url.URL) {
	rewrite(r.Out, target)
	r.Out.Host = ""
}

func (r *ProxyRequest) SetXForwarded() {
	client, _, _ := strings.Cut(r.In.RemoteAddr, ":")
	r.Out.Header.Set("X-Forwarded-For", client)
	r.Out.Header.Set("X-Forwarded-Host", r.In.Host)
	r.Out.Header.Set("X-Forwarded-Proto", "http")
}

// ReverseProxy hands requests on.
type ReverseProxy struct {
	Rewrite        func(*ProxyRequest)
	Director       func(*http.Request)
	Transport      http.RoundTripper
	ErrorLog       *log.Logger
	ModifyResponse func(*http.Response) error
	ErrorHandler   func(http.ResponseWriter, *http.Request, error)
}

func rewrite(req *http.Request, target *url.URL) {
	req.URL.Scheme, req.URL.Host = target.Scheme, target.Host
	a, b := strings.HasSuffix(target.Path, "/"), strings.HasPrefix(req.URL.Path, "/")
	switch {
	case a && b:
		req.URL.Path = target.Path + req.URL.Path[1:]
	case !a && !b:
		req.URL.Path = target.Path + "/" + req.URL.Path
	default:
		req.URL.Path = target.Path + req.URL.Path
	}
	if target.RawQuery == "" || req.URL.RawQuery == "" {
		req.URL.RawQuery = target.RawQuery + req.URL.RawQuery
	} else {
		req.URL.RawQuery = target.RawQuery + "&" + req.URL.RawQuery
	}
}

// NewSingleHostReverseProxy hands all requests on to one server.
func NewSingleHostReverseProxy(target *url.URL) *ReverseProxy {
	return &ReverseProxy{Director: func(req *http.Request) { rewrite(req, target) }}
}

func (p *ReverseProxy) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	out := req.Clone(req.Context())
	out.RequestURI = ""
	for _, k := range []string{"Connection", "Keep-Alive", "Te", "Transfer-Encoding", "Upgrade"} {
		out.Header.Del(k)
	}
	if p.Director != nil {
		p.Director(out)
		client, _, _ := strings.Cut(req.RemoteAddr, ":")
		if prior := out.Header.Get("X-Forwarded-For"); prior != "" {
			client = prior + ", " + client
		}
		out.Header.Set("X-Forwarded-For", client)
	} else {
		p.Rewrite(&ProxyRequest{req, out})
	}
	transport := p.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	resp, err := transport.RoundTrip(out)
	if err == nil && p.ModifyResponse != nil {
		if err = p.ModifyResponse(resp); err != nil {
			resp.Body.Close()
		}
	}
	if err != nil {
		if p.ErrorHandler != nil {
			p.ErrorHandler(w, req, err)
			return
		}
		log.Printf("http: proxy error: %v", err)
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	for k, vs := range resp.Header {
		for _, v := range vs {
			w.Header().Add(k, v)
		}
	}
	w.WriteHeader(resp.StatusCode)
	io.Copy(w, resp.Body)
	resp.Body.Close()
}
