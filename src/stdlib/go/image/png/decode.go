package png

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"io"
	"slices"
)

func init() { image.RegisterFormat("png", "\x89PNG\r\n\x1a\n", Decode, DecodeConfig) }

// FormatError is a file that is no valid PNG.
type FormatError string

func (e FormatError) Error() string { return "png: invalid format: " + string(e) }

// UnsupportedError is a PNG of a kind that is not read.
type UnsupportedError string

func (e UnsupportedError) Error() string { return "png: unsupported feature: " + string(e) }

type decoder struct {
	r             io.Reader
	width, height int
	depth, kind   byte
	woven         bool
	palette       color.Palette
	through       []int // values of the colour that is not there
	data          bytes.Buffer
}

func (d *decoder) read(n int) ([]byte, error) {
	b := make([]byte, n)
	_, err := io.ReadFull(d.r, b)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return b, err
}

func word(b []byte) int { return int(b[0])<<24 | int(b[1])<<16 | int(b[2])<<8 | int(b[3]) }

// parts is the number of values of a dot.
func (d *decoder) parts() int { return []int{1, 0, 3, 1, 2, 0, 4}[d.kind] }

// chunks reads up to the end, or up to the head and the palette alone.
func (d *decoder) chunks(all bool) error {
	magic, err := d.read(8)
	if err != nil {
		return err
	}
	if string(magic) != "\x89PNG\r\n\x1a\n" {
		return FormatError("not a PNG file")
	}
	for first := true; ; first = false {
		head, err := d.read(8)
		if err != nil {
			return err
		}
		n, name := word(head), string(head[4:])
		if n > 1<<28 {
			return FormatError(fmt.Sprintf("Bad chunk length: %d", n))
		}
		body, err := d.read(n)
		if err != nil {
			return err
		}
		sum, err := d.read(4)
		if err != nil {
			return err
		}
		if uint32(word(sum)) != crc32.Update(crc32.ChecksumIEEE(head[4:]), crc32.IEEETable, body) {
			return FormatError("invalid checksum")
		}
		if first != (name == "IHDR") {
			return FormatError("chunk out of order")
		}
		switch name {
		case "IHDR":
			if err := d.head(body); err != nil {
				return err
			}
			if !all && d.kind != 3 {
				return nil
			}
		case "PLTE":
			for ; len(body) >= 3; body = body[3:] {
				d.palette = append(d.palette, color.RGBA{body[0], body[1], body[2], 255})
			}
			if !all {
				return nil
			}
		case "tRNS":
			if d.kind == 0 || d.kind == 2 {
				for ; len(body) >= 2; body = body[2:] {
					d.through = append(d.through, int(body[0])<<8|int(body[1]))
				}
			}
			if d.kind == 3 {
				for i, a := range body {
					if i < len(d.palette) {
						c := d.palette[i].(color.RGBA)
						d.palette[i] = color.NRGBA{c.R, c.G, c.B, a}
					}
				}
			}
		case "IDAT":
			d.data.Write(body)
		case "IEND":
			return nil
		}
	}
}

func (d *decoder) head(b []byte) error {
	if len(b) != 13 {
		return FormatError("bad IHDR length")
	}
	d.width, d.height, d.depth, d.kind, d.woven = word(b), word(b[4:]), b[8], b[9], b[12] == 1
	if d.width <= 0 || d.height <= 0 {
		return FormatError("non-positive dimension")
	}
	if d.width > 1<<15 || d.height > 1<<15 || d.width*d.height > 1<<26 {
		return UnsupportedError("dimension overflow")
	}
	deep := d.depth == 8 || d.depth == 16
	shallow := d.depth == 1 || d.depth == 2 || d.depth == 4
	if d.kind > 6 || d.parts() == 0 || !deep && !(shallow && (d.kind == 0 || d.kind == 3)) || d.kind == 3 && d.depth == 16 {
		return UnsupportedError(fmt.Sprintf("bit depth %d, color type %d", d.depth, d.kind))
	}
	return nil
}

// picture is an empty one of the right kind. Values of sixteen bits lose their lower half.
func (d *decoder) picture() image.Image {
	r := image.Rect(0, 0, d.width, d.height)
	switch {
	case d.kind == 3:
		return image.NewPaletted(r, d.palette)
	case d.kind > 3 || len(d.through) == d.parts():
		return image.NewNRGBA(r)
	case d.kind == 0:
		return image.NewGray(r)
	case d.kind == 2:
		return image.NewRGBA(r)
	}
	return image.NewNRGBA(r)
}

func set(m image.Image, x, y int, v []byte, through bool) {
	switch m := m.(type) {
	case *image.Gray:
		m.Pix[m.PixOffset(x, y)] = v[0]
	case *image.Paletted:
		m.Pix[m.PixOffset(x, y)] = v[0]
	case *image.RGBA:
		m.SetRGBA(x, y, color.RGBA{v[0], v[1], v[2], 255})
	case *image.NRGBA:
		c := color.NRGBA{v[0], v[0], v[0], 255}
		if len(v) > 2 {
			c.G, c.B = v[1], v[2]
		}
		if len(v)%2 == 0 {
			c.A = v[len(v)-1]
		}
		if through {
			c.A = 0
		}
		m.SetNRGBA(x, y, c)
	}
}

// pass reads lines whose dots are dx and dy apart.
func (d *decoder) pass(z io.Reader, m image.Image, x0, y0, dx, dy int) error {
	width, height := (d.width-x0+dx-1)/dx, (d.height-y0+dy-1)/dy
	if width <= 0 || height <= 0 {
		return nil
	}
	bits := d.parts() * int(d.depth)
	step := max(1, bits/8)
	now, before := make([]byte, 1+(bits*width+7)/8), make([]byte, 1+(bits*width+7)/8)
	v, raw := make([]byte, d.parts()), make([]int, d.parts())
	for y := range height {
		if _, err := io.ReadFull(z, now); err != nil {
			if err == io.EOF || err == io.ErrUnexpectedEOF {
				return FormatError("not enough pixel data")
			}
			return err
		}
		if err := unfilter(now[0], now[1:], before[1:], step); err != nil {
			return err
		}
		for x := range width {
			for k := range v {
				switch i := x*len(v) + k; d.depth {
				case 8:
					v[k] = now[1+i]
					raw[k] = int(v[k])
				case 16:
					v[k] = now[1+2*i]
					raw[k] = int(v[k])<<8 | int(now[2+2*i])
				default:
					n := int(d.depth)
					w := now[1+i*n/8] >> (8 - n - i*n%8) & (1<<n - 1)
					raw[k] = int(w)
					if d.kind == 0 {
						w *= 255 / (1<<n - 1)
					}
					v[k] = w
				}
			}
			if d.kind == 3 && int(v[0]) >= len(d.palette) {
				return FormatError("palette index out of range")
			}
			set(m, x0+x*dx, y0+y*dy, v, d.through != nil && slices.Equal(raw, d.through))
		}
		now, before = before, now
	}
	return nil
}

func unfilter(kind byte, now, before []byte, step int) error {
	for i := range now {
		left, up, corner := 0, int(before[i]), 0
		if i >= step {
			left, corner = int(now[i-step]), int(before[i-step])
		}
		switch kind {
		case 0:
			return nil
		case 1:
			now[i] += byte(left)
		case 2:
			now[i] += byte(up)
		case 3:
			now[i] += byte((left + up) / 2)
		case 4:
			a, b, c := apart(up, corner), apart(left, corner), apart(left+up, 2*corner)
			switch {
			case a <= b && a <= c:
				now[i] += byte(left)
			case b <= c:
				now[i] += byte(up)
			default:
				now[i] += byte(corner)
			}
		default:
			return FormatError("bad filter type")
		}
	}
	return nil
}

func apart(x, y int) int { return max(x-y, y-x) }

// woven are the passes of a picture that comes in seven parts: first column and line, and how far apart they are.
var woven = [][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}

// Decode reads a picture.
func Decode(r io.Reader) (image.Image, error) {
	d := &decoder{r: r}
	if err := d.chunks(true); err != nil {
		return nil, err
	}
	z, err := zlib.NewReader(&d.data)
	if err != nil {
		return nil, err
	}
	m := d.picture()
	passes := [][4]int{{0, 0, 1, 1}}
	if d.woven {
		passes = woven
	}
	for _, p := range passes {
		if err := d.pass(z, m, p[0], p[1], p[2], p[3]); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// DecodeConfig reads the size and the kind of colours.
func DecodeConfig(r io.Reader) (image.Config, error) {
	d := &decoder{r: r}
	if err := d.chunks(false); err != nil {
		return image.Config{}, err
	}
	return image.Config{ColorModel: d.picture().ColorModel(), Width: d.width, Height: d.height}, nil
}
