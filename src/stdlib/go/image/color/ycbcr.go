package color

// YCbCr is brightness and colour, as JPEG has them.
type YCbCr struct{ Y, Cb, Cr uint8 }

// CMYK is colour as inks.
type CMYK struct{ C, M, Y, K uint8 }

var (
	YCbCrModel = ModelFunc(func(c Color) Color {
		if _, ok := c.(YCbCr); ok {
			return c
		}
		r, g, b, _ := c.RGBA()
		y, u, v := RGBToYCbCr(uint8(r>>8), uint8(g>>8), uint8(b>>8))
		return YCbCr{y, u, v}
	})
	CMYKModel = ModelFunc(func(c Color) Color {
		if _, ok := c.(CMYK); ok {
			return c
		}
		r, g, b, _ := c.RGBA()
		cc, m, y, k := RGBToCMYK(uint8(r>>8), uint8(g>>8), uint8(b>>8))
		return CMYK{cc, m, y, k}
	})
)

func clamp(v int32) uint8 { return uint8(min(max(v, 0), 255)) }

// RGBToYCbCr turns colours in 1/65536.
func RGBToYCbCr(r, g, b uint8) (uint8, uint8, uint8) {
	x, y, z := int32(r), int32(g), int32(b)
	return clamp((19595*x + 38470*y + 7471*z + 1<<15) >> 16),
		clamp((-11056*x - 21712*y + 32768*z + 257<<15) >> 16),
		clamp((32768*x - 27440*y - 5328*z + 257<<15) >> 16)
}

func YCbCrToRGB(y, cb, cr uint8) (uint8, uint8, uint8) {
	yy, b, r := int32(y)*0x10101, int32(cb)-128, int32(cr)-128
	return clamp((yy + 91881*r) >> 16), clamp((yy - 22554*b - 46802*r) >> 16), clamp((yy + 116130*b) >> 16)
}

func (c YCbCr) RGBA() (uint32, uint32, uint32, uint32) {
	y, b, r := int32(c.Y)*0x10101, int32(c.Cb)-128, int32(c.Cr)-128
	part := func(v int32) uint32 { return uint32(min(max(v>>8, 0), 0xffff)) }
	return part(y + 91881*r), part(y - 22554*b - 46802*r), part(y + 116130*b), 0xffff
}

func RGBToCMYK(r, g, b uint8) (uint8, uint8, uint8, uint8) {
	w := uint32(max(r, g, b))
	if w == 0 {
		return 0, 0, 0, 255
	}
	ink := func(x uint8) uint8 { return uint8((w - uint32(x)) * 255 / w) }
	return ink(r), ink(g), ink(b), uint8(255 - w)
}

func CMYKToRGB(c, m, y, k uint8) (uint8, uint8, uint8) {
	r, g, b, _ := CMYK{c, m, y, k}.RGBA()
	return uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)
}

func (c CMYK) RGBA() (uint32, uint32, uint32, uint32) {
	w := 0xffff - wide(c.K)
	left := func(ink uint8) uint32 { return (0xffff - wide(ink)) * w / 0xffff }
	return left(c.C), left(c.M), left(c.Y), 0xffff
}
