// Keys of three kinds in the forms that PEM files hold, and read from them.
package main

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
)

func main() {
	seed := make([]byte, 32)
	ek := ed25519.NewKeyFromSeed(seed)
	b, err := x509.MarshalPKCS8PrivateKey(ek)
	fmt.Printf("%x %v\n", b, err)
	b, err = x509.MarshalPKIXPublicKey(ek.Public())
	fmt.Printf("%x %v\n", b, err)
	pub, err := x509.ParsePKIXPublicKey(b)
	fmt.Printf("%T %v %v\n", pub, err, ek.Public().(ed25519.PublicKey).Equal(pub.(ed25519.PublicKey)))
	k := &ecdsa.PrivateKey{D: big.NewInt(12345)}
	k.Curve = elliptic.P256()
	k.X, k.Y = k.Curve.ScalarBaseMult(k.D.Bytes())
	b, err = x509.MarshalECPrivateKey(k)
	fmt.Printf("%x %v\n", b, err)
	k2, err := x509.ParseECPrivateKey(b)
	fmt.Println(k2.Equal(k), err)
	b, err = x509.MarshalPKIXPublicKey(&k.PublicKey)
	fmt.Print(string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: b})), err, "\n")
	b, _ = x509.MarshalPKCS8PrivateKey(k)
	fmt.Printf("%x\n", b)
	a, err := x509.ParsePKCS8PrivateKey(b)
	fmt.Println(a.(*ecdsa.PrivateKey).Equal(k), err)
	rk, _ := rsa.GenerateKey(rand.Reader, 1024)
	p := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(rk)})
	block, rest := pem.Decode(p)
	rk2, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	fmt.Println(block.Type, len(rest), rk2.Equal(rk), err)
	pb, err := x509.MarshalPKIXPublicKey(&rk.PublicKey)
	any1, err2 := x509.ParsePKIXPublicKey(pb)
	fmt.Println(any1.(*rsa.PublicKey).Equal(&rk.PublicKey), err, err2)
	rp, err := x509.ParsePKCS1PublicKey(x509.MarshalPKCS1PublicKey(&rk.PublicKey))
	fmt.Println(rp.Equal(&rk.PublicKey), err)
	_, err = x509.ParsePKCS1PrivateKey([]byte("junk"))
	fmt.Println(err != nil)
	_, err = x509.MarshalPKIXPublicKey(5)
	fmt.Println(err)
}

// Output:
// 302e020100300506032b6570042204200000000000000000000000000000000000000000000000000000000000000000 <nil>
// 302a300506032b65700321003b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29 <nil>
// ed25519.PublicKey <nil> true
// 307702010104200000000000000000000000000000000000000000000000000000000000003039a00a06082a8648ce3d030107a1440342000426efcebd0ee9e34a669187e18b3a9122b2f733945b649cc9f9f921e9f9dad81290238bde9cc7bb330d150c67704dd25ae7055205744b6f31bf4070745872d0e6 <nil>
// true <nil>
// -----BEGIN PUBLIC KEY-----
// MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEJu/OvQ7p40pmkYfhizqRIrL3M5Rb
// ZJzJ+fkh6fna2BKQI4venMe7Mw0VDGdwTdJa5wVSBXRLbzG/QHB0WHLQ5g==
// -----END PUBLIC KEY-----
// <nil>
// 308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b02010104200000000000000000000000000000000000000000000000000000000000003039a1440342000426efcebd0ee9e34a669187e18b3a9122b2f733945b649cc9f9f921e9f9dad81290238bde9cc7bb330d150c67704dd25ae7055205744b6f31bf4070745872d0e6
// true <nil>
// RSA PRIVATE KEY 0 true <nil>
// true <nil> <nil>
// true <nil>
// true
// x509: unsupported public key type: int
