// Package rc4 is a stream cipher that is broken and should not be used.
package rc4

import "strconv"

// Cipher is a state of the stream.
type Cipher struct {
	s    [256]byte
	i, j byte
}

// KeySizeError is a key of no byte or more than 256.
type KeySizeError int

func (k KeySizeError) Error() string { return "crypto/rc4: invalid key size " + strconv.Itoa(int(k)) }

func NewCipher(key []byte) (*Cipher, error) {
	if len(key) < 1 || len(key) > 256 {
		return nil, KeySizeError(len(key))
	}
	c := &Cipher{}
	for i := range c.s {
		c.s[i] = byte(i)
	}
	j := byte(0)
	for i := range c.s {
		j += c.s[i] + key[i%len(key)]
		c.s[i], c.s[j] = c.s[j], c.s[i]
	}
	return c, nil
}

// Reset forgets the key.
func (c *Cipher) Reset() { *c = Cipher{} }

func (c *Cipher) XORKeyStream(dst, src []byte) {
	for k, b := range src {
		c.i++
		c.j += c.s[c.i]
		c.s[c.i], c.s[c.j] = c.s[c.j], c.s[c.i]
		dst[k] = b ^ c.s[c.s[c.i]+c.s[c.j]]
	}
}
