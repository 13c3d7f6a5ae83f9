// Package fuzz calls fuzz targets, whose parameters package testing does not know.
package fuzz

import (
	"fmt"
	"reflect"
	"testing"
)

func init() { testing.SetFuzz(call, misfit) }

func call(target any, t *testing.T, seed []any) {
	args := []reflect.Value{reflect.ValueOf(t)}
	for _, v := range seed {
		args = append(args, reflect.ValueOf(v))
	}
	reflect.ValueOf(target).Call(args)
}

// misfit says what of a seed is not as the target takes it.
func misfit(target any, t *testing.T, seed []any) string {
	f := reflect.TypeOf(target)
	if f.Kind() != reflect.Func || f.NumIn() < 2 || f.In(0) != reflect.TypeOf(t) {
		panic("testing: F.Fuzz must receive a function with at least two arguments")
	}
	var have, want []reflect.Type
	for i := 1; i < f.NumIn(); i++ {
		want = append(want, f.In(i))
	}
	for _, v := range seed {
		have = append(have, reflect.TypeOf(v))
	}
	if len(have) != len(want) {
		return fmt.Sprintf("wrong number of values in corpus entry: %d, want %d", len(have), len(want))
	}
	for i := range have {
		if have[i] != want[i] {
			return fmt.Sprintf("mismatched types in corpus entry: %v, want %v", have, want)
		}
	}
	return ""
}
