// Packages that other libraries lean on: values for databases, tokens, states of hashes, columns with tags.
package main

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding/gob"
	"fmt"
	"hash"
	"hash/crc32"
	"hash/fnv"
	"encoding"
	"math/big"
	"net"
	"net/http"
	"os"
	"strings"
	"text/scanner"
	"text/tabwriter"
	"time"
)

type age int

func (a age) Value() (driver.Value, error) { return int64(a), nil }

func main() {
	var s sql.NullString
	fmt.Println(s.Scan(nil), s, s.Scan([]byte("x")), s)
	v, err := s.Value()
	fmt.Println(v, err)
	var i sql.NullInt32
	fmt.Println(i.Scan("70000000000"), i)
	fmt.Println(i.Scan("12"), i)
	var n sql.Null[float64]
	fmt.Println(n.Scan("1.5"), n, n.Scan("x"))
	fmt.Println(driver.DefaultParameterConverter.ConvertValue(age(3)))
	fmt.Println(driver.Bool.ConvertValue("maybe"))
	fmt.Println(sql.LevelSerializable, sql.ErrNoRows)
	var sc scanner.Scanner
	sc.Init(strings.NewReader("x := 0x1F + 1_000.5e3 // hi\n\"a\\n\" 'c' `raw` 08 1__0 .5 @"))
	sc.Filename = "f"
	for tok := sc.Scan(); tok != scanner.EOF; tok = sc.Scan() {
		fmt.Println(sc.Position, scanner.TokenString(tok), sc.TokenText())
	}
	for _, h := range []hash.Hash{crc32.NewIEEE(), fnv.New64a(), fnv.New128()} {
		h.Write([]byte("half"))
		b, err := h.(encoding.BinaryMarshaler).MarshalBinary()
		fmt.Printf("%x %v\n", b, err)
		h.Reset()
		fmt.Println(h.(encoding.BinaryUnmarshaler).UnmarshalBinary(b), h.(encoding.BinaryUnmarshaler).UnmarshalBinary(b[1:]))
		h.Write([]byte("way"))
		fmt.Printf("%x\n", h.Sum(nil))
	}
	var buf bytes.Buffer
	x := big.NewInt(-12345678901234)
	fmt.Println(gob.NewEncoder(&buf).Encode(x))
	y := new(big.Int)
	fmt.Println(gob.NewDecoder(&buf).Decode(y), y)
	r := big.NewRat(-3, 7)
	b, _ := r.GobEncode()
	var z big.Rat
	fmt.Println(z.GobDecode(b), z.String(), b)
	w := tabwriter.NewWriter(os.Stdout, 5, 8, 1, '.', tabwriter.FilterHTML|tabwriter.Debug|tabwriter.DiscardEmptyColumns|tabwriter.StripEscape)
	fmt.Fprintf(w, "a<b>bold</b>\t&lt;x\t\vtail\n\xffe\tsc\xff\tb\t\vc\nxx\fmore\n")
	w.Flush()
	w = tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', tabwriter.AlignRight|tabwriter.TabIndent)
	fmt.Fprintf(w, "\t\tdeep\there\n\tshallow\tx\ty\n")
	w.Flush()
	ifs, _ := net.InterfaceByName("nope")
	fmt.Println(ifs)
	ln, _ := net.Listen("tcp", "127.0.0.1:0")
	go func() { time.Sleep(time.Millisecond); ln.Close() }()
	err = http.Serve(ln, http.NewServeMux())
	fmt.Println(strings.Contains(err.Error(), "use of closed network connection"))
	_, err = os.StartProcess("/bin/nothing", nil, &os.ProcAttr{})
	fmt.Println(err)
}

// Output:
// <nil> {x true} <nil> {x true}
// x <nil>
// converting driver.Value type string ("70000000000") to a int32: value out of range {0 false}
// <nil> {12 true}
// <nil> {1.5 false} converting driver.Value type string ("x") to a float64: invalid syntax
// 3 <nil>
// <nil> sql/driver: couldn't convert "maybe" into type bool
// Serializable sql: no rows in result set
// f:1:1 Ident x
// f:1:3 ":" :
// f:1:4 "=" =
// f:1:6 Int 0x1F
// f:1:11 "+" +
// f:1:13 Float 1_000.5e3
// f:2:1 String "a\n"
// f:2:7 Char 'c'
// f:2:11 RawString `raw`
// f:2:17 Int 08
// f:2:20 Int 1__0
// f:2:25 Float .5
// f:2:28 "@" @
// 63726301ca87914dfb5a4121 <nil>
// <nil> hash/crc32: invalid hash state identifier
// a093de3b
// 666e76042e33a6cc74123124 <nil>
// <nil> hash/fnv: invalid hash state identifier
// b70d0eeb640ea7f3
// 666e760566ab5fc88c757277b806e89c6c8ec2fe <nil>
// <nil> hash/fnv: invalid hash state identifier
// 6982308c9f4ff78c12018ae324d823e3
// <nil>
// <nil> -12345678901234
// <nil> -3/7 [3 0 0 0 1 3 7]
// a<b>bold</b>.|&lt;x...||tail
// e	sc..|b....||c
// xx
// ---
// more
// 			  deephere
// 	  shallow     xy
// <nil>
// true
// fork/exec /bin/nothing: no such file or directory
