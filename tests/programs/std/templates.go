// text/template: actions, pipelines, functions, nesting, and what it says when something is wrong.
package main

import (
	"fmt"
	"os"
	"strings"
	"text/template"
)

type Item struct {
	Name  string
	Price float64
	Qty   int
	Tags  []string
}

func (i Item) Total() float64                { return i.Price * float64(i.Qty) }
func (i *Item) Discount(percent int) float64 { return i.Price * float64(100-percent) / 100 }
func (i Item) Fail() (string, error)         { return "", fmt.Errorf("no luck with %s", i.Name) }
func (i Item) String() string                { return "item:" + i.Name }

type Order struct {
	ID     int
	Who    map[string]string
	Items  []*Item
	Notes  any
	secret int
}

func main() {
	order := &Order{ID: 7, Who: map[string]string{"name": "Ann", "city": "Oslo"}, Items: []*Item{{"pen", 1.5, 4, []string{"a", "b"}}, {"book", 20, 1, nil}}, Notes: 5}
	text := `{{- /* a comment */ -}}
Order {{.ID}} for {{.Who.name}}{{if .Who.zip}} zip{{else if eq .ID 7}} seven{{else}} none{{end}}
{{range $i, $it := .Items}}{{$i}}: {{$it.Name | printf "%-6s|"}} {{printf "%.2f" .Total}} {{.Discount 10}} {{range .Tags}}<{{.}}>{{else}}no tags{{end}} {{.}}
{{end -}}
{{with .Notes}}notes {{.}}{{end}} {{len .Items}} {{index .Who "city"}} {{(index .Items 1).Name}} {{slice "abcdef" 1 3}}
{{range $k, $v := .Who}}{{$k}}={{$v}};{{end}}
{{$x := 1}}{{range .Items}}{{$x = .Qty}}{{end}}{{$x}} {{and 1 0}} {{or 0 "x"}} {{not true}} {{lt 1 2}} {{ge 2.5 2.5}} {{ne "a" "b"}} {{eq 3 1 2 3}}
{{define "T"}}[{{.}}]{{end}}{{template "T" .ID}}{{template "T"}}{{block "B" .Who}}block {{.name}}{{end}}
{{html "<a&b>"}} {{js "it's"}} {{urlquery "a b&c"}} {{print 1 2 "x" 3}} {{upper "shout"}} {{join .Items | upper}} {{"q\"" | printf "%q"}} {{` + "`raw`" + `}} {{'a'}} {{1e3}} {{true}}
{{range 3}}{{.}}{{end}} {{range $i := 5}}{{if eq $i 1}}{{continue}}{{end}}{{if gt $i 3}}{{break}}{{end}}{{$i}}{{end}}
`
	funcs := template.FuncMap{
		"upper": strings.ToUpper,
		"join": func(items []*Item) string {
			var names []string
			for _, i := range items {
				names = append(names, i.Name)
			}
			return strings.Join(names, "+")
		},
	}
	t := template.Must(template.New("order").Funcs(funcs).Parse(text))
	if err := t.Execute(os.Stdout, order); err != nil {
		fmt.Println(err)
	}
	fmt.Println(t.Name(), t.Lookup("T") != nil, t.Lookup("none") == nil)
	t.ExecuteTemplate(os.Stdout, "T", []int{1, 2})
	fmt.Println(t.ExecuteTemplate(os.Stdout, "none", nil))
	t2 := template.Must(template.New("x").Delims("<<", ">>").Parse("<<.>> {{.}}\n"))
	t2.Execute(os.Stdout, "v")
	template.Must(template.New("m").Parse("{{.a}} {{.b}}\n")).Execute(os.Stdout, map[string]any{"a": 1})
	fmt.Println(template.Must(template.New("m").Option("missingkey=error").Parse("{{.a}} {{.b}}\n")).Execute(os.Stdout, map[string]any{"a": 1}))
	for _, bad := range []string{"{{.ID", "{{if}}x{{end}}", "{{nofunc 1}}", "{{$x}}", "a\n{{end}}", "{{range .Items}}", "{{.ID | 3}}", "{{template x}}", "{{1 2", "{{\"abc}}", "{{break}}", "{{.a b", "{{(1}}", "{{)}}", "{{#}}"} {
		_, err := template.New("bad").Parse(bad)
		fmt.Println(err)
	}
	for _, bad := range []string{"{{.Nope}}", "{{.ID.X}}", "{{.secret}}", "{{index .Items 9}}", "{{(index .Items 0).Fail}}", "{{len 3}}", "{{.Who.name.first}}", "{{range .ID}}{{.X}}{{end}}", "{{template \"zz\"}}", "{{lt 1 \"a\"}}", "{{index .Items \"a\"}}", "{{(index .Items 0).Discount}}", "{{upper 3}}", "{{.ID 3}}"} {
		t, err := template.New("bad").Funcs(funcs).Parse(bad)
		if err != nil {
			fmt.Println("parse", err)
			continue
		}
		var out strings.Builder
		fmt.Println(t.Execute(&out, order), out.String())
	}
}

// Output:
// Order 7 for Ann seven
// 0: pen   | 6.00 1.35 <a><b> item:pen
// 1: book  | 20.00 18 no tags item:book
// notes 5 2 Oslo book bc
// city=Oslo;name=Ann;
// 1 0 x false true true true true
// [7][<no value>]block Ann
// &lt;a&amp;b&gt; it\'s a+b%26c 1 2x3 SHOUT PEN+BOOK "q\"" raw 97 1000 true
// 012 023
// order true true
// [[1 2]]template: no template "none" associated with template "order"
// v {{.}}
// 1 <no value>
// 1 template: m:1:9: executing "m" at <.b>: map has no entry for key "b"
// template: bad:1: unclosed action
// template: bad:1: missing value for if
// template: bad:1: function "nofunc" not defined
// template: bad:1: undefined variable "$x"
// template: bad:2: unexpected {{end}}
// template: bad:1: unexpected EOF
// template: bad:1: non executable command in pipeline stage 2
// template: bad:1: unexpected "x" in template clause
// template: bad:1: unclosed action
// template: bad:1: unterminated quoted string
// template: bad:1: {{break}} outside {{range}}
// template: bad:1: function "b" not defined
// template: bad:1: unclosed left paren
// template: bad:1: unexpected right paren
// template: bad:1: unexpected "#" in command
// template: bad:1:2: executing "bad" at <.Nope>: can't evaluate field Nope in type *main.Order 
// template: bad:1:5: executing "bad" at <.ID.X>: can't evaluate field X in type int 
// template: bad:1:2: executing "bad" at <.secret>: secret is an unexported field of struct type *main.Order 
// template: bad:1:2: executing "bad" at <index .Items 9>: error calling index: index out of range: 9 
// template: bad:1:18: executing "bad" at <(index .Items 0).Fail>: error calling Fail: no luck with pen 
// template: bad:1:2: executing "bad" at <len 3>: error calling len: len of type int 
// template: bad:1:6: executing "bad" at <.Who.name.first>: can't evaluate field first in type string 
// template: bad:1:15: executing "bad" at <.X>: can't evaluate field X in type int 
// template: bad:1:11: executing "bad" at <{{template "zz"}}>: template "zz" not defined 
// template: bad:1:2: executing "bad" at <lt 1 "a">: error calling lt: incompatible types for comparison: int and string 
// template: bad:1:2: executing "bad" at <index .Items "a">: error calling index: cannot index slice/array with type string 
// template: bad:1:16: executing "bad" at <0>: wrong number of args for Discount: want 1 got 0 
// template: bad:1:8: executing "bad" at <3>: expected string; found 3 
// template: bad:1:2: executing "bad" at <.ID>: ID has arguments but cannot be invoked as function 
