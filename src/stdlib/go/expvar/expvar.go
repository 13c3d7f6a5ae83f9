// Package expvar has variables that a server shows under /debug/vars.
package expvar

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"os"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Var is a variable; its text is JSON.
type Var interface {
	String() string
}

type Int struct{ i atomic.Int64 }

func (v *Int) Value() int64    { return v.i.Load() }
func (v *Int) Add(delta int64) { v.i.Add(delta) }
func (v *Int) Set(value int64) { v.i.Store(value) }
func (v *Int) String() string  { return strconv.FormatInt(v.i.Load(), 10) }

type Float struct{ f atomic.Uint64 }

func (v *Float) Value() float64    { return math.Float64frombits(v.f.Load()) }
func (v *Float) Set(value float64) { v.f.Store(math.Float64bits(value)) }
func (v *Float) String() string    { return strconv.FormatFloat(v.Value(), 'g', -1, 64) }
func (v *Float) Add(delta float64) {
	for {
		old := v.f.Load()
		if v.f.CompareAndSwap(old, math.Float64bits(math.Float64frombits(old)+delta)) {
			return
		}
	}
}

type String struct{ s atomic.Value }

func (v *String) Value() string {
	s, _ := v.s.Load().(string)
	return s
}

func (v *String) Set(value string) { v.s.Store(value) }

func (v *String) String() string {
	b, _ := json.Marshal(v.Value())
	return string(b)
}

// Func is computed when it is asked for.
type Func func() any

func (f Func) Value() any { return f() }

func (f Func) String() string {
	b, _ := json.Marshal(f())
	return string(b)
}

type KeyValue struct {
	Key   string
	Value Var
}

// Map is variables by name.
type Map struct {
	mu   sync.RWMutex
	vars map[string]Var
}

func (v *Map) Init() *Map {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.vars = map[string]Var{}
	return v
}

func (v *Map) Get(key string) Var {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.vars[key]
}

func (v *Map) Set(key string, av Var) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.vars == nil {
		v.vars = map[string]Var{}
	}
	v.vars[key] = av
}

func (v *Map) Add(key string, delta int64) {
	if v.Get(key) == nil {
		v.Set(key, new(Int))
	}
	if i, ok := v.Get(key).(*Int); ok {
		i.Add(delta)
	}
}

func (v *Map) AddFloat(key string, delta float64) {
	if v.Get(key) == nil {
		v.Set(key, new(Float))
	}
	if f, ok := v.Get(key).(*Float); ok {
		f.Add(delta)
	}
}

func (v *Map) Delete(key string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.vars, key)
}

func (v *Map) Do(f func(KeyValue)) {
	v.mu.RLock()
	var keys []string
	for k := range v.vars {
		keys = append(keys, k)
	}
	v.mu.RUnlock()
	sort.Strings(keys)
	for _, k := range keys {
		f(KeyValue{k, v.Get(k)})
	}
}

func (v *Map) String() string {
	var parts []string
	v.Do(func(kv KeyValue) {
		text := "null"
		if kv.Value != nil {
			text = kv.Value.String()
		}
		parts = append(parts, fmt.Sprintf("%q: %s", kv.Key, text))
	})
	return "{" + strings.Join(parts, ", ") + "}"
}

var all Map

func Publish(name string, v Var) {
	if all.Get(name) != nil {
		panic("Reuse of exported var name: " + name)
	}
	all.Set(name, v)
}

func Get(name string) Var { return all.Get(name) }

func Do(f func(KeyValue)) { all.Do(f) }

func NewInt(name string) *Int {
	v := new(Int)
	Publish(name, v)
	return v
}

func NewFloat(name string) *Float {
	v := new(Float)
	Publish(name, v)
	return v
}

func NewString(name string) *String {
	v := new(String)
	Publish(name, v)
	return v
}

func NewMap(name string) *Map {
	v := new(Map).Init()
	Publish(name, v)
	return v
}

func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		sep := "{\n"
		Do(func(kv KeyValue) {
			fmt.Fprintf(w, "%s%q: %s", sep, kv.Key, kv.Value)
			sep = ",\n"
		})
		fmt.Fprint(w, "\n}\n")
	})
}

func init() {
	Publish("cmdline", Func(func() any { return os.Args }))
	Publish("memstats", Func(func() any {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m
	}))
	http.Handle("/debug/vars", Handler())
}
