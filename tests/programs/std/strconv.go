// Numbers and quoted strings, read and written, with Go's error texts.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

func main() {
	for _, s := range []string{"42", "-7", "abc", "", "99999999999999999999", "1.5", "0x1f"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
	}
	n, err := strconv.ParseInt("ff", 16, 64)
	fmt.Println(n, err)
	n, err = strconv.ParseInt("300", 10, 8)
	fmt.Println(n, err, errors.Is(err, strconv.ErrRange))
	u, err := strconv.ParseUint("-1", 10, 64)
	fmt.Println(u, err)
	for _, s := range []string{"3.25", "1e400", "x", "inf", "NaN", "0x1p-2", "1_000"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
	}
	b, err := strconv.ParseBool("maybe")
	fmt.Println(b, err)
	fmt.Println(strconv.Itoa(-45), strconv.FormatInt(-255, 16), strconv.FormatFloat(3.14159, 'f', 2, 64), strconv.FormatFloat(1e21, 'g', -1, 64), strconv.FormatBool(true))
	fmt.Println(strconv.Quote("hi\n\"there\"\t☺\x01"), strconv.QuoteToASCII("☺"), strconv.QuoteRune('☺'))
	s, err := strconv.Unquote(`"a\tb\u263a"`)
	fmt.Println(s, err)
	_, err = strconv.Unquote(`"abc`)
	fmt.Println(err)
	fmt.Println(string(strconv.AppendInt([]byte("n="), 42, 10)), string(strconv.AppendQuote(nil, "q")))
	var ne *strconv.NumError
	_, err = strconv.Atoi("zz")
	fmt.Println(errors.As(err, &ne), ne.Func, ne.Num, ne.Err)
	fmt.Println(strconv.ParseInt("12", 1, 64))
}

// Output:
// 42 <nil>
// -7 <nil>
// 0 strconv.Atoi: parsing "abc": invalid syntax
// 0 strconv.Atoi: parsing "": invalid syntax
// 9223372036854775807 strconv.Atoi: parsing "99999999999999999999": value out of range
// 0 strconv.Atoi: parsing "1.5": invalid syntax
// 0 strconv.Atoi: parsing "0x1f": invalid syntax
// 255 <nil>
// 127 strconv.ParseInt: parsing "300": value out of range true
// 0 strconv.ParseUint: parsing "-1": invalid syntax
// 3.25 <nil>
// +Inf strconv.ParseFloat: parsing "1e400": value out of range
// 0 strconv.ParseFloat: parsing "x": invalid syntax
// +Inf <nil>
// NaN <nil>
// 0.25 <nil>
// 1000 <nil>
// false strconv.ParseBool: parsing "maybe": invalid syntax
// -45 -ff 3.14 1e+21 true
// "hi\n\"there\"\t☺\x01" "\u263a" '☺'
// a	b☺ <nil>
// invalid syntax
// n=42 "q"
// true Atoi zz invalid syntax
// 0 strconv.ParseInt: parsing "12": invalid base 1
