// Package mail reads messages and their addresses.
package mail

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strings"
	"time"
)

// Message is a header, and what follows it.
type Message struct {
	Header Header
	Body   io.Reader
}

// ReadMessage reads the header; the body is left to be read.
func ReadMessage(r io.Reader) (msg *Message, err error) {
	br := bufio.NewReader(r)
	h, err := textproto.NewReader(br).ReadMIMEHeader()
	var bad textproto.ProtocolError
	if errors.As(err, &bad) {
		_, line, _ := strings.Cut(string(bad), ": ")
		return nil, fmt.Errorf("malformed header line: %q", line)
	}
	if err != nil && (err != io.EOF || len(h) == 0) {
		return nil, err
	}
	return &Message{Header(h), br}, nil
}

// Header is a message's header, by canonical keys.
type Header map[string][]string

func (h Header) Get(key string) string { return textproto.MIMEHeader(h).Get(key) }

// ErrHeaderNotPresent: the message does not have the field.
var ErrHeaderNotPresent = errors.New("mail: header not in message")

func (h Header) Date() (time.Time, error) {
	s := h.Get("Date")
	if s == "" {
		return time.Time{}, ErrHeaderNotPresent
	}
	return ParseDate(s)
}

func (h Header) AddressList(key string) ([]*Address, error) {
	s := h.Get(key)
	if s == "" {
		return nil, ErrHeaderNotPresent
	}
	return ParseAddressList(s)
}

// ParseDate reads a date as RFC 5322 has them.
func ParseDate(date string) (time.Time, error) {
	// a zone's name in parentheses is a comment
	if i := strings.IndexByte(date, '('); i >= 0 {
		date = date[:i]
	}
	date = strings.Join(strings.Fields(date), " ")
	for _, day := range []string{"", "Mon, "} {
		for _, year := range []string{"2006", "06"} {
			for _, clock := range []string{"15:04:05", "15:04"} {
				for _, zone := range []string{"-0700", "MST"} {
					if t, err := time.Parse(day+"2 Jan "+year+" "+clock+" "+zone, date); err == nil {
						return t, nil
					}
				}
			}
		}
	}
	return time.Time{}, errors.New("mail: header could not be parsed")
}
