// Package fuzz calls fuzz targets, whose parameters package testing does not know.
package fuzz

import (
	"reflect"
	"testing"
)

func init() {
	testing.SetFuzz(func(target any, t *testing.T, seed []any) {
		f := reflect.ValueOf(target)
		if f.Kind() != reflect.Func || f.Type().NumIn() == 0 || f.Type().In(0) != reflect.TypeOf(t) {
			panic("testing: F.Fuzz must receive a function with at least two arguments")
		}
		if f.Type().NumIn() != len(seed)+1 {
			panic("wrong number of values in corpus entry")
		}
		args := []reflect.Value{reflect.ValueOf(t)}
		for _, v := range seed {
			args = append(args, reflect.ValueOf(v))
		}
		f.Call(args)
	})
}
