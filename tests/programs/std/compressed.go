// What is compressed or encrypted comes back; what was changed on the way is noticed.
package main

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	text := strings.Repeat("goroutines wait; ", 50) + "\x00\xff done"
	for _, level := range []int{flate.HuffmanOnly, flate.NoCompression, flate.BestSpeed, flate.BestCompression} {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, level)
		io.WriteString(w, text[:100])
		w.Flush()
		io.WriteString(w, text[100:])
		w.Close()
		small := b.Len() < len(text)/4
		out, bad := io.ReadAll(flate.NewReader(&b))
		fmt.Println(level, err, small, string(out) == text, bad)
	}

	var b bytes.Buffer
	for _, part := range []string{"one ", "two"} {
		z := gzip.NewWriter(&b)
		z.Name = part
		io.WriteString(z, part)
		z.Close()
	}
	packed := append([]byte(nil), b.Bytes()...)
	r, err := gzip.NewReader(&b)
	fmt.Println(r.Name, err)
	io.Copy(os.Stdout, r)
	fmt.Println()
	packed[len(packed)-6] ^= 1
	r, _ = gzip.NewReader(bytes.NewReader(packed))
	_, err = io.ReadAll(r)
	fmt.Println(err)
	_, err = gzip.NewReader(strings.NewReader("not a gzip file"))
	fmt.Println(err)

	b.Reset()
	zw := zlib.NewWriter(&b)
	io.WriteString(zw, text)
	zw.Close()
	zr, err := zlib.NewReader(&b)
	out, bad := io.ReadAll(zr)
	fmt.Println(err, string(out) == text, bad)

	key, _ := hex.DecodeString("000102030405060708090a0b0c0d0e0f1011121314151617")
	block, err := aes.NewCipher(key)
	one := []byte("sixteen bytes ok")
	block.Encrypt(one, one)
	fmt.Printf("%x %v\n", one, err)
	block.Decrypt(one, one)
	fmt.Printf("%s\n", one)
	_, err = aes.NewCipher(key[:5])
	fmt.Println(err)
	gcm, _ := cipher.NewGCM(block)
	sealed := gcm.Seal(nil, key[:12], []byte("nobody reads this"), []byte("but this"))
	fmt.Printf("%x\n", sealed)
	plain, err := gcm.Open(nil, key[:12], sealed, []byte("but this"))
	fmt.Printf("%s %v\n", plain, err)
	_, err = gcm.Open(nil, key[:12], sealed, []byte("but that"))
	fmt.Println(err)
	for _, mode := range []func(cipher.Block, []byte) cipher.Stream{cipher.NewCTR, cipher.NewOFB, cipher.NewCFBEncrypter} {
		p := []byte("a text that ends within a block")
		mode(block, key[:16]).XORKeyStream(p, p)
		fmt.Println(base64.StdEncoding.EncodeToString(p))
	}
	cbc := append([]byte(nil), "two whole blocks of sixteen byte"...)
	cipher.NewCBCEncrypter(block, key[:16]).CryptBlocks(cbc, cbc)
	fmt.Printf("%x\n", cbc)
	cipher.NewCBCDecrypter(block, key[:16]).CryptBlocks(cbc, cbc)
	fmt.Printf("%s\n", cbc)
	pem.Encode(os.Stdout, &pem.Block{Type: "TEST DATA", Headers: map[string]string{"Of": "us"}, Bytes: one})
	p, rest := pem.Decode([]byte("before\n-----BEGIN A-----\nc2l4\n-----END A-----\nafter"))
	fmt.Printf("%s %q %q\n", p.Type, p.Bytes, rest)
}

// Output:
// -2 <nil> false true <nil>
// 0 <nil> false true <nil>
// 1 <nil> true true <nil>
// 9 <nil> true true <nil>
// one  <nil>
// one two
// gzip: invalid checksum
// gzip: invalid header
// <nil> true <nil>
// 9760a56d311ab050279ee8157c7aed08 <nil>
// sixteen bytes ok
// crypto/aes: invalid key size 5
// 889640f4fdc0e97cb552b8f1dfddb4197d30954e55331cb7721983859b016b6572
// nobody reads this <nil>
// cipher: message authentication failed
// YUDLmz73a8yyPY2GepxE3QmACpzJHKifxHT25X3nLg==
// YUDLmz73a8yyPY2GepxE3Q7zombLMHmQ/wXAzlKS9A==
// YUDLmz73a8yyPY2GepxE3f8H6AV1kIa6YizRVtbo8g==
// 1ef9043677bffbe1387db024a34058d262d43431c4b97f34ea4c799969d8ba4b
// two whole blocks of sixteen byte
// -----BEGIN TEST DATA-----
// Of: us
//
// c2l4dGVlbiBieXRlcyBvaw==
// -----END TEST DATA-----
// A "six" "after"
