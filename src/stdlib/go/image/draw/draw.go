// Package draw puts pictures onto pictures.
package draw

import (
	"image"
	"image/color"
)

// Image can be drawn on.
type Image interface {
	image.Image
	Set(x, y int, c color.Color)
}

// Op says what becomes of what was there.
type Op int

const (
	Over Op = iota
	Src
)

func (op Op) Draw(dst Image, r image.Rectangle, src image.Image, sp image.Point) {
	DrawMask(dst, r, src, sp, nil, image.Point{}, op)
}

func Draw(dst Image, r image.Rectangle, src image.Image, sp image.Point, op Op) {
	DrawMask(dst, r, src, sp, nil, image.Point{}, op)
}

// DrawMask draws src from sp on, through mask from mp on, into r.
func DrawMask(dst Image, r image.Rectangle, src image.Image, sp image.Point, mask image.Image, mp image.Point, op Op) {
	orig := r.Min
	r = r.Intersect(dst.Bounds()).Intersect(src.Bounds().Add(orig.Sub(sp)))
	if mask != nil {
		r = r.Intersect(mask.Bounds().Add(orig.Sub(mp)))
	}
	// a picture on itself must not read what was written
	colors := make([]color.Color, 0, max(r.Dx()*r.Dy(), 0))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p := image.Pt(x, y).Sub(orig)
			colors = append(colors, mixed(dst.At(x, y), src.At(p.X+sp.X, p.Y+sp.Y), coverage(mask, p.Add(mp)), op))
		}
	}
	i := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			dst.Set(x, y, colors[i])
			i++
		}
	}
}

const full = 0xffff

func coverage(mask image.Image, p image.Point) uint32 {
	if mask == nil {
		return full
	}
	_, _, _, a := mask.At(p.X, p.Y).RGBA()
	return a
}

func mixed(old, c color.Color, m uint32, op Op) color.Color {
	r, g, b, a := c.RGBA()
	if m == full && (op == Src || a == full) {
		return c
	}
	if m == 0 && op == Over {
		return old
	}
	var keep uint32
	if op == Over {
		keep = full - a*m/full
	}
	x, y, z, w := uint32(0), uint32(0), uint32(0), uint32(0)
	if keep > 0 {
		x, y, z, w = old.RGBA()
	}
	mix := func(o, n uint32) uint16 { return uint16((o*keep + n*m) / full) }
	return color.RGBA64{mix(x, r), mix(y, g), mix(z, b), mix(w, a)}
}
