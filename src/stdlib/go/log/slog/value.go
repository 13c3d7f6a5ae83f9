package slog

import (
	"fmt"
	"math"
	"runtime"
	"strconv"
	"time"
)

// Kind is the kind of a Value.
type Kind int

const (
	KindAny Kind = iota
	KindBool
	KindDuration
	KindFloat64
	KindInt64
	KindString
	KindTime
	KindUint64
	KindGroup
	KindLogValuer
)

func (k Kind) String() string {
	names := []string{"Any", "Bool", "Duration", "Float64", "Int64", "String", "Time", "Uint64", "Group", "LogValuer"}
	if int(k) < len(names) {
		return names[k]
	}
	return "<unknown slog.Kind>"
}

// Value is any value; small ones of common types have kinds of their own.
type Value struct {
	kind Kind
	any  any
}

// LogValuer is a value that logs as another.
type LogValuer interface {
	LogValue() Value
}

func StringValue(value string) Value      { return Value{KindString, value} }
func IntValue(v int) Value                { return Value{KindInt64, int64(v)} }
func Int64Value(v int64) Value            { return Value{KindInt64, v} }
func Uint64Value(v uint64) Value          { return Value{KindUint64, v} }
func Float64Value(v float64) Value        { return Value{KindFloat64, v} }
func BoolValue(v bool) Value              { return Value{KindBool, v} }
func TimeValue(v time.Time) Value         { return Value{KindTime, v.Round(0)} }
func DurationValue(v time.Duration) Value { return Value{KindDuration, v} }

func GroupValue(as ...Attr) Value {
	var list []Attr
	for _, a := range as {
		if !a.Value.isEmptyGroup() {
			list = append(list, a)
		}
	}
	return Value{KindGroup, list}
}

func AnyValue(v any) Value {
	switch v := v.(type) {
	case string:
		return StringValue(v)
	case int:
		return IntValue(v)
	case uint:
		return Uint64Value(uint64(v))
	case int64:
		return Int64Value(v)
	case uint64:
		return Uint64Value(v)
	case bool:
		return BoolValue(v)
	case time.Duration:
		return DurationValue(v)
	case time.Time:
		return TimeValue(v)
	case uint8:
		return Uint64Value(uint64(v))
	case uint16:
		return Uint64Value(uint64(v))
	case uint32:
		return Uint64Value(uint64(v))
	case uintptr:
		return Uint64Value(uint64(v))
	case int8:
		return Int64Value(int64(v))
	case int16:
		return Int64Value(int64(v))
	case int32:
		return Int64Value(int64(v))
	case float64:
		return Float64Value(v)
	case float32:
		return Float64Value(float64(v))
	case []Attr:
		return GroupValue(v...)
	case Kind:
		return Value{KindAny, v}
	case Value:
		return v
	case LogValuer:
		return Value{KindLogValuer, v}
	}
	return Value{KindAny, v}
}

func (v Value) Kind() Kind { return v.kind }
func (v Value) Any() any   { return v.any }

func (v Value) want(k Kind) {
	if v.kind != k {
		panic("Value kind is " + v.kind.String() + ", not " + k.String())
	}
}

func (v Value) Int64() int64 {
	v.want(KindInt64)
	return v.any.(int64)
}

func (v Value) Uint64() uint64 {
	v.want(KindUint64)
	return v.any.(uint64)
}

func (v Value) Bool() bool {
	v.want(KindBool)
	return v.any.(bool)
}

func (v Value) Float64() float64 {
	v.want(KindFloat64)
	return v.any.(float64)
}

func (v Value) Duration() time.Duration {
	v.want(KindDuration)
	return v.any.(time.Duration)
}

func (v Value) Time() time.Time {
	v.want(KindTime)
	return v.any.(time.Time)
}

func (v Value) Group() []Attr {
	v.want(KindGroup)
	return v.any.([]Attr)
}

func (v Value) LogValuer() LogValuer { return v.any.(LogValuer) }

func (v Value) isEmptyGroup() bool { return v.kind == KindGroup && len(v.any.([]Attr)) == 0 }

func (v Value) Equal(w Value) bool {
	if v.kind != w.kind {
		return false
	}
	if v.kind == KindTime {
		return v.Time().Equal(w.Time())
	}
	if v.kind != KindGroup {
		return v.any == w.any
	}
	a, b := v.Group(), w.Group()
	for i := range a {
		if len(a) != len(b) || !a[i].Equal(b[i]) {
			return false
		}
	}
	return len(a) == len(b)
}

func (v Value) String() string {
	switch v.kind {
	case KindString:
		return v.any.(string)
	case KindFloat64:
		return strconv.FormatFloat(v.Float64(), 'g', -1, 64)
	case KindTime:
		return v.Time().String()
	}
	return fmt.Sprintf("%+v", v.any)
}

// Resolve asks LogValuers until there is a value of another kind.
func (v Value) Resolve() (rv Value) {
	orig := v
	defer func() {
		if r := recover(); r != nil {
			rv = AnyValue(fmt.Errorf("LogValue panicked\n%s", stack()))
		}
	}()
	for range 100 {
		if v.kind != KindLogValuer {
			return v
		}
		v = v.LogValuer().LogValue()
	}
	return AnyValue(fmt.Errorf("LogValue called too many times: %T", orig.any))
}

func stack() string {
	buf := make([]byte, 1<<12)
	return string(buf[:runtime.Stack(buf, false)])
}

// Attr is a key and a value.
type Attr struct {
	Key   string
	Value Value
}

func String(key, value string) Attr             { return Attr{key, StringValue(value)} }
func Int64(key string, value int64) Attr        { return Attr{key, Int64Value(value)} }
func Int(key string, value int) Attr            { return Attr{key, IntValue(value)} }
func Uint64(key string, v uint64) Attr          { return Attr{key, Uint64Value(v)} }
func Float64(key string, v float64) Attr        { return Attr{key, Float64Value(v)} }
func Bool(key string, v bool) Attr              { return Attr{key, BoolValue(v)} }
func Time(key string, v time.Time) Attr         { return Attr{key, TimeValue(v)} }
func Duration(key string, v time.Duration) Attr { return Attr{key, DurationValue(v)} }
func Group(key string, args ...any) Attr        { return Attr{key, GroupValue(attrs(args)...)} }
func GroupAttrs(key string, attrs ...Attr) Attr { return Attr{key, GroupValue(attrs...)} }
func Any(key string, value any) Attr            { return Attr{key, AnyValue(value)} }

func (a Attr) Equal(b Attr) bool { return a.Key == b.Key && a.Value.Equal(b.Value) }
func (a Attr) String() string    { return a.Key + "=" + a.Value.String() }
func (a Attr) isEmpty() bool     { return a.Key == "" && a.Value.kind == KindAny && a.Value.any == nil }

const badKey = "!BADKEY"

// attrs reads keys and values that alternate, and attributes among them.
func attrs(args []any) (list []Attr) {
	for len(args) > 0 {
		switch x := args[0].(type) {
		case string:
			if len(args) == 1 {
				return append(list, String(badKey, x))
			}
			list = append(list, Any(x, args[1]))
			args = args[2:]
		case Attr:
			list = append(list, x)
			args = args[1:]
		default:
			list = append(list, Any(badKey, x))
			args = args[1:]
		}
	}
	return list
}

// Level is how important an event is.
type Level int

const (
	LevelDebug Level = -4
	LevelInfo  Level = 0
	LevelWarn  Level = 4
	LevelError Level = 8
)

func (l Level) Level() Level { return l }

func (l Level) String() string {
	name, base := "DEBUG", LevelDebug
	switch {
	case l >= LevelError:
		name, base = "ERROR", LevelError
	case l >= LevelWarn:
		name, base = "WARN", LevelWarn
	case l >= LevelInfo:
		name, base = "INFO", LevelInfo
	}
	if l == base {
		return name
	}
	return fmt.Sprintf("%s%+d", name, l-base)
}

func (l Level) MarshalJSON() ([]byte, error) { return strconv.AppendQuote(nil, l.String()), nil }
func (l Level) AppendText(b []byte) ([]byte, error) { return append(b, l.String()...), nil }
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

func (l *Level) UnmarshalText(data []byte) error {
	s := string(data)
	i := len(s)
	for k, c := range s {
		if c == '+' || c == '-' {
			i = k
			break
		}
	}
	offset := 0
	if i < len(s) {
		n, err := strconv.Atoi(s[i:])
		if err != nil {
			return fmt.Errorf("slog: level string %q: %w", s, err)
		}
		offset = n
	}
	for name, level := range map[string]Level{"DEBUG": LevelDebug, "INFO": LevelInfo, "WARN": LevelWarn, "ERROR": LevelError} {
		if upper(s[:i]) == name {
			*l = level + Level(offset)
			return nil
		}
	}
	return fmt.Errorf("slog: level string %q: unknown name", s)
}

func (l *Level) UnmarshalJSON(data []byte) error {
	s, err := strconv.Unquote(string(data))
	if err != nil {
		return err
	}
	return l.UnmarshalText([]byte(s))
}

func upper(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'a' <= c && c <= 'z' {
			b[i] = c - 32
		}
	}
	return string(b)
}

// Leveler has a level.
type Leveler interface {
	Level() Level
}

// LevelVar is a level that can change.
type LevelVar struct {
	val Level
}

func (v *LevelVar) Level() Level   { return v.val }
func (v *LevelVar) Set(l Level)    { v.val = l }
func (v *LevelVar) String() string { return fmt.Sprintf("LevelVar(%s)", v.Level()) }

func (v *LevelVar) AppendText(b []byte) ([]byte, error) { return v.Level().AppendText(b) }
func (v *LevelVar) MarshalText() ([]byte, error)    { return v.Level().MarshalText() }
func (v *LevelVar) UnmarshalText(data []byte) error { return v.val.UnmarshalText(data) }

func isSpecial(f float64) bool { return math.IsInf(f, 0) || math.IsNaN(f) }
