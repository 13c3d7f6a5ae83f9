package reflect

import "unsafe"

func call(target uint64, method bool, args []uint64, results int) []uint64

func (v Value) NumMethod() int {
	if v.typ == nil {
		v.fail("NumMethod")
	}
	return v.typ.NumMethod()
}

// Method is a method with its receiver.
func (v Value) Method(i int) Value {
	if v.typ == nil {
		v.fail("Method")
	}
	if v.typ.kind == Interface {
		name := v.typ.exported()[i].name
		if v = v.Elem(); v.typ == nil {
			panic("reflect: Method on nil interface value")
		}
		return v.MethodByName(name)
	}
	list := v.typ.exported()
	if i < 0 || i >= len(list) {
		panic("reflect: Method index out of range")
	}
	fn := list[i].fn
	receiver := Value{typ: v.typ, ptr: v.ptr}
	return Value{typ: typeOf(list[i].typ), flag: v.flag & readOnly, m: &bound{fn, dataWord(receiver.Interface()), true}}
}

func (v Value) MethodByName(name string) Value {
	if v.typ == nil {
		v.fail("MethodByName")
	}
	for i, m := range v.typ.exported() {
		if m.name == name {
			return v.Method(i)
		}
	}
	return Value{}
}

// Call calls a function; extra arguments of a variadic one are put into a slice.
func (v Value) Call(in []Value) []Value {
	if v.Kind() != Func {
		v.fail("Call")
	}
	if v.flag&readOnly != 0 {
		panic("reflect: reflect.Value.Call using value obtained using unexported field")
	}
	if v.m == nil && v.IsNil() {
		panic("reflect: call of nil function")
	}
	t := v.typ
	t.signature()
	if v.variadic() {
		fixed := len(t.in) - 1
		if len(in) < fixed {
			panic("reflect: Call with too few input arguments")
		}
		rest := MakeSlice(typeOf(t.in[fixed]), len(in)-fixed, len(in)-fixed)
		for i, x := range in[fixed:] {
			rest.Index(i).Set(x)
		}
		in = append(append([]Value(nil), in[:fixed]...), rest)
	}
	return v.call(in)
}

func (v Value) variadic() bool { return v.typ.n == 1 }

// CallSlice calls a variadic function with its last argument as a slice.
func (v Value) CallSlice(in []Value) []Value {
	if v.Kind() != Func {
		v.fail("CallSlice")
	}
	if !v.variadic() {
		panic("reflect: CallSlice of non-variadic function")
	}
	v.typ.signature()
	return v.call(in)
}

// huge is the widest value, in words, that is passed in registers: a wider one is passed as the address of a copy.
const huge = 12_000

func (v Value) call(in []Value) []Value {
	t := v.typ
	switch {
	case len(in) < len(t.in):
		panic("reflect: Call with too few input arguments")
	case len(in) > len(t.in):
		panic("reflect: Call with too many input arguments")
	}
	var args []uint64
	target, method := uint64(0), v.m != nil
	if method {
		target = uint64(v.m.fn)
		if v.m.taken {
			args = append(args, v.m.receiver)
		} else {
			x := in[0].as(typeOf(t.in[0]), "reflect: Call")
			args = append(args, dataWord(x.Interface()))
			in, t = in[1:], &rtype{in: t.in[1:], out: t.out}
		}
	} else {
		target = load(v.ptr)
	}
	for i, x := range in {
		if x.typ == nil {
			panic("reflect: Call using zero Value argument")
		}
		want := typeOf(t.in[i])
		if !x.typ.AssignableTo(want) {
			panic("reflect: Call using " + x.typ.str + " as type " + want.str)
		}
		x = x.as(want, "reflect: Call")
		if want.words == 1 {
			args = append(args, x.word())
			continue
		}
		if want.words > huge {
			args = append(args, dataWord(x.Interface()))
			continue
		}
		for k := range want.words {
			args = append(args, load(at(x.ptr, 8*k)))
		}
	}
	total := 0
	for _, id := range t.out {
		if n := typeOf(id).words; n > huge {
			total++
		} else {
			total += n
		}
	}
	words := call(target, method, args, total)
	out := make([]Value, len(t.out))
	for i, id := range t.out {
		out[i] = Zero(typeOf(id))
		if n := out[i].typ.words; n > huge {
			copyWords(out[i].ptr, *(**byte)(unsafe.Pointer(&words[0])), n)
			words = words[1:]
			continue
		}
		for k := range out[i].typ.words {
			store(at(out[i].ptr, 8*k), words[k])
		}
		words = words[out[i].typ.words:]
	}
	return out
}
