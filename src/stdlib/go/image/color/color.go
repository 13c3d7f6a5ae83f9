// Package color has colours and what turns one kind into another.
package color

// Color is a colour as premultiplied red, green, blue and alpha of 16 bits.
type Color interface {
	RGBA() (r, g, b, a uint32)
}

type (
	// RGBA is premultiplied by alpha, NRGBA is not.
	RGBA    struct{ R, G, B, A uint8 }
	RGBA64  struct{ R, G, B, A uint16 }
	NRGBA   struct{ R, G, B, A uint8 }
	NRGBA64 struct{ R, G, B, A uint16 }
	Alpha   struct{ A uint8 }
	Alpha16 struct{ A uint16 }
	Gray    struct{ Y uint8 }
	Gray16  struct{ Y uint16 }
)

func wide(x uint8) uint32 { return uint32(x) * 0x101 }

func (c RGBA) RGBA() (r, g, b, a uint32) { return wide(c.R), wide(c.G), wide(c.B), wide(c.A) }

func (c RGBA64) RGBA() (r, g, b, a uint32) {
	return uint32(c.R), uint32(c.G), uint32(c.B), uint32(c.A)
}

func (c NRGBA) RGBA() (r, g, b, a uint32) {
	a = uint32(c.A)
	return wide(c.R) * a / 0xff, wide(c.G) * a / 0xff, wide(c.B) * a / 0xff, wide(c.A)
}

func (c NRGBA64) RGBA() (r, g, b, a uint32) {
	a = uint32(c.A)
	return uint32(c.R) * a / 0xffff, uint32(c.G) * a / 0xffff, uint32(c.B) * a / 0xffff, a
}

func (c Alpha) RGBA() (r, g, b, a uint32) {
	a = wide(c.A)
	return a, a, a, a
}

func (c Alpha16) RGBA() (r, g, b, a uint32) {
	a = uint32(c.A)
	return a, a, a, a
}

func (c Gray) RGBA() (r, g, b, a uint32) {
	y := wide(c.Y)
	return y, y, y, 0xffff
}

func (c Gray16) RGBA() (r, g, b, a uint32) {
	y := uint32(c.Y)
	return y, y, y, 0xffff
}

var (
	Black       = Gray16{0}
	White       = Gray16{0xffff}
	Transparent = Alpha16{0}
	Opaque      = Alpha16{0xffff}
)

// Model turns colours into one kind.
type Model interface {
	Convert(c Color) Color
}

type modelFunc struct{ f func(Color) Color }

func (m *modelFunc) Convert(c Color) Color { return m.f(c) }

func ModelFunc(f func(Color) Color) Model { return &modelFunc{f} }

var (
	RGBAModel    = ModelFunc(rgba)
	RGBA64Model  = ModelFunc(rgba64)
	NRGBAModel   = ModelFunc(nrgba)
	NRGBA64Model = ModelFunc(nrgba64)
	AlphaModel   = ModelFunc(alpha)
	Alpha16Model = ModelFunc(alpha16)
	GrayModel    = ModelFunc(gray)
	Gray16Model  = ModelFunc(gray16)
)

func rgba(c Color) Color {
	if _, ok := c.(RGBA); ok {
		return c
	}
	r, g, b, a := c.RGBA()
	return RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}
}

func rgba64(c Color) Color {
	if _, ok := c.(RGBA64); ok {
		return c
	}
	r, g, b, a := c.RGBA()
	return RGBA64{uint16(r), uint16(g), uint16(b), uint16(a)}
}

func nrgba64(c Color) Color {
	if _, ok := c.(NRGBA64); ok {
		return c
	}
	r, g, b, a := c.RGBA()
	switch a {
	case 0:
		return NRGBA64{}
	case 0xffff:
		return NRGBA64{uint16(r), uint16(g), uint16(b), 0xffff}
	}
	return NRGBA64{uint16(r * 0xffff / a), uint16(g * 0xffff / a), uint16(b * 0xffff / a), uint16(a)}
}

func nrgba(c Color) Color {
	if _, ok := c.(NRGBA); ok {
		return c
	}
	n := nrgba64(c).(NRGBA64)
	return NRGBA{uint8(n.R >> 8), uint8(n.G >> 8), uint8(n.B >> 8), uint8(n.A >> 8)}
}

func alpha(c Color) Color {
	_, _, _, a := c.RGBA()
	return Alpha{uint8(a >> 8)}
}

func alpha16(c Color) Color {
	_, _, _, a := c.RGBA()
	return Alpha16{uint16(a)}
}

// luma weighs the colours as JPEG does.
func luma(c Color) uint32 {
	r, g, b, _ := c.RGBA()
	return 19595*r + 38470*g + 7471*b + 1<<15
}

func gray(c Color) Color {
	if _, ok := c.(Gray); ok {
		return c
	}
	return Gray{uint8(luma(c) >> 24)}
}

func gray16(c Color) Color {
	if _, ok := c.(Gray16); ok {
		return c
	}
	return Gray16{uint16(luma(c) >> 16)}
}

// Palette is a list of colours, and the model of the nearest of them.
type Palette []Color

func (p Palette) Convert(c Color) Color {
	if len(p) == 0 {
		return nil
	}
	return p[p.Index(c)]
}

// Index is the place of the nearest colour.
func (p Palette) Index(c Color) int {
	r, g, b, a := c.RGBA()
	best, least := 0, uint32(1<<32-1)
	for i, x := range p {
		xr, xg, xb, xa := x.RGBA()
		sum := square(r, xr) + square(g, xg) + square(b, xb) + square(a, xa)
		if sum < least {
			if best, least = i, sum; sum == 0 {
				break
			}
		}
	}
	return best
}

func square(x, y uint32) uint32 {
	d := x - y
	return d * d >> 2
}
