// Package flag reads options from the command line.
package flag

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"
)

// ErrHelp is the error of -help.
var ErrHelp = errors.New("flag: help requested")

var errParse = errors.New("parse error")

// Value is a flag's value.
type Value interface {
	String() string
	Set(string) error
}

// Getter is a Value that can be read.
type Getter interface {
	Value
	Get() any
}

type boolFlag interface {
	Value
	IsBoolFlag() bool
}

type boolValue bool

func (v *boolValue) Set(s string) error {
	b, err := strconv.ParseBool(s)
	*v = boolValue(b)
	if err != nil {
		return errParse
	}
	return nil
}
func (v *boolValue) Get() any         { return bool(*v) }
func (v *boolValue) String() string   { return strconv.FormatBool(bool(*v)) }
func (v *boolValue) IsBoolFlag() bool { return true }

type intValue int

func (v *intValue) Set(s string) error {
	n, err := strconv.ParseInt(s, 0, 64)
	*v = intValue(n)
	return numError(err)
}
func (v *intValue) Get() any       { return int(*v) }
func (v *intValue) String() string { return strconv.Itoa(int(*v)) }

type int64Value int64

func (v *int64Value) Set(s string) error {
	n, err := strconv.ParseInt(s, 0, 64)
	*v = int64Value(n)
	return numError(err)
}
func (v *int64Value) Get() any       { return int64(*v) }
func (v *int64Value) String() string { return strconv.FormatInt(int64(*v), 10) }

type uintValue uint

func (v *uintValue) Set(s string) error {
	n, err := strconv.ParseUint(s, 0, 64)
	*v = uintValue(n)
	return numError(err)
}
func (v *uintValue) Get() any       { return uint(*v) }
func (v *uintValue) String() string { return strconv.FormatUint(uint64(*v), 10) }

type float64Value float64

func (v *float64Value) Set(s string) error {
	n, err := strconv.ParseFloat(s, 64)
	*v = float64Value(n)
	return numError(err)
}
func (v *float64Value) Get() any       { return float64(*v) }
func (v *float64Value) String() string { return strconv.FormatFloat(float64(*v), 'g', -1, 64) }

type stringValue string

func (v *stringValue) Set(s string) error {
	*v = stringValue(s)
	return nil
}
func (v *stringValue) Get() any       { return string(*v) }
func (v *stringValue) String() string { return string(*v) }

type durationValue time.Duration

func (v *durationValue) Set(s string) error {
	d, err := time.ParseDuration(s)
	*v = durationValue(d)
	if err != nil {
		return errParse
	}
	return nil
}
func (v *durationValue) Get() any       { return time.Duration(*v) }
func (v *durationValue) String() string { return time.Duration(*v).String() }

type funcValue func(string) error

func (f funcValue) Set(s string) error { return f(s) }
func (f funcValue) String() string     { return "" }

func numError(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, strconv.ErrRange) {
		return errors.New("value out of range")
	}
	return errParse
}

// ErrorHandling is what Parse does with an error.
type ErrorHandling int

const (
	ContinueOnError ErrorHandling = iota
	ExitOnError
	PanicOnError
)

// Flag is a flag.
type Flag struct {
	Name     string
	Usage    string
	Value    Value
	DefValue string
}

// FlagSet is a set of flags.
type FlagSet struct {
	Usage func()

	name   string
	parsed bool
	actual map[string]*Flag
	formal map[string]*Flag
	args   []string
	how    ErrorHandling
	output io.Writer
}

// CommandLine is the program's own set.
var CommandLine = NewFlagSet(os.Args[0], ExitOnError)

// Usage prints the flags.
var Usage = func() {
	fmt.Fprintf(CommandLine.Output(), "Usage of %s:\n", os.Args[0])
	PrintDefaults()
}

func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	return &FlagSet{name: name, how: errorHandling}
}

func (f *FlagSet) Name() string                 { return f.name }
func (f *FlagSet) ErrorHandling() ErrorHandling { return f.how }
func (f *FlagSet) SetOutput(output io.Writer)   { f.output = output }
func (f *FlagSet) Output() io.Writer {
	if f.output == nil {
		return os.Stderr
	}
	return f.output
}

func (f *FlagSet) sorted(m map[string]*Flag) []*Flag {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	sort.Strings(names)
	list := make([]*Flag, 0, len(names))
	for _, n := range names {
		list = append(list, m[n])
	}
	return list
}

func (f *FlagSet) VisitAll(fn func(*Flag)) {
	for _, x := range f.sorted(f.formal) {
		fn(x)
	}
}

func (f *FlagSet) Visit(fn func(*Flag)) {
	for _, x := range f.sorted(f.actual) {
		fn(x)
	}
}

func (f *FlagSet) Lookup(name string) *Flag { return f.formal[name] }

func (f *FlagSet) Set(name, value string) error {
	x, ok := f.formal[name]
	if !ok {
		return fmt.Errorf("no such flag -%v", name)
	}
	if err := x.Value.Set(value); err != nil {
		return err
	}
	if f.actual == nil {
		f.actual = make(map[string]*Flag)
	}
	f.actual[name] = x
	return nil
}

func zero(x *Flag) bool {
	if _, ok := x.Value.(*stringValue); ok {
		return x.DefValue == ""
	}
	switch x.DefValue {
	case "", "0", "false", "0s":
		return true
	}
	return false
}

// UnquoteUsage takes the name of the value out of back quotes.
func UnquoteUsage(x *Flag) (name string, usage string) {
	usage = x.Usage
	for i := 0; i < len(usage); i++ {
		if usage[i] == '`' {
			for j := i + 1; j < len(usage); j++ {
				if usage[j] == '`' {
					name = usage[i+1 : j]
					return name, usage[:i] + name + usage[j+1:]
				}
			}
			break
		}
	}
	switch v := x.Value.(type) {
	case boolFlag:
		if v.IsBoolFlag() {
			return "", usage
		}
		return "value", usage
	case *durationValue:
		return "duration", usage
	case *float64Value:
		return "float", usage
	case *intValue, *int64Value:
		return "int", usage
	case *stringValue:
		return "string", usage
	case *uintValue:
		return "uint", usage
	}
	return "value", usage
}

func (f *FlagSet) PrintDefaults() {
	f.VisitAll(func(x *Flag) {
		s := "  -" + x.Name
		name, usage := UnquoteUsage(x)
		if name != "" {
			s += " " + name
		}
		if len(s) <= 4 {
			s += "\t"
		} else {
			s += "\n    \t"
		}
		for _, c := range usage {
			s += string(c)
			if c == '\n' {
				s += "    \t"
			}
		}
		if !zero(x) {
			if _, ok := x.Value.(*stringValue); ok {
				s += fmt.Sprintf(" (default %q)", x.DefValue)
			} else {
				s += fmt.Sprintf(" (default %v)", x.DefValue)
			}
		}
		fmt.Fprint(f.Output(), s, "\n")
	})
}

func (f *FlagSet) usage() {
	switch {
	case f.Usage != nil:
		f.Usage()
	case f == CommandLine:
		Usage()
	default:
		if f.name == "" {
			fmt.Fprintf(f.Output(), "Usage:\n")
		} else {
			fmt.Fprintf(f.Output(), "Usage of %s:\n", f.name)
		}
		f.PrintDefaults()
	}
}

func (f *FlagSet) NFlag() int     { return len(f.actual) }
func (f *FlagSet) NArg() int      { return len(f.args) }
func (f *FlagSet) Args() []string { return f.args }
func (f *FlagSet) Parsed() bool   { return f.parsed }
func (f *FlagSet) Arg(i int) string {
	if i < 0 || i >= len(f.args) {
		return ""
	}
	return f.args[i]
}

// Init sets name and handling of errors.
func (f *FlagSet) Init(name string, errorHandling ErrorHandling) {
	f.name = name
	f.how = errorHandling
}

func (f *FlagSet) Var(value Value, name string, usage string) {
	text := ""
	switch {
	case strings.HasPrefix(name, "-"):
		text = fmt.Sprintf("flag %q begins with -", name)
	case strings.Contains(name, "="):
		text = fmt.Sprintf("flag %q contains =", name)
	case f.formal[name] != nil && f.name == "":
		text = "flag redefined: " + name
	case f.formal[name] != nil:
		text = fmt.Sprintf("%s flag redefined: %s", f.name, name)
	}
	if text != "" {
		fmt.Fprintln(f.Output(), text)
		panic(text)
	}
	if f.formal == nil {
		f.formal = make(map[string]*Flag)
	}
	f.formal[name] = &Flag{name, usage, value, value.String()}
}

func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	*p = value
	f.Var((*boolValue)(p), name, usage)
}

func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	*p = value
	f.Var((*intValue)(p), name, usage)
}

func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	*p = value
	f.Var((*int64Value)(p), name, usage)
}

func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	*p = value
	f.Var((*uintValue)(p), name, usage)
}

func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	*p = value
	f.Var((*stringValue)(p), name, usage)
}

func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	*p = value
	f.Var((*float64Value)(p), name, usage)
}

func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	*p = value
	f.Var((*durationValue)(p), name, usage)
}

func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	p := new(bool)
	f.BoolVar(p, name, value, usage)
	return p
}

func (f *FlagSet) Int(name string, value int, usage string) *int {
	p := new(int)
	f.IntVar(p, name, value, usage)
	return p
}

func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	p := new(int64)
	f.Int64Var(p, name, value, usage)
	return p
}

func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	p := new(uint)
	f.UintVar(p, name, value, usage)
	return p
}

func (f *FlagSet) String(name string, value string, usage string) *string {
	p := new(string)
	f.StringVar(p, name, value, usage)
	return p
}

func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	p := new(float64)
	f.Float64Var(p, name, value, usage)
	return p
}

func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVar(p, name, value, usage)
	return p
}

func (f *FlagSet) Func(name, usage string, fn func(string) error) { f.Var(funcValue(fn), name, usage) }

func (f *FlagSet) failf(format string, a ...any) error {
	err := fmt.Errorf(format, a...)
	fmt.Fprintln(f.Output(), err)
	f.usage()
	return err
}

func (f *FlagSet) one() (bool, error) {
	if len(f.args) == 0 {
		return false, nil
	}
	s := f.args[0]
	if len(s) < 2 || s[0] != '-' {
		return false, nil
	}
	name := s[1:]
	if name[0] == '-' {
		name = name[1:]
		if name == "" {
			f.args = f.args[1:]
			return false, nil
		}
	}
	if name == "" || name[0] == '-' || name[0] == '=' {
		return false, f.failf("bad flag syntax: %s", s)
	}
	f.args = f.args[1:]
	value, has := "", false
	for i := 1; i < len(name); i++ {
		if name[i] == '=' {
			value, has, name = name[i+1:], true, name[:i]
			break
		}
	}
	x, ok := f.formal[name]
	if !ok {
		if name == "help" || name == "h" {
			f.usage()
			return false, ErrHelp
		}
		return false, f.failf("flag provided but not defined: -%s", name)
	}
	if b, ok := x.Value.(boolFlag); ok && b.IsBoolFlag() {
		if !has {
			value = "true"
		}
		if err := x.Value.Set(value); err != nil {
			return false, f.failf("invalid boolean value %q for -%s: %v", value, name, err)
		}
	} else {
		if !has && len(f.args) > 0 {
			has = true
			value, f.args = f.args[0], f.args[1:]
		}
		if !has {
			return false, f.failf("flag needs an argument: -%s", name)
		}
		if err := x.Value.Set(value); err != nil {
			return false, f.failf("invalid value %q for flag -%s: %v", value, name, err)
		}
	}
	if f.actual == nil {
		f.actual = make(map[string]*Flag)
	}
	f.actual[name] = x
	return true, nil
}

func (f *FlagSet) Parse(arguments []string) error {
	f.parsed = true
	f.args = arguments
	for {
		seen, err := f.one()
		if seen {
			continue
		}
		if err == nil {
			return nil
		}
		switch f.how {
		case ExitOnError:
			if err == ErrHelp {
				os.Exit(0)
			}
			os.Exit(2)
		case PanicOnError:
			panic(err)
		}
		return err
	}
}

func Parse()                          { CommandLine.Parse(os.Args[1:]) }
func Parsed() bool                    { return CommandLine.Parsed() }
func Arg(i int) string                { return CommandLine.Arg(i) }
func Args() []string                  { return CommandLine.Args() }
func NArg() int                       { return CommandLine.NArg() }
func NFlag() int                      { return CommandLine.NFlag() }
func PrintDefaults()                  { CommandLine.PrintDefaults() }
func Lookup(name string) *Flag        { return CommandLine.Lookup(name) }
func Set(name, value string) error    { return CommandLine.Set(name, value) }
func Visit(fn func(*Flag))            { CommandLine.Visit(fn) }
func VisitAll(fn func(*Flag))         { CommandLine.VisitAll(fn) }
func Var(v Value, name, usage string) { CommandLine.Var(v, name, usage) }
func Bool(name string, value bool, usage string) *bool {
	return CommandLine.Bool(name, value, usage)
}
func Int(name string, value int, usage string) *int { return CommandLine.Int(name, value, usage) }
func Int64(name string, value int64, usage string) *int64 {
	return CommandLine.Int64(name, value, usage)
}
func Uint(name string, value uint, usage string) *uint { return CommandLine.Uint(name, value, usage) }
func String(name string, value string, usage string) *string {
	return CommandLine.String(name, value, usage)
}
func Float64(name string, value float64, usage string) *float64 {
	return CommandLine.Float64(name, value, usage)
}
func Duration(name string, value time.Duration, usage string) *time.Duration {
	return CommandLine.Duration(name, value, usage)
}
func Func(name, usage string, fn func(string) error) { CommandLine.Func(name, usage, fn) }
func BoolVar(p *bool, name string, value bool, usage string) {
	CommandLine.BoolVar(p, name, value, usage)
}
func IntVar(p *int, name string, value int, usage string) { CommandLine.IntVar(p, name, value, usage) }
func Int64Var(p *int64, name string, value int64, usage string) {
	CommandLine.Int64Var(p, name, value, usage)
}
func UintVar(p *uint, name string, value uint, usage string) {
	CommandLine.UintVar(p, name, value, usage)
}
func StringVar(p *string, name string, value string, usage string) {
	CommandLine.StringVar(p, name, value, usage)
}
func Float64Var(p *float64, name string, value float64, usage string) {
	CommandLine.Float64Var(p, name, value, usage)
}
func DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	CommandLine.DurationVar(p, name, value, usage)
}
