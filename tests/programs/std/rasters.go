// Pictures of every kind of pixel, brightness with shared colours, inks, and what colours become in each.
package main

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
)

type settable interface {
	draw.Image
	SubImage(image.Rectangle) image.Image
	Opaque() bool
}

func main() {
	r := image.Rect(1, 2, 5, 6)
	for _, m := range []settable{image.NewRGBA64(r), image.NewNRGBA64(r), image.NewGray16(r), image.NewAlpha(r), image.NewAlpha16(r), image.NewCMYK(r), image.NewGray(r), image.NewRGBA(r), image.NewNRGBA(r)} {
		fmt.Printf("%T %v %v\n", m, m.Bounds(), m.Opaque())
		m.Set(2, 3, color.RGBA{200, 100, 50, 255})
		m.Set(3, 4, color.NRGBA{10, 20, 30, 128})
		m.Set(0, 0, color.White)
		draw.Draw(m, image.Rect(4, 4, 5, 6), image.NewUniform(color.RGBA{0, 255, 0, 255}), image.Point{}, draw.Src)
		fmt.Println(m.At(2, 3), m.At(3, 4), m.At(4, 5), m.At(9, 9), m.SubImage(image.Rect(3, 4, 9, 9)).Bounds())
	}
	y := image.NewYCbCr(image.Rect(0, 0, 5, 3), image.YCbCrSubsampleRatio420)
	fmt.Println(len(y.Y), len(y.Cb), y.COffset(3, 2), y.YOffset(3, 2), y.SubsampleRatio, y.CStride)
	y.Y[2], y.Cb[1], y.Cr[1] = 100, 200, 30
	fmt.Println(y.At(2, 0), y.At(4, 2), y.ColorModel() == color.YCbCrModel)
	for _, c := range []color.Color{color.RGBA{1, 2, 3, 255}, color.RGBA{250, 128, 7, 255}, color.Gray{77}, color.YCbCr{10, 240, 250}, color.CMYK{10, 20, 200, 99}, color.NRGBA{9, 99, 199, 77}} {
		fmt.Println(color.YCbCrModel.Convert(c), color.CMYKModel.Convert(c))
		fmt.Println(c.RGBA())
	}
	fmt.Println(color.YCbCrToRGB(100, 200, 30))
	fmt.Println(color.RGBToCMYK(1, 2, 3))
	fmt.Println(color.CMYKToRGB(100, 20, 30, 40))
}

// Output:
// *image.RGBA64 (1,2)-(5,6) false
// {51400 25700 12850 65535} {1290 2580 3870 32896} {0 65535 0 65535} {0 0 0 0} (3,4)-(5,6)
// *image.NRGBA64 (1,2)-(5,6) false
// {51400 25700 12850 65535} {2569 5139 7709 32896} {0 65535 0 65535} {0 0 0 0} (3,4)-(5,6)
// *image.Gray16 (1,2)-(5,6) true
// {31919} {2341} {38469} {0} (3,4)-(5,6)
// *image.Alpha (1,2)-(5,6) false
// {255} {128} {255} {0} (3,4)-(5,6)
// *image.Alpha16 (1,2)-(5,6) false
// {65535} {32896} {65535} {0} (3,4)-(5,6)
// *image.CMYK (1,2)-(5,6) true
// {0 127 191 55} {170 85 0 240} {255 0 255 0} {0 0 0 0} (3,4)-(5,6)
// *image.Gray (1,2)-(5,6) true
// {124} {9} {150} {0} (3,4)-(5,6)
// *image.RGBA (1,2)-(5,6) false
// {200 100 50 255} {5 10 15 128} {0 255 0 255} {0 0 0 0} (3,4)-(5,6)
// *image.NRGBA (1,2)-(5,6) false
// {200 100 50 255} {10 20 30 128} {0 255 0 255} {0 0 0 0} (3,4)-(5,6)
// 15 6 4 13 YCbCrSubsampleRatio420 3
// {100 200 30} {0 0 0} true
// {2 129 127} {170 85 0 252}
// 257 514 771 65535
// {151 47 199} {0 124 247 5}
// 64250 32896 1799 65535
// {77 128 128} {0 0 0 178}
// 19789 19789 19789 65535
// {10 240 250} {33 255 0 47}
// 46357 0 53376 65535
// {133 71 140} {10 20 200 99}
// 38519 36947 8647 65535
// {25 148 112} {246 127 0 195}
// 698 7682 15443 19789
// 0 145 227
// 170 85 0 252
// 131 198 190
