// Package pprof writes what goroutines do. Time is virtual here, so profiles of the processor are empty.
package pprof

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sort"
)

// Profile is a list of stacks with a name.
type Profile struct {
	name  string
	count map[any]bool
}

var profiles = map[string]*Profile{}

func init() {
	for _, name := range []string{"allocs", "block", "goroutine", "heap", "mutex", "threadcreate"} {
		profiles[name] = &Profile{name: name}
	}
}

func NewProfile(name string) *Profile {
	if name == "" {
		panic("pprof: NewProfile with empty name")
	}
	if profiles[name] != nil {
		panic("pprof: NewProfile name already in use: " + name)
	}
	p := &Profile{name, map[any]bool{}}
	profiles[name] = p
	return p
}

// Lookup is the profile of that name, or nil.
func Lookup(name string) *Profile { return profiles[name] }

func Profiles() []*Profile {
	var all []*Profile
	for _, p := range profiles {
		all = append(all, p)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].name < all[j].name })
	return all
}

func (p *Profile) Name() string { return p.name }

func (p *Profile) Count() int {
	if p.name == "goroutine" {
		return runtime.NumGoroutine()
	}
	return len(p.count)
}

func (p *Profile) Add(value any, skip int) {
	if p.count[value] {
		panic("pprof: Profile.Add of duplicate value")
	}
	p.count[value] = true
}

func (p *Profile) Remove(value any) { delete(p.count, value) }

// WriteTo writes the profile as text: of goroutines each one's stack, of others how many there are.
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	if p.name == "goroutine" {
		buf := make([]byte, 1<<20)
		dump := buf[:runtime.Stack(buf, true)]
		if debug < 2 {
			fmt.Fprintf(w, "goroutine profile: total %d\n", p.Count())
		}
		_, err := io.Copy(w, bytes.NewReader(dump))
		return err
	}
	_, err := fmt.Fprintf(w, "%s profile: total %d\n", p.name, p.Count())
	return err
}

func WriteHeapProfile(w io.Writer) error { return Lookup("heap").WriteTo(w, 0) }

var profiling bool

// StartCPUProfile begins a profile that will stay empty.
func StartCPUProfile(w io.Writer) error {
	if profiling {
		return errors.New("cpu profiling already in use")
	}
	profiling = true
	return nil
}

func StopCPUProfile() { profiling = false }

type labelKey struct{}

// LabelSet is a set of labels.
type LabelSet struct{ list []string }

func Labels(args ...string) LabelSet {
	if len(args)%2 != 0 {
		panic("uneven number of arguments to pprof.Labels")
	}
	return LabelSet{args}
}

func WithLabels(ctx context.Context, labels LabelSet) context.Context {
	old, _ := ctx.Value(labelKey{}).([]string)
	return context.WithValue(ctx, labelKey{}, append(old[:len(old):len(old)], labels.list...))
}

func SetGoroutineLabels(ctx context.Context) {}

// Do calls f with labels added.
func Do(ctx context.Context, labels LabelSet, f func(context.Context)) { f(WithLabels(ctx, labels)) }

func Label(ctx context.Context, key string) (string, bool) {
	list, _ := ctx.Value(labelKey{}).([]string)
	for i := len(list) - 2; i >= 0; i -= 2 {
		if list[i] == key {
			return list[i+1], true
		}
	}
	return "", false
}

func ForLabels(ctx context.Context, f func(key, value string) bool) {
	list, _ := ctx.Value(labelKey{}).([]string)
	for i := 0; i < len(list); i += 2 {
		if v, _ := Label(ctx, list[i]); v == list[i+1] && !f(list[i], v) {
			return
		}
	}
}
