package rpc

import (
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
)

// ServerError is an error that the other side gave.
type ServerError string

func (e ServerError) Error() string { return string(e) }

var ErrShutdown = errors.New("connection is shut down")

// Call is a call on its way.
type Call struct {
	ServiceMethod string
	Args          any
	Reply         any
	Error         error
	Done          chan *Call
}

// ClientCodec writes calls and reads answers.
type ClientCodec interface {
	WriteRequest(*Request, any) error
	ReadResponseHeader(*Response) error
	ReadResponseBody(any) error
	Close() error
}

// Client calls.
type Client struct {
	codec   ClientCodec
	sending sync.Mutex
	mu      sync.Mutex
	seq     uint64
	pending map[uint64]*Call
	closing bool
	over    bool
}

func NewClient(conn io.ReadWriteCloser) *Client { return NewClientWithCodec(newCodec(conn)) }

func NewClientWithCodec(codec ClientCodec) *Client {
	c := &Client{codec: codec, pending: map[uint64]*Call{}}
	go c.input()
	return c
}

func Dial(network, address string) (*Client, error) {
	conn, err := net.Dial(network, address)
	if err != nil {
		return nil, err
	}
	return NewClient(conn), nil
}

func (call *Call) done() {
	select {
	case call.Done <- call:
	default:
	}
}

func (c *Client) input() {
	var err error
	for err == nil {
		var r Response
		if err = c.codec.ReadResponseHeader(&r); err != nil {
			break
		}
		c.mu.Lock()
		call := c.pending[r.Seq]
		delete(c.pending, r.Seq)
		c.mu.Unlock()
		switch {
		case call == nil:
			err = c.codec.ReadResponseBody(nil)
		case r.Error != "":
			call.Error = ServerError(r.Error)
			err = c.codec.ReadResponseBody(nil)
			call.done()
		default:
			if err = c.codec.ReadResponseBody(call.Reply); err != nil {
				call.Error = errors.New("reading body " + err.Error())
			}
			call.done()
		}
	}
	c.sending.Lock()
	c.mu.Lock()
	c.over = true
	if closing := c.closing; err == io.EOF || closing {
		if err = io.ErrUnexpectedEOF; closing {
			err = ErrShutdown
		}
	}
	for _, call := range c.pending {
		call.Error = err
		call.done()
	}
	c.mu.Unlock()
	c.sending.Unlock()
}

// Go begins a call; it comes back through done.
func (c *Client) Go(serviceMethod string, args any, reply any, done chan *Call) *Call {
	call := &Call{ServiceMethod: serviceMethod, Args: args, Reply: reply, Done: done}
	if done == nil {
		call.Done = make(chan *Call, 10)
	} else if cap(done) == 0 {
		log.Panic("rpc: done channel is unbuffered")
	}
	c.sending.Lock()
	defer c.sending.Unlock()
	c.mu.Lock()
	if c.over || c.closing {
		c.mu.Unlock()
		call.Error = ErrShutdown
		call.done()
		return call
	}
	seq := c.seq
	c.seq++
	c.pending[seq] = call
	c.mu.Unlock()
	if err := c.codec.WriteRequest(&Request{serviceMethod, seq}, args); err != nil {
		c.mu.Lock()
		delete(c.pending, seq)
		c.mu.Unlock()
		call.Error = err
		call.done()
	}
	return call
}

// Call calls and waits for the answer.
func (c *Client) Call(serviceMethod string, args any, reply any) error {
	return (<-c.Go(serviceMethod, args, reply, make(chan *Call, 1)).Done).Error
}

func (c *Client) Close() error {
	c.mu.Lock()
	if c.closing {
		c.mu.Unlock()
		return ErrShutdown
	}
	c.closing = true
	c.mu.Unlock()
	return c.codec.Close()
}

var (
	overHTTP = map[string]*Server{}
	guard    sync.Mutex
)

// HandleHTTP lets clients that come over HTTP call the server.
func (server *Server) HandleHTTP(rpcPath, debugPath string) {
	guard.Lock()
	overHTTP[rpcPath] = server
	guard.Unlock()
	http.Handle(rpcPath, server)
}

func HandleHTTP() { DefaultServer.HandleHTTP(DefaultRPCPath, DefaultDebugPath) }

func (server *Server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(http.StatusMethodNotAllowed)
	io.WriteString(w, "405 must CONNECT\n")
}

func DialHTTP(network, address string) (*Client, error) {
	return DialHTTPPath(network, address, DefaultRPCPath)
}

// DialHTTPPath connects to the server that handles path, when something listens at the address.
func DialHTTPPath(network, address, path string) (*Client, error) {
	if conn, err := net.Dial(network, address); err == nil {
		conn.Close()
	} else if resp, bad := http.Get("http://" + address + path); bad == nil {
		resp.Body.Close()
	} else {
		return nil, err
	}
	guard.Lock()
	server := overHTTP[path]
	guard.Unlock()
	if server == nil {
		return nil, &net.OpError{Op: "dial-http", Net: network + " " + address, Err: errors.New("unexpected HTTP response: 404 Not Found")}
	}
	here, there := net.Pipe()
	go server.ServeConn(there)
	return NewClient(here), nil
}
