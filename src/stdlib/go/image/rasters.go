package image

import "image/color"

func wide(high, low byte) uint16 { return uint16(high)<<8 | uint16(low) }

// RGBA64 is a picture of color.RGBA64, eight bytes a pixel.
type RGBA64 struct {
	Pix    []uint8
	Stride int
	Rect   Rectangle
}

func NewRGBA64(r Rectangle) *RGBA64 { return &RGBA64{make([]uint8, 8*r.Dx()*r.Dy()), 8 * r.Dx(), r} }

func (p *RGBA64) ColorModel() color.Model { return color.RGBA64Model }
func (p *RGBA64) Bounds() Rectangle       { return p.Rect }
func (p *RGBA64) At(x, y int) color.Color { return p.RGBA64At(x, y) }
func (p *RGBA64) Opaque() bool            { return opaque(p) }
func (p *RGBA64) PixOffset(x, y int) int  { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*8 }

func (p *RGBA64) RGBA64At(x, y int) color.RGBA64 {
	if !(Point{x, y}).In(p.Rect) {
		return color.RGBA64{}
	}
	s := p.Pix[p.PixOffset(x, y):]
	return color.RGBA64{wide(s[0], s[1]), wide(s[2], s[3]), wide(s[4], s[5]), wide(s[6], s[7])}
}

func (p *RGBA64) Set(x, y int, c color.Color) {
	p.SetRGBA64(x, y, color.RGBA64Model.Convert(c).(color.RGBA64))
}

func (p *RGBA64) SetRGBA64(x, y int, c color.RGBA64) {
	if (Point{x, y}).In(p.Rect) {
		s := p.Pix[p.PixOffset(x, y):]
		s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7] = byte(c.R>>8), byte(c.R), byte(c.G>>8), byte(c.G), byte(c.B>>8), byte(c.B), byte(c.A>>8), byte(c.A)
	}
}

// SubImage is a part of the picture that shares its pixels.
func (p *RGBA64) SubImage(r Rectangle) Image {
	if r = r.Intersect(p.Rect); r.Empty() {
		return &RGBA64{}
	}
	return &RGBA64{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// NRGBA64 is a picture of color.NRGBA64, eight bytes a pixel.
type NRGBA64 struct {
	Pix    []uint8
	Stride int
	Rect   Rectangle
}

func NewNRGBA64(r Rectangle) *NRGBA64 { return &NRGBA64{make([]uint8, 8*r.Dx()*r.Dy()), 8 * r.Dx(), r} }

func (p *NRGBA64) ColorModel() color.Model { return color.NRGBA64Model }
func (p *NRGBA64) Bounds() Rectangle       { return p.Rect }
func (p *NRGBA64) At(x, y int) color.Color { return p.NRGBA64At(x, y) }
func (p *NRGBA64) Opaque() bool            { return opaque(p) }
func (p *NRGBA64) PixOffset(x, y int) int  { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*8 }

func (p *NRGBA64) NRGBA64At(x, y int) color.NRGBA64 {
	if !(Point{x, y}).In(p.Rect) {
		return color.NRGBA64{}
	}
	s := p.Pix[p.PixOffset(x, y):]
	return color.NRGBA64{wide(s[0], s[1]), wide(s[2], s[3]), wide(s[4], s[5]), wide(s[6], s[7])}
}

func (p *NRGBA64) Set(x, y int, c color.Color) {
	p.SetNRGBA64(x, y, color.NRGBA64Model.Convert(c).(color.NRGBA64))
}

func (p *NRGBA64) SetNRGBA64(x, y int, c color.NRGBA64) {
	if (Point{x, y}).In(p.Rect) {
		s := p.Pix[p.PixOffset(x, y):]
		s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7] = byte(c.R>>8), byte(c.R), byte(c.G>>8), byte(c.G), byte(c.B>>8), byte(c.B), byte(c.A>>8), byte(c.A)
	}
}

// SubImage is a part of the picture that shares its pixels.
func (p *NRGBA64) SubImage(r Rectangle) Image {
	if r = r.Intersect(p.Rect); r.Empty() {
		return &NRGBA64{}
	}
	return &NRGBA64{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// Gray16 is a picture of color.Gray16, two bytes a pixel.
type Gray16 struct {
	Pix    []uint8
	Stride int
	Rect   Rectangle
}

func NewGray16(r Rectangle) *Gray16 { return &Gray16{make([]uint8, 2*r.Dx()*r.Dy()), 2 * r.Dx(), r} }

func (p *Gray16) ColorModel() color.Model { return color.Gray16Model }
func (p *Gray16) Bounds() Rectangle       { return p.Rect }
func (p *Gray16) At(x, y int) color.Color { return p.Gray16At(x, y) }
func (p *Gray16) Opaque() bool            { return opaque(p) }
func (p *Gray16) PixOffset(x, y int) int  { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*2 }

func (p *Gray16) Gray16At(x, y int) color.Gray16 {
	if !(Point{x, y}).In(p.Rect) {
		return color.Gray16{}
	}
	s := p.Pix[p.PixOffset(x, y):]
	return color.Gray16{wide(s[0], s[1])}
}

func (p *Gray16) Set(x, y int, c color.Color) {
	p.SetGray16(x, y, color.Gray16Model.Convert(c).(color.Gray16))
}

func (p *Gray16) SetGray16(x, y int, c color.Gray16) {
	if (Point{x, y}).In(p.Rect) {
		s := p.Pix[p.PixOffset(x, y):]
		s[0], s[1] = byte(c.Y>>8), byte(c.Y)
	}
}

// SubImage is a part of the picture that shares its pixels.
func (p *Gray16) SubImage(r Rectangle) Image {
	if r = r.Intersect(p.Rect); r.Empty() {
		return &Gray16{}
	}
	return &Gray16{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// Alpha is a picture of color.Alpha, a byte a pixel.
type Alpha struct {
	Pix    []uint8
	Stride int
	Rect   Rectangle
}

func NewAlpha(r Rectangle) *Alpha { return &Alpha{make([]uint8, r.Dx()*r.Dy()), r.Dx(), r} }

func (p *Alpha) ColorModel() color.Model { return color.AlphaModel }
func (p *Alpha) Bounds() Rectangle       { return p.Rect }
func (p *Alpha) At(x, y int) color.Color { return p.AlphaAt(x, y) }
func (p *Alpha) Opaque() bool            { return opaque(p) }
func (p *Alpha) PixOffset(x, y int) int  { return (y-p.Rect.Min.Y)*p.Stride + (x - p.Rect.Min.X) }

func (p *Alpha) AlphaAt(x, y int) color.Alpha {
	if !(Point{x, y}).In(p.Rect) {
		return color.Alpha{}
	}
	s := p.Pix[p.PixOffset(x, y):]
	return color.Alpha{s[0]}
}

func (p *Alpha) Set(x, y int, c color.Color) {
	p.SetAlpha(x, y, color.AlphaModel.Convert(c).(color.Alpha))
}

func (p *Alpha) SetAlpha(x, y int, c color.Alpha) {
	if (Point{x, y}).In(p.Rect) {
		s := p.Pix[p.PixOffset(x, y):]
		s[0] = c.A
	}
}

// SubImage is a part of the picture that shares its pixels.
func (p *Alpha) SubImage(r Rectangle) Image {
	if r = r.Intersect(p.Rect); r.Empty() {
		return &Alpha{}
	}
	return &Alpha{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// Alpha16 is a picture of color.Alpha16, two bytes a pixel.
type Alpha16 struct {
	Pix    []uint8
	Stride int
	Rect   Rectangle
}

func NewAlpha16(r Rectangle) *Alpha16 { return &Alpha16{make([]uint8, 2*r.Dx()*r.Dy()), 2 * r.Dx(), r} }

func (p *Alpha16) ColorModel() color.Model { return color.Alpha16Model }
func (p *Alpha16) Bounds() Rectangle       { return p.Rect }
func (p *Alpha16) At(x, y int) color.Color { return p.Alpha16At(x, y) }
func (p *Alpha16) Opaque() bool            { return opaque(p) }
func (p *Alpha16) PixOffset(x, y int) int  { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*2 }

func (p *Alpha16) Alpha16At(x, y int) color.Alpha16 {
	if !(Point{x, y}).In(p.Rect) {
		return color.Alpha16{}
	}
	s := p.Pix[p.PixOffset(x, y):]
	return color.Alpha16{wide(s[0], s[1])}
}

func (p *Alpha16) Set(x, y int, c color.Color) {
	p.SetAlpha16(x, y, color.Alpha16Model.Convert(c).(color.Alpha16))
}

func (p *Alpha16) SetAlpha16(x, y int, c color.Alpha16) {
	if (Point{x, y}).In(p.Rect) {
		s := p.Pix[p.PixOffset(x, y):]
		s[0], s[1] = byte(c.A>>8), byte(c.A)
	}
}

// SubImage is a part of the picture that shares its pixels.
func (p *Alpha16) SubImage(r Rectangle) Image {
	if r = r.Intersect(p.Rect); r.Empty() {
		return &Alpha16{}
	}
	return &Alpha16{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// CMYK is a picture of color.CMYK, four bytes a pixel.
type CMYK struct {
	Pix    []uint8
	Stride int
	Rect   Rectangle
}

func NewCMYK(r Rectangle) *CMYK { return &CMYK{make([]uint8, 4*r.Dx()*r.Dy()), 4 * r.Dx(), r} }

func (p *CMYK) ColorModel() color.Model { return color.CMYKModel }
func (p *CMYK) Bounds() Rectangle       { return p.Rect }
func (p *CMYK) At(x, y int) color.Color { return p.CMYKAt(x, y) }
func (p *CMYK) Opaque() bool            { return opaque(p) }
func (p *CMYK) PixOffset(x, y int) int  { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*4 }

func (p *CMYK) CMYKAt(x, y int) color.CMYK {
	if !(Point{x, y}).In(p.Rect) {
		return color.CMYK{}
	}
	s := p.Pix[p.PixOffset(x, y):]
	return color.CMYK{s[0], s[1], s[2], s[3]}
}

func (p *CMYK) Set(x, y int, c color.Color) {
	p.SetCMYK(x, y, color.CMYKModel.Convert(c).(color.CMYK))
}

func (p *CMYK) SetCMYK(x, y int, c color.CMYK) {
	if (Point{x, y}).In(p.Rect) {
		s := p.Pix[p.PixOffset(x, y):]
		s[0], s[1], s[2], s[3] = c.C, c.M, c.Y, c.K
	}
}

// SubImage is a part of the picture that shares its pixels.
func (p *CMYK) SubImage(r Rectangle) Image {
	if r = r.Intersect(p.Rect); r.Empty() {
		return &CMYK{}
	}
	return &CMYK{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}
