package draw

import (
	"image"
	"image/color"
)

// Drawer draws an image on another.
type Drawer interface {
	Draw(dst Image, r image.Rectangle, src image.Image, sp image.Point)
}

// Quantizer chooses a palette for an image.
type Quantizer interface {
	Quantize(p color.Palette, m image.Image) color.Palette
}

// FloydSteinberg draws with few colours: what a dot is off by goes on to its neighbours.
var FloydSteinberg Drawer = floydSteinberg{}

type floydSteinberg struct{}

func (floydSteinberg) Draw(dst Image, r image.Rectangle, src image.Image, sp image.Point) {
	out, ok := dst.(*image.Paletted)
	if !ok {
		Draw(dst, r, src, sp, Src)
		return
	}
	move := sp.Sub(r.Min)
	r = r.Intersect(dst.Bounds()).Intersect(src.Bounds().Sub(move))
	colours := make([][4]int32, len(out.Palette))
	for i, c := range out.Palette {
		colours[i] = parts(c)
	}
	now, next := make([][4]int32, r.Dx()+2), make([][4]int32, r.Dx()+2)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for i := range r.Dx() {
			want := parts(src.At(r.Min.X+i+move.X, y+move.Y))
			for k := range want {
				want[k] = min(max(want[k]+now[i+1][k]/16, 0), 0xffff)
			}
			best := nearest(colours, want)
			out.SetColorIndex(r.Min.X+i, y, uint8(best))
			for k := range want {
				off := want[k] - colours[best][k]
				next[i][k] += off * 3
				next[i+1][k] += off * 5
				next[i+2][k] += off
				now[i+2][k] += off * 7
			}
		}
		now, next = next, now
		clear(next)
	}
}

func parts(c color.Color) [4]int32 {
	r, g, b, a := c.RGBA()
	return [4]int32{int32(r), int32(g), int32(b), int32(a)}
}

func nearest(colours [][4]int32, want [4]int32) (best int) {
	least := uint32(1<<32 - 1)
	for i, c := range colours {
		var sum uint32
		for k := range c {
			d := uint32(want[k] - c[k])
			sum += d * d >> 2
		}
		if sum < least {
			best, least = i, sum
			if sum == 0 {
				break
			}
		}
	}
	return best
}
