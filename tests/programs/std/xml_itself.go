// Elements that read themselves: they see their own end as the end of all, and have to read as far.
package main

import (
	"encoding/xml"
	"fmt"
	"io"
	"sort"
)

type properties map[string]string

func (p *properties) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	*p = properties{}
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if s, ok := t.(xml.StartElement); ok {
			var value string
			if err := d.DecodeElement(&value, &s); err != nil {
				return err
			}
			(*p)[s.Name.Local] = value
		}
	}
}

type lazy struct{}

func (lazy) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error { return nil }

type inner struct{ Names []string }

func (n *inner) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	for {
		var v struct {
			XMLName xml.Name
			Text    string `xml:",chardata"`
		}
		if err := d.Decode(&v); err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
		n.Names = append(n.Names, v.XMLName.Local+"="+v.Text)
	}
}

func main() {
	var project struct {
		Name       string     `xml:"name"`
		Properties properties `xml:"properties"`
		Inner      inner      `xml:"inner"`
		After      string     `xml:"after"`
	}
	err := xml.Unmarshal([]byte(`<project><name>n</name><properties><b>2</b><a>1</a></properties>
		<inner><x>1</x><y/></inner><after>all</after></project>`), &project)
	keys := []string{}
	for k := range project.Properties {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(project.Name, keys, project.Properties["a"], project.Inner.Names, project.After, err)

	var empty struct {
		P properties `xml:"p"`
		A int        `xml:"a"`
	}
	fmt.Println(xml.Unmarshal([]byte(`<x><p/><a>4</a></x>`), &empty), empty)

	var bad struct {
		L lazy `xml:"l"`
	}
	fmt.Println(xml.Unmarshal([]byte(`<x><l>text</l></x>`), &bad))
	fmt.Println(xml.Unmarshal([]byte(`<x><p><a>`), &empty))
}

// Output:
// n [a b] 1 [x=1 y=] all <nil>
// <nil> {map[] 4}
// xml: main.lazy.UnmarshalXML did not consume entire <l> element
// XML syntax error on line 1: unexpected EOF
