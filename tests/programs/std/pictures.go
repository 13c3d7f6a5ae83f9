// image, image/color and image/draw: rectangles, pixels, colours of other kinds, drawing with alpha.
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
)

func main() {
	r := image.Rect(10, 20, 2, 4)
	fmt.Println(r, r.Dx(), r.Dy(), r.Size(), r.Intersect(image.Rect(5, 5, 50, 10)), r.Union(image.Rect(0, 0, 1, 1)), r.Inset(3), r.Inset(9), image.Pt(3, 4).In(r), image.Pt(1, 2).Add(image.Pt(3, 4)).Mul(2), image.Pt(-1, 9).Mod(r), r.Overlaps(image.Rect(9, 19, 99, 99)), r.Empty())
	m := image.NewRGBA(image.Rect(0, 0, 4, 3))
	m.Set(1, 1, color.RGBA{255, 128, 0, 255})
	m.Set(2, 1, color.NRGBA{255, 128, 0, 128})
	m.Set(3, 2, color.Gray{77})
	m.Set(9, 9, color.White)
	for y := 0; y < 3; y++ {
		for x := 0; x < 4; x++ {
			fmt.Print(m.At(x, y), " ")
		}
		fmt.Println()
	}
	fmt.Println(m.Pix[20:28], m.Stride, m.Bounds(), m.Opaque(), m.SubImage(image.Rect(1, 1, 3, 3)).Bounds())
	red, g, b, a := color.NRGBA{200, 100, 50, 128}.RGBA()
	fmt.Println(red, g, b, a)
	for _, c := range []color.Color{color.RGBA{10, 20, 30, 255}, color.NRGBA{200, 100, 50, 128}, color.Gray{99}, color.White, color.Alpha{40}, color.RGBA64{1, 2, 3, 65535}} {
		fmt.Println(color.RGBAModel.Convert(c), color.NRGBAModel.Convert(c), color.GrayModel.Convert(c), color.Gray16Model.Convert(c), color.AlphaModel.Convert(c), color.NRGBA64Model.Convert(c))
	}
	p := color.Palette{color.Black, color.White, color.RGBA{255, 0, 0, 255}}
	fmt.Println(p.Index(color.RGBA{200, 30, 30, 255}), p.Convert(color.Gray{200}))
	pal := image.NewPaletted(image.Rect(0, 0, 2, 2), p)
	pal.SetColorIndex(1, 0, 2)
	pal.Set(0, 1, color.Gray{250})
	fmt.Println(pal.Pix, pal.At(1, 0), pal.ColorIndexAt(5, 5))
	dst := image.NewRGBA(image.Rect(0, 0, 4, 4))
	draw.Draw(dst, dst.Bounds(), &image.Uniform{color.RGBA{0, 0, 255, 255}}, image.Point{}, draw.Src)
	draw.Draw(dst, image.Rect(1, 1, 3, 9), image.NewUniform(color.NRGBA{255, 0, 0, 100}), image.Point{}, draw.Over)
	draw.Draw(dst, image.Rect(2, 0, 4, 1), m, image.Pt(1, 1), draw.Src)
	for y := 0; y < 4; y++ {
		fmt.Println(dst.Pix[y*dst.Stride : (y+1)*dst.Stride])
	}
	gray := image.NewGray(image.Rect(0, 0, 2, 1))
	gray.Set(0, 0, color.RGBA{10, 200, 30, 255})
	fmt.Println(gray.Pix, gray.GrayAt(0, 0))
	var buf bytes.Buffer
	fmt.Println(png.Encode(&buf, dst), buf.Len() > 60, string(buf.Bytes()[1:4]), png.Encode(&buf, image.NewGray(image.Rect(0, 0, 0, 5))) != nil)
}

// Output:
// (2,4)-(10,20) 8 16 (8,16) (5,5)-(10,10) (0,0)-(10,20) (5,7)-(7,17) (6,12)-(6,12) true (8,12) (7,9) true false
// {0 0 0 0} {0 0 0 0} {0 0 0 0} {0 0 0 0} 
// {0 0 0 0} {255 128 0 255} {128 64 0 128} {0 0 0 0} 
// {0 0 0 0} {0 0 0 0} {0 0 0 0} {77 77 77 255} 
// [255 128 0 255 128 64 0 128] 16 (0,0)-(4,3) false (1,1)-(3,3)
// 25800 12900 6450 32896
// {10 20 30 255} {10 20 30 255} {18} {4665} {255} {2570 5140 7710 65535}
// {100 50 25 128} {200 100 50 128} {62} {16022} {128} {51398 25699 12849 32896}
// {99 99 99 255} {99 99 99 255} {99} {25443} {255} {25443 25443 25443 65535}
// {255 255 255 255} {255 255 255 255} {255} {65535} {255} {65535 65535 65535 65535}
// {40 40 40 40} {255 255 255 40} {40} {10280} {40} {65535 65535 65535 10280}
// {0 0 0 255} {0 0 0 255} {0} {2} {255} {1 2 3 65535}
// 2 {65535}
// [0 2 1 0] {255 0 0 255} 0
// [0 0 255 255 0 0 255 255 255 128 0 255 128 64 0 128]
// [0 0 255 255 100 0 155 255 100 0 155 255 0 0 255 255]
// [0 0 255 255 100 0 155 255 100 0 155 255 0 0 255 255]
// [0 0 255 255 100 0 155 255 100 0 155 255 0 0 255 255]
// [124 0] {124}
// <nil> true PNG true
