package fmt

import "errors"

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.msg }
func (e *wrapErrors) Unwrap() []error { return e.errs }

// Errorf returns an error with that text; the operands of %w can be unwrapped.
func Errorf(f string, a ...any) error {
	s := text(format(modeErrorf, f, a, invoke))
	which := wrapped(f, a)
	switch len(which) {
	case 0:
		return errors.New(s)
	case 1:
		w := &wrapError{msg: s}
		w.err, _ = a[which[0]].(error)
		return w
	}
	errs := make([]error, 0, len(which))
	for _, i := range which {
		if e, ok := a[i].(error); ok {
			errs = append(errs, e)
		}
	}
	return &wrapErrors{s, errs}
}

// wrapped lists the operands of %w, in ascending order, each once.
func wrapped(f string, a []any) []int
