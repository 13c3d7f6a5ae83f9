// Package rpc calls methods of objects that another process (here: another goroutine) has.
package rpc

import (
	"bufio"
	"encoding/gob"
	"errors"
	"io"
	"log"
	"net"
	"reflect"
	"strings"
	"sync"
)

const (
	DefaultRPCPath   = "/_goRPC_"
	DefaultDebugPath = "/debug/rpc"
)

// Request is the head of a call.
type Request struct {
	ServiceMethod string
	Seq           uint64
}

// Response is the head of an answer.
type Response struct {
	ServiceMethod string
	Seq           uint64
	Error         string
}

// ServerCodec reads calls and writes answers.
type ServerCodec interface {
	ReadRequestHeader(*Request) error
	ReadRequestBody(any) error
	WriteResponse(*Response, any) error
	Close() error
}

type method struct {
	fn         reflect.Value
	arg, reply reflect.Type
}

type service map[string]method

// Server has objects by name.
type Server struct {
	services sync.Map
}

func NewServer() *Server { return &Server{} }

var DefaultServer = NewServer()

var typeOfError = reflect.TypeFor[error]()

func (server *Server) Register(rcvr any) error { return server.register(rcvr, "") }

func (server *Server) RegisterName(name string, rcvr any) error { return server.register(rcvr, name) }

func Register(rcvr any) error { return DefaultServer.Register(rcvr) }

func RegisterName(name string, rcvr any) error { return DefaultServer.RegisterName(name, rcvr) }

func exported(name string) bool { return name != "" && name[0] >= 'A' && name[0] <= 'Z' }

func visible(t reflect.Type) bool {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return exported(t.Name()) || t.PkgPath() == ""
}

func (server *Server) register(rcvr any, name string) error {
	v := reflect.ValueOf(rcvr)
	own := reflect.Indirect(v).Type().Name()
	if name == "" {
		if name = own; name == "" {
			return errors.New("rpc.Register: no service name for type " + v.Type().String())
		}
		if !exported(name) {
			return errors.New("rpc.Register: type " + name + " is not exported")
		}
	}
	s := service{}
	for i := range v.NumMethod() {
		m, fn := v.Type().Method(i), v.Method(i)
		t := fn.Type()
		if t.NumIn() == 2 && t.NumOut() == 1 && t.Out(0) == typeOfError && t.In(1).Kind() == reflect.Pointer && visible(t.In(0)) && visible(t.In(1)) {
			s[m.Name] = method{fn, t.In(0), t.In(1)}
		}
	}
	if len(s) == 0 {
		return errors.New("rpc.Register: type " + name + " has no exported methods of suitable type")
	}
	if _, there := server.services.LoadOrStore(name, s); there {
		return errors.New("rpc: service already defined: " + name)
	}
	return nil
}

func (server *Server) find(name string) (method, error) {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return method{}, errors.New("rpc: service/method request ill-formed: " + name)
	}
	s, ok := server.services.Load(name[:dot])
	if !ok {
		return method{}, errors.New("rpc: can't find service " + name)
	}
	m, ok := s.(service)[name[dot+1:]]
	if !ok {
		return method{}, errors.New("rpc: can't find method " + name)
	}
	return m, nil
}

type gobCodec struct {
	c   io.ReadWriteCloser
	dec *gob.Decoder
	enc *gob.Encoder
	buf *bufio.Writer
}

func newCodec(c io.ReadWriteCloser) *gobCodec {
	buf := bufio.NewWriter(c)
	return &gobCodec{c, gob.NewDecoder(c), gob.NewEncoder(buf), buf}
}

func (g *gobCodec) write(head, body any) error {
	if err := g.enc.Encode(head); err != nil {
		return err
	}
	if err := g.enc.Encode(body); err != nil {
		return err
	}
	return g.buf.Flush()
}

func (g *gobCodec) ReadRequestHeader(r *Request) error           { return g.dec.Decode(r) }
func (g *gobCodec) ReadRequestBody(body any) error               { return g.dec.Decode(body) }
func (g *gobCodec) WriteResponse(r *Response, body any) error    { return g.write(r, body) }
func (g *gobCodec) WriteRequest(r *Request, body any) error      { return g.write(r, body) }
func (g *gobCodec) ReadResponseHeader(r *Response) error         { return g.dec.Decode(r) }
func (g *gobCodec) ReadResponseBody(body any) error              { return g.dec.Decode(body) }
func (g *gobCodec) Close() error                                 { return g.c.Close() }

// ServeConn answers the calls of a connection until it ends.
func (server *Server) ServeConn(conn io.ReadWriteCloser) { server.ServeCodec(newCodec(conn)) }

func ServeConn(conn io.ReadWriteCloser) { DefaultServer.ServeConn(conn) }

func ServeCodec(codec ServerCodec) { DefaultServer.ServeCodec(codec) }

// none is the body of an answer that is an error.
type none struct{}

func (server *Server) ServeCodec(codec ServerCodec) {
	var sending sync.Mutex
	var running sync.WaitGroup
	answer := func(r Request, reply any, text string) {
		sending.Lock()
		defer sending.Unlock()
		if text != "" {
			reply = none{}
		}
		codec.WriteResponse(&Response{r.ServiceMethod, r.Seq, text}, reply)
	}
	for {
		var r Request
		if err := codec.ReadRequestHeader(&r); err != nil {
			if err != io.EOF && err != io.ErrUnexpectedEOF && !errors.Is(err, io.ErrClosedPipe) {
				log.Println("rpc:", err)
			}
			break
		}
		m, err := server.find(r.ServiceMethod)
		if err != nil {
			codec.ReadRequestBody(nil)
			answer(r, nil, err.Error())
			continue
		}
		arg := reflect.New(m.arg)
		if m.arg.Kind() == reflect.Pointer {
			arg.Elem().Set(reflect.New(m.arg.Elem()))
		}
		if err := codec.ReadRequestBody(arg.Interface()); err != nil {
			answer(r, nil, err.Error())
			continue
		}
		running.Add(1)
		go func() {
			defer running.Done()
			reply := reflect.New(m.reply.Elem())
			switch e := reply.Elem(); e.Kind() {
			case reflect.Map:
				e.Set(reflect.MakeMap(e.Type()))
			case reflect.Slice:
				e.Set(reflect.MakeSlice(e.Type(), 0, 0))
			}
			out := m.fn.Call([]reflect.Value{arg.Elem(), reply})
			text := ""
			if err, _ := out[0].Interface().(error); err != nil {
				text = err.Error()
			}
			answer(r, reply.Interface(), text)
		}()
	}
	running.Wait()
	codec.Close()
}

// Accept serves every connection that a listener gives.
func (server *Server) Accept(lis net.Listener) {
	for {
		conn, err := lis.Accept()
		if err != nil {
			log.Print("rpc.Serve: accept:", err.Error())
			return
		}
		go server.ServeConn(conn)
	}
}

func Accept(lis net.Listener) { DefaultServer.Accept(lis) }
