// Package png writes pictures as PNG, uncompressed.
package png

import (
	"errors"
	"hash/adler32"
	"hash/crc32"
	"image"
	"image/color"
	"io"
)

// CompressionLevel is asked for and not heeded.
type CompressionLevel int

const (
	DefaultCompression CompressionLevel = 0
	NoCompression      CompressionLevel = -1
	BestSpeed          CompressionLevel = -2
	BestCompression    CompressionLevel = -3
)

// Encoder writes pictures.
type Encoder struct {
	CompressionLevel CompressionLevel
}

func Encode(w io.Writer, m image.Image) error { return new(Encoder).Encode(w, m) }

func (enc *Encoder) Encode(w io.Writer, m image.Image) error {
	b := m.Bounds()
	if b.Dx() <= 0 || b.Dy() <= 0 {
		return errors.New("png: invalid format: invalid image size: " + b.Size().String())
	}
	data := make([]byte, 0, (4*b.Dx()+1)*b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		data = append(data, 0)
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
			data = append(data, c.R, c.G, c.B, c.A)
		}
	}
	head := append(number(number(nil, b.Dx()), b.Dy()), 8, 6, 0, 0, 0)
	out := []byte("\x89PNG\r\n\x1a\n")
	out = chunk(chunk(chunk(out, "IHDR", head), "IDAT", stored(data)), "IEND", nil)
	_, err := w.Write(out)
	return err
}

func number(b []byte, n int) []byte { return append(b, byte(n>>24), byte(n>>16), byte(n>>8), byte(n)) }

func chunk(out []byte, name string, data []byte) []byte {
	body := append([]byte(name), data...)
	out = append(number(out, len(data)), body...)
	return number(out, int(crc32.ChecksumIEEE(body)))
}

// stored is a zlib stream of blocks that are not compressed.
func stored(data []byte) []byte {
	out := []byte{0x78, 0x01}
	sum := adler32.Checksum(data)
	for len(data) > 0 {
		n := min(len(data), 0xffff)
		last := byte(0)
		if n == len(data) {
			last = 1
		}
		out = append(out, last, byte(n), byte(n>>8), ^byte(n), ^byte(n>>8))
		out, data = append(out, data[:n]...), data[n:]
	}
	return number(out, int(sum))
}
