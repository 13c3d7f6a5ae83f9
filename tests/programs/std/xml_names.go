// XML: fields of one name in several name spaces, names of parents, comments, newlines, and which field wins.
package main

import (
	"encoding/xml"
	"fmt"
	"os"
	"strings"
)

type tables struct {
	HTML string `xml:"http://html table"`
	Wood string `xml:"http://wood table"`
	L1   string `xml:"http://html lang,attr"`
	L2   string `xml:"http://wood lang,attr"`
}

type deep struct {
	Name string
	Only string
}

type pathed struct {
	XMLName xml.Name `xml:"root"`
	deep
	Name  string
	Items []string `xml:">item"`
	A     string   `xml:"x>a"`
	B     string   `xml:"space x>a"`
	Any   xml.Name `xml:"ns named"`
	Note  string   `xml:",comment"`
	Text  string   `xml:",chardata"`
}

type noted struct {
	C string `xml:",comment"`
}

type inner struct {
	XMLName xml.Name `xml:"http://inner in"`
	V       int      `xml:"v,attr"`
}

type outer struct {
	I    inner
	Rest []xml.Attr `xml:",any,attr"`
}

func main() {
	show := func(v any) {
		b, err := xml.Marshal(v)
		fmt.Printf("%s %v\n", b, err)
	}
	show(tables{"a", "b", "c", "d"})
	show(pathed{deep: deep{"hidden", "seen"}, Name: "outer", Items: []string{"1", "2\n3"}, A: "a", B: "b", Note: "ends in -", Text: "one\ntwo\t<&>"})
	show(noted{"a--b"})
	show(outer{inner{V: 1}, []xml.Attr{{Name: xml.Name{Space: "http://x/y/", Local: "z"}, Value: "1"}, {Name: xml.Name{Space: "http://w/y", Local: "z"}, Value: "2"}}})
	var t tables
	err := xml.Unmarshal([]byte(`<tables xmlns:w="http://wood" w:lang="de"><table xmlns="http://html">h</table><w:table>w</w:table></tables>`), &t)
	fmt.Printf("%+v %v\n", t, err)
	var p pathed
	err = xml.Unmarshal([]byte(`<root><Name>n</Name><Only>o</Only><Items><item>1</item><item>2</item></Items><x><a>3</a><a xmlns="space">4</a></x><!-- c -->t</root>`), &p)
	fmt.Printf("%+v %v\n", p, err)
	for _, c := range []string{"<X><!-- a---></X>", "<X><!-- a--b --></X>", "<X><!------></X>", "<X><!----></X>", "<X><!-- a-b --></X>"} {
		fmt.Println(c, xml.Unmarshal([]byte(c), new(noted)))
	}
	var o outer
	err = xml.Unmarshal([]byte(`<outer a="1" b="2"><in xmlns="http://inner" v="7"></in></outer>`), &o)
	fmt.Printf("%+v %v\n", o, err)
	e := xml.NewEncoder(os.Stdout)
	for _, tok := range []xml.Token{xml.StartElement{Name: xml.Name{Local: "a"}}, xml.CharData("x\ny\t\"z\""), xml.Comment(" c "), xml.EndElement{Name: xml.Name{Local: "a"}}} {
		if err := e.EncodeToken(tok); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(e.EncodeToken(xml.Comment("-->")), e.Flush())
	var b strings.Builder
	xml.EscapeText(&b, []byte("a\nb\x01"))
	fmt.Println(b.String())
}

// Output:
// <tables xmlns:html="http://html" html:lang="c" xmlns:wood="http://wood" wood:lang="d"><table xmlns="http://html">a</table><table xmlns="http://wood">b</table></tables> <nil>
// <root><Only>seen</Only><Name>outer</Name><Items><item>1</item><item>2&#xA;3</item></Items><x><a>a</a><a xmlns="space">b</a></x><named xmlns="ns"></named><!--ends in - -->one&#xA;two&#x9;&lt;&amp;&gt;</root> <nil>
//  xml: comments must not contain "--"
// <outer xmlns:y="http://x/y/" y:z="1" xmlns:y_1="http://w/y" y_1:z="2"><in xmlns="http://inner" v="1"></in></outer> <nil>
// {HTML:h Wood:w L1: L2:de} <nil>
// {XMLName:{Space: Local:root} deep:{Name: Only:o} Name:n Items:[1 2] A:4 B: Any:{Space: Local:} Note: c  Text:t} <nil>
// <X><!-- a---></X> XML syntax error on line 1: invalid sequence "--" not allowed in comments
// <X><!-- a--b --></X> XML syntax error on line 1: invalid sequence "--" not allowed in comments
// <X><!------></X> XML syntax error on line 1: invalid sequence "--" not allowed in comments
// <X><!----></X> <nil>
// <X><!-- a-b --></X> <nil>
// {I:{XMLName:{Space:http://inner Local:in} V:7} Rest:[{Name:{Space: Local:a} Value:1} {Name:{Space: Local:b} Value:2}]} <nil>
// <a>x
// y&#x9;&#34;z&#34;<!-- c --></a>xml: EncodeToken of Comment containing --> marker <nil>
// a&#xA;b�
