// html/template escapes what an action writes as its place in the page wants it.
package main

import (
	"fmt"
	"html/template"
	"os"
)

type item struct {
	Name string
	Link string
	N    int
	Tags []string
}

const page = `<!DOCTYPE html>
<!-- a comment -->
<html><head><title>{{.Title}}</title>
<script>
var title = {{.Title}}, n = {{.N}}, list = {{.Items}};
var s = "say {{.Title}}";
</script>
<style>p { color: {{.Color}}; width: {{.N}}px }</style></head>
<body class="{{.Class}}" onload="start({{.Title}}, {{.N}})">
{{range $i, $x := .Items}}
<a href="/item?name={{$x.Name}}&n={{$i}}" title='{{$x.Name}}'>{{$x.Name | printf "%q"}}</a>
<a href="{{$x.Link}}">{{with $x.Tags}}{{range .}}<b>{{.}}</b>{{end}}{{else}}none{{end}}</a>
<img src={{$x.Link}} alt={{$x.Name}}>
{{- end}}
{{template "foot" .}}
<p style="color: {{.Color}}">{{.Safe}} {{.Nil}} {{.Title | html}}</p>
<textarea>{{.Title}}</textarea>
</body></html>
{{define "foot"}}<footer id="{{.Class}}">{{if gt .N 3}}big{{else}}small {{.N}}{{end}}</footer>{{end}}
`

func main() {
	t := template.Must(template.New("page").Parse(page))
	data := map[string]any{
		"Title": `<O'Reilly & "sons"> +1`,
		"N":     7,
		"Color": "red",
		"Class": `a "b`,
		"Safe":  template.HTML("<i>fine</i>"),
		"Nil":   nil,
		"Items": []item{{"x<y", "https://go.dev/?a=b c", 1, []string{"p", "q&r"}}, {"z", "javascript:alert(1)", 2, nil}},
	}
	if err := t.Execute(os.Stdout, data); err != nil {
		fmt.Println(err)
	}
	fmt.Println(template.HTMLEscapeString("<a&b>"), template.JSEscapeString("it's"), template.URLQueryEscaper("a b"))
	t2, err := template.New("x").Parse("{{.X | nosuch}}")
	fmt.Println(t2 == nil, err)
	template.Must(template.New("y").Funcs(template.FuncMap{"up": func(s string) template.HTML { return template.HTML("<u>" + s + "</u>") }}).Parse("{{up .}} {{. | up}}\n")).Execute(os.Stdout, "a")
}

// Output:
// <!DOCTYPE html>
//
// <html><head><title>&lt;O&#39;Reilly &amp; &#34;sons&#34;&gt; &#43;1</title>
// <script>
// var title = "\u003cO'Reilly \u0026 \"sons\"\u003e +1", n =  7 , list = [{"Name":"x\u003cy","Link":"https://go.dev/?a=b c","N":1,"Tags":["p","q\u0026r"]},{"Name":"z","Link":"javascript:alert(1)","N":2,"Tags":null}];
// var s = "say \u003cO\u0027Reilly \u0026 \u0022sons\u0022\u003e \u002b1";
// </script>
// <style>p { color: red; width: 7px }</style></head>
// <body class="a &#34;b" onload="start(&#34;\u003cO&#39;Reilly \u0026 \&#34;sons\&#34;\u003e &#43;1&#34;,  7 )">
//
// <a href="/item?name=x%3cy&n=0" title='x&lt;y'>&#34;x&lt;y&#34;</a>
// <a href="https://go.dev/?a=b%20c"><b>p</b><b>q&amp;r</b></a>
// <img src=https://go.dev/?a&#61;b%20c alt=x&lt;y>
// <a href="/item?name=z&n=1" title='z'>&#34;z&#34;</a>
// <a href="#ZgotmplZ">none</a>
// <img src=#ZgotmplZ alt=z>
// <footer id="a &#34;b">big</footer>
// <p style="color: red"><i>fine</i>  &lt;O&#39;Reilly &amp; &#34;sons&#34;&gt; +1</p>
// <textarea>&lt;O&#39;Reilly &amp; &#34;sons&#34;&gt; &#43;1</textarea>
// </body></html>
//
// &lt;a&amp;b&gt; it\'s a+b
// true template: x:1: function "nosuch" not defined
// <u>a</u> <u>a</u>
