// Keys that are not equal to themselves are found by going over the map, and only so.
package main

import (
	"fmt"
	"math"
	"reflect"
	"slices"
)

func main() {
	nan := math.NaN()
	m := map[float64]int{nan: 1, 1: 2}
	m[nan] = 3
	v := reflect.ValueOf(m)
	var values []int
	for it := v.MapRange(); it.Next(); {
		values = append(values, int(it.Value().Int()))
	}
	slices.Sort(values)
	fmt.Println(v.Len(), len(v.MapKeys()), values, v.MapIndex(reflect.ValueOf(nan)).IsValid())
	mixed := map[any]string{nan: "a", float32(1): "b", [1]float64{nan}: "c"}
	length := 0
	for _, e := range reflect.ValueOf(mixed).Seq2() {
		length += len(e.String())
	}
	fmt.Println(length)
	for it := v.MapRange(); it.Next(); {
		clear(m)
		length--
	}
	fmt.Println(length, reflect.DeepEqual(map[float64]int{nan: 1}, map[float64]int{nan: 1}))
}

// Output:
// 3 3 [1 2 3] false
// 3
// 2 false
