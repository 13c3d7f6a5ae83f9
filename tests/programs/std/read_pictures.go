// PNG pictures are written and read again.
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
)

func main() {
	m := image.NewNRGBA(image.Rect(0, 0, 20, 13))
	for y := range 13 {
		for x := range 20 {
			m.Set(x, y, color.NRGBA{uint8(x * 12), uint8(y * 19), uint8(x * y), uint8(255 - x)})
		}
	}
	var b bytes.Buffer
	fmt.Println(png.Encode(&b, m))
	got, name, err := image.Decode(&b)
	fmt.Println(name, err, got.Bounds(), got.At(3, 4) == m.At(3, 4), fmt.Sprintf("%T", got))
	_, err = png.Decode(strings.NewReader("nothing like it"))
	fmt.Println(err)
	for _, text := range made {
		data, _ := base64.StdEncoding.DecodeString(text)
		p, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%T\n", p)
		for y := range p.Bounds().Dy() {
			for x := range p.Bounds().Dx() {
				fmt.Print(" ", p.At(x, y))
			}
			fmt.Println(" .")
		}
	}
}

// A palette with transparent colours, every filter, and lines that come in seven parts.
var made = []string{
	"iVBORw0KGgoAAAANSUhEUgAAAAQAAAADAgMAAADJmkZVAAAADFBMVEX/AAAA/wAAAP8JCQlccX6GAAAAAnRSTlP/gAgPs2oAAAAOSURBVHjaY5BmesKoDgADagEqGZYNngAAAABJRU5ErkJggg==",
	"iVBORw0KGgoAAAANSUhEUgAAAAMAAAAFCAIAAAAPE8H1AAAAPUlEQVR42gEyAM3/AAALFiEsN0JNWAElMDtGUVxncn0CSlVga3aBjJeiA296hZCbprG8xwSUn6q1wMvW4ex4nxTJ0jpsigAAAABJRU5ErkJggg==",
	"iVBORw0KGgoAAAANSUhEUgAAAAMAAAADBAAAAAHBtDf0AAAAFUlEQVR42mMQYDBgqGJQYNjA4JoAAArnAjBjnuryAAAAAElFTkSuQmCC",
}

// Output:
// <nil>
// png <nil> (0,0)-(20,13) true *image.NRGBA
// png: invalid format: not a PNG file
// *image.Paletted
//  {255 0 0 255} {0 255 0 128} {0 0 255 255} {9 9 9 255} .
//  {9 9 9 255} {9 9 9 255} {9 9 9 255} {9 9 9 255} .
//  {255 0 0 255} {0 0 255 255} {0 255 0 128} {9 9 9 255} .
// *image.RGBA
//  {0 11 22 255} {33 44 55 255} {66 77 88 255} .
//  {37 48 59 255} {107 129 151 255} {210 243 20 255} .
//  {111 133 155 255} {214 247 24 255} {94 138 182 255} .
//  {166 188 210 255} {78 116 27 255} {7 59 47 255} .
//  {58 91 124 255} {239 27 230 255} {197 252 210 255} .
// *image.Gray
//  {17} {34} {51} .
//  {68} {85} {102} .
//  {119} {187} {170} .
