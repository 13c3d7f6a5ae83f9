// Blocks between lines of dashes: which lines begin and end one, and where headers end.
package main

import (
	"encoding/pem"
	"fmt"
)

func main() {
	body := "dGVzdA==\n"
	for _, s := range []string{
		"-----BEGIN FOO-----\n" + body + "-----END FOO-----",
		"-----BEGIN FOO-----\n" + body + "-----END FOO-----\n",
		"-----BEGIN FOO-----\n" + body + "-----END FOO-----  \t\r\nmore",
		"-----BEGIN FOO-----\n" + body + "-----END FOO------",
		"-----BEGIN FOO-----\n" + body + "-----END FOO----- .",
		"-----BEGIN FOO-----\n" + body + "-----END FOO----",
		"-----BEGIN FOO-----\n" + body + "-----END BAR-----",
		"-----BEGIN FOO-----\n" + body + "----END FOO-----",
		"-----BEGIN FOO----- \n" + body + "-----END FOO-----",
		"-----BEGIN FOO-----x\n" + body + "-----END FOO-----",
		"-----BEGIN FOO\n" + body + "-----END FOO-----",
		"-----BEGIN FOO-----\n-----END FOO-----\n",
		"-----BEGIN FOO-----\n\n-----END FOO-----\n",
		"-----BEGIN FOO-----\nA: 1\n-----END FOO-----\n",
		"-----BEGIN FOO-----\nA: 1\n\n-----END FOO-----\n",
		"-----BEGIN FOO-----\nA: 1\nB : 2 \n\n" + body + "-----END FOO-----\n",
		"-----BEGIN FOO-----\nA: 1\nB : 2 \n" + body + "-----END FOO-----\n",
		"junk\n-----BEGIN FOO-----\n!!!\n-----END FOO-----\n-----BEGIN BAR-----\n" + body + "-----END BAR-----\ntail",
		"x-----BEGIN FOO-----\n" + body + "-----END FOO-----\n",
		"-----BEGIN -----\n" + body + "-----END -----\n",
		"-----BEGIN FOO-----" + body + "-----END FOO-----\n",
		"-----BEGIN FOO-----\r\ndGVz\r\ndA==\r\n-----END FOO-----\r\n",
	} {
		p, rest := pem.Decode([]byte(s))
		if p == nil {
			fmt.Printf("%q: none, rest %v\n", s, string(rest) == s)
			continue
		}
		fmt.Printf("%q: %s %v %q rest %q\n", s, p.Type, p.Headers, p.Bytes, rest)
	}
}

// Output:
// "-----BEGIN FOO-----\ndGVzdA==\n-----END FOO-----": FOO map[] "test" rest ""
// "-----BEGIN FOO-----\ndGVzdA==\n-----END FOO-----\n": FOO map[] "test" rest ""
// "-----BEGIN FOO-----\ndGVzdA==\n-----END FOO-----  \t\r\nmore": FOO map[] "test" rest "more"
// "-----BEGIN FOO-----\ndGVzdA==\n-----END FOO------": none, rest true
// "-----BEGIN FOO-----\ndGVzdA==\n-----END FOO----- .": none, rest true
// "-----BEGIN FOO-----\ndGVzdA==\n-----END FOO----": none, rest true
// "-----BEGIN FOO-----\ndGVzdA==\n-----END BAR-----": none, rest true
// "-----BEGIN FOO-----\ndGVzdA==\n----END FOO-----": none, rest true
// "-----BEGIN FOO----- \ndGVzdA==\n-----END FOO-----": FOO map[] "test" rest ""
// "-----BEGIN FOO-----x\ndGVzdA==\n-----END FOO-----": none, rest true
// "-----BEGIN FOO\ndGVzdA==\n-----END FOO-----": none, rest true
// "-----BEGIN FOO-----\n-----END FOO-----\n": FOO map[] "" rest ""
// "-----BEGIN FOO-----\n\n-----END FOO-----\n": FOO map[] "" rest ""
// "-----BEGIN FOO-----\nA: 1\n-----END FOO-----\n": none, rest true
// "-----BEGIN FOO-----\nA: 1\n\n-----END FOO-----\n": FOO map[A:1] "" rest ""
// "-----BEGIN FOO-----\nA: 1\nB : 2 \n\ndGVzdA==\n-----END FOO-----\n": FOO map[A:1 B:2] "test" rest ""
// "-----BEGIN FOO-----\nA: 1\nB : 2 \ndGVzdA==\n-----END FOO-----\n": FOO map[A:1 B:2] "test" rest ""
// "junk\n-----BEGIN FOO-----\n!!!\n-----END FOO-----\n-----BEGIN BAR-----\ndGVzdA==\n-----END BAR-----\ntail": BAR map[] "test" rest "tail"
// "x-----BEGIN FOO-----\ndGVzdA==\n-----END FOO-----\n": none, rest true
// "-----BEGIN -----\ndGVzdA==\n-----END -----\n":  map[] "test" rest ""
// "-----BEGIN FOO-----dGVzdA==\n-----END FOO-----\n": none, rest true
// "-----BEGIN FOO-----\r\ndGVz\r\ndA==\r\n-----END FOO-----\r\n": FOO map[] "test" rest ""
