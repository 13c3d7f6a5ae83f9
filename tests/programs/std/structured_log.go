// log/slog: text and JSON, levels, groups, values that log themselves, and handlers of one's own.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"
)

type Secret string

func (Secret) LogValue() slog.Value { return slog.StringValue("hidden") }

type User struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

func (u User) LogValue() slog.Value {
	return slog.GroupValue(slog.Int("id", u.ID), slog.String("name", u.Name))
}

type plain struct {
	A int
	B string
}

type upper struct{ slog.Handler }

func (h upper) Handle(ctx context.Context, r slog.Record) error {
	r.Message = strings.ToUpper(r.Message)
	r.AddAttrs(slog.Int("n", r.NumAttrs()))
	return h.Handler.Handle(ctx, r)
}

func main() {
	noTime := func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey && len(groups) == 0 {
			return slog.Attr{}
		}
		return a
	}
	level := new(slog.LevelVar)
	opts := &slog.HandlerOptions{Level: level, ReplaceAttr: noTime}
	for _, h := range []slog.Handler{slog.NewTextHandler(os.Stdout, opts), slog.NewJSONHandler(os.Stdout, opts)} {
		l := slog.New(h)
		l.Info("hello world", "count", 3, "name", "Ann Lee", "ok", true, "pi", 3.25, "d", 1500*time.Millisecond, "at", time.Date(2024, 1, 2, 3, 4, 5, 600, time.UTC))
		l.Warn("odd", "key")
		l.Error("failed", "err", errors.New("disk full"), slog.Group("req", "method", "GET", slog.Int("status", 500)), "empty", "", "quote", `a"b=c`, "nl", "x\ny")
		l.Debug("not shown")
		level.Set(slog.LevelDebug)
		l.Debug("shown", "nil", nil, "list", []int{1, 2}, "struct", plain{1, "x"}, "map", map[string]int{"b": 1, "a": 2}, "bytes", []byte("hi"))
		level.Set(slog.LevelInfo)
		sub := l.With("service", "api", "secret", Secret("x")).WithGroup("g")
		sub.Info("grouped", "user", User{1, "Bob"}, 42, "dangling")
		sub.WithGroup("h").With("deep", 1).Info("deeper")
		sub.WithGroup("none").Info("no group")
		l.LogAttrs(context.Background(), slog.LevelInfo+2, "custom", slog.Any("v", slog.IntValue(3)), slog.Uint64("u", 1<<40), slog.Float64("f", 1e21), slog.Group("e"), slog.String("html", "<a&b>"))
		slog.New(upper{h}).Info("wrapped", "a", 1)
	}
	fmt.Println(slog.LevelError, slog.Level(6), slog.LevelDebug-1, slog.Int("a", 1), level, slog.AnyValue(3).Kind(), slog.StringValue("s").Equal(slog.StringValue("s")))
	var l slog.Level
	fmt.Println(l.UnmarshalText([]byte("warn+1")), l, l.UnmarshalText([]byte("loud")))
	slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(g []string, a slog.Attr) slog.Attr {
		switch a.Key {
		case slog.TimeKey:
			return slog.String("t", "now")
		case slog.LevelKey:
			return slog.String("severity", strings.ToLower(a.Value.Any().(slog.Level).String()))
		}
		return a
	}})).Info("renamed", slog.Group("a", slog.Group("b", "c", 1)))
	slog.New(slog.NewMultiHandler(slog.NewTextHandler(os.Stdout, opts), slog.DiscardHandler)).Info("both")
}

// Output:
// level=INFO msg="hello world" count=3 name="Ann Lee" ok=true pi=3.25 d=1.5s at=2024-01-02T03:04:05.000Z
// level=WARN msg=odd !BADKEY=key
// level=ERROR msg=failed err="disk full" req.method=GET req.status=500 empty="" quote="a\"b=c" nl="x\ny"
// level=DEBUG msg=shown nil=<nil> list="[1 2]" struct="{A:1 B:x}" map="map[a:2 b:1]" bytes="hi"
// level=INFO msg=grouped service=api secret=hidden g.user.id=1 g.user.name=Bob g.!BADKEY=42 g.!BADKEY=dangling
// level=INFO msg=deeper service=api secret=hidden g.h.deep=1
// level=INFO msg="no group" service=api secret=hidden
// level=INFO+2 msg=custom v=3 u=1099511627776 f=1e+21 html=<a&b>
// level=INFO msg=WRAPPED a=1 n=1
// {"level":"INFO","msg":"hello world","count":3,"name":"Ann Lee","ok":true,"pi":3.25,"d":1500000000,"at":"2024-01-02T03:04:05.0000006Z"}
// {"level":"WARN","msg":"odd","!BADKEY":"key"}
// {"level":"ERROR","msg":"failed","err":"disk full","req":{"method":"GET","status":500},"empty":"","quote":"a\"b=c","nl":"x\ny"}
// {"level":"DEBUG","msg":"shown","nil":null,"list":[1,2],"struct":{"A":1,"B":"x"},"map":{"a":2,"b":1},"bytes":"aGk="}
// {"level":"INFO","msg":"grouped","service":"api","secret":"hidden","g":{"user":{"id":1,"name":"Bob"},"!BADKEY":42,"!BADKEY":"dangling"}}
// {"level":"INFO","msg":"deeper","service":"api","secret":"hidden","g":{"h":{"deep":1}}}
// {"level":"INFO","msg":"no group","service":"api","secret":"hidden"}
// {"level":"INFO+2","msg":"custom","v":3,"u":1099511627776,"f":1e+21,"html":"<a&b>"}
// {"level":"INFO","msg":"WRAPPED","a":1,"n":1}
// ERROR WARN+2 DEBUG-1 a=1 LevelVar(INFO) Int64 true
// <nil> WARN+1 slog: level string "loud": unknown name
// {"t":"now","severity":"info","msg":"renamed","a":{"b":{"c":1}}}
// level=INFO msg=both
