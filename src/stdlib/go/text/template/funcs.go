package template

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// argCount is how many arguments a function wants.
type argCount string

func (a argCount) Error() string { return string(a) }

type builtin = func(args []reflect.Value) (reflect.Value, error)

var builtins map[string]builtin

func init() {
	builtins = map[string]builtin{
		"call": func([]reflect.Value) (reflect.Value, error) { return reflect.Value{}, nil },
		"html": text(HTMLEscapeString), "js": text(JSEscapeString), "urlquery": text(url.QueryEscape),
		"index": index, "slice": slice, "len": length, "not": not,
		"print":   func(a []reflect.Value) (reflect.Value, error) { return reflect.ValueOf(fmt.Sprint(anys(a)...)), nil },
		"println": func(a []reflect.Value) (reflect.Value, error) { return reflect.ValueOf(fmt.Sprintln(anys(a)...)), nil },
		"printf":  printf,
		"eq":      eq,
		"ne":      func(a []reflect.Value) (reflect.Value, error) { return negated(a, eq) },
		"lt":      lt,
		"ge":      func(a []reflect.Value) (reflect.Value, error) { return negated(a, lt) },
		"le": func(a []reflect.Value) (reflect.Value, error) {
			if v, err := lt(a); err != nil || v.Bool() {
				return v, err
			}
			return eq(a)
		},
		"gt": func(a []reflect.Value) (reflect.Value, error) {
			v, err := builtins["le"](a)
			if err != nil {
				return v, err
			}
			return reflect.ValueOf(!v.Bool()), nil
		},
	}
}

func anys(args []reflect.Value) []any {
	out := make([]any, len(args))
	for i, a := range args {
		if a.IsValid() {
			out[i] = a.Interface()
		}
	}
	return out
}

func printf(args []reflect.Value) (reflect.Value, error) {
	if len(args) == 0 {
		return reflect.Value{}, argCount("at least 1")
	}
	f := indirectInterface(args[0])
	if f.Kind() != reflect.String {
		return reflect.Value{}, errors.New("wrong type for value; expected string; got " + f.Type().String())
	}
	return reflect.ValueOf(fmt.Sprintf(f.String(), anys(args[1:])...)), nil
}

// text is a function of the arguments' text.
func text(f func(string) string) builtin {
	return func(args []reflect.Value) (reflect.Value, error) {
		list := make([]any, len(args))
		for i, a := range args {
			list[i], _ = printable(a)
		}
		return reflect.ValueOf(f(fmt.Sprint(list...))), nil
	}
}

func not(args []reflect.Value) (reflect.Value, error) {
	if len(args) != 1 {
		return reflect.Value{}, argCount("1")
	}
	truth, _ := isTrue(indirectInterface(args[0]))
	return reflect.ValueOf(!truth), nil
}

func length(args []reflect.Value) (reflect.Value, error) {
	if len(args) != 1 {
		return reflect.Value{}, argCount("1")
	}
	v, isNil := indirect(args[0])
	if isNil || !v.IsValid() {
		return v, errors.New("len of nil pointer")
	}
	switch v.Kind() {
	case reflect.String, reflect.Array, reflect.Chan, reflect.Map, reflect.Slice:
		return reflect.ValueOf(v.Len()), nil
	}
	return v, fmt.Errorf("len of type %s", v.Type())
}

func position(v reflect.Value, n int) (int, error) {
	v = indirectInterface(v)
	x := 0
	switch {
	case !v.IsValid():
		return 0, errors.New("cannot index slice/array with nil")
	case v.CanInt():
		x = int(v.Int())
	case v.CanUint():
		x = int(v.Uint())
	default:
		return 0, fmt.Errorf("cannot index slice/array with type %s", v.Type())
	}
	if x < 0 || x >= n {
		return 0, fmt.Errorf("index out of range: %d", x)
	}
	return x, nil
}

func index(args []reflect.Value) (reflect.Value, error) {
	if len(args) == 0 {
		return reflect.Value{}, argCount("at least 1")
	}
	item := indirectInterface(args[0])
	if !item.IsValid() {
		return item, errors.New("index of untyped nil")
	}
	for _, i := range args[1:] {
		var isNil bool
		if item, isNil = indirect(item); isNil {
			return item, errors.New("index of nil pointer")
		}
		switch item.Kind() {
		case reflect.Array, reflect.Slice, reflect.String:
			x, err := position(i, item.Len())
			if err != nil {
				return item, err
			}
			item = item.Index(x)
		case reflect.Map:
			key, want := indirectInterface(i), item.Type().Key()
			if !key.IsValid() {
				key = reflect.Zero(want)
			}
			if !key.Type().AssignableTo(want) {
				if !key.CanInt() || want.Kind() < reflect.Int || want.Kind() > reflect.Uintptr {
					return item, fmt.Errorf("value has type %s; should be %s", key.Type(), want)
				}
				key = key.Convert(want)
			}
			if v := item.MapIndex(key); v.IsValid() {
				item = v
			} else {
				item = reflect.Zero(item.Type().Elem())
			}
		default:
			return item, fmt.Errorf("can't index item of type %s", item.Type())
		}
	}
	return item, nil
}

func slice(args []reflect.Value) (reflect.Value, error) {
	if len(args) == 0 {
		return reflect.Value{}, argCount("at least 1")
	}
	item, _ := indirect(args[0])
	if !item.IsValid() {
		return item, errors.New("slice of untyped nil")
	}
	if len(args) > 4 {
		return item, fmt.Errorf("too many slice indexes: %d", len(args)-1)
	}
	bounds := []int{0, item.Len()}
	for i, a := range args[1:min(len(args), 3)] {
		x, err := position(a, item.Len()+1)
		if err != nil {
			return item, err
		}
		bounds[i] = x
	}
	if bounds[0] > bounds[1] {
		return item, fmt.Errorf("invalid slice index: %d > %d", bounds[0], bounds[1])
	}
	return item.Slice(bounds[0], bounds[1]), nil
}

var (
	errBadType = errors.New("invalid type for comparison")
)

func incompatible(a, b reflect.Value) error {
	return fmt.Errorf("incompatible types for comparison: %v and %v", a.Type(), b.Type())
}

// class groups the kinds that can be compared.
func class(v reflect.Value) string {
	switch {
	case v.CanInt():
		return "int"
	case v.CanUint():
		return "uint"
	case v.CanFloat():
		return "float"
	case v.Kind() == reflect.String:
		return "string"
	case v.Kind() == reflect.Bool:
		return "bool"
	case v.CanComplex():
		return "complex"
	}
	return ""
}

func eq(args []reflect.Value) (reflect.Value, error) {
	if len(args) < 2 {
		return reflect.Value{}, errors.New("missing argument for comparison")
	}
	a := indirectInterface(args[0])
	for _, b := range args[1:] {
		same, err := equal(a, indirectInterface(b))
		if err != nil || same {
			return reflect.ValueOf(same), err
		}
	}
	return reflect.ValueOf(false), nil
}

func equal(a, b reflect.Value) (bool, error) {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid(), nil
	}
	x, y := class(a), class(b)
	switch {
	case x == "int" && y == "uint":
		return a.Int() >= 0 && uint64(a.Int()) == b.Uint(), nil
	case x == "uint" && y == "int":
		return b.Int() >= 0 && a.Uint() == uint64(b.Int()), nil
	case x != y && x != "" && y != "":
		return false, incompatible(a, b)
	case x == "int":
		return a.Int() == b.Int(), nil
	case x == "uint":
		return a.Uint() == b.Uint(), nil
	case x == "float":
		return a.Float() == b.Float(), nil
	case x == "string":
		return a.String() == b.String(), nil
	case !a.Type().Comparable() || !b.Type().Comparable():
		return false, fmt.Errorf("non-comparable type %s: %v", a, a.Type())
	}
	return a.Type() == b.Type() && a.Equal(b), nil
}

func lt(args []reflect.Value) (reflect.Value, error) {
	if len(args) != 2 {
		return reflect.Value{}, argCount("2")
	}
	a, b := indirectInterface(args[0]), indirectInterface(args[1])
	x, y := class(a), class(b)
	less := false
	switch {
	case x == "" || y == "" || x == "bool" || x == "complex":
		return a, errBadType
	case x == "int" && y == "uint":
		less = a.Int() < 0 || uint64(a.Int()) < b.Uint()
	case x == "uint" && y == "int":
		less = b.Int() >= 0 && a.Uint() < uint64(b.Int())
	case x != y:
		return a, incompatible(a, b)
	case x == "int":
		less = a.Int() < b.Int()
	case x == "uint":
		less = a.Uint() < b.Uint()
	case x == "float":
		less = a.Float() < b.Float()
	default:
		less = a.String() < b.String()
	}
	return reflect.ValueOf(less), nil
}

func negated(args []reflect.Value, f builtin) (reflect.Value, error) {
	v, err := f(args)
	if err != nil {
		return v, err
	}
	return reflect.ValueOf(!v.Bool()), nil
}

var htmlEscaper = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "'", "&#39;", "&", "&amp;", "<", "&lt;", ">", "&gt;")

func HTMLEscapeString(s string) string { return htmlEscaper.Replace(s) }

func HTMLEscape(w io.Writer, b []byte) { io.WriteString(w, HTMLEscapeString(string(b))) }

func HTMLEscaper(args ...any) string { return HTMLEscapeString(fmt.Sprint(args...)) }

func JSEscapeString(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\\' || r == '\'' || r == '"':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r < ' ' || strings.ContainsRune("<>&=", r):
			fmt.Fprintf(&out, `\u%04X`, r)
		case r < utf8.RuneSelf || unicode.IsPrint(r):
			out.WriteString(s[i : i+n])
		default:
			fmt.Fprintf(&out, `\u%04X`, r)
		}
		i += n
	}
	return out.String()
}

func JSEscape(w io.Writer, b []byte) { io.WriteString(w, JSEscapeString(string(b))) }

func JSEscaper(args ...any) string { return JSEscapeString(fmt.Sprint(args...)) }

func URLQueryEscaper(args ...any) string { return url.QueryEscape(fmt.Sprint(args...)) }
