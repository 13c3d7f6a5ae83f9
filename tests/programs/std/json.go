// Encoding and decoding, with tags, methods and error texts.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"
)

type Base struct {
	ID   int `json:"id"`
	Kind string
}
type Item struct {
	Base
	Name    string         `json:"name"`
	Tags    []string       `json:"tags,omitempty"`
	Price   float64        `json:"price"`
	Meta    map[string]any `json:"meta,omitempty"`
	Ptr     *int           `json:"ptr"`
	private int
	Skip    string          `json:"-"`
	Quoted  int             `json:"quoted,string"`
	Raw     json.RawMessage `json:"raw,omitempty"`
	Sub     struct{ A, B int }
	Bytes   []byte
	M       map[int]string `json:",omitempty"`
}
type Color int

func (c Color) MarshalJSON() ([]byte, error) { return json.Marshal(fmt.Sprintf("color-%d", int(c))) }
func (c *Color) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	_, err := fmt.Sscanf(s, "color-%d", (*int)(c))
	return err
}

type Lvl int

func (l Lvl) MarshalText() ([]byte, error) { return []byte(strings.Repeat("*", int(l))), nil }

type Bad struct{ C chan int }
type Err struct{}

func (Err) MarshalJSON() ([]byte, error) { return nil, errors.New("no way") }

func main() {
	x := 5
	it := Item{Base: Base{1, "k"}, Name: "a<b>&\"é\u2028", Tags: []string{"x", "y"}, Price: 1e21, Ptr: &x, Quoted: 7, Meta: map[string]any{"z": 1, "a": []int{1, 2}, "n": nil}, Bytes: []byte("hello"), M: map[int]string{2: "b", 1: "a"}}
	b, err := json.Marshal(it)
	fmt.Println(string(b), err)
	b, err = json.MarshalIndent(map[string]any{"k": []any{1, "two", true, nil, 2.5}, "e": map[string]int{}, "s": []int{}}, "", "  ")
	fmt.Println(string(b), err)
	var back Item
	err = json.Unmarshal([]byte(`{"id":9,"Kind":"q","name":"N","tags":["t"],"price":2.5,"meta":{"a":1,"b":[true,null,"s"]},"ptr":3,"quoted":"12","raw":{"z": [1]},"Sub":{"A":1,"b":2},"Bytes":"aGk=","M":{"7":"x"}}`), &back)
	fmt.Printf("%+v %v %d\n", back.Base, err, *back.Ptr)
	fmt.Println(back.Name, back.Tags, back.Price, back.Meta, back.Quoted, string(back.Raw), back.Sub, string(back.Bytes), back.M)
	b, err = json.Marshal([]Color{1, 2})
	fmt.Println(string(b), err)
	var cs []Color
	fmt.Println(json.Unmarshal([]byte(`["color-3","color-4"]`), &cs), cs)
	var cm map[string]Color
	fmt.Println(json.Unmarshal([]byte(`{"a":"color-5"}`), &cm), cm)
	b, err = json.Marshal(map[Lvl]Lvl{2: 3})
	fmt.Println(string(b), err)
	_, err = json.Marshal(Bad{})
	fmt.Println(err)
	_, err = json.Marshal(Err{})
	fmt.Println(err)
	var v any
	for _, s := range []string{`{"a":1,}`, `[1,2`, `nul`, `{"a" 1}`, ``, `"abc`, `{"x":1} y`, `[1 2]`} {
		err := json.Unmarshal([]byte(s), &v)
		fmt.Println(err)
		var se *json.SyntaxError
		if errors.As(err, &se) {
			fmt.Println(se.Offset)
		}
	}
	fmt.Println(json.Unmarshal([]byte(`{"name":5}`), &back))
	fmt.Println(json.Unmarshal([]byte(`{"id":"x"}`), &back))
	fmt.Println(json.Unmarshal([]byte(`"s"`), &x))
	fmt.Println(json.Unmarshal([]byte(`300`), new(int8)))
	fmt.Println(json.Unmarshal([]byte(`1`), x))
	fmt.Println(json.Unmarshal([]byte(`1`), nil))
	fmt.Println(json.Unmarshal([]byte(`{"a":[1,{"b":null}],"c":1.5}`), &v), v)
	dec := json.NewDecoder(strings.NewReader(`{"name":"A"} {"name":"B"} {"bogus":1}`))
	for i := 0; i < 3; i++ {
		var p struct{ Name string }
		if i == 2 {
			dec.DisallowUnknownFields()
		}
		fmt.Println(dec.Decode(&p), p)
	}
	fmt.Println(dec.Decode(&v))
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent(">", " ")
	enc.Encode(map[string]int{"x": 1})
	fmt.Println(json.NewEncoder(os.Stdout).Encode("<>"))
	var buf bytes.Buffer
	fmt.Println(json.Compact(&buf, []byte(`{ "a" : [ 1 , 2 ] }`)), buf.String())
	t := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	b, _ = json.Marshal(struct {
		T time.Time
		D time.Duration
		P *time.Time `json:",omitempty"`
		F float32
		U uint8
		A [2]byte
		I any
		E error
	}{T: t, D: time.Second, F: 0.1})
	fmt.Println(string(b))
	var tt struct{ T time.Time }
	fmt.Println(json.Unmarshal([]byte(`{"T":"2021-05-06T07:08:09Z"}`), &tt), tt.T)
	dec = json.NewDecoder(strings.NewReader(`[{"a":1},{"a":2}]`))
	tok, err := dec.Token()
	fmt.Println(tok, err)
	for dec.More() {
		var m map[string]int
		fmt.Println(dec.Decode(&m), m)
	}
	tok, err = dec.Token()
	fmt.Println(tok, err, json.Valid([]byte(`{}`)), json.Valid([]byte(`{`)))
}

// Output:
// {"id":1,"Kind":"k","name":"a\u003cb\u003e\u0026\"é\u2028","tags":["x","y"],"price":1e+21,"meta":{"a":[1,2],"n":null,"z":1},"ptr":5,"quoted":"7","Sub":{"A":0,"B":0},"Bytes":"aGVsbG8=","M":{"1":"a","2":"b"}} <nil>
// {
//   "e": {},
//   "k": [
//     1,
//     "two",
//     true,
//     null,
//     2.5
//   ],
//   "s": []
// } <nil>
// {ID:9 Kind:q} <nil> 3
// N [t] 2.5 map[a:1 b:[true <nil> s]] 12 {"z": [1]} {1 2} hi map[7:x]
// ["color-1","color-2"] <nil>
// <nil> [3 4]
// <nil> map[a:5]
// {"**":"***"} <nil>
// json: unsupported type: chan int
// json: error calling MarshalJSON for type *main.Err: no way
// invalid character '}' looking for beginning of object key string
// 8
// unexpected end of JSON input
// 4
// unexpected end of JSON input
// 3
// invalid character '1' after object key
// 6
// unexpected end of JSON input
// 0
// unexpected end of JSON input
// 4
// invalid character 'y' after top-level value
// 9
// invalid character '2' after array element
// 4
// json: cannot unmarshal number into Go struct field Item.name of type string
// json: cannot unmarshal string into Go struct field Item.id of type int
// json: cannot unmarshal string into Go value of type int
// json: cannot unmarshal number 300 into Go value of type int8
// json: Unmarshal(non-pointer int)
// json: Unmarshal(nil)
// <nil> map[a:[1 map[b:<nil>]] c:1.5]
// <nil> {A}
// <nil> {B}
// json: unknown field "bogus" {}
// EOF
// {
// > "x": 1
// >}
// "\u003c\u003e"
// <nil>
// <nil> {"a":[1,2]}
// {"T":"2020-01-02T03:04:05Z","D":1000000000,"F":0.1,"U":0,"A":[0,0],"I":null,"E":null}
// <nil> 2021-05-06 07:08:09 +0000 UTC
// [ <nil>
// <nil> map[a:1]
// <nil> map[a:2]
// ] <nil> true false
