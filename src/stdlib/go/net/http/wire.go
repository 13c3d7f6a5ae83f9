package http

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// wire is a connection to a server that is not one of this package: requests and answers go over it as text.
type wire struct {
	conn net.Conn
	b    *bufio.Reader
}

// connect is an idle connection to addr, or a new one: as the transport dials, else to a listener of this program.
func (t *Transport) connect(ctx context.Context, addr string) (*wire, error) {
	t.mu.Lock()
	w := t.idle[addr]
	delete(t.idle, addr)
	t.mu.Unlock()
	if w != nil {
		return w, nil
	}
	var conn net.Conn
	var err error
	switch {
	case t.DialContext != nil:
		conn, err = t.DialContext(ctx, "tcp", addr)
	case t.Dial != nil:
		conn, err = t.Dial("tcp", addr)
	default:
		if conn, err = net.Dial("tcp", addr); err == nil {
			err = accepted(ctx, conn)
		}
	}
	if err != nil {
		return nil, err
	}
	return &wire{conn, bufio.NewReader(conn)}, nil
}

// errNotTaken is a connection that nobody has accepted and nobody will: a server of this package may be there now.
var errNotTaken = errors.New("read: connection reset by peer")

// accepted waits until somebody takes the connection.
func accepted(ctx context.Context, conn net.Conn) error {
	own, ok := conn.(interface{ Taken() <-chan bool })
	if !ok {
		return nil
	}
	select {
	case taken := <-own.Taken():
		if taken {
			return nil
		}
		return errNotTaken
	case <-ctx.Done():
		return ctx.Err()
	}
}

// rest keeps a connection for the next request to its address.
func (t *Transport) rest(addr string, w *wire) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.DisableKeepAlives || t.idle[addr] != nil {
		w.conn.Close()
		return
	}
	if t.idle == nil {
		t.idle = make(map[string]*wire)
	}
	t.idle[addr] = w
}

// overWire sends a request over a connection, and reads the answer there.
func (t *Transport) overWire(r *Request, addr string) (*Response, error) {
	ctx := r.Context()
	w, err := t.connect(ctx, addr)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { w.conn.Close() })
	goOn, unsent := make(chan bool, 1), make(chan error, 1)
	go func() {
		if err := w.send(r, goOn, t.ExpectContinueTimeout); err != nil {
			unsent <- err
			w.conn.SetReadDeadline(time.Now()) // nothing comes any more but what is there
		}
	}()
	resp, err := w.receive(r, goOn)
	if err != nil {
		stop()
		w.conn.Close()
		select {
		case sending := <-unsent:
			if err != io.EOF {
				err = sending
			}
		default:
		}
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, err
	}
	body := &wireBody{ReadCloser: resp.Body, ctx: ctx}
	body.done = func(whole bool) {
		stop()
		if whole && !resp.Close && (resp.Body == NoBody || resp.ContentLength >= 0 || resp.TransferEncoding != nil) {
			t.rest(addr, w)
		} else {
			w.conn.Close()
		}
	}
	if resp.Body == NoBody {
		body.end(true)
	} else {
		resp.Body = body
	}
	return resp, nil
}

// fromAfar is the answer of a server that is not one of this package.
func (t *Transport) fromAfar(r *Request, addr string) (*Response, error) {
	resp, err := t.overWire(r, addr)
	if err == nil && unpacks(r) && resp.Body != NoBody {
		resp.unpack()
	}
	return resp, err
}

// writeHead writes what comes before a request's body.
func (r *Request) writeHead(b *bufio.Writer) {
	h := r.Header.Clone()
	if h == nil {
		h = make(Header)
	}
	host, agent := r.Host, h.Get("User-Agent")
	if host == "" {
		host = r.URL.Host
	}
	if agent == "" {
		agent = "Go-http-client/1.1"
	}
	fmt.Fprintf(b, "%s %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: %s\r\n", r.Method, r.URL.RequestURI(), host, agent)
	switch {
	case !r.hasBody():
		if r.Method == "POST" || r.Method == "PUT" || r.Method == "PATCH" {
			b.WriteString("Content-Length: 0\r\n")
		}
	case r.ContentLength > 0:
		fmt.Fprintf(b, "Content-Length: %d\r\n", r.ContentLength)
	default:
		b.WriteString("Transfer-Encoding: chunked\r\n")
	}
	for _, k := range []string{"Host", "User-Agent", "Content-Length", "Transfer-Encoding", "Trailer"} {
		h.Del(k)
	}
	h.Write(b)
	if unpacks(r) {
		b.WriteString("Accept-Encoding: gzip\r\n")
	}
	b.WriteString("\r\n")
}

func (r *Request) hasBody() bool { return r.Body != nil && r.Body != NoBody }

// send writes a request. A body that waits for "100 Continue" does so for patience, and is not sent when goOn says so.
func (w *wire) send(r *Request, goOn <-chan bool, patience time.Duration) error {
	b := bufio.NewWriter(w.conn)
	r.writeHead(b)
	if !r.hasBody() {
		return b.Flush()
	}
	defer r.Body.Close()
	if patience > 0 && strings.EqualFold(r.Header.Get("Expect"), "100-continue") {
		if err := b.Flush(); err != nil {
			return err
		}
		select {
		case ok := <-goOn:
			if !ok {
				return nil
			}
		case <-time.After(patience):
		}
	}
	var err error
	if r.ContentLength > 0 {
		_, err = io.Copy(b, r.Body)
	} else if _, err = io.Copy(pieces{b}, r.Body); err == nil {
		_, err = b.WriteString("0\r\n\r\n")
	}
	if err != nil {
		return err
	}
	return b.Flush()
}

// pieces writes each piece of a body after its length.
type pieces struct{ b *bufio.Writer }

func (p pieces) Write(data []byte) (int, error) {
	if len(data) == 0 {
		return 0, nil
	}
	fmt.Fprintf(p.b, "%x\r\n%s\r\n", len(data), data)
	return len(data), p.b.Flush()
}

// receive reads the answer; those before it that only say how things go are told to goOn.
func (w *wire) receive(r *Request, goOn chan<- bool) (*Response, error) {
	for {
		if _, err := w.b.Peek(1); err != nil {
			return nil, err
		}
		resp, err := ReadResponse(w.b, r)
		if err != nil {
			return nil, err
		}
		last := resp.StatusCode/100 != 1 || resp.StatusCode == StatusSwitchingProtocols
		if last || resp.StatusCode == StatusContinue {
			select {
			case goOn <- !last:
			default:
			}
		}
		if last {
			return resp, nil
		}
	}
}

// wireBody tells when an answer's body has been read, or will not be.
type wireBody struct {
	io.ReadCloser
	ctx  context.Context
	done func(whole bool)
}

func (b *wireBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil && err != io.EOF && b.ctx.Err() != nil {
		err = b.ctx.Err()
	}
	if err != nil {
		b.end(err == io.EOF)
	}
	return n, err
}

func (b *wireBody) Close() error {
	b.end(false)
	return nil
}

func (b *wireBody) end(whole bool) {
	if b.done != nil {
		b.done(whole)
		b.done = nil
	}
}
