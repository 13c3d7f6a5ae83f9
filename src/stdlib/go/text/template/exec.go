package template

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"sort"
	"strings"
)

// ExecError is what went wrong while a template ran.
type ExecError struct {
	Name string
	Err  error
}

func (e ExecError) Error() string { return e.Err.Error() }
func (e ExecError) Unwrap() error { return e.Err }

type writeError struct{ err error }

// Why a list of nodes ended.
const (
	goOn = iota
	breaks
	continues
)

const maxDepth = 10_000

type variable struct {
	name  string
	value reflect.Value
}

type state struct {
	t     *Template
	w     io.Writer
	pos   int
	at    string // the node there
	vars  []variable
	depth int
}

var (
	errorType    = reflect.TypeFor[error]()
	stringerType = reflect.TypeFor[fmt.Stringer]()
	anyType      = reflect.TypeFor[any]()
	valueType    = reflect.TypeFor[reflect.Value]()
)

// Execute writes the text that the template makes of data.
func (t *Template) Execute(wr io.Writer, data any) (err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case writeError:
			err = e.err
		case ExecError:
			err = e
		default:
			panic(e)
		}
	}()
	value, ok := data.(reflect.Value)
	if !ok {
		value = reflect.ValueOf(data)
	}
	s := &state{t: t, w: wr, vars: []variable{{"$", value}}}
	if !t.parsed {
		panic(ExecError{t.name, fmt.Errorf("template: %s: %q is an incomplete or empty template%s", t.name, t.name, t.DefinedTemplates())})
	}
	s.list(value, t.nodes)
	return nil
}

func (s *state) location() (string, string) {
	text := s.t.source[:min(s.pos, len(s.t.source))]
	column := len(text) - (strings.LastIndexByte(text, '\n') + 1)
	return fmt.Sprintf("%s:%d:%d", s.t.parseName, 1+strings.Count(text, "\n"), column), s.at
}

func (s *state) fail(format string, args ...any) {
	where, context := s.location()
	all := append([]any{where, s.t.name, context}, args...)
	panic(ExecError{s.t.name, fmt.Errorf("template: %s: executing %q at <%s>: "+format, all...)})
}

func (s *state) be(pos int, at fmt.Stringer) { s.pos, s.at = pos, at.String() }

func (s *state) list(dot reflect.Value, nodes []*node) int {
	for _, n := range nodes {
		if why := s.node(dot, n); why != goOn {
			return why
		}
	}
	return goOn
}

func (s *state) node(dot reflect.Value, n *node) int {
	switch n.kind {
	case "text":
		if _, err := io.WriteString(s.w, n.text); err != nil {
			panic(writeError{err})
		}
	case "action":
		v := s.pipeline(dot, n.pipe)
		if len(n.pipe.vars) == 0 {
			s.be(n.pos, n.pipe)
			s.print(v)
		}
	case "if", "with":
		return s.branch(dot, n)
	case "range":
		s.rangeOver(dot, n)
	case "template":
		s.call(dot, n)
	case "break":
		return breaks
	case "continue":
		return continues
	}
	return goOn
}

func (s *state) branch(dot reflect.Value, n *node) int {
	scope := len(s.vars)
	defer func() { s.vars = s.vars[:scope] }()
	v := s.pipeline(dot, n.pipe)
	truth, ok := isTrue(indirectInterface(v))
	if !ok {
		s.fail("if/with can't use %v", v)
	}
	if !truth {
		return s.list(dot, n.alt)
	}
	if n.kind == "with" {
		return s.list(v, n.body)
	}
	return s.list(dot, n.body)
}

// IsTrue says whether a value counts as true: whether it is not empty.
func IsTrue(val any) (truth, ok bool) { return isTrue(reflect.ValueOf(val)) }

func isTrue(v reflect.Value) (truth, ok bool) {
	if !v.IsValid() {
		return false, true
	}
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() > 0, true
	case reflect.Bool:
		return v.Bool(), true
	case reflect.Chan, reflect.Func, reflect.Pointer, reflect.Interface:
		return !v.IsNil(), true
	case reflect.Struct:
		return true, true
	case reflect.UnsafePointer:
		return false, false
	}
	return !v.IsZero(), true
}

func (s *state) rangeOver(dot reflect.Value, n *node) {
	scope := len(s.vars)
	defer func() { s.vars = s.vars[:scope] }()
	val, _ := indirect(s.pipeline(dot, n.pipe))
	if !n.pipe.assign {
		s.vars = s.vars[:len(s.vars)-len(n.pipe.vars)]
	}
	once := func(key, elem reflect.Value) bool {
		mark := len(s.vars)
		defer func() { s.vars = s.vars[:mark] }()
		switch names := n.pipe.vars; {
		case n.pipe.assign && len(names) > 1:
			s.assign(names[0], key)
			s.assign(names[1], elem)
		case n.pipe.assign && len(names) == 1:
			s.assign(names[0], elem)
		case len(names) > 1:
			s.vars = append(s.vars, variable{names[0], key}, variable{names[1], elem})
		case len(names) == 1:
			s.vars = append(s.vars, variable{names[0], elem})
		}
		return s.list(elem, n.body) != breaks
	}
	count := 0
	switch val.Kind() {
	case reflect.Array, reflect.Slice:
		count = val.Len()
		for i := range count {
			if !once(reflect.ValueOf(i), val.Index(i)) {
				break
			}
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		count = max(int(val.Int()), 0)
		for i := range count {
			if !once(reflect.ValueOf(i), reflect.ValueOf(i).Convert(val.Type())) {
				break
			}
		}
	case reflect.Map:
		count = val.Len()
		for _, key := range sorted(val.MapKeys()) {
			if !once(key, val.MapIndex(key)) {
				break
			}
		}
	case reflect.Invalid:
	default:
		s.fail("range can't iterate over %v", val)
	}
	if count == 0 {
		s.list(dot, n.alt)
	}
}

func sorted(keys []reflect.Value) []reflect.Value {
	if len(keys) == 0 {
		return keys
	}
	sort.SliceStable(keys, func(i, j int) bool {
		a, b := keys[i], keys[j]
		switch {
		case a.CanInt():
			return a.Int() < b.Int()
		case a.CanUint():
			return a.Uint() < b.Uint()
		case a.CanFloat():
			return a.Float() < b.Float()
		case a.Kind() == reflect.String:
			return a.String() < b.String()
		}
		return false
	})
	return keys
}

// call runs another template.
func (s *state) call(dot reflect.Value, n *node) {
	s.pos, s.at = n.pos, fmt.Sprintf("{{template %q}}", n.text)
	if n.pipe != nil {
		s.at = fmt.Sprintf("{{template %q %s}}", n.text, n.pipe)
	}
	t := s.t.Lookup(n.text)
	if t == nil {
		s.fail("template %q not defined", n.text)
	}
	if s.depth == maxDepth {
		s.fail("exceeded maximum template depth (%v)", maxDepth)
	}
	var value reflect.Value
	if n.pipe != nil {
		value = s.pipeline(dot, n.pipe)
	}
	inner := &state{t: t, w: s.w, vars: []variable{{"$", value}}, depth: s.depth + 1}
	inner.list(value, t.nodes)
}

func (s *state) assign(name string, v reflect.Value) {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == name {
			s.vars[i].value = v
			return
		}
	}
	s.fail("undefined variable: %s", name)
}

func (s *state) pipeline(dot reflect.Value, p *pipe) (value reflect.Value) {
	if p == nil {
		return reflect.Value{}
	}
	s.be(p.pos, p)
	var final *reflect.Value
	for _, c := range p.cmds {
		value = s.command(dot, c, final)
		if value.Kind() == reflect.Interface && value.Type().NumMethod() == 0 {
			value = reflect.ValueOf(value.Interface())
		}
		v := value
		final = &v
	}
	for _, name := range p.vars {
		if p.assign {
			s.assign(name, value)
		} else {
			s.vars = append(s.vars, variable{name, value})
		}
	}
	return value
}

func (s *state) command(dot reflect.Value, c *command, final *reflect.Value) reflect.Value {
	first := c.args[0]
	if first.kind == "func" && len(first.chain) == 0 {
		s.be(first.pos, first)
		return s.function(dot, first.text, whole{c, c.pos}, c.args[1:], final)
	}
	if first.kind == "paren" && len(first.chain) == 0 {
		if len(c.args) > 1 || final != nil {
			s.fail("can't give argument to non-function %s", first)
		}
		return s.pipeline(dot, first.paren)
	}
	if len(first.chain) > 0 {
		return s.chain(dot, first, c.args, final)
	}
	s.be(first.pos, first)
	if len(c.args) > 1 || final != nil {
		s.fail("can't give argument to non-function %s", first)
	}
	if first.kind == "nil" {
		s.fail("nil is not a command")
	}
	return s.plain(dot, first)
}

// plain is an operand without its fields.
func (s *state) plain(dot reflect.Value, o *operand) reflect.Value {
	switch o.kind {
	case "dot", "":
		return dot
	case "var":
		for i := len(s.vars) - 1; i >= 0; i-- {
			if s.vars[i].name == o.text {
				return s.vars[i].value
			}
		}
		s.fail("undefined variable: %s", o.text)
	case "paren":
		return s.pipeline(dot, o.paren)
	case "func":
		return s.function(dot, o.text, whole{o, o.pos}, nil, nil)
	case "nil":
		return reflect.Value{}
	}
	return reflect.ValueOf(o.value)
}

// chain is the fields of an operand, the last of which may take arguments.
func (s *state) chain(dot reflect.Value, o *operand, args []*operand, final *reflect.Value) reflect.Value {
	s.be(o.pos, o)
	v := s.plain(dot, o)
	last := len(o.chain) - 1
	for _, name := range o.chain[:last] {
		v = s.field(dot, name, o, nil, nil, v)
	}
	return s.field(dot, o.chain[last], o, args, final, v)
}

func (s *state) field(dot reflect.Value, name string, o *operand, args []*operand, final *reflect.Value, receiver reflect.Value) reflect.Value {
	if !receiver.IsValid() {
		if s.t.set.missing == "error" {
			s.fail("nil data; no entry for key %q", name)
		}
		return reflect.Value{}
	}
	typ := receiver.Type()
	receiver, isNil := indirect(receiver)
	if receiver.Kind() == reflect.Interface && isNil {
		s.fail("nil pointer evaluating %s.%s", typ, name)
	}
	holder := receiver
	if holder.Kind() != reflect.Interface && holder.Kind() != reflect.Pointer && holder.CanAddr() {
		holder = holder.Addr()
	}
	if m := holder.MethodByName(name); m.IsValid() {
		return s.callValue(dot, m, name, whole{o, o.pos}, tail(args), final)
	}
	hasArgs := len(args) > 1 || final != nil
	switch receiver.Kind() {
	case reflect.Struct:
		if f, ok := receiver.Type().FieldByName(name); ok {
			if !f.IsExported() {
				s.fail("%s is an unexported field of struct type %s", name, typ)
			}
			if hasArgs {
				s.fail("%s has arguments but cannot be invoked as function", name)
			}
			return receiver.FieldByIndex(f.Index)
		}
	case reflect.Map:
		key := reflect.ValueOf(name)
		if key.Type().AssignableTo(receiver.Type().Key()) || receiver.Type().Key().Kind() == reflect.String {
			if hasArgs {
				s.fail("%s is not a method but has arguments", name)
			}
			v := receiver.MapIndex(key.Convert(receiver.Type().Key()))
			if !v.IsValid() {
				switch s.t.set.missing {
				case "zero":
					v = reflect.Zero(receiver.Type().Elem())
				case "error":
					s.fail("map has no entry for key %q", name)
				}
			}
			return v
		}
	case reflect.Pointer:
		if isNil {
			s.fail("nil pointer evaluating %s.%s", typ, name)
		}
	}
	s.fail("can't evaluate field %s in type %s", name, typ)
	return reflect.Value{}
}

func tail(args []*operand) []*operand {
	if len(args) == 0 {
		return nil
	}
	return args[1:]
}

func indirect(v reflect.Value) (rv reflect.Value, isNil bool) {
	for ; v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface; v = v.Elem() {
		if v.IsNil() {
			return v, true
		}
	}
	return v, false
}

func indirectInterface(v reflect.Value) reflect.Value {
	if v.Kind() != reflect.Interface {
		return v
	}
	if v.IsNil() {
		return reflect.Value{}
	}
	return v.Elem()
}

// whole is what a failed call is shown as, and where.
type whole struct {
	fmt.Stringer
	pos int
}

// function calls a function by its name; and and or look at no more arguments than they need.
func (s *state) function(dot reflect.Value, name string, at whole, args []*operand, final *reflect.Value) reflect.Value {
	if f, ok := s.t.set.funcs[name]; ok {
		return s.callValue(dot, reflect.ValueOf(f), name, at, args, final)
	}
	var values []reflect.Value
	for _, a := range args {
		v := s.value(dot, a)
		if name == "and" || name == "or" {
			if truth, _ := isTrue(indirectInterface(v)); truth == (name == "or") {
				return v
			}
		}
		values = append(values, v)
	}
	if final != nil {
		values = append(values, *final)
	}
	if name == "and" || name == "or" {
		if len(values) == 0 {
			s.fail("wrong number of args for %s: want at least 1 got 0", name)
		}
		return values[len(values)-1]
	}
	if name == "call" {
		s.be(at.pos, at)
		callee := "$"
		if len(args) > 0 {
			callee = args[0].String()
		}
		return s.callAny(values, callee)
	}
	out, err := builtins[name](values)
	var count argCount
	switch {
	case errors.As(err, &count):
		s.fail("wrong number of args for %s: want %s got %d", name, string(count), len(values))
	case err != nil:
		s.be(at.pos, at)
		s.fail("error calling %s: %w", name, err)
	}
	return out
}

func (s *state) callAny(values []reflect.Value, callee string) reflect.Value {
	if len(values) == 0 {
		s.fail("wrong number of args for call: want at least 1 got 0")
	}
	fn := indirectInterface(values[0])
	if fn.Kind() != reflect.Func {
		s.fail("error calling call: non-function %s of type %s", callee, fn.Type())
	}
	return s.invoke(fn, "call", values[1:])
}

// value is an operand as an argument.
func (s *state) value(dot reflect.Value, o *operand) reflect.Value {
	if len(o.chain) > 0 {
		return s.chain(dot, o, nil, nil)
	}
	s.be(o.pos, o)
	return s.plain(dot, o)
}

func (s *state) callValue(dot, fn reflect.Value, name string, at whole, args []*operand, final *reflect.Value) reflect.Value {
	if fn.Kind() != reflect.Func {
		s.fail("%q is not a function", name)
	}
	typ := fn.Type()
	n := len(args)
	if final != nil {
		n++
	}
	fixed := typ.NumIn()
	if typ.IsVariadic() {
		if fixed--; n < fixed {
			s.fail("wrong number of args for %s: want at least %d got %d", name, fixed, n)
		}
	} else if n != fixed {
		s.fail("wrong number of args for %s: want %d got %d", name, fixed, n)
	}
	argv := make([]reflect.Value, n)
	for i := range n {
		var want reflect.Type
		if i < fixed {
			want = typ.In(i)
		} else {
			want = typ.In(fixed).Elem()
		}
		if i < len(args) {
			argv[i] = s.fit(s.value(dot, args[i]), want, args[i])
		} else {
			argv[i] = s.fit(*final, want, nil)
		}
	}
	s.be(at.pos, at)
	return s.invoke(fn, name, argv)
}

// call calls fn; a panic of it is its error.
func call(fn reflect.Value, argv []reflect.Value) (out []reflect.Value, err error) {
	defer func() {
		if r := recover(); r != nil {
			var ok bool
			if err, ok = r.(error); !ok {
				err = fmt.Errorf("%v", r)
			}
		}
	}()
	return fn.Call(argv), nil
}

func (s *state) invoke(fn reflect.Value, name string, argv []reflect.Value) reflect.Value {
	out, err := call(fn, argv)
	if err != nil {
		s.fail("error calling %s: %w", name, err)
	}
	if len(out) == 2 && !out[1].IsNil() {
		s.fail("error calling %s: %w", name, out[1].Interface().(error))
	}
	if len(out) == 0 || len(out) > 2 {
		s.fail("can't call method/function %q with %d results", name, len(out))
	}
	if out[0].Type() == valueType {
		return out[0].Interface().(reflect.Value)
	}
	return out[0]
}

// fit makes a value one of the type that is wanted; constants take what type they can.
func (s *state) fit(v reflect.Value, want reflect.Type, from *operand) reflect.Value {
	if !v.IsValid() {
		switch want.Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Map, reflect.Slice, reflect.Func, reflect.Chan:
			return reflect.Zero(want)
		}
		s.fail("invalid value; expected %s", want)
	}
	if want == valueType && v.Type() != want {
		return reflect.ValueOf(v)
	}
	if v.Type().AssignableTo(want) {
		return v
	}
	if from != nil && from.kind == "number" {
		n, whole := from.value.(int)
		switch k := want.Kind(); {
		case k >= reflect.Int && k <= reflect.Int64 && whole, k == reflect.Float32 || k == reflect.Float64,
			k >= reflect.Uint && k <= reflect.Uintptr && whole && n >= 0:
			return v.Convert(want)
		}
		s.fail("expected %s; found %s", map[bool]string{true: "integer", false: want.String()}[want.Kind() <= reflect.Int64], from)
	}
	if v.Kind() == reflect.Interface && !v.IsNil() {
		if v = v.Elem(); v.Type().AssignableTo(want) {
			return v
		}
	}
	switch {
	case v.Kind() == reflect.Pointer && v.Type().Elem().AssignableTo(want):
		if v = v.Elem(); !v.IsValid() {
			s.fail("dereference of nil pointer of type %s", want)
		}
		return v
	case reflect.PointerTo(v.Type()).AssignableTo(want) && v.CanAddr():
		return v.Addr()
	}
	s.fail("wrong type for value; expected %s; got %s", want, v.Type())
	return reflect.Value{}
}

func (s *state) print(v reflect.Value) {
	x, ok := printable(v)
	if !ok {
		s.fail("can't print %s of type %s", s.at, v.Type())
	}
	if _, err := fmt.Fprint(s.w, x); err != nil {
		panic(writeError{err})
	}
}

// printable is the value to be given to fmt; pointers lead to what they point to unless they print
// themselves.
func printable(v reflect.Value) (any, bool) {
	if v.Kind() == reflect.Pointer {
		v, _ = indirect(v)
	}
	if !v.IsValid() {
		return "<no value>", true
	}
	own := func(t reflect.Type) bool { return t.Implements(errorType) || t.Implements(stringerType) }
	if !own(v.Type()) {
		if v.CanAddr() && own(reflect.PointerTo(v.Type())) {
			v = v.Addr()
		} else if v.Kind() == reflect.Chan || v.Kind() == reflect.Func {
			return nil, false
		}
	}
	return v.Interface(), true
}
