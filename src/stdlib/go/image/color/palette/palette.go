// Package palette has two palettes.
package palette

import "image/color"

// Plan9 is the 256 colours of Plan 9: four shades of each mixture of four parts of red, green and blue.
var Plan9 = plan9()

// WebSafe is the 216 colours with six steps of each part.
var WebSafe = webSafe()

func plan9() []color.Color {
	all := make([]color.Color, 256)
	for r := range 4 {
		for v := range 4 {
			at := v - r
			for g := range 4 {
				for b := range 4 {
					most := max(r, g, b)
					c := color.RGBA{uint8(17 * v), uint8(17 * v), uint8(17 * v), 255}
					if most > 0 {
						n := 17 * (4*most + v)
						c = color.RGBA{uint8(r * n / most), uint8(g * n / most), uint8(b * n / most), 255}
					}
					all[64*r+16*v+at&15] = c
					at++
				}
			}
		}
	}
	return all
}

func webSafe() (all []color.Color) {
	for i := range 216 {
		all = append(all, color.RGBA{uint8(i / 36 * 51), uint8(i / 6 % 6 * 51), uint8(i % 6 * 51), 255})
	}
	return all
}
