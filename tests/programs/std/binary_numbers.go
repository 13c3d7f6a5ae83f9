// encoding/binary: byte orders, varints, and structs as bytes.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
)

type Header struct {
	Magic   [4]byte
	Version uint16
	Flags   int16
	Ratio   float32
	Big     float64
	On      bool
	_       [3]byte
	Sizes   [2]uint32
}

func main() {
	b := make([]byte, 8)
	binary.BigEndian.PutUint32(b, 0xdeadbeef)
	binary.LittleEndian.PutUint16(b[4:], 0x1234)
	fmt.Printf("% x %x %x\n", b, binary.LittleEndian.Uint64(b), binary.BigEndian.Uint16(b[4:]))
	fmt.Println(binary.BigEndian.AppendUint64(nil, 258), binary.LittleEndian.AppendUint32([]byte{9}, 258), binary.BigEndian)
	for _, x := range []int64{0, 1, -1, 63, -65, 300, math.MaxInt64, math.MinInt64} {
		buf := binary.AppendVarint(nil, x)
		y, n := binary.Varint(buf)
		u := binary.AppendUvarint(nil, uint64(x))
		v, m := binary.Uvarint(u)
		fmt.Println(buf, y, n, u, v, m)
	}
	fmt.Println(binary.Uvarint([]byte{0x80}))
	fmt.Println(binary.ReadUvarint(bytes.NewReader([]byte{0x80})))
	h := Header{[4]byte{'G', 'O', 'G', 'O'}, 3, -2, 1.5, math.Pi, true, [3]byte{}, [2]uint32{7, 8}}
	var buf bytes.Buffer
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		buf.Reset()
		fmt.Println(binary.Write(&buf, order, h), binary.Size(h), buf.Len())
		fmt.Printf("% x\n", buf.Bytes())
		var back Header
		fmt.Println(binary.Read(&buf, order, &back), back == h)
	}
	binary.Write(&buf, binary.BigEndian, []int16{1, -2, 3})
	list := make([]int16, 2)
	fmt.Println(binary.Read(&buf, binary.BigEndian, list), list, buf.Len())
	var n uint64
	fmt.Println(binary.Read(&buf, binary.BigEndian, &n))
	fmt.Println(binary.Write(&buf, binary.BigEndian, 5), binary.Size(struct{ S string }{}), binary.Write(&buf, binary.BigEndian, uint8(5)))
}

// Output:
// de ad be ef 34 12 00 00 1234efbeadde 3412
// [0 0 0 0 0 0 1 2] [9 2 1 0 0] BigEndian
// [0] 0 1 [0] 0 1
// [2] 1 1 [1] 1 1
// [1] -1 1 [255 255 255 255 255 255 255 255 255 1] 18446744073709551615 10
// [126] 63 1 [63] 63 1
// [129 1] -65 2 [191 255 255 255 255 255 255 255 255 1] 18446744073709551551 10
// [216 4] 300 2 [172 2] 300 2
// [254 255 255 255 255 255 255 255 255 1] 9223372036854775807 10 [255 255 255 255 255 255 255 255 127] 9223372036854775807 9
// [255 255 255 255 255 255 255 255 255 1] -9223372036854775808 10 [128 128 128 128 128 128 128 128 128 1] 9223372036854775808 10
// 0 0
// 0 unexpected EOF
// <nil> 32 32
// 47 4f 47 4f 03 00 fe ff 00 00 c0 3f 18 2d 44 54 fb 21 09 40 01 00 00 00 07 00 00 00 08 00 00 00
// <nil> true
// <nil> 32 32
// 47 4f 47 4f 00 03 ff fe 3f c0 00 00 40 09 21 fb 54 44 2d 18 01 00 00 00 00 00 00 07 00 00 00 08
// <nil> true
// <nil> [1 -2] 2
// unexpected EOF
// binary.Write: some values are not fixed-sized in type int -1 <nil>
