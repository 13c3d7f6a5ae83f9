// Package gif reads and writes GIF images.
package gif

import (
	"bytes"
	"compress/lzw"
	"errors"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"io"
)

const (
	DisposalNone       = 1
	DisposalBackground = 2
	DisposalPrevious   = 3
)

// GIF is images that follow each other.
type GIF struct {
	Image           []*image.Paletted
	Delay           []int // of each image, in 100ths of a second
	LoopCount       int
	Disposal        []byte
	Config          image.Config
	BackgroundIndex byte
}

// Options say how colours are chosen.
type Options struct {
	NumColors int
	Quantizer draw.Quantizer
	Drawer    draw.Drawer
}

// bits is the number of bits of the numbers of n colours, less one.
func bits(n int) int {
	b := 0
	for 2<<b < n {
		b++
	}
	return b
}

type encoder struct {
	bytes.Buffer
	global []byte
	err    error
}

func (e *encoder) word(n int) { e.Write([]byte{byte(n), byte(n >> 8)}) }

func table(p color.Palette) []byte {
	out := make([]byte, 3*(2<<bits(len(p))))
	for i, c := range p {
		r, g, b, _ := c.RGBA()
		out[3*i], out[3*i+1], out[3*i+2] = byte(r>>8), byte(g>>8), byte(b>>8)
	}
	return out
}

func clearIndex(p color.Palette) int {
	for i, c := range p {
		if c == nil {
			continue
		}
		if _, _, _, a := c.RGBA(); a == 0 {
			return i
		}
	}
	return -1
}

func (e *encoder) head(g *GIF) {
	e.WriteString("GIF89a")
	e.word(g.Config.Width)
	e.word(g.Config.Height)
	if p, ok := g.Config.ColorModel.(color.Palette); ok && len(p) > 0 {
		e.Write([]byte{0x80 | byte(bits(len(p))), g.BackgroundIndex, 0})
		e.global = table(p)
		e.Write(e.global)
	} else {
		e.Write([]byte{0, 0, 0})
	}
	if len(g.Image) > 1 && g.LoopCount >= 0 {
		e.WriteString("\x21\xff\x0bNETSCAPE2.0\x03\x01")
		e.word(g.LoopCount)
		e.WriteByte(0)
	}
}

func (e *encoder) image(m *image.Paletted, delay int, disposal byte) {
	if len(m.Palette) == 0 {
		e.err = errors.New("gif: cannot encode image block with empty palette")
		return
	}
	if through := clearIndex(m.Palette); delay > 0 || disposal != 0 || through >= 0 {
		flags, index := disposal<<2, 0
		if through >= 0 {
			flags, index = flags|1, through
		}
		e.Write([]byte{0x21, 0xf9, 4, flags})
		e.word(delay)
		e.Write([]byte{byte(index), 0})
	}
	e.WriteByte(0x2c)
	for _, n := range []int{m.Rect.Min.X, m.Rect.Min.Y, m.Rect.Dx(), m.Rect.Dy()} {
		e.word(n)
	}
	width := bits(len(m.Palette))
	if own := table(m.Palette); bytes.Equal(own, e.global) {
		e.WriteByte(0)
	} else {
		e.WriteByte(0x80 | byte(width))
		e.Write(own)
	}
	width = max(2, width+1)
	e.WriteByte(byte(width))
	var packed bytes.Buffer
	w := lzw.NewWriter(&packed, lzw.LSB, width)
	for y := range m.Rect.Dy() {
		at := y * m.Stride
		if _, err := w.Write(m.Pix[at : at+m.Rect.Dx()]); err != nil {
			e.err = err
			return
		}
	}
	w.Close()
	for rest := packed.Bytes(); len(rest) > 0; {
		n := min(255, len(rest))
		e.WriteByte(byte(n))
		e.Write(rest[:n])
		rest = rest[n:]
	}
	e.WriteByte(0)
}

// EncodeAll writes all images as one that moves.
func EncodeAll(w io.Writer, g *GIF) error {
	switch {
	case len(g.Image) == 0:
		return errors.New("gif: must provide at least one image")
	case len(g.Image) != len(g.Delay):
		return errors.New("gif: mismatched image and delay lengths")
	case g.Disposal != nil && len(g.Image) != len(g.Disposal):
		return errors.New("gif: mismatched image and disposal lengths")
	}
	all := *g
	if all.Config.ColorModel == nil && all.Config.Width == 0 && all.Config.Height == 0 {
		p := g.Image[0].Bounds().Max
		all.Config.Width, all.Config.Height = p.X, p.Y
	} else if all.Config.ColorModel != nil {
		if _, ok := all.Config.ColorModel.(color.Palette); !ok {
			return errors.New("gif: GIF color model must be a color.Palette")
		}
	}
	e := &encoder{}
	e.head(&all)
	whole := image.Rect(0, 0, all.Config.Width, all.Config.Height)
	for i, m := range g.Image {
		if !m.Rect.In(whole) {
			return errors.New("gif: image block is out of bounds")
		}
		disposal := byte(0)
		if g.Disposal != nil {
			disposal = g.Disposal[i]
		}
		if e.image(m, g.Delay[i], disposal); e.err != nil {
			return e.err
		}
	}
	e.WriteByte(0x3b)
	_, err := w.Write(e.Bytes())
	return err
}

// Encode writes one image.
func Encode(w io.Writer, m image.Image, o *Options) error {
	b := m.Bounds()
	if b.Dx() >= 1<<16 || b.Dy() >= 1<<16 {
		return errors.New("gif: image is too large to encode")
	}
	var opts Options
	if o != nil {
		opts = *o
	}
	if opts.NumColors < 1 || opts.NumColors > 256 {
		opts.NumColors = 256
	}
	if opts.Drawer == nil {
		opts.Drawer = draw.FloydSteinberg
	}
	pm, _ := m.(*image.Paletted)
	if pm == nil {
		if p, ok := m.ColorModel().(color.Palette); ok {
			pm = image.NewPaletted(b, p)
			for y := b.Min.Y; y < b.Max.Y; y++ {
				for x := b.Min.X; x < b.Max.X; x++ {
					pm.Set(x, y, p.Convert(m.At(x, y)))
				}
			}
		}
	}
	if pm == nil || len(pm.Palette) > opts.NumColors {
		pm = image.NewPaletted(b, palette.Plan9[:opts.NumColors])
		if opts.Quantizer != nil {
			pm.Palette = opts.Quantizer.Quantize(make(color.Palette, 0, opts.NumColors), m)
		}
		opts.Drawer.Draw(pm, b, m, b.Min)
	}
	if b.Min != (image.Point{}) {
		moved := *pm
		moved.Rect = moved.Rect.Sub(moved.Rect.Min)
		pm = &moved
	}
	return EncodeAll(w, &GIF{
		Image:  []*image.Paletted{pm},
		Delay:  []int{0},
		Config: image.Config{ColorModel: pm.Palette, Width: b.Dx(), Height: b.Dy()},
	})
}
