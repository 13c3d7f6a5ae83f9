// Ed25519 and RSA: keys, signatures, paddings, and what does not verify.
package main

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"fmt"
	"math/big"
)

func main() {
	seed := make([]byte, 32)
	for i := range seed {
		seed[i] = byte(i)
	}
	k := ed25519.NewKeyFromSeed(seed)
	fmt.Printf("%x\n", k)
	sig := ed25519.Sign(k, []byte("hello"))
	fmt.Printf("%x %v\n", sig, ed25519.Verify(k.Public().(ed25519.PublicKey), []byte("hello"), sig))
	sig[3]++
	fmt.Println(ed25519.Verify(k.Public().(ed25519.PublicKey), []byte("hello"), sig))
	pub, priv, err := ed25519.GenerateKey(nil)
	fmt.Println(len(pub), len(priv), err)
	key, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		panic(err)
	}
	fmt.Println(key.N.BitLen(), key.E, key.Validate(), key.Size())
	c, err := rsa.EncryptPKCS1v15(rand.Reader, &key.PublicKey, []byte("secret"))
	m, err2 := rsa.DecryptPKCS1v15(nil, key, c)
	fmt.Println(len(c), err, string(m), err2)
	c, err = rsa.EncryptOAEP(sha256.New(), rand.Reader, &key.PublicKey, []byte("oaep"), []byte("label"))
	m, err2 = rsa.DecryptOAEP(sha256.New(), nil, key, c, []byte("label"))
	fmt.Println(len(c), err, string(m), err2)
	_, err = rsa.DecryptOAEP(sha256.New(), nil, key, c, []byte("other"))
	fmt.Println(err)
	h := sha256.Sum256([]byte("msg"))
	s, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, h[:])
	fmt.Println(len(s), err, rsa.VerifyPKCS1v15(&key.PublicKey, crypto.SHA256, h[:], s))
	s, err = rsa.SignPSS(rand.Reader, key, crypto.SHA256, h[:], nil)
	fmt.Println(len(s), err, rsa.VerifyPSS(&key.PublicKey, crypto.SHA256, h[:], s, nil))
	s[5]++
	fmt.Println(rsa.VerifyPSS(&key.PublicKey, crypto.SHA256, h[:], s, nil))
	_, err = rsa.EncryptPKCS1v15(rand.Reader, &key.PublicKey, make([]byte, 200))
	fmt.Println(err)
	small := &rsa.PublicKey{N: new(big.Int).Set(key.N), E: 3}
	fmt.Println(small.Equal(&key.PublicKey), key.Public().(*rsa.PublicKey).Equal(&key.PublicKey))
}

// Output:
// 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8
// e1a7fca94a835127885b99e2eba733d6ee5bf5dc463ed8385eb6f1dcaa1117c0f151750a10f46f5b3796a91203578f702c85c67c334b5689a516284d499f710f true
// false
// 32 64 <nil>
// 1024 65537 <nil> 128
// 128 <nil> secret <nil>
// 128 <nil> oaep <nil>
// crypto/rsa: decryption error
// 128 <nil> <nil>
// 128 <nil> <nil>
// crypto/rsa: verification error
// crypto/rsa: message too long for RSA key size
// false true
