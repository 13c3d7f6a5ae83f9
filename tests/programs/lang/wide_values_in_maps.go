// Arrays of tens of thousands of words are keys and elements of maps, are appended, and are made of slices.
package main

import (
	"fmt"
	"maps"
	"reflect"
	"runtime"
	"slices"
)

type wide [20_000]int

type record struct {
	name string
	data wide
}

type key struct {
	data wide
	name string
}

func of(v int) (w wide) {
	w[0], w[19_999] = v, -v
	return w
}

func total(w wide) (sum int) {
	for _, v := range w {
		sum += v
	}
	return sum
}

func all[T any](list ...T) []T { return append([]T{}, list...) }

func main() {
	m := map[string]wide{"a": of(1)}
	m["b"] = of(2)
	fmt.Println(m["a"][0], m["b"][19_999], m["none"][5], len(m))
	a := m["a"]
	a[0] = 100
	fmt.Println(m["a"][0], a[0])
	m["a"] = a
	a[0] = 7
	v, ok := m["none"]
	v[1] = 3
	w, yes := m["a"]
	fmt.Println(m["a"][0], ok, v[1], m["none"][1], yes, w[0])
	for _, k := range slices.Sorted(maps.Keys(m)) {
		fmt.Print(k, m[k][0], " ")
	}
	for _, v := range m {
		v[0] = 0
	}
	copied := maps.Clone(m)
	delete(m, "a")
	fmt.Println(len(m), m["a"][0], copied["a"][0])

	keys := map[wide]int{of(1): 1}
	keys[of(2)]++
	keys[of(2)]++
	fmt.Println(len(keys), keys[of(1)], keys[of(2)], keys[of(3)])
	for i := range 20 {
		keys[of(i)] += i
	}
	runtime.GC()
	fmt.Println(len(keys), keys[of(2)], keys[of(19)])
	delete(keys, of(2))
	_, ok = keys[of(2)]
	fmt.Println(len(keys), ok, map[any]int{of(1): 5}[of(1)], map[key]string{{of(1), "x"}: "found"}[key{of(1), "x"}])

	records := map[int]record{}
	r := records[1]
	r.data[3] = 4
	records[1] = r
	r.data[3] = 5
	fmt.Println(records[1].data[3], records[2].name == "")

	var list []wide
	list = append(list, of(1), of(2))
	list = append(list, list...)
	list[0][0] = 9
	list = slices.Insert(list, 1, of(5))
	fmt.Println(len(list), list[0][0], list[1][0], list[3][0], len(all(of(1), of(2))), slices.Index(list, of(2)))

	words := make([]int, 20_000)
	words[3] = 3
	array := wide(words)
	words[3] = 0
	bytes := make([]byte, 200_000)
	bytes[199_999] = 8
	packed := [200_000]byte(bytes[:])
	bytes[199_999] = 0
	fmt.Println(array[3], total(array), (*wide)(words)[3], packed[199_999])

	value := reflect.ValueOf(m)
	value.SetMapIndex(reflect.ValueOf("r"), reflect.ValueOf(of(6)))
	fmt.Println(m["r"][0], value.MapIndex(reflect.ValueOf("b")).Index(0), len(value.MapKeys()))
	defer func() { fmt.Println(recover()) }()
	_ = wide(words[:10])
}

// Output:
// 1 -2 0 2
// 1 100
// 100 false 3 0 true 100
// a100 b2 1 0 100
// 2 1 2 0
// 20 4 19
// 19 false 5 found
// 4 true
// 5 9 5 1 2 2
// 3 3 0 8
// 6 2 2
// runtime error: cannot convert slice with length 10 to array or pointer to array with length 20000
