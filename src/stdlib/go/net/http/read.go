package http

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/url"
	"strconv"
	"strings"
)

// ReadRequest reads a request as it stands on the wire.
func ReadRequest(b *bufio.Reader) (*Request, error) {
	line, err := readLine(b)
	if err != nil {
		return nil, err
	}
	method, rest, ok1 := strings.Cut(line, " ")
	uri, proto, ok2 := strings.Cut(rest, " ")
	if !ok1 || !ok2 {
		return nil, errors.New("malformed HTTP request " + strconv.Quote(line))
	}
	if !validMethod(method) {
		return nil, errors.New("invalid method " + strconv.Quote(method))
	}
	major, minor, ok := ParseHTTPVersion(proto)
	if !ok {
		return nil, errors.New("malformed HTTP version " + strconv.Quote(proto))
	}
	u, err := url.ParseRequestURI(uri)
	if err != nil {
		return nil, err
	}
	h, err := readHeader(b)
	if err != nil {
		return nil, err
	}
	r := &Request{
		Method: method, URL: u, Proto: proto, ProtoMajor: major, ProtoMinor: minor, Header: h, Host: u.Host,
		RequestURI: uri, ctx: context.Background(),
	}
	if r.Host == "" {
		r.Host = h.Get("Host")
	}
	h.Del("Host")
	r.Close = closes(r.ProtoMinor, h)
	r.Body, r.ContentLength, r.TransferEncoding, err = bodyOf(b, h, false)
	return r, err
}

// ReadResponse reads the answer to a request (GET when that is nil) as it stands on the wire.
func ReadResponse(b *bufio.Reader, req *Request) (*Response, error) {
	line, err := readLine(b)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	proto, status, ok := strings.Cut(line, " ")
	if !ok {
		return nil, errors.New("malformed HTTP response " + strconv.Quote(line))
	}
	status = strings.TrimLeft(status, " ")
	digits, _, _ := strings.Cut(status, " ")
	code, err := strconv.Atoi(digits)
	if len(digits) != 3 || err != nil || code < 0 {
		return nil, errors.New("malformed HTTP status code " + strconv.Quote(digits))
	}
	major, minor, ok := ParseHTTPVersion(proto)
	if !ok {
		return nil, errors.New("malformed HTTP version " + strconv.Quote(proto))
	}
	h, err := readHeader(b)
	if err != nil {
		return nil, err
	}
	r := &Response{
		Status: status, StatusCode: code, Proto: proto, ProtoMajor: major, ProtoMinor: minor, Header: h, Request: req,
	}
	r.Close = closes(minor, h)
	if code/100 == 1 || code == StatusNoContent || code == StatusNotModified || req != nil && req.Method == MethodHead {
		r.Body = NoBody
		return r, nil
	}
	r.Body, r.ContentLength, r.TransferEncoding, err = bodyOf(b, h, true)
	return r, err
}

// ParseHTTPVersion is the numbers of "HTTP/1.1".
func ParseHTTPVersion(vers string) (major, minor int, ok bool) {
	rest, has := strings.CutPrefix(vers, "HTTP/")
	if !has || len(rest) != 3 || rest[1] != '.' || rest[0] < '0' || rest[0] > '9' || rest[2] < '0' || rest[2] > '9' {
		return 0, 0, false
	}
	return int(rest[0] - '0'), int(rest[2] - '0'), true
}

// readLine is a line without its end; io.EOF only where nothing is left.
func readLine(b *bufio.Reader) (string, error) {
	line, err := b.ReadString('\n')
	if err == io.EOF && line != "" {
		err = nil
	}
	return strings.TrimRight(line, "\r\n"), err
}

func readHeader(b *bufio.Reader) (Header, error) {
	h := Header{}
	last := ""
	for {
		line, err := readLine(b)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil || line == "" {
			return h, err
		}
		if values := h[last]; len(values) > 0 && (line[0] == ' ' || line[0] == '\t') {
			values[len(values)-1] += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, errors.New("malformed MIME header: missing colon: " + strconv.Quote(line))
		}
		if name == "" || strings.ContainsAny(name, " \t") {
			return nil, errors.New("malformed MIME header line: " + line)
		}
		last = CanonicalHeaderKey(name)
		h[last] = append(h[last], strings.TrimSpace(value))
	}
}

// closes tells whether the connection ends with the message. HTTP/1.0 knows no pieces.
func closes(minor int, h Header) bool {
	said := strings.ToLower(h.Get("Connection"))
	if minor == 0 {
		h.Del("Transfer-Encoding")
		return said != "keep-alive"
	}
	return said == "close"
}

// bodyOf is what follows a header, and how long that is; -1 is not known. Answers may end with the connection.
func bodyOf(b *bufio.Reader, h Header, toTheEnd bool) (body io.ReadCloser, n int64, encoding []string, err error) {
	if strings.EqualFold(h.Get("Transfer-Encoding"), "chunked") {
		h.Del("Transfer-Encoding")
		h.Del("Content-Length")
		return io.NopCloser(&chunks{b: b}), -1, []string{"chunked"}, nil
	}
	length := h.Get("Content-Length")
	if length == "" {
		if toTheEnd {
			return io.NopCloser(b), -1, nil, nil
		}
		return NoBody, 0, nil, nil
	}
	n, err = strconv.ParseInt(length, 10, 64)
	if err != nil || n < 0 {
		return nil, 0, nil, errors.New("bad Content-Length " + strconv.Quote(length))
	}
	if n == 0 {
		return NoBody, 0, nil, nil
	}
	return io.NopCloser(&counted{b, n}), n, nil, nil
}

// counted is a body of known length.
type counted struct {
	b    *bufio.Reader
	left int64
}

func (c *counted) Read(p []byte) (int, error) {
	if c.left == 0 {
		return 0, io.EOF
	}
	if int64(len(p)) > c.left {
		p = p[:c.left]
	}
	n, err := c.b.Read(p)
	c.left -= int64(n)
	if err == io.EOF && c.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// chunks is a body in pieces, each after its length.
type chunks struct {
	b    *bufio.Reader
	left int64
	done bool
}

func (c *chunks) Read(p []byte) (int, error) {
	if c.done || len(p) == 0 {
		return 0, io.EOF
	}
	if c.left == 0 {
		line, err := readLine(c.b)
		if err != nil {
			return 0, io.ErrUnexpectedEOF
		}
		size, _, _ := strings.Cut(line, ";")
		c.left, err = strconv.ParseInt(strings.TrimSpace(size), 16, 63)
		if err != nil || c.left < 0 {
			return 0, errors.New("invalid byte in chunk length")
		}
		if c.left == 0 {
			c.done = true
			_, err := readHeader(c.b)
			if err != nil {
				return 0, err
			}
			return 0, io.EOF
		}
	}
	if int64(len(p)) > c.left {
		p = p[:c.left]
	}
	n, err := c.b.Read(p)
	c.left -= int64(n)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if c.left == 0 && err == nil {
		_, err = readLine(c.b)
	}
	return n, err
}
