package template

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"
)

var escapers = FuncMap{
	"_html_template_htmlescaper":    htmlEscaper,
	"_html_template_attrescaper":    attrEscaper,
	"_html_template_nospaceescaper": nospaceEscaper,
	"_html_template_rcdataescaper":  rcdataEscaper,
	"_html_template_commentescaper": func(...any) string { return "" },
	"_html_template_htmlnamefilter": nameFilter,
	"_html_template_jsvalescaper":   jsValue,
	"_html_template_jsstrescaper":   jsText,
	"_html_template_cssvaluefilter": cssFilter,
	"_html_template_urlfilter":      urlFilter,
	"_html_template_urlnormalizer":  func(args ...any) string { return urlText(true, args) },
	"_html_template_urlescaper":     func(args ...any) string { return urlText(false, args) },
	"_html_template_srcsetescaper":  srcsetEscaper,
}

const unsafeValue = "ZgotmplZ"

// shown is what pointers lead to, as long as they have no text of their own.
func shown(a any) any {
	v := reflect.ValueOf(a)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		switch v.Interface().(type) {
		case error, fmt.Stringer:
			return v.Interface()
		}
		v = v.Elem()
	}
	if !v.IsValid() {
		return nil
	}
	return v.Interface()
}

// text is the arguments as text, and the one that has a type of this package.
func text(args []any) (s string, typed any) {
	if len(args) == 1 {
		switch a := shown(args[0]).(type) {
		case string:
			return a, nil
		case CSS:
			return string(a), a
		case HTML:
			return string(a), a
		case HTMLAttr:
			return string(a), a
		case JS:
			return string(a), a
		case JSStr:
			return string(a), a
		case URL:
			return string(a), a
		case Srcset:
			return string(a), a
		}
	}
	var list []any
	for _, a := range args {
		if a != nil {
			list = append(list, shown(a))
		}
	}
	return fmt.Sprint(list...), nil
}

var (
	htmlTable = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "&", "&amp;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;")
	normTable = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;")
	spaces    = strings.NewReplacer("\t", "&#9;", "\n", "&#10;", "\v", "&#11;", "\f", "&#12;", "\r", "&#13;", " ", "&#32;", "=", "&#61;", "`", "&#96;")
	jsTable   = strings.NewReplacer("\x00", `\u0000`, "\t", `\t`, "\n", `\n`, "\v", `\u000b`, "\f", `\f`, "\r", `\r`, `"`, `\u0022`, "`", `\u0060`, "&", `\u0026`, "'", `\u0027`, "+", `\u002b`, "/", `\/`, "<", `\u003c`, ">", `\u003e`, `\`, `\\`, "\u2028", `\u2028`, "\u2029", `\u2029`)
)

func htmlEscaper(args ...any) string {
	s, typed := text(args)
	if _, ok := typed.(HTML); ok {
		return s
	}
	return htmlTable.Replace(s)
}

func rcdataEscaper(args ...any) string {
	s, typed := text(args)
	if _, ok := typed.(HTML); ok {
		return normTable.Replace(s)
	}
	return htmlTable.Replace(s)
}

func attrEscaper(args ...any) string {
	s, typed := text(args)
	if _, ok := typed.(HTML); ok {
		return normTable.Replace(withoutTags(s))
	}
	return htmlTable.Replace(s)
}

func nospaceEscaper(args ...any) string {
	s := attrEscaper(args...)
	if s == "" {
		return unsafeValue
	}
	return spaces.Replace(s)
}

func withoutTags(s string) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "<")
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		if _, s, ok = strings.Cut(rest, ">"); !ok {
			return out.String()
		}
	}
}

func nameFilter(args ...any) string {
	s, typed := text(args)
	if _, ok := typed.(HTMLAttr); ok {
		return s
	}
	s = strings.ToLower(s)
	for _, c := range s {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return unsafeValue
		}
	}
	if s == "" || kindOf(s) != plain {
		return unsafeValue
	}
	return s
}

func cssFilter(args ...any) string {
	s, typed := text(args)
	if _, ok := typed.(CSS); ok {
		return s
	}
	lower := strings.ToLower(s)
	if strings.ContainsAny(s, "\x00\"'()/;@[\\]`{}<>") || strings.Contains(s, "--") || strings.Contains(lower, "expression") || strings.Contains(lower, "mozbinding") {
		return unsafeValue
	}
	return s
}

func jsText(args ...any) string {
	s, typed := text(args)
	if _, ok := typed.(JSStr); ok {
		return strings.NewReplacer(`\`, `\`, `"`, `\u0022`, "'", `\u0027`, "<", `\u003c`, ">", `\u003e`, "&", `\u0026`, "/", `\/`, "\n", `\n`).Replace(s)
	}
	return jsTable.Replace(s)
}

func jsValue(args ...any) string {
	var a any
	if len(args) == 1 {
		a = args[0]
		if _, ok := a.(json.Marshaler); !ok {
			a = shown(a)
		}
		switch t := a.(type) {
		case JS:
			return string(t)
		case JSStr:
			return `"` + string(t) + `"`
		case json.Marshaler:
		case fmt.Stringer:
			a = t.String()
		}
	} else {
		a = fmt.Sprint(args...)
	}
	b, err := json.Marshal(a)
	if err != nil {
		return fmt.Sprintf(" /* %s */null ", strings.ReplaceAll(err.Error(), "*/", "* /"))
	}
	out := string(b)
	part := func(c rune) bool {
		return c == '$' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	}
	first, _ := utf8.DecodeRuneInString(out)
	last, _ := utf8.DecodeLastRuneInString(out)
	if part(first) || part(last) {
		return " " + out + " "
	}
	return out
}

func safe(s string) bool {
	scheme, _, ok := strings.Cut(s, ":")
	if !ok || strings.Contains(scheme, "/") {
		return true
	}
	return strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto")
}

func urlFilter(args ...any) string {
	s, typed := text(args)
	if _, ok := typed.(URL); !ok && !safe(s) {
		return "#" + unsafeValue
	}
	return s
}

func urlText(keep bool, args []any) string {
	s, typed := text(args)
	if _, ok := typed.(URL); ok {
		keep = true
	}
	hex := func(i int) bool { return i < len(s) && strings.IndexByte("0123456789abcdefABCDEF", s[i]) >= 0 }
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
		if letter || keep && (strings.IndexByte("!#$&*+,/:;=?@[]", c) >= 0 || c == '%' && hex(i+1) && hex(i+2)) {
			out.WriteByte(c)
		} else {
			fmt.Fprintf(&out, "%%%02x", c)
		}
	}
	return out.String()
}

func srcsetEscaper(args ...any) string {
	s, typed := text(args)
	switch typed.(type) {
	case Srcset:
		return s
	case URL:
		return strings.ReplaceAll(urlText(true, []any{s}), ",", "%2c")
	}
	parts := strings.Split(s, ",")
	for i, p := range parts {
		u, size, _ := strings.Cut(strings.TrimSpace(p), " ")
		if !safe(u) {
			parts[i] = "#" + unsafeValue
		} else if parts[i] = urlText(true, []any{u}); size != "" {
			parts[i] += " " + size
		}
	}
	return strings.Join(parts, ",")
}
