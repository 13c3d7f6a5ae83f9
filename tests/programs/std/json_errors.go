// What json says of values that do not fit: where in the document, into which type, and why.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

type point struct {
	X, Y int
	Tags []string
}

type order struct {
	ID     int                  `json:"id"`
	Lines  []point              `json:"lines"`
	By     map[string]point     `json:"by"`
	Grid   [2][2]int            `json:"grid"`
	When   time.Time            `json:"when"`
	Paid   bool                 `json:"paid,string"`
	Count  int                  `json:"count,string"`
	Raw    []byte               `json:"raw"`
	Level  level                `json:"level"`
	Shape  interface{ Area() }  `json:"shape"`
	Prices map[string][]float64 `json:"prices"`
}

type level int

func (l *level) UnmarshalText(b []byte) error {
	if string(b) != "high" {
		return errors.New("no such level: " + string(b))
	}
	*l = 2
	return nil
}

func main() {
	for _, text := range []string{
		`{"id":"x"}`, `{"lines":[{"X":1},{"X":"one"}]}`, `{"lines":[{"Tags":["a",2]}]}`, `{"by":{"bob":{"Y":true}}}`,
		`{"grid":[[1,2],[3,"4"]]}`, `{"when":5}`, `{"when":{}}`, `{"when":"yesterday"}`, `{"paid":"maybe"}`, `{"paid":true}`,
		`{"count":"x"}`, `{"count":7}`, `{"count":"7"}`, `{"raw":"%%%"}`, `{"raw":[1]}`, `{"level":"low"}`, `{"level":"high"}`,
		`{"level":3}`, `{"level":{}}`, `{"shape":{}}`, `{"prices":{"tea":[1,"two"]}}`, `{"id":1e99}`, `[1]`,
		`{"id":"\q"}`, `{"id":"\u12g4"}`, "{\"id\":\"\t\"}", `{"id":1.x}`, `{"id":1ex}`,
	} {
		var o order
		err := json.Unmarshal([]byte(text), &o)
		fmt.Println(text, "->", err)
		var te *json.UnmarshalTypeError
		if errors.As(err, &te) {
			fmt.Printf("  %s|%v|%s|%s\n", te.Value, te.Type, te.Struct, te.Field)
		}
	}
	var byNumber map[int]string
	fmt.Println(json.Unmarshal([]byte(`{"one":"x"}`), &byNumber))
	var list []point
	fmt.Println(json.Unmarshal([]byte(`[{"X":1},{"X":[]}]`), &list), list)
}

// Output:
// {"id":"x"} -> json: cannot unmarshal string into Go struct field order.id of type int
//   string|int|order|id
// {"lines":[{"X":1},{"X":"one"}]} -> json: cannot unmarshal string into Go struct field order.lines.1.X of type int
//   string|int|order|lines.1.X
// {"lines":[{"Tags":["a",2]}]} -> json: cannot unmarshal number into order.lines.0.Tags.1 of type string
//   number|string|order|lines.0.Tags.1
// {"by":{"bob":{"Y":true}}} -> json: cannot unmarshal bool into Go struct field order.by.bob.Y of type int
//   bool|int|order|by.bob.Y
// {"grid":[[1,2],[3,"4"]]} -> json: cannot unmarshal string into order.grid.1.1 of type int
//   string|int|order|grid.1.1
// {"when":5} -> json: cannot unmarshal number into Go struct field order.when of type time.Time
//   number|time.Time|order|when
// {"when":{}} -> json: cannot unmarshal object into Go struct field order.when of type time.Time
//   object|time.Time|order|when
// {"when":"yesterday"} -> parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"
// {"paid":"maybe"} -> json: cannot unmarshal string "maybe" into Go struct field order.paid of type bool: invalid syntax
//   string "maybe"|bool|order|paid
// {"paid":true} -> json: cannot unmarshal bool into Go struct field order.paid of type bool
//   bool|bool|order|paid
// {"count":"x"} -> json: cannot unmarshal number x into Go struct field order.count of type int
//   number x|int|order|count
// {"count":7} -> json: cannot unmarshal number into Go struct field order.count of type int
//   number|int|order|count
// {"count":"7"} -> <nil>
// {"raw":"%%%"} -> json: cannot unmarshal string into Go struct field order.raw of type []uint8: illegal base64 data at input byte 0
//   string|[]uint8|order|raw
// {"raw":[1]} -> <nil>
// {"level":"low"} -> no such level: low
// {"level":"high"} -> <nil>
// {"level":3} -> json: cannot unmarshal number into Go struct field order.level of type main.level: JSON value must be string type
//   number|main.level|order|level
// {"level":{}} -> json: cannot unmarshal object into Go struct field order.level of type main.level: JSON value must be string type
//   object|main.level|order|level
// {"shape":{}} -> json: cannot unmarshal object into Go struct field order.shape of type interface { Area() }
//   object|interface { Area() }|order|shape
// {"prices":{"tea":[1,"two"]}} -> json: cannot unmarshal string into order.prices.tea.1 of type float64
//   string|float64|order|prices.tea.1
// {"id":1e99} -> json: cannot unmarshal number 1e99 into Go struct field order.id of type int
//   number 1e99|int|order|id
// [1] -> json: cannot unmarshal array into Go value of type main.order
//   array|main.order||
// {"id":"\q"} -> invalid escape sequence `\q` in string
// {"id":"\u12g4"} -> invalid escape sequence `\u12g4` in string
// {"id":"	"} -> invalid character '\t' in string
// {"id":1.x} -> invalid character 'x' in numeric literal
// {"id":1ex} -> invalid character 'x' in numeric literal
// json: cannot unmarshal number one into Go struct field .one of type int
// json: cannot unmarshal array into Go struct field .1.X of type int [{1 0 []} {0 0 []}]
