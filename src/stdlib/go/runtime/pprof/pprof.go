// Package pprof writes what goroutines do. Time is virtual here, so profiles of the processor are empty.
package pprof

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"slices"
	"sort"
	"strings"
	"text/tabwriter"
)

// Profile is a list of stacks with a name.
type Profile struct {
	name  string
	count map[any]bool
}

// leaks is how many goroutines the last profile of them found.
var leaks int

var profiles = map[string]*Profile{}

func init() {
	for _, name := range []string{"allocs", "block", "goroutine", "goroutineleak", "heap", "mutex", "threadcreate"} {
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
	if p.name == "goroutineleak" {
		return leaks
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

// leaked has the numbers of the goroutines that can never run again, each between spaces.
func leaked() string

// WriteTo writes the profile as text: of goroutines their stacks, of others how many there are.
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	// the search is done here, where nothing lies about that could be taken for an address
	if p.name == "goroutineleak" {
		return p.write(leaked(), w, debug)
	}
	return p.write("", w, debug)
}

func (p *Profile) write(marked string, w io.Writer, debug int) error {
	switch p.name {
	case "goroutineleak":
		marked = strings.Replace(marked, " 1 ", "", 1) // main never leaks
		leaks = strings.Count(marked, " ") / 2
	case "goroutine":
	case "block":
		_, err := io.WriteString(w, "--- contention:\ncycles/second=1000000000\n")
		return err
	case "mutex":
		_, err := io.WriteString(w, "--- mutex:\ncycles/second=1000000000\nsampling period=0\n")
		return err
	default:
		_, err := fmt.Fprintf(w, "%s profile: total %d\n", p.name, p.Count())
		return err
	}
	buf := make([]byte, 1<<20)
	n := runtime.Stack(buf, true)
	for n == len(buf) && n < 64<<20 {
		buf = make([]byte, 2*n)
		n = runtime.Stack(buf, true)
	}
	stacks := strings.Split(string(buf[:n]), "\n\n")
	if debug >= 2 {
		for i, s := range stacks {
			stacks[i] = mark(s, marked)
		}
		_, err := io.WriteString(w, strings.Join(stacks, "\n\n"))
		return err
	}
	if p.name == "goroutineleak" {
		stacks = slices.DeleteFunc(stacks, func(s string) bool { return mark(s, marked) == s })
	}
	return writeCounted(w, p.name, stacks)
}

// mark says in the head of a stack that its goroutine leaked, if it is among the marked ones.
func mark(stack, marked string) string {
	head, rest, _ := strings.Cut(stack, " [")
	if _, g, _ := strings.Cut(head, " "); !strings.Contains(marked, " "+g+" ") {
		return stack
	}
	state, rest, _ := strings.Cut(rest, "]")
	state, _, _ = strings.Cut(state, ", ")
	return head + " [" + state + " (leaked)]" + rest
}

// writeCounted writes each different stack once, and how many there are of it; the most frequent first.
func writeCounted(w io.Writer, name string, stacks []string) error {
	count := map[string]int{}
	var keys []string
	for _, s := range stacks {
		if key := frames(s); key != "" {
			if count[key] == 0 {
				keys = append(keys, key)
			}
			count[key]++
		}
	}
	slices.SortStableFunc(keys, func(a, b string) int { return count[b] - count[a] })
	tw := tabwriter.NewWriter(w, 1, 8, 1, '\t', 0)
	fmt.Fprintf(tw, "%s profile: total %d\n", name, len(stacks))
	for _, key := range keys {
		addrs, text, _ := strings.Cut(key, "\n")
		fmt.Fprintf(tw, "%d @%s\n%s\n", count[key], addrs, text)
	}
	return tw.Flush()
}

// frames has the addresses of a stack in a line, and lines that tell them.
func frames(stack string) string {
	var addrs, text strings.Builder
	lines := strings.Split(strings.TrimSuffix(stack, "\n"), "\n")
	for i := 1; i+1 < len(lines) && !strings.HasPrefix(lines[i], "created by "); i += 2 {
		place, offset, _ := strings.Cut(strings.TrimSpace(lines[i+1]), " +")
		name := lines[i][:max(strings.LastIndexByte(lines[i], '('), 0)]
		pc := crc32.ChecksumIEEE([]byte(lines[i]+lines[i+1]))%(1<<20) + 0x400000
		fmt.Fprintf(&addrs, " %#x", pc)
		fmt.Fprintf(&text, "#\t%#x\t%s+%s\t%s\n", pc, name, offset, place)
	}
	return addrs.String() + "\n" + text.String()
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
