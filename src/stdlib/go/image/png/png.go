// Package png reads and writes pictures as PNG.
package png

import (
	"bytes"
	"compress/zlib"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"io"
)

// CompressionLevel is how hard the encoder tries.
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
	out = chunk(chunk(chunk(out, "IHDR", head), "IDAT", packed(data, enc.CompressionLevel)), "IEND", nil)
	_, err := w.Write(out)
	return err
}

func number(b []byte, n int) []byte { return append(b, byte(n>>24), byte(n>>16), byte(n>>8), byte(n)) }

func chunk(out []byte, name string, data []byte) []byte {
	body := append([]byte(name), data...)
	out = append(number(out, len(data)), body...)
	return number(out, int(crc32.ChecksumIEEE(body)))
}

func packed(data []byte, level CompressionLevel) []byte {
	z := zlib.DefaultCompression
	switch level {
	case NoCompression:
		z = zlib.NoCompression
	case BestSpeed:
		z = zlib.BestSpeed
	case BestCompression:
		z = zlib.BestCompression
	}
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, z)
	w.Write(data)
	w.Close()
	return b.Bytes()
}
