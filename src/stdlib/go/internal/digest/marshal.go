package digest

import "errors"

// magic begins the saved state of a hash.
func (d *Digest) magic() string {
	switch d.kind {
	case MD5:
		return "md5\x01"
	case SHA1:
		return "sha\x01"
	case SHA256:
		if d.size == 28 {
			return "sha\x02"
		}
		return "sha\x03"
	}
	switch d.size {
	case 48:
		return "sha\x04"
	case 28:
		return "sha\x05"
	case 32:
		return "sha\x06"
	}
	return "sha\x07"
}

func (d *Digest) word() int {
	if d.kind == SHA512 {
		return 8
	}
	return 4
}

func (d *Digest) words() int {
	switch d.kind {
	case MD5:
		return 4
	case SHA1:
		return 5
	}
	return 8
}

// AppendBinary saves what was written so far.
func (d *Digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, d.magic()...)
	put := func(v uint64, n int) {
		for shift := 8 * (n - 1); shift >= 0; shift -= 8 {
			b = append(b, byte(v>>shift))
		}
	}
	for _, h := range d.h[:d.words()] {
		put(h, d.word())
	}
	b = append(b, d.rest...)
	b = append(b, make([]byte, d.BlockSize()-len(d.rest))...)
	put(d.n, 8)
	return b, nil
}

func (d *Digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

// UnmarshalBinary goes on where a hash was saved.
func (d *Digest) UnmarshalBinary(b []byte) error {
	name := "crypto/" + map[int]string{MD5: "md5", SHA1: "sha1", SHA256: "sha256", SHA512: "sha512"}[d.kind]
	magic, size := d.magic(), d.words()*d.word()
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New(name + ": invalid hash state identifier")
	}
	if len(b) != len(magic)+size+d.BlockSize()+8 {
		return errors.New(name + ": invalid hash state size")
	}
	b = b[len(magic):]
	number := func(n int) (v uint64) {
		for _, x := range b[:n] {
			v = v<<8 | uint64(x)
		}
		b = b[n:]
		return v
	}
	for i := range d.words() {
		d.h[i] = number(d.word())
	}
	block := b[:d.BlockSize()]
	b = b[d.BlockSize():]
	d.n = number(8)
	d.rest = append(d.rest[:0], block[:d.n%uint64(d.BlockSize())]...)
	return nil
}
