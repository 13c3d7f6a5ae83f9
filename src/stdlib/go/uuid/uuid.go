// Package uuid makes and reads identifiers of RFC 9562.
package uuid

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"strings"
	"sync"
	"time"
)

// UUID is an identifier of 128 bits.
type UUID [16]byte

// Nil is the identifier of zeros, Max that of ones.
func Nil() UUID { return UUID{} }

func Max() UUID {
	var u UUID
	for i := range u {
		u[i] = 0xff
	}
	return u
}

// New is NewV4.
func New() UUID { return NewV4() }

// NewV4 is an identifier of chance.
func NewV4() UUID {
	var u UUID
	rand.Read(u[:])
	return u.marked(4)
}

func (u UUID) marked(version byte) UUID {
	u[6] = u[6]&0x0f | version<<4
	u[8] = u[8]&0x3f | 0x80
	return u
}

var latest struct {
	sync.Mutex
	// milliseconds of the clock and, below them, twelve bits of their fraction
	stamp int64
}

// NewV7 is an identifier that begins with the time; each is greater than the one before.
func NewV7() UUID {
	now := time.Now().UnixNano()
	stamp := now/1e6<<12 | now%1e6*4096/1e6
	latest.Lock()
	if stamp <= latest.stamp && latest.stamp-stamp < 1<<16 {
		stamp = latest.stamp + 1
	}
	latest.stamp = stamp
	latest.Unlock()
	var u UUID
	rand.Read(u[8:])
	for i, ms := 5, stamp>>12; i >= 0; i-- {
		u[i] = byte(ms)
		ms >>= 8
	}
	u[6], u[7] = byte(stamp>>8&0x0f), byte(stamp)
	return u.marked(7)
}

var errInvalid = errors.New("invalid uuid")

// Parse reads an identifier with hyphens, also in braces or behind urn:uuid:, or without any.
func Parse(s string) (UUID, error) {
	var u UUID
	digits := s
	if len(digits) != 32 {
		switch {
		case strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}"):
			digits = s[1 : len(s)-1]
		case strings.HasPrefix(s, "urn:uuid:"):
			digits = s[9:]
		}
		if len(digits) != 36 || digits[8] != '-' || digits[13] != '-' || digits[18] != '-' || digits[23] != '-' {
			return u, errInvalid
		}
		digits = digits[:8] + digits[9:13] + digits[14:18] + digits[19:23] + digits[24:]
	}
	if _, err := hex.Decode(u[:], []byte(digits)); err != nil {
		return UUID{}, errInvalid
	}
	return u, nil
}

// MustParse panics where Parse fails.
func MustParse(s string) UUID {
	u, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}

func (u UUID) String() string {
	s := hex.EncodeToString(u[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

func (u UUID) Compare(v UUID) int { return bytes.Compare(u[:], v[:]) }

func (u UUID) AppendText(b []byte) ([]byte, error) { return append(b, u.String()...), nil }

func (u UUID) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

func (u *UUID) UnmarshalText(b []byte) error {
	v, err := Parse(string(b))
	if err == nil {
		*u = v
	}
	return err
}
