package image

import "image/color"

// YCbCrSubsampleRatio says how many pixels share their colour.
type YCbCrSubsampleRatio int

const (
	YCbCrSubsampleRatio444 YCbCrSubsampleRatio = iota
	YCbCrSubsampleRatio422
	YCbCrSubsampleRatio420
	YCbCrSubsampleRatio440
	YCbCrSubsampleRatio411
	YCbCrSubsampleRatio410
)

func (s YCbCrSubsampleRatio) String() string {
	names := [...]string{"444", "422", "420", "440", "411", "410"}
	if s < 0 || int(s) >= len(names) {
		return "YCbCrSubsampleRatioUnknown"
	}
	return "YCbCrSubsampleRatio" + names[s]
}

// shares is how many pixels share a colour, across and down.
func (s YCbCrSubsampleRatio) shares() (x, y int) {
	all := [...][2]int{{1, 1}, {2, 1}, {2, 2}, {1, 2}, {4, 1}, {4, 2}}
	if s < 0 || int(s) >= len(all) {
		return 1, 1
	}
	return all[s][0], all[s][1]
}

// YCbCr is a picture of brightness, and colour that neighbours share.
type YCbCr struct {
	Y, Cb, Cr      []uint8
	YStride        int
	CStride        int
	SubsampleRatio YCbCrSubsampleRatio
	Rect           Rectangle
}

func NewYCbCr(r Rectangle, s YCbCrSubsampleRatio) *YCbCr {
	nx, ny := s.shares()
	w := (r.Max.X+nx-1)/nx - r.Min.X/nx
	h := (r.Max.Y+ny-1)/ny - r.Min.Y/ny
	return &YCbCr{make([]uint8, r.Dx()*r.Dy()), make([]uint8, w*h), make([]uint8, w*h), r.Dx(), w, s, r}
}

func (p *YCbCr) ColorModel() color.Model { return color.YCbCrModel }
func (p *YCbCr) Bounds() Rectangle       { return p.Rect }
func (p *YCbCr) Opaque() bool            { return true }
func (p *YCbCr) At(x, y int) color.Color { return p.YCbCrAt(x, y) }

func (p *YCbCr) YCbCrAt(x, y int) color.YCbCr {
	if !(Point{x, y}).In(p.Rect) {
		return color.YCbCr{}
	}
	i, j := p.YOffset(x, y), p.COffset(x, y)
	return color.YCbCr{p.Y[i], p.Cb[j], p.Cr[j]}
}

func (p *YCbCr) YOffset(x, y int) int { return (y-p.Rect.Min.Y)*p.YStride + x - p.Rect.Min.X }

func (p *YCbCr) COffset(x, y int) int {
	nx, ny := p.SubsampleRatio.shares()
	return (y/ny-p.Rect.Min.Y/ny)*p.CStride + x/nx - p.Rect.Min.X/nx
}

// SubImage is a part of the picture that shares its pixels.
func (p *YCbCr) SubImage(r Rectangle) Image {
	if r = r.Intersect(p.Rect); r.Empty() {
		return &YCbCr{SubsampleRatio: p.SubsampleRatio}
	}
	i, j := p.YOffset(r.Min.X, r.Min.Y), p.COffset(r.Min.X, r.Min.Y)
	return &YCbCr{p.Y[i:], p.Cb[j:], p.Cr[j:], p.YStride, p.CStride, p.SubsampleRatio, r}
}

// RGBA64Image gives its pixels without making interfaces.
type RGBA64Image interface {
	RGBA64At(x, y int) color.RGBA64
	Image
}
