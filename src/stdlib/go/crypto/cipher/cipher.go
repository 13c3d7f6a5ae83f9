// Package cipher has ways to use block ciphers.
package cipher

import (
	"io"
)

// Block encrypts a block.
type Block interface {
	BlockSize() int
	Encrypt(dst, src []byte)
	Decrypt(dst, src []byte)
}

// Stream encrypts byte after byte.
type Stream interface {
	XORKeyStream(dst, src []byte)
}

// BlockMode encrypts blocks that depend on those before.
type BlockMode interface {
	BlockSize() int
	CryptBlocks(dst, src []byte)
}

type cbc struct {
	b    Block
	last []byte
	back bool
}

func NewCBCEncrypter(b Block, iv []byte) BlockMode { return newCBC(b, iv, false) }
func NewCBCDecrypter(b Block, iv []byte) BlockMode { return newCBC(b, iv, true) }

func newCBC(b Block, iv []byte, back bool) BlockMode {
	if len(iv) != b.BlockSize() {
		name := "Encrypter"
		if back {
			name = "Decrypter"
		}
		panic("cipher.NewCBC" + name + ": IV length must equal block size")
	}
	return &cbc{b, append([]byte(nil), iv...), back}
}

func (c *cbc) BlockSize() int { return c.b.BlockSize() }

func (c *cbc) CryptBlocks(dst, src []byte) {
	n := c.b.BlockSize()
	if len(src)%n != 0 {
		panic("crypto/cipher: input not full blocks")
	}
	if len(dst) < len(src) {
		panic("crypto/cipher: output smaller than input")
	}
	for ; len(src) > 0; src, dst = src[n:], dst[n:] {
		in := append([]byte(nil), src[:n]...)
		if c.back {
			c.b.Decrypt(dst, in)
			xor(dst[:n], c.last)
			c.last = in
		} else {
			xor(in, c.last)
			c.b.Encrypt(dst, in)
			c.last = append(c.last[:0], dst[:n]...)
		}
	}
}

func (c *cbc) SetIV(iv []byte) { copy(c.last, iv) }

func xor(dst, with []byte) {
	for i := range dst {
		dst[i] ^= with[i]
	}
}

// stream takes the bytes of keys that next makes.
type stream struct {
	next func() []byte
	key  []byte
}

func (s *stream) XORKeyStream(dst, src []byte) {
	if len(dst) < len(src) {
		panic("crypto/cipher: output smaller than input")
	}
	for i, b := range src {
		if len(s.key) == 0 {
			s.key = s.next()
		}
		dst[i] = b ^ s.key[0]
		s.key = s.key[1:]
	}
}

// NewCTR encrypts a counter that starts with iv.
func NewCTR(block Block, iv []byte) Stream {
	if len(iv) != block.BlockSize() {
		panic("cipher.NewCTR: IV length must equal block size")
	}
	counter := append([]byte(nil), iv...)
	return &stream{next: func() []byte {
		key := make([]byte, len(counter))
		block.Encrypt(key, counter)
		increase(counter)
		return key
	}}
}

func increase(counter []byte) {
	for i := len(counter) - 1; i >= 0; i-- {
		if counter[i]++; counter[i] != 0 {
			return
		}
	}
}

// NewOFB encrypts what it encrypted before.
func NewOFB(b Block, iv []byte) Stream {
	if len(iv) != b.BlockSize() {
		panic("cipher.NewOFB: IV length must equal block size")
	}
	last := append([]byte(nil), iv...)
	return &stream{next: func() []byte {
		b.Encrypt(last, last)
		return append([]byte(nil), last...)
	}}
}

type cfb struct {
	b    Block
	last []byte
	key  []byte
	back bool
}

func NewCFBEncrypter(block Block, iv []byte) Stream { return newCFB(block, iv, false) }
func NewCFBDecrypter(block Block, iv []byte) Stream { return newCFB(block, iv, true) }

func newCFB(b Block, iv []byte, back bool) Stream {
	if len(iv) != b.BlockSize() {
		panic("cipher.newCFB: IV length must equal block size")
	}
	return &cfb{b: b, last: append([]byte(nil), iv...), back: back}
}

func (c *cfb) XORKeyStream(dst, src []byte) {
	if len(dst) < len(src) {
		panic("crypto/cipher: output smaller than input")
	}
	for i, in := range src {
		if len(c.key) == 0 {
			c.key = make([]byte, len(c.last))
			c.b.Encrypt(c.key, c.last)
			c.last = c.last[:0]
		}
		out := in ^ c.key[0]
		c.key = c.key[1:]
		dst[i] = out
		if c.back {
			out = in
		}
		c.last = append(c.last, out)
	}
}

// StreamReader decrypts what it reads.
type StreamReader struct {
	S Stream
	R io.Reader
}

func (r StreamReader) Read(dst []byte) (n int, err error) {
	n, err = r.R.Read(dst)
	r.S.XORKeyStream(dst[:n], dst[:n])
	return n, err
}

// StreamWriter encrypts what it writes.
type StreamWriter struct {
	S   Stream
	W   io.Writer
	Err error
}

func (w StreamWriter) Write(src []byte) (n int, err error) {
	c := make([]byte, len(src))
	w.S.XORKeyStream(c, src)
	n, err = w.W.Write(c)
	if n != len(src) && err == nil {
		err = io.ErrShortWrite
	}
	return n, err
}

func (w StreamWriter) Close() error {
	if c, ok := w.W.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
