package gif

import (
	"bufio"
	"bytes"
	"compress/lzw"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
)

func init() { image.RegisterFormat("gif", "GIF8?a", Decode, DecodeConfig) }

type decoder struct {
	r       *bufio.Reader
	g       GIF
	global  color.Palette
	delay   int
	dispose byte
	through int
}

func (d *decoder) read(n int) ([]byte, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(d.r, b); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return nil, fmt.Errorf("gif: reading: %w", err)
	}
	return b, nil
}

func word(b []byte) int { return int(b[0]) | int(b[1])<<8 }

func (d *decoder) colours(flags byte) (color.Palette, error) {
	n := 2 << (flags & 7)
	b, err := d.read(3 * n)
	if err != nil {
		return nil, err
	}
	p := make(color.Palette, n)
	for i := range p {
		p[i] = color.RGBA{b[3*i], b[3*i+1], b[3*i+2], 255}
	}
	return p, nil
}

// blocks is the data of the blocks that follow, up to an empty one.
func (d *decoder) blocks() (all []byte, err error) {
	for {
		n, err := d.r.ReadByte()
		if err != nil {
			return nil, io.ErrUnexpectedEOF
		}
		if n == 0 {
			return all, nil
		}
		b, err := d.read(int(n))
		if err != nil {
			return nil, err
		}
		all = append(all, b...)
	}
}

func (d *decoder) head() error {
	b, err := d.read(13)
	if err != nil {
		return err
	}
	if s := string(b[:6]); s != "GIF87a" && s != "GIF89a" {
		return fmt.Errorf("gif: can't recognize format %q", s)
	}
	d.g.Config.Width, d.g.Config.Height = word(b[6:]), word(b[8:])
	if b[10]&0x80 != 0 {
		d.g.BackgroundIndex = b[11]
		if d.global, err = d.colours(b[10]); err != nil {
			return err
		}
		d.g.Config.ColorModel = d.global
	}
	return nil
}

func (d *decoder) extension() error {
	kind, err := d.r.ReadByte()
	if err != nil {
		return io.ErrUnexpectedEOF
	}
	b, err := d.blocks()
	switch {
	case err != nil:
		return err
	case kind == 0xf9 && len(b) >= 4:
		d.dispose, d.delay, d.through = b[0]>>2&7, word(b[1:]), -1
		if b[0]&1 != 0 {
			d.through = int(b[3])
		}
	case kind == 0xff && len(b) >= 14 && string(b[:11]) == "NETSCAPE2.0" && b[11] == 1:
		d.g.LoopCount = word(b[12:])
	}
	return nil
}

func (d *decoder) image() error {
	b, err := d.read(9)
	if err != nil {
		return err
	}
	x, y := word(b), word(b[2:])
	r := image.Rect(x, y, x+word(b[4:]), y+word(b[6:]))
	if !r.In(image.Rect(0, 0, d.g.Config.Width, d.g.Config.Height)) {
		return errors.New("gif: frame bounds larger than image bounds")
	}
	p, flags := d.global, b[8]
	if flags&0x80 != 0 {
		if p, err = d.colours(flags); err != nil {
			return err
		}
	}
	if p == nil {
		return errors.New("gif: no color table")
	}
	if d.through >= 0 {
		p = append(color.Palette(nil), p...)
		for d.through >= len(p) {
			p = append(p, color.RGBA{})
		}
		p[d.through] = color.RGBA{}
	}
	m := image.NewPaletted(r, p)
	width, err := d.read(1)
	if err != nil {
		return err
	}
	if width[0] < 2 || width[0] > 8 {
		return fmt.Errorf("gif: pixel size in decode out of range: %d", width[0])
	}
	packed, err := d.blocks()
	if err != nil {
		return err
	}
	dots := make([]byte, len(m.Pix))
	if _, err := io.ReadFull(lzw.NewReader(bytes.NewReader(packed), lzw.LSB, int(width[0])), dots); err != nil {
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return errors.New("gif: not enough image data")
		}
		return fmt.Errorf("gif: reading image data: %v", err)
	}
	for _, dot := range dots {
		if int(dot) >= len(p) {
			return errors.New("gif: invalid pixel value")
		}
	}
	m.Pix = dots
	if flags&0x40 != 0 {
		m.Pix = woven(dots, r.Dx(), r.Dy())
	}
	d.g.Image = append(d.g.Image, m)
	d.g.Delay = append(d.g.Delay, d.delay)
	d.g.Disposal = append(d.g.Disposal, d.dispose)
	d.delay, d.dispose, d.through = 0, 0, -1
	return nil
}

// woven puts lines that come every 8th, 4th and 2nd to their places.
func woven(dots []byte, width, height int) []byte {
	out := make([]byte, len(dots))
	at := 0
	for _, pass := range [][2]int{{0, 8}, {4, 8}, {2, 4}, {1, 2}} {
		for y := pass[0]; y < height; y += pass[1] {
			copy(out[y*width:(y+1)*width], dots[at:])
			at += width
		}
	}
	return out
}

func decode(r io.Reader, most int) (*GIF, error) {
	d := &decoder{r: bufio.NewReader(r), through: -1}
	d.g.LoopCount = -1
	if err := d.head(); err != nil || most == 0 {
		return &d.g, err
	}
	for len(d.g.Image) < most {
		kind, err := d.r.ReadByte()
		if err != nil {
			return nil, fmt.Errorf("gif: reading frames: %v", io.ErrUnexpectedEOF)
		}
		switch kind {
		case 0x21:
			err = d.extension()
		case 0x2c:
			err = d.image()
		case 0x3b:
			if len(d.g.Image) == 0 {
				return nil, errors.New("gif: missing image data")
			}
			return &d.g, nil
		default:
			err = fmt.Errorf("gif: unknown block type: 0x%.2x", kind)
		}
		if err != nil {
			return nil, err
		}
	}
	return &d.g, nil
}

// Decode reads the first image.
func Decode(r io.Reader) (image.Image, error) {
	g, err := decode(r, 1)
	if err != nil {
		return nil, err
	}
	return g.Image[0], nil
}

// DecodeAll reads all images.
func DecodeAll(r io.Reader) (*GIF, error) { return decode(r, 1<<30) }

// DecodeConfig reads the size and the colours.
func DecodeConfig(r io.Reader) (image.Config, error) {
	g, err := decode(r, 0)
	if err != nil {
		return image.Config{}, err
	}
	return g.Config, nil
}
