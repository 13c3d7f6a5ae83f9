// Packets from one goroutine to another, each read as it was sent, and a reader that does not wait for ever.
package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"time"
)

func echo(server *net.UDPConn, done chan<- error) {
	b := make([]byte, 64)
	for {
		n, from, err := server.ReadFromUDP(b)
		if err != nil {
			done <- err
			return
		}
		server.WriteToUDP([]byte(strings.ToUpper(string(b[:n]))), from)
	}
}

func main() {
	server, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 20053})
	if err != nil {
		fmt.Println(err)
		return
	}
	done := make(chan error)
	go echo(server, done)
	c, err := net.Dial("udp", "127.0.0.1:20053")
	fmt.Println(err, c.RemoteAddr())
	for _, word := range []string{"first", "second and longer"} {
		fmt.Fprint(c, word)
		b := make([]byte, 6)
		n, err := c.Read(b)
		fmt.Printf("%q %v\n", b[:n], err)
	}
	c.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
	_, err = c.Read(make([]byte, 1))
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded) || err.(net.Error).Timeout())
	server.Close()
	fmt.Println(errors.Is(<-done, net.ErrClosed))
	_, err = net.DialUDP("udp", nil, nil)
	fmt.Println(err)
	p, err := net.ListenPacket("udp", "127.0.0.1:20053")
	fmt.Println(p.LocalAddr(), err)
	_, err = net.ListenPacket("udp", "127.0.0.1:20053")
	fmt.Println(err)
}

// Output:
// <nil> 127.0.0.1:20053
// "FIRST" <nil>
// "SECOND" <nil>
// true
// true
// dial udp: missing address
// 127.0.0.1:20053 <nil>
// listen udp 127.0.0.1:20053: bind: address already in use
