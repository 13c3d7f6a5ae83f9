// Package pbkdf2 makes keys of a password (RFC 8018).
package pbkdf2

import (
	"crypto/hmac"
	"errors"
	"hash"
)

func Key[Hash hash.Hash](h func() Hash, password string, salt []byte, iter, keyLength int) ([]byte, error) {
	if keyLength <= 0 {
		return nil, errors.New("pkbdf2: keyLength must be larger than 0")
	}
	var out []byte
	for block := 1; len(out) < keyLength; block++ {
		m := hmac.New(func() hash.Hash { return h() }, []byte(password))
		m.Write(salt)
		m.Write([]byte{byte(block >> 24), byte(block >> 16), byte(block >> 8), byte(block)})
		u := m.Sum(nil)
		t := append([]byte(nil), u...)
		for range iter - 1 {
			m.Reset()
			m.Write(u)
			u = m.Sum(u[:0])
			for i := range t {
				t[i] ^= u[i]
			}
		}
		out = append(out, t...)
	}
	return out[:keyLength], nil
}
