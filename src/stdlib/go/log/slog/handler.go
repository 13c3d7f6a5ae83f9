package slog

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// HandlerOptions are for NewTextHandler and NewJSONHandler.
type HandlerOptions struct {
	AddSource   bool
	Level       Leveler
	ReplaceAttr func(groups []string, a Attr) Attr
}

// step is a group that was opened, or attributes that were added, before the event.
type step struct {
	group string
	attrs []Attr
}

// common is what handlers remember.
type common struct {
	opts  HandlerOptions
	steps []step
	w     io.Writer
	mu    *sync.Mutex
	json  bool
}

func (h *common) enabled(level Level) bool {
	least := LevelInfo
	if h.opts.Level != nil {
		least = h.opts.Level.Level()
	}
	return level >= least
}

func (h *common) with(s step) *common {
	other := *h
	other.steps = append(append([]step(nil), h.steps...), s)
	return &other
}

// nested are the event's attributes in the groups that are open; groups without any are left out.
func (h *common) nested(r Record) []Attr {
	inner := r.attrs
	for i := len(h.steps) - 1; i >= 0; i-- {
		if s := h.steps[i]; s.group == "" {
			inner = append(append([]Attr(nil), s.attrs...), inner...)
		} else if len(inner) > 0 {
			inner = []Attr{{s.group, GroupValue(inner...)}}
		}
	}
	return inner
}

func (h *common) handle(r Record) error {
	o := &output{h: h}
	if h.json {
		o.WriteByte('{')
	}
	if !r.Time.IsZero() {
		o.attr(Time(TimeKey, r.Time), nil)
	}
	o.attr(Any(LevelKey, r.Level), nil)
	if h.opts.AddSource {
		if src := r.Source(); src != nil {
			o.attr(Any(SourceKey, src), nil)
		}
	}
	o.attr(String(MessageKey, r.Message), nil)
	for _, a := range h.nested(r) {
		o.attr(a, nil)
	}
	if h.json {
		o.WriteByte('}')
	}
	o.WriteByte('\n')
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := h.w.Write(o.Bytes())
	return err
}

// output is a line that is being made.
type output struct {
	bytes.Buffer
	h *common
}

func (o *output) attr(a Attr, groups []string) {
	a.Value = a.Value.Resolve()
	if f := o.h.opts.ReplaceAttr; f != nil && a.Value.kind != KindGroup {
		a = f(groups, a)
		a.Value = a.Value.Resolve()
	}
	if a.isEmpty() {
		return
	}
	if a.Value.kind != KindGroup {
		o.key(a.Key, groups)
		o.value(a.Value)
		return
	}
	list := a.Value.Group()
	if len(list) == 0 {
		return
	}
	if a.Key == "" {
		for _, b := range list {
			o.attr(b, groups)
		}
		return
	}
	inside := append(append([]string(nil), groups...), a.Key)
	mark := o.Len()
	if o.h.json {
		o.key(a.Key, groups)
		o.WriteByte('{')
	}
	start := o.Len()
	for _, b := range list {
		o.attr(b, inside)
	}
	switch {
	case !o.h.json:
	case o.Len() == start:
		o.Truncate(mark)
	default:
		o.WriteByte('}')
	}
}

func (o *output) key(key string, groups []string) {
	if o.h.json {
		if b := o.Bytes(); b[len(b)-1] != '{' {
			o.WriteByte(',')
		}
		o.Write(encoded(key))
		o.WriteByte(':')
		return
	}
	if o.Len() > 0 {
		o.WriteByte(' ')
	}
	o.text(strings.Join(append(append([]string(nil), groups...), key), "."))
	o.WriteByte('=')
}

// text is quoted where it could be misread.
func (o *output) text(s string) {
	if s == "" || strings.ContainsFunc(s, func(r rune) bool {
		return r == ' ' || r == '"' || r == '=' || r == utf8.RuneError || unicode.IsSpace(r) || !unicode.IsPrint(r)
	}) {
		s = strconv.Quote(s)
	}
	o.WriteString(s)
}

func encoded(v any) []byte {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return encoded("!ERROR:" + err.Error())
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
}

func (o *output) value(v Value) {
	if o.h.json {
		o.jsonValue(v)
		return
	}
	switch x := v.any.(type) {
	case time.Time:
		o.WriteString(x.Format("2006-01-02T15:04:05.000Z07:00"))
	case interface{ MarshalText() ([]byte, error) }:
		b, err := x.MarshalText()
		if err != nil {
			b = []byte("!ERROR:" + err.Error())
		}
		o.text(string(b))
	case []byte:
		o.WriteString(strconv.Quote(string(x)))
	case *Source:
		o.text(x.File + ":" + strconv.Itoa(x.Line))
	default:
		o.text(v.String())
	}
}

func (o *output) jsonValue(v Value) {
	switch v.kind {
	case KindTime:
		o.Write(encoded(v.Time().Format(time.RFC3339Nano)))
	case KindFloat64:
		if isSpecial(v.Float64()) {
			o.Write(encoded(fmt.Sprintf("%+v", v.Float64())))
			return
		}
		o.Write(encoded(v.any))
	case KindAny:
		_, own := v.any.(json.Marshaler)
		if err, ok := v.any.(error); ok && !own {
			o.Write(encoded(err.Error()))
			return
		}
		o.Write(encoded(v.any))
	default:
		o.Write(encoded(v.any))
	}
}

func newCommon(w io.Writer, opts *HandlerOptions, json bool) *common {
	h := &common{w: w, mu: new(sync.Mutex), json: json}
	if opts != nil {
		h.opts = *opts
	}
	return h
}

// TextHandler writes lines of key=value.
type TextHandler struct{ *common }

func NewTextHandler(w io.Writer, opts *HandlerOptions) *TextHandler {
	return &TextHandler{newCommon(w, opts, false)}
}

func (h *TextHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }
func (h *TextHandler) Handle(_ context.Context, r Record) error    { return h.handle(r) }
func (h *TextHandler) WithAttrs(attrs []Attr) Handler {
	return &TextHandler{h.with(step{attrs: attrs})}
}
func (h *TextHandler) WithGroup(name string) Handler { return &TextHandler{h.with(step{group: name})} }

// JSONHandler writes lines of JSON.
type JSONHandler struct{ *common }

func NewJSONHandler(w io.Writer, opts *HandlerOptions) *JSONHandler {
	return &JSONHandler{newCommon(w, opts, true)}
}

func (h *JSONHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }
func (h *JSONHandler) Handle(_ context.Context, r Record) error    { return h.handle(r) }
func (h *JSONHandler) WithAttrs(attrs []Attr) Handler {
	return &JSONHandler{h.with(step{attrs: attrs})}
}
func (h *JSONHandler) WithGroup(name string) Handler { return &JSONHandler{h.with(step{group: name})} }

// defaultHandler writes through package log.
type defaultHandler struct{ common }

func (h *defaultHandler) Enabled(_ context.Context, level Level) bool { return level >= leastLog }

func (h *defaultHandler) Handle(_ context.Context, r Record) error {
	o := &output{h: &h.common}
	o.WriteString(r.Level.String() + " " + r.Message)
	for _, a := range h.nested(r) {
		o.attr(a, nil)
	}
	return log.Output(4, o.String())
}

func (h *defaultHandler) WithAttrs(attrs []Attr) Handler {
	return &defaultHandler{*h.with(step{attrs: attrs})}
}

func (h *defaultHandler) WithGroup(name string) Handler {
	return &defaultHandler{*h.with(step{group: name})}
}

type discard struct{}

// DiscardHandler does nothing.
var DiscardHandler Handler = discard{}

func (discard) Enabled(context.Context, Level) bool  { return false }
func (discard) Handle(context.Context, Record) error { return nil }
func (d discard) WithAttrs([]Attr) Handler           { return d }
func (d discard) WithGroup(string) Handler           { return d }

// MultiHandler hands events to several handlers.
type MultiHandler struct{ all []Handler }

func NewMultiHandler(handlers ...Handler) *MultiHandler { return &MultiHandler{handlers} }

func (h *MultiHandler) Enabled(ctx context.Context, l Level) bool {
	for _, x := range h.all {
		if x.Enabled(ctx, l) {
			return true
		}
	}
	return false
}

func (h *MultiHandler) Handle(ctx context.Context, r Record) error {
	var errs []error
	for _, x := range h.all {
		if x.Enabled(ctx, r.Level) {
			errs = append(errs, x.Handle(ctx, r.Clone()))
		}
	}
	return errors.Join(errs...)
}

func (h *MultiHandler) each(f func(Handler) Handler) Handler {
	out := &MultiHandler{}
	for _, x := range h.all {
		out.all = append(out.all, f(x))
	}
	return out
}

func (h *MultiHandler) WithAttrs(attrs []Attr) Handler {
	return h.each(func(x Handler) Handler { return x.WithAttrs(attrs) })
}

func (h *MultiHandler) WithGroup(name string) Handler {
	return h.each(func(x Handler) Handler { return x.WithGroup(name) })
}
