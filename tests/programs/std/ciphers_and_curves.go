// Names of hashes, DES and RC4, and the curves of NIST with keys that sign.
package main

import (
	"crypto"
	"crypto/cipher"
	"crypto/des"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rc4"
	_ "crypto/sha256"
	"crypto/sha512"
	"fmt"
	"math/big"
)

func main() {
	for _, h := range []crypto.Hash{crypto.MD5, crypto.SHA1, crypto.SHA256, crypto.SHA512, crypto.RIPEMD160, 99} {
		fmt.Println(h, uint(h))
	}
	s := crypto.SHA256.New()
	s.Write([]byte("x"))
	fmt.Printf("%x %d\n", s.Sum(nil), crypto.SHA384.Size())
	c, err := rc4.NewCipher([]byte("Key"))
	out := make([]byte, 9)
	c.XORKeyStream(out, []byte("Plaintext"))
	fmt.Printf("%x %v\n", out, err)
	_, err = rc4.NewCipher(nil)
	fmt.Println(err)
	b, err := des.NewCipher([]byte("8bytekey"))
	dst := make([]byte, 8)
	b.Encrypt(dst, []byte("plaintxt"))
	fmt.Printf("%x %v\n", dst, err)
	b.Decrypt(dst, dst)
	fmt.Printf("%s\n", dst)
	_, err = des.NewCipher([]byte("short"))
	fmt.Println(err)
	t, err := des.NewTripleDESCipher([]byte("0123456789abcdefghijklmn"))
	cbc := cipher.NewCBCEncrypter(t, []byte("initvect"))
	msg := []byte("sixteen byte msg")
	cbc.CryptBlocks(msg, msg)
	fmt.Printf("%x %v\n", msg, err)
	for _, c := range []elliptic.Curve{elliptic.P224(), elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		p := c.Params()
		x, y := c.ScalarBaseMult([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9})
		fmt.Println(p.Name, p.BitSize, c.IsOnCurve(x, y))
		fmt.Printf("%x\n", elliptic.MarshalCompressed(c, x, y))
		x2, y2 := c.Double(x, y)
		x3, y3 := c.Add(x, y, x2, y2)
		x4, y4 := c.ScalarMult(x, y, []byte{3})
		fmt.Println(x3.Cmp(x4), y3.Cmp(y4), c.IsOnCurve(big.NewInt(1), big.NewInt(1)))
		xx, yy := elliptic.UnmarshalCompressed(c, elliptic.MarshalCompressed(c, x, y))
		fmt.Println(xx.Cmp(x), yy.Cmp(y), len(elliptic.Marshal(c, x, y)))
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	hash := sha512.Sum512([]byte("hello"))
	sig, err := ecdsa.SignASN1(rand.Reader, key, hash[:])
	fmt.Println(err, ecdsa.VerifyASN1(&key.PublicKey, hash[:], sig))
	hash[0]++
	fmt.Println(ecdsa.VerifyASN1(&key.PublicKey, hash[:], sig), key.Curve.Params().Name)
	r, ss, err := ecdsa.Sign(rand.Reader, key, hash[:])
	fmt.Println(err, ecdsa.Verify(&key.PublicKey, hash[:], r, ss), key.Public().(*ecdsa.PublicKey).Equal(&key.PublicKey))
}

// Output:
// MD5 2
// SHA-1 3
// SHA-256 5
// SHA-512 7
// RIPEMD-160 9
// unknown hash value 99 99
// 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 48
// bbf316e8d940af0ad3 <nil>
// crypto/rc4: invalid key size 0
// 1a5dc333977de9e9 <nil>
// plaintxt
// crypto/des: invalid key size 5
// 51b7641fd619464bfbb1a6e8f7fe98c9 <nil>
// P-224 224 true
// 0306fb534b637afa28dc10b167aad10e9c88f1cbbb5f624abd8e4af9b4
// 0 0 false
// 0 0 57
// P-256 256 true
// 02015a78d95ad41cf8e157dba31ed34784e6dcf08dedf3a21a2daf496acbbb07c7
// 0 0 false
// 0 0 65
// P-384 384 true
// 030eeef512aa901260cdb5035f38c1610d26a497d88f7ff9bde8e358d4b1872c90fa10c6d856e011c059d2c1a6740e9d12
// 0 0 false
// 0 0 97
// P-521 521 true
// 0300b7239f963cfaf018211d77cdcf2fcdea6a33ccc97526e4bd88a807739bc5697ac0757d497444e0a68b797f4c90d78cfa0f0a0399cc5def32e6c195a4f2a2ba202c
// 0 0 false
// 0 0 133
// <nil> true
// false P-256
// <nil> true true
