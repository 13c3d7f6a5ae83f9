// Package slog logs events with attributes.
package slog

import (
	"bytes"
	"context"
	"log"
	"runtime"
	"time"
)

// Keys that handlers use.
const (
	TimeKey    = "time"
	LevelKey   = "level"
	MessageKey = "msg"
	SourceKey  = "source"
)

// Record is an event.
type Record struct {
	Time    time.Time
	Message string
	Level   Level
	PC      uintptr
	attrs   []Attr
}

func NewRecord(t time.Time, level Level, msg string, pc uintptr) Record {
	return Record{Time: t, Message: msg, Level: level, PC: pc}
}

func (r Record) Clone() Record {
	r.attrs = append([]Attr(nil), r.attrs...)
	return r
}

func (r Record) NumAttrs() int { return len(r.attrs) }

func (r Record) Attrs(f func(Attr) bool) {
	for _, a := range r.attrs {
		if !f(a) {
			return
		}
	}
}

func (r *Record) AddAttrs(list ...Attr) {
	for _, a := range list {
		if !a.Value.isEmptyGroup() {
			r.attrs = append(r.attrs, a)
		}
	}
}

func (r *Record) Add(args ...any) { r.AddAttrs(attrs(args)...) }

// Source is a place in the program.
type Source struct {
	Function string `json:"function"`
	File     string `json:"file"`
	Line     int    `json:"line"`
}

func (r Record) Source() *Source {
	if r.PC == 0 {
		return nil
	}
	f, _ := runtime.CallersFrames([]uintptr{r.PC}).Next()
	return &Source{f.Function, f.File, f.Line}
}

// Handler does something with events.
type Handler interface {
	Enabled(context.Context, Level) bool
	Handle(context.Context, Record) error
	WithAttrs(attrs []Attr) Handler
	WithGroup(name string) Handler
}

// Logger makes events for a handler.
type Logger struct {
	handler Handler
}

func New(h Handler) *Logger {
	if h == nil {
		panic("nil Handler")
	}
	return &Logger{h}
}

func (l *Logger) Handler() Handler { return l.handler }

func (l *Logger) With(args ...any) *Logger {
	if len(args) == 0 {
		return l
	}
	return &Logger{l.handler.WithAttrs(attrs(args))}
}

func (l *Logger) WithGroup(name string) *Logger {
	if name == "" {
		return l
	}
	return &Logger{l.handler.WithGroup(name)}
}

func (l *Logger) Enabled(ctx context.Context, level Level) bool {
	if ctx == nil {
		ctx = context.Background()
	}
	return l.handler.Enabled(ctx, level)
}

func (l *Logger) log(ctx context.Context, level Level, msg string, list []Attr) {
	if !l.Enabled(ctx, level) {
		return
	}
	var pcs [1]uintptr
	runtime.Callers(3, pcs[:])
	r := NewRecord(time.Now(), level, msg, pcs[0])
	r.AddAttrs(list...)
	if ctx == nil {
		ctx = context.Background()
	}
	l.handler.Handle(ctx, r)
}

func (l *Logger) Log(ctx context.Context, level Level, msg string, args ...any) {
	l.log(ctx, level, msg, attrs(args))
}

func (l *Logger) LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	l.log(ctx, level, msg, attrs)
}

func (l *Logger) Debug(msg string, args ...any) { l.log(nil, LevelDebug, msg, attrs(args)) }
func (l *Logger) Info(msg string, args ...any)  { l.log(nil, LevelInfo, msg, attrs(args)) }
func (l *Logger) Warn(msg string, args ...any)  { l.log(nil, LevelWarn, msg, attrs(args)) }
func (l *Logger) Error(msg string, args ...any) { l.log(nil, LevelError, msg, attrs(args)) }

func (l *Logger) DebugContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelDebug, msg, attrs(args))
}

func (l *Logger) InfoContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelInfo, msg, attrs(args))
}

func (l *Logger) WarnContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelWarn, msg, attrs(args))
}

func (l *Logger) ErrorContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelError, msg, attrs(args))
}

var (
	standard = &Logger{&defaultHandler{}}
	leastLog Level
)

func Default() *Logger { return standard }

// SetDefault makes l the logger of the functions below, and of package log unless it writes there itself.
func SetDefault(l *Logger) {
	standard = l
	if _, own := l.handler.(*defaultHandler); !own {
		log.SetOutput(&writer{l.handler, leastLog})
		log.SetFlags(0)
	}
}

// SetLogLoggerLevel sets the least level of the default logger, or that of package log's lines.
func SetLogLoggerLevel(level Level) (oldLevel Level) {
	oldLevel, leastLog = leastLog, level
	return oldLevel
}

func Debug(msg string, args ...any) { standard.log(nil, LevelDebug, msg, attrs(args)) }
func Info(msg string, args ...any)  { standard.log(nil, LevelInfo, msg, attrs(args)) }
func Warn(msg string, args ...any)  { standard.log(nil, LevelWarn, msg, attrs(args)) }
func Error(msg string, args ...any) { standard.log(nil, LevelError, msg, attrs(args)) }
func With(args ...any) *Logger      { return standard.With(args...) }

func DebugContext(ctx context.Context, msg string, args ...any) {
	standard.log(ctx, LevelDebug, msg, attrs(args))
}

func InfoContext(ctx context.Context, msg string, args ...any) {
	standard.log(ctx, LevelInfo, msg, attrs(args))
}

func WarnContext(ctx context.Context, msg string, args ...any) {
	standard.log(ctx, LevelWarn, msg, attrs(args))
}

func ErrorContext(ctx context.Context, msg string, args ...any) {
	standard.log(ctx, LevelError, msg, attrs(args))
}

func Log(ctx context.Context, level Level, msg string, args ...any) {
	standard.log(ctx, level, msg, attrs(args))
}

func LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	standard.log(ctx, level, msg, attrs)
}

// writer turns lines into events.
type writer struct {
	h     Handler
	level Leveler
}

func (w *writer) Write(b []byte) (int, error) {
	if !w.h.Enabled(context.Background(), w.level.Level()) {
		return 0, nil
	}
	msg := string(bytes.TrimSuffix(b, []byte("\n")))
	return len(b), w.h.Handle(context.Background(), NewRecord(time.Now(), w.level.Level(), msg, 0))
}

// NewLogLogger is a logger of package log that makes events.
func NewLogLogger(h Handler, level Level) *log.Logger { return log.New(&writer{h, level}, "", 0) }
