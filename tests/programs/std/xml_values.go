// encoding/xml: values with tags there and back, tokens, and malformed input.
package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

type Plant struct {
	XMLName xml.Name `xml:"plant"`
	Id      int      `xml:"id,attr"`
	Name    string   `xml:"name"`
	Origin  []string `xml:"origin"`
}

func (p Plant) String() string {
	return fmt.Sprintf("Plant id=%v, name=%v, origin=%v", p.Id, p.Name, p.Origin)
}

type Nesting struct {
	XMLName xml.Name `xml:"nesting"`
	Plants  []*Plant `xml:"parent>child>plant"`
	Note    string   `xml:"parent>note,omitempty"`
}

type Address struct {
	City, State string
}

type Person struct {
	XMLName xml.Name `xml:"person"`
	ID      int      `xml:"id,attr"`
	First   string   `xml:"name>first"`
	Last    string   `xml:"name>last"`
	Height  float32  `xml:"height,omitempty"`
	Married bool
	Born    time.Time `xml:"born"`
	Tags    []string  `xml:"tags>tag"`
	Secret  string    `xml:"-"`
	Address
	Comment string `xml:",comment"`
	Text    string `xml:",chardata"`
	Ptr     *int   `xml:"ptr"`
}

func main() {
	coffee := &Plant{Id: 27, Name: "Coffee"}
	coffee.Origin = []string{"Ethiopia", "Brazil"}
	out, _ := xml.MarshalIndent(coffee, " ", "  ")
	fmt.Println(string(out))
	fmt.Println(xml.Header + string(out))
	var p Plant
	if err := xml.Unmarshal(out, &p); err != nil {
		panic(err)
	}
	fmt.Println(p)
	tomato := &Plant{Id: 81, Name: "Tomato & \"co\" <x>"}
	n := &Nesting{Plants: []*Plant{coffee, tomato}}
	out, _ = xml.MarshalIndent(n, " ", "  ")
	fmt.Println(string(out))
	var back Nesting
	fmt.Println(xml.Unmarshal(out, &back), len(back.Plants), back.Plants[1])
	v := &Person{ID: 13, First: "John", Last: "Doe", Married: true, Born: time.Date(1980, 1, 2, 3, 4, 5, 0, time.UTC), Tags: []string{"a", "b"}, Address: Address{"Hanga Roa", "Easter Island"}, Comment: " Need more. ", Text: "some\ttext"}
	out, err := xml.MarshalIndent(v, "", "\t")
	fmt.Println(string(out), err)
	var q Person
	fmt.Println(xml.Unmarshal(out, &q), q.First, q.Born, q.Tags, q.City, q.Ptr, strings.TrimSpace(q.Text))
	out, err = xml.Marshal([]int{1, 2})
	fmt.Println(string(out), err)
	_, err = xml.Marshal(map[string]int{})
	fmt.Println(err)
	d := xml.NewDecoder(strings.NewReader(`<?xml version="1.0"?><!-- c --><a x="1" y='&lt;2'><b:c xmlns:b="urn:b"/>text &amp; more<![CDATA[<raw>]]></a>`))
	for {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			fmt.Println("start", t.Name.Space, t.Name.Local, t.Attr)
		case xml.EndElement:
			fmt.Println("end", t.Name.Local)
		case xml.CharData:
			fmt.Printf("text %q\n", string(t))
		case xml.ProcInst:
			fmt.Println("proc", t.Target, string(t.Inst))
		case xml.Comment:
			fmt.Println("comment", string(t))
		}
	}
	for _, bad := range []string{"<a><b></a>", "<a", "<a x=1/>", "<a>&nope;</a>", "", "<plant><name>x</name>", "<other/>", "<plant id=\"x\"/>"} {
		var p Plant
		fmt.Println(xml.Unmarshal([]byte(bad), &p))
	}
	e := xml.NewEncoder(os.Stdout)
	e.Indent("", " ")
	e.EncodeToken(xml.StartElement{Name: xml.Name{Local: "list"}})
	for i := range 2 {
		e.EncodeElement(i, xml.StartElement{Name: xml.Name{Local: "item"}, Attr: []xml.Attr{{xml.Name{Local: "n"}, fmt.Sprint(i)}}})
	}
	e.EncodeToken(xml.EndElement{Name: xml.Name{Local: "list"}})
	fmt.Println(e.Flush())
	xml.EscapeText(os.Stdout, []byte("a<b>\"c\"\n"))
}

// Output:
//  <plant id="27">
//    <name>Coffee</name>
//    <origin>Ethiopia</origin>
//    <origin>Brazil</origin>
//  </plant>
// <?xml version="1.0" encoding="UTF-8"?>
//  <plant id="27">
//    <name>Coffee</name>
//    <origin>Ethiopia</origin>
//    <origin>Brazil</origin>
//  </plant>
// Plant id=27, name=Coffee, origin=[Ethiopia Brazil]
//  <nesting>
//    <parent>
//      <child>
//        <plant id="27">
//          <name>Coffee</name>
//          <origin>Ethiopia</origin>
//          <origin>Brazil</origin>
//        </plant>
//        <plant id="81">
//          <name>Tomato &amp; &#34;co&#34; &lt;x&gt;</name>
//        </plant>
//      </child>
//    </parent>
//  </nesting>
// <nil> 2 Plant id=81, name=Tomato & "co" <x>, origin=[]
// <person id="13">
// 	<name>
// 		<first>John</first>
// 		<last>Doe</last>
// 	</name>
// 	<Married>true</Married>
// 	<born>1980-01-02T03:04:05Z</born>
// 	<tags>
// 		<tag>a</tag>
// 		<tag>b</tag>
// 	</tags>
// 	<City>Hanga Roa</City>
// 	<State>Easter Island</State>
// 	<!-- Need more. -->some&#x9;text
// </person> <nil>
// <nil> John 1980-01-02 03:04:05 +0000 UTC [a b] Hanga Roa <nil> some	text
// <int>1</int><int>2</int> <nil>
// xml: unsupported type: map[string]int
// proc xml version="1.0"
// comment  c 
// start  a [{{ x} 1} {{ y} <2}]
// start urn:b c [{{xmlns b} urn:b}]
// end c
// text "text & more"
// text "<raw>"
// end a
// expected element type <plant> but have <a>
// XML syntax error on line 1: unexpected EOF
// XML syntax error on line 1: unquoted or missing attribute value in element
// expected element type <plant> but have <a>
// EOF
// XML syntax error on line 1: unexpected EOF
// expected element type <plant> but have <other>
// strconv.ParseInt: parsing "x": invalid syntax
// <list>
//  <item n="0">0</item>
//  <item n="1">1</item>
// </list><nil>
// a&lt;b&gt;&#34;c&#34;&#xA;
