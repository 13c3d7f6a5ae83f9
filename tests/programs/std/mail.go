// Addresses and messages of mail, encoded words in headers.
package main

import (
	"bufio"
	"fmt"
	"io"
	"mime"
	"net/mail"
	"net/textproto"
	"strings"
)

func main() {
	for _, s := range []string{"Bob <bob@example.com>", "a@b.c", "<a@b>", `"Fred Fox" <f@x.org>`, `"a\"b" <q@x>`, "nobody", "", "   ", "a@", "@b", "a b@c", "a@b c@d", "x <y", "x <y@z", "x <>", "Bob Smith", "a..b@c", ".a@b", "a.@b", "a@b.", `"unclosed <a@b>`, "a@b (Comment Name)", "Jörg <j@ö.de>", "=?utf-8?q?J=C3=B6rg?= <j@x>", "=?utf-8?b?SsO2cmc=?= =?utf-8?q?_Doe?= <j@x>", "Group: a@b, c@d;", "Empty:;", "One: a@b;", `"john doe"@x.y`, "a@[1.2.3.4]", "a@b, c@d", "B. Gates <b@m>", "a@b>", "user+tag@sub.example.co.uk", "plainaddress", "email.example.com", "a@b@c", "test@-x", "<script>@x.com", "\"\"@x", "a\x00b@c", "A <a@b> x", "a b <c@d>", "a,b@c"} {
		a, err := mail.ParseAddress(s)
		if err != nil {
			fmt.Printf("%q: %v\n", s, err)
			continue
		}
		fmt.Printf("%q: name %q address %q string %s\n", s, a.Name, a.Address, a)
	}
	for _, s := range []string{"a@b, Bob <c@d>", "a@b,", ",a@b", "a@b c@d", "", "A: x@y, z@w;, q@r"} {
		l, err := mail.ParseAddressList(s)
		fmt.Printf("%q: %v %v\n", s, l, err)
	}
	for _, n := range []string{"Bob", "Böb", "Bö, b", "a\tb", `q"uote`, ""} {
		fmt.Println((&mail.Address{Name: n, Address: "a b@x.y"}).String(), (&mail.Address{Name: n, Address: "a.b@x.y"}).String())
	}
	m, err := mail.ReadMessage(strings.NewReader("Date: Mon, 23 Jun 2015 11:40:36 -0400\r\nFrom: Gopher <from@example.com>\r\nTo: Another Gopher <to@example.com>, x@y.z\r\nsubject: Gophers at\r\n Gophercon\r\n\r\nMessage body\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := m.Header.Date()
	fmt.Println(d, err, m.Header.Get("Subject"))
	to, err := m.Header.AddressList("To")
	fmt.Println(to[0], to[1].Address, err)
	_, err = m.Header.AddressList("Cc")
	fmt.Println(err)
	b, _ := io.ReadAll(m.Body)
	fmt.Printf("%q\n", b)
	_, err = mail.ReadMessage(strings.NewReader("nope\r\n\r\n"))
	fmt.Println(err)
	_, err = mail.ReadMessage(strings.NewReader(""))
	fmt.Println(err)
	for _, s := range []string{"Fri, 21 Nov 1997 09:55:06 -0600", "21 Nov 97 09:55 GMT", "Thu, 13 Feb 1969 23:32 -0330 (Newfoundland Time)", "yesterday"} {
		fmt.Println(mail.ParseDate(s))
	}
	fmt.Println(mime.QEncoding.Encode("utf-8", "¡Hola, señor!"), mime.BEncoding.Encode("UTF-8", "¡Hola!"), mime.QEncoding.Encode("utf-8", "Hello!"), mime.QEncoding.Encode("utf-8", strings.Repeat("é", 30)))
	dec := new(mime.WordDecoder)
	fmt.Println(dec.Decode("=?utf-8?q?=C2=A1Hola,_se=C3=B1or!?="))
	fmt.Println(dec.DecodeHeader("x =?UTF-8?q?a?= =?iso-8859-1?q?=E9?= y =?bad"))
	fmt.Println(dec.DecodeHeader("=?koi8-r?q?a?="))
	fmt.Println(dec.Decode("nope"))
	h := textproto.MIMEHeader{}
	h.Add("x-a", "1")
	h.Add("X-A", "2")
	fmt.Println(h, h.Get("x-A"), textproto.CanonicalMIMEHeaderKey("content-type"), textproto.CanonicalMIMEHeaderKey("a b"), textproto.TrimString(" x "))
	mh, err := textproto.NewReader(bufio.NewReader(strings.NewReader("A: 1\r\nb-c:  2 \r\n 3\r\n\r\nrest"))).ReadMIMEHeader()
	fmt.Println(mh, err)
	mh, err = textproto.NewReader(bufio.NewReader(strings.NewReader("A: 1\r\n"))).ReadMIMEHeader()
	fmt.Println(mh, err)
}

// Output:
// "Bob <bob@example.com>": name "Bob" address "bob@example.com" string "Bob" <bob@example.com>
// "a@b.c": name "" address "a@b.c" string <a@b.c>
// "<a@b>": name "" address "a@b" string <a@b>
// "\"Fred Fox\" <f@x.org>": name "Fred Fox" address "f@x.org" string "Fred Fox" <f@x.org>
// "\"a\\\"b\" <q@x>": name "a\"b" address "q@x" string "a\"b" <q@x>
// "nobody": mail: missing '@' or angle-addr
// "": mail: no address
// "   ": mail: no address
// "a@": mail: missing '@' or angle-addr
// "@b": mail: missing word in phrase: mail: invalid string
// "a b@c": mail: no angle-addr
// "a@b c@d": mail: expected single address, got "c@d"
// "x <y": mail: missing @ in addr-spec
// "x <y@z": mail: unclosed angle-addr
// "x <>": mail: invalid string
// "Bob Smith": mail: no angle-addr
// "a..b@c": mail: missing '@' or angle-addr
// ".a@b": mail: missing '@' or angle-addr
// "a.@b": mail: missing '@' or angle-addr
// "a@b.": mail: missing '@' or angle-addr
// "\"unclosed <a@b>": mail: missing word in phrase: mail: unclosed quoted-string
// "a@b (Comment Name)": name "Comment Name" address "a@b" string "Comment Name" <a@b>
// "Jörg <j@ö.de>": name "Jörg" address "j@ö.de" string =?utf-8?q?J=C3=B6rg?= <j@ö.de>
// "=?utf-8?q?J=C3=B6rg?= <j@x>": name "Jörg" address "j@x" string =?utf-8?q?J=C3=B6rg?= <j@x>
// "=?utf-8?b?SsO2cmc=?= =?utf-8?q?_Doe?= <j@x>": name "Jörg Doe" address "j@x" string =?utf-8?q?J=C3=B6rg_Doe?= <j@x>
// "Group: a@b, c@d;": mail: group with multiple addresses
// "Empty:;": mail: empty group
// "One: a@b;": name "" address "a@b" string <a@b>
// "\"john doe\"@x.y": name "" address "john doe@x.y" string <"john doe"@x.y>
// "a@[1.2.3.4]": name "" address "a@[1.2.3.4]" string <a@[1.2.3.4]>
// "a@b, c@d": mail: expected single address, got ", c@d"
// "B. Gates <b@m>": name "B. Gates" address "b@m" string "B. Gates" <b@m>
// "a@b>": mail: expected single address, got ">"
// "user+tag@sub.example.co.uk": name "" address "user+tag@sub.example.co.uk" string <user+tag@sub.example.co.uk>
// "plainaddress": mail: missing '@' or angle-addr
// "email.example.com": mail: missing '@' or angle-addr
// "a@b@c": mail: expected single address, got "@c"
// "test@-x": name "" address "test@-x" string <test@-x>
// "<script>@x.com": mail: missing @ in addr-spec
// "\"\"@x": mail: missing '@' or angle-addr
// "a\x00b@c": mail: missing '@' or angle-addr
// "A <a@b> x": mail: expected single address, got "x"
// "a b <c@d>": name "a b" address "c@d" string "a b" <c@d>
// "a,b@c": mail: missing '@' or angle-addr
// "a@b, Bob <c@d>": [<a@b> "Bob" <c@d>] <nil>
// "a@b,": [<a@b>] <nil>
// ",a@b": [<a@b>] <nil>
// "a@b c@d": [] mail: expected comma
// "": [] mail: no address
// "A: x@y, z@w;, q@r": [<x@y> <z@w> <q@r>] <nil>
// "Bob" <"a b"@x.y> "Bob" <a.b@x.y>
// =?utf-8?q?B=C3=B6b?= <"a b"@x.y> =?utf-8?q?B=C3=B6b?= <a.b@x.y>
// =?utf-8?b?QsO2LCBi?= <"a b"@x.y> =?utf-8?b?QsO2LCBi?= <a.b@x.y>
// "a	b" <"a b"@x.y> "a	b" <a.b@x.y>
// "q\"uote" <"a b"@x.y> "q\"uote" <a.b@x.y>
// <"a b"@x.y> <a.b@x.y>
// 2015-06-23 11:40:36 -0400 -0400 <nil> Gophers at Gophercon
// "Another Gopher" <to@example.com> x@y.z <nil>
// mail: header not in message
// "Message body\n"
// malformed header line: "nope"
// EOF
// 1997-11-21 09:55:06 -0600 -0600 <nil>
// 1997-11-21 09:55:00 +0000 GMT <nil>
// 1969-02-13 23:32:00 -0330 -0330 <nil>
// 0001-01-01 00:00:00 +0000 UTC mail: header could not be parsed
// =?utf-8?q?=C2=A1Hola,_se=C3=B1or!?= =?UTF-8?b?wqFIb2xhIQ==?= Hello! =?utf-8?q?=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9?= =?utf-8?q?=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9?= =?utf-8?q?=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9=C3=A9?=
// ¡Hola, señor! <nil>
// x aé y =?bad <nil>
//  mime: unhandled charset "koi8-r"
//  mime: invalid RFC 2047 encoded-word
// map[X-A:[1 2]] 1 Content-Type a b x
// map[A:[1] B-C:[2 3]] <nil>
// map[A:[1]] EOF
