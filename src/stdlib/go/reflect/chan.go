package reflect

func selects(cases []rcase, block bool) (chosen int, ok bool)
func chanClose(ch uint64)
func makeChan(elem, n int) uint64

// rcase is a case as the machine takes it.
type rcase struct {
	ch   uint64
	p    *byte
	elem int
	send bool
}

// SelectDir is what a case of Select does.
type SelectDir int

const (
	_ SelectDir = iota
	SelectSend
	SelectRecv
	SelectDefault
)

// SelectCase is one case of Select.
type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value
}

// Select waits until one of the cases can proceed, does it and says which; recv is what was received.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	if len(cases) > 65536 {
		panic("reflect.Select: too many cases (max 65536)")
	}
	var list []rcase
	var places []int
	var values []Value
	other := -1
	for i, c := range cases {
		switch c.Dir {
		case SelectDefault:
			if other >= 0 {
				panic("reflect.Select: multiple default cases")
			}
			if other = i; c.Chan.IsValid() {
				panic("reflect.Select: default case has Chan value")
			}
			if c.Send.IsValid() {
				panic("reflect.Select: default case has Send value")
			}
			continue
		case SelectSend:
			if !c.Chan.IsValid() {
				continue
			}
			c.Chan.wantDir(SendDir, "Select")
			list = append(list, c.Chan.sending(c.Send, "reflect.Select"))
			values = append(values, Value{})
		case SelectRecv:
			if c.Send.IsValid() {
				panic("reflect.Select: RecvDir case has Send value")
			}
			if !c.Chan.IsValid() {
				continue
			}
			c.Chan.wantDir(RecvDir, "Select")
			v := Zero(c.Chan.typ.elemType())
			list = append(list, rcase{load(c.Chan.ptr), v.ptr, v.typ.id, false})
			values = append(values, v)
		default:
			panic("reflect.Select: invalid Dir")
		}
		places = append(places, i)
	}
	n, ok := selects(list, other < 0)
	if n < 0 {
		return other, Value{}, false
	}
	return places[n], values[n], ok
}

func (v Value) wantDir(dir ChanDir, what string) {
	if v.Kind() != Chan {
		v.fail(what)
	}
	if v.typ.ChanDir()&dir == 0 {
		if dir == SendDir {
			panic("reflect: send on recv-only channel")
		}
		panic("reflect: recv on send-only channel")
	}
	if v.flag&readOnly != 0 {
		panic("reflect: reflect.Value." + what + " using value obtained using unexported field")
	}
}

func (v Value) sending(x Value, what string) rcase {
	e := v.typ.elemType()
	x = x.as(e, what)
	return rcase{load(v.ptr), x.ptr, e.id, true}
}

// Send sends x on the channel v.
func (v Value) Send(x Value) {
	v.wantDir(SendDir, "Send")
	selects([]rcase{v.sending(x, "reflect.Value.Send")}, true)
}

// TrySend sends if that is possible without waiting.
func (v Value) TrySend(x Value) bool {
	v.wantDir(SendDir, "TrySend")
	n, _ := selects([]rcase{v.sending(x, "reflect.Value.Send")}, false)
	return n == 0
}

// Recv receives from the channel v; ok is false for the zero value of a closed one.
func (v Value) Recv() (x Value, ok bool) {
	v.wantDir(RecvDir, "Recv")
	return v.receive(true)
}

// TryRecv receives if that is possible without waiting; else x is the zero Value.
func (v Value) TryRecv() (x Value, ok bool) {
	v.wantDir(RecvDir, "TryRecv")
	return v.receive(false)
}

func (v Value) receive(wait bool) (Value, bool) {
	x := Zero(v.typ.elemType())
	n, ok := selects([]rcase{{load(v.ptr), x.ptr, x.typ.id, false}}, wait)
	if n < 0 {
		return Value{}, false
	}
	return x, ok
}

// Close closes the channel v.
func (v Value) Close() {
	if v.Kind() != Chan {
		v.fail("Close")
	}
	if v.typ.ChanDir()&SendDir == 0 {
		panic("reflect: close of receive-only channel")
	}
	chanClose(load(v.ptr))
}

// MakeChan is a new channel of type typ.
func MakeChan(typ Type, buffer int) Value {
	switch {
	case typ.Kind() != Chan:
		panic("reflect.MakeChan of non-chan type")
	case buffer < 0:
		panic("reflect.MakeChan: negative buffer size")
	case typ.ChanDir() != BothDir:
		panic("reflect.MakeChan: unidirectional channel type")
	}
	v := Zero(typ)
	store(v.ptr, makeChan(v.typ.elem, buffer))
	return v
}

// StringHeader is a string as compiled Go has it. Memory is made of values here, so one cannot be read through the
// other.
type StringHeader struct {
	Data uintptr
	Len  int
}

// SliceHeader is a slice as compiled Go has it.
type SliceHeader struct {
	Data uintptr
	Len  int
	Cap  int
}
