package cipher

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
)

// AEAD encrypts and says whether something was changed.
type AEAD interface {
	NonceSize() int
	Overhead() int
	Seal(dst, nonce, plaintext, additionalData []byte) []byte
	Open(dst, nonce, ciphertext, additionalData []byte) ([]byte, error)
}

// half is 128 bits, the first bit highest in hi.
type half struct{ hi, lo uint64 }

func load(b []byte) (h half) {
	for i := range 8 {
		h.hi = h.hi<<8 | uint64(b[i])
		h.lo = h.lo<<8 | uint64(b[8+i])
	}
	return h
}

type gcm struct {
	b          Block
	nonce, tag int
	table      [16]half // multiples of the key of the hash
	own        bool     // the nonce is drawn and stands before the text
}

func NewGCM(cipher Block) (AEAD, error) { return newGCM(cipher, 12, 16) }

func NewGCMWithNonceSize(cipher Block, size int) (AEAD, error) { return newGCM(cipher, size, 16) }

func NewGCMWithTagSize(cipher Block, tagSize int) (AEAD, error) { return newGCM(cipher, 12, tagSize) }

// NewGCMWithRandomNonce draws the nonce and puts it before the text.
func NewGCMWithRandomNonce(cipher Block) (AEAD, error) {
	g, err := newGCM(cipher, 12, 16)
	if err == nil {
		g.(*gcm).own = true
	}
	return g, err
}

func newGCM(b Block, nonce, tag int) (AEAD, error) {
	if tag < 12 || tag > 16 {
		return nil, errors.New("cipher: incorrect tag size given to GCM")
	}
	if nonce <= 0 {
		return nil, errors.New("cipher: the nonce can't have zero length")
	}
	if b.BlockSize() != 16 {
		return nil, errors.New("cipher: NewGCM requires 128-bit block cipher")
	}
	g := &gcm{b: b, nonce: nonce, tag: tag}
	var key [16]byte
	b.Encrypt(key[:], key[:])
	// table[i] is the key times the polynomial whose first bit is the highest of i
	x := load(key[:])
	for bit := 8; bit > 0; bit >>= 1 {
		g.table[bit] = x
		x = shifted(x)
	}
	for i := range g.table {
		for bit := 8; bit > 0; bit >>= 1 {
			if i&bit != 0 && i != bit {
				g.table[i] = half{g.table[bit].hi ^ g.table[i-bit].hi, g.table[bit].lo ^ g.table[i-bit].lo}
				break
			}
		}
	}
	return g, nil
}

// shifted is x times the polynomial's variable.
func shifted(x half) half {
	carry := x.lo & 1
	x.lo = x.lo>>1 | x.hi<<63
	x.hi >>= 1
	if carry != 0 {
		x.hi ^= 0xe1 << 56
	}
	return x
}

func (g *gcm) times(x half) (z half) {
	for i := range 32 {
		digit := x.lo >> (4 * i) & 15
		if i >= 16 {
			digit = x.hi >> (4 * (i - 16)) & 15
		}
		if i > 0 {
			z = shifted(shifted(shifted(shifted(z))))
		}
		z.hi ^= g.table[digit].hi
		z.lo ^= g.table[digit].lo
	}
	return z
}

func (g *gcm) hash(y half, data []byte) half {
	for len(data) > 0 {
		var block [16]byte
		n := copy(block[:], data)
		data = data[n:]
		b := load(block[:])
		y = g.times(half{y.hi ^ b.hi, y.lo ^ b.lo})
	}
	return y
}

func (y half) bytes() (out [16]byte) {
	for i := range 8 {
		out[i], out[8+i] = byte(y.hi>>(56-8*i)), byte(y.lo>>(56-8*i))
	}
	return out
}

func (g *gcm) counter(nonce []byte) (c [16]byte) {
	if len(nonce) == 12 {
		copy(c[:], nonce)
		c[15] = 1
		return c
	}
	y := g.hash(half{}, nonce)
	return g.times(half{y.hi, y.lo ^ uint64(len(nonce))*8}).bytes()
}

func (g *gcm) crypt(counter [16]byte, in []byte) []byte {
	out := make([]byte, 0, len(in))
	for len(in) > 0 {
		for i := 15; i >= 12; i-- {
			if counter[i]++; counter[i] != 0 {
				break
			}
		}
		var key [16]byte
		g.b.Encrypt(key[:], counter[:])
		n := min(16, len(in))
		for i := range n {
			out = append(out, in[i]^key[i])
		}
		in = in[n:]
	}
	return out
}

func (g *gcm) sum(counter [16]byte, text, more []byte) []byte {
	y := g.hash(g.hash(half{}, more), text)
	tag := g.times(half{y.hi ^ uint64(len(more))*8, y.lo ^ uint64(len(text))*8}).bytes()
	var key [16]byte
	g.b.Encrypt(key[:], counter[:])
	xor(tag[:], key[:])
	return tag[:g.tag]
}

func (g *gcm) NonceSize() int {
	if g.own {
		return 0
	}
	return g.nonce
}

func (g *gcm) Overhead() int {
	if g.own {
		return g.tag + g.nonce
	}
	return g.tag
}

func (g *gcm) Seal(dst, nonce, plaintext, data []byte) []byte {
	if len(nonce) != g.NonceSize() {
		panic("crypto/cipher: incorrect nonce length given to GCM")
	}
	if g.own {
		nonce = make([]byte, g.nonce)
		rand.Read(nonce)
		dst = append(dst, nonce...)
	}
	counter := g.counter(nonce)
	text := g.crypt(counter, plaintext)
	return append(append(dst, text...), g.sum(counter, text, data)...)
}

var errOpen = errors.New("cipher: message authentication failed")

func (g *gcm) Open(dst, nonce, ciphertext, data []byte) ([]byte, error) {
	if len(nonce) != g.NonceSize() {
		panic("crypto/cipher: incorrect nonce length given to GCM")
	}
	if len(ciphertext) < g.Overhead() {
		return nil, errOpen
	}
	if g.own {
		nonce, ciphertext = ciphertext[:g.nonce], ciphertext[g.nonce:]
	}
	text, tag := ciphertext[:len(ciphertext)-g.tag], ciphertext[len(ciphertext)-g.tag:]
	counter := g.counter(nonce)
	if subtle.ConstantTimeCompare(tag, g.sum(counter, text, data)) != 1 {
		return nil, errOpen
	}
	return append(dst, g.crypt(counter, text)...), nil
}
