// Connections to ports and to names: halves closed, deadlines, and what cannot be reached.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

func main() {
	addr, err := net.ResolveTCPAddr("tcp", "127.0.0.1:0")
	fmt.Println(addr, err)
	l, err := net.ListenTCP("tcp", addr)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%T %v\n", l, l.Addr().Network())
	done := make(chan bool)
	go func() {
		c, err := l.AcceptTCP()
		if err != nil {
			panic(err)
		}
		c.SetKeepAlive(true)
		c.SetNoDelay(true)
		b, _ := io.ReadAll(c)
		fmt.Fprintf(c, "got %s\n", strings.ToUpper(string(b)))
		c.Close()
		done <- true
	}()
	conn, err := net.Dial("tcp", l.Addr().String())
	fmt.Printf("%T %v\n", conn, err)
	fmt.Fprint(conn, "hello")
	conn.(*net.TCPConn).CloseWrite()
	s, err := bufio.NewReader(conn).ReadString('\n')
	fmt.Printf("%q %v\n", s, err)
	<-done
	l.SetDeadline(time.Now().Add(10 * time.Millisecond))
	_, err = l.Accept()
	var ne net.Error
	fmt.Println(errors.As(err, &ne) && ne.Timeout())
	l.Close()
	_, err = l.Accept()
	fmt.Println(errors.Is(err, net.ErrClosed))
	_, err = net.DialTCP("tcp", nil, l.Addr().(*net.TCPAddr))
	fmt.Println(err != nil)
	_, err = net.Dial("foo", "x:1")
	fmt.Println(err)
	_, err = net.Dial("tcp", "localhost")
	fmt.Println(err)
	_, err = net.Dial("tcp", "localhost:99999")
	fmt.Println(err)
	_, _, err = net.SplitHostPort("a:b:c")
	fmt.Println(err)
	_, err = net.Listen("tcp", "bad")
	fmt.Println(err)
	for _, m := range []string{"00:00:5e:00:53:01", "02-00-5e-10-00-00-00-01", "0000.5e00.5301", "zz:00:5e:00:53:01", ""} {
		hw, err := net.ParseMAC(m)
		fmt.Println(hw, err)
	}
	p, err := net.LookupPort("tcp", "https")
	fmt.Println(p, err)
	h, err := net.LookupHost("127.0.0.1")
	fmt.Println(h, err)
	ul, err := net.Listen("unix", "/tmp/pub_sock_test")
	fmt.Printf("%T %v\n", ul, err)
	go func() {
		c, _ := ul.Accept()
		fmt.Fprintf(c, "hi %T", c)
		c.Close()
	}()
	uc, err := net.Dial("unix", "/tmp/pub_sock_test")
	if err != nil {
		panic(err)
	}
	all, _ := io.ReadAll(uc)
	fmt.Println(string(all))
	ul.Close()
	_, err = net.Dial("unix", "/tmp/pub_sock_test")
	fmt.Println(err)
	bs := net.Buffers{[]byte("ab"), []byte("cd")}
	var sb strings.Builder
	n, err := bs.WriteTo(&sb)
	fmt.Println(n, err, sb.String())
	x, err := net.ResolveTCPAddr("tcp", ":http")
	fmt.Println(x, err)
	_, err = net.ResolveTCPAddr("tcp", "1.2.3.4:foo")
	fmt.Println(err)
}

// Output:
// 127.0.0.1:0 <nil>
// *net.TCPListener tcp
// *net.TCPConn <nil>
// "got HELLO\n" <nil>
// true
// true
// true
// dial foo: unknown network foo
// dial tcp: address localhost: missing port in address
// dial tcp: address 99999: invalid port
// address a:b:c: too many colons in address
// listen tcp: address bad: missing port in address
// 00:00:5e:00:53:01 <nil>
// 02:00:5e:10:00:00:00:01 <nil>
// 00:00:5e:00:53:01 <nil>
//  address zz:00:5e:00:53:01: invalid MAC address
//  invalid MAC address
// 443 <nil>
// [127.0.0.1] <nil>
// *net.UnixListener <nil>
// hi *net.UnixConn
// dial unix /tmp/pub_sock_test: connect: no such file or directory
// 4 <nil> abcd
// :80 <nil>
// lookup tcp/foo: unknown port
