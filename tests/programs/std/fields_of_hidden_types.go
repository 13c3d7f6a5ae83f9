// Exported fields of embedded types that are not: reflection, templates and JSON reach them.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"text/template"
)

type inner struct {
	Name   string
	secret int
}

func (inner) Hello() string { return "hello" }

type Deep struct{ X int }
type lower struct{ Deep }

type outer struct {
	inner
	*lower
	Total float64
	in    inner
}

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what+":", r)
		}
	}()
	f()
}

func main() {
	o := &outer{inner{"ann", 1}, &lower{Deep{5}}, 2.5, inner{"in", 2}}
	template.Must(template.New("t").Parse("{{.Name | printf \"%-5s|\"}} {{.X}} {{.Total}} {{.Hello}}\n")).Execute(os.Stdout, o)
	v := reflect.ValueOf(o).Elem()
	name := v.Field(0).Field(0)
	fmt.Println(name.CanSet(), name.CanInterface(), v.Field(0).CanSet(), v.Field(0).CanInterface(), v.Field(0).Field(1).CanInterface())
	name.SetString("bob")
	v.FieldByName("X").SetInt(7)
	fmt.Println(v.FieldByName("Name"), v.FieldByName("X"), v.Field(1).Elem().Field(0).Field(0).CanSet(), v.Field(1).CanSet())
	fmt.Println(v.Field(3).Field(0).CanSet(), v.Field(3).Field(0).CanInterface())
	try("embedded", func() { v.Field(0).Set(reflect.ValueOf(inner{})) })
	try("interface", func() { v.Field(0).Interface() })
	try("hidden", func() { v.Field(3).Field(0).SetString("x") })
	try("own", func() { v.Field(0).Field(1).SetInt(3) })
	try("method", func() { fmt.Println(v.Field(0).Method(0).Call(nil)) })
	b, err := json.Marshal(o)
	fmt.Println(string(b), err, o.Name, o.X)
}

// Output:
// ann  | 5 2.5 hello
// true true false false false
// bob 7 true false
// false false
// embedded: reflect: reflect.Value.Set using value obtained using unexported field
// interface: reflect.Value.Interface: cannot return value obtained from unexported field or method
// hidden: reflect: reflect.Value.SetString using value obtained using unexported field
// own: reflect: reflect.Value.SetInt using value obtained using unexported field
// method: reflect: reflect.Value.Call using value obtained using unexported field
// {"Name":"bob","X":7,"Total":2.5} <nil> bob 7
