package reflect

import "iter"

// Seq goes over v as range with one variable does.
func (v Value) Seq() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		switch v.Kind() {
		case Map:
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key()) {
					return
				}
			}
		case Array, Slice, String:
			for i := range v.Len() {
				if !yield(ValueOf(i)) {
					return
				}
			}
		case Int, Int8, Int16, Int32, Int64:
			for i := range v.Int() {
				if !yield(ValueOf(i).Convert(v.typ)) {
					return
				}
			}
		default:
			panic("reflect: " + v.Type().String() + " cannot produce iter.Seq[Value]")
		}
	}
}

// Seq2 goes over v as range with two variables does.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	return func(yield func(Value, Value) bool) {
		switch v.Kind() {
		case Map:
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key(), it.Value()) {
					return
				}
			}
		case Array, Slice:
			for i := range v.Len() {
				if !yield(ValueOf(i), v.Index(i)) {
					return
				}
			}
		case String:
			for i, r := range v.String() {
				if !yield(ValueOf(i), ValueOf(r)) {
					return
				}
			}
		default:
			panic("reflect: " + v.Type().String() + " cannot produce iter.Seq2[Value, Value]")
		}
	}
}

// Ins are the types of a function's parameters.
func (t *rtype) Ins() iter.Seq[Type] { return each(t.NumIn(), t.In) }

// Outs are the types of its results.
func (t *rtype) Outs() iter.Seq[Type] { return each(t.NumOut(), t.Out) }

func each(n int, at func(int) Type) iter.Seq[Type] {
	return func(yield func(Type) bool) {
		for i := range n {
			if !yield(at(i)) {
				return
			}
		}
	}
}

// Fields are the fields of a struct type.
func (t *rtype) Fields() iter.Seq[StructField] {
	return func(yield func(StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

// Methods are the methods of a type.
func (t *rtype) Methods() iter.Seq[Method] {
	return func(yield func(Method) bool) {
		for i := range t.NumMethod() {
			if !yield(t.Method(i)) {
				return
			}
		}
	}
}

// Fields are the fields of a struct with their values.
func (v Value) Fields() iter.Seq2[StructField, Value] {
	return func(yield func(StructField, Value) bool) {
		for i := range v.NumField() {
			if !yield(v.typ.Field(i), v.Field(i)) {
				return
			}
		}
	}
}

// Methods are the methods of a value, bound to it.
func (v Value) Methods() iter.Seq2[Method, Value] {
	return func(yield func(Method, Value) bool) {
		for i := range v.NumMethod() {
			if !yield(v.typ.Method(i), v.Method(i)) {
				return
			}
		}
	}
}
