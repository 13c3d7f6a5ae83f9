// Package html escapes text for HTML. Of the named entities it knows those of HTML 4's Latin-1 part and
// some more.
package html

import (
	"strconv"
	"strings"
)

var escaper = strings.NewReplacer("&", "&amp;", "'", "&#39;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")

// EscapeString replaces the characters that mean something in HTML.
func EscapeString(s string) string { return escaper.Replace(s) }

// The characters from U+00A0 on.
const latin = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml"

var named = names()

func names() map[string]rune {
	m := map[string]rune{
		"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\'', "AMP": '&', "LT": '<', "GT": '>', "QUOT": '"',
		"hellip": '…', "mdash": '—', "ndash": '–', "lsquo": '‘', "rsquo": '’', "ldquo": '“', "rdquo": '”',
		"bull": '•', "euro": '€', "trade": '™', "larr": '←', "uarr": '↑', "rarr": '→', "darr": '↓', "infin": '∞',
		"ne": '≠', "le": '≤', "ge": '≥', "sum": '∑', "radic": '√', "check": '✓', "hearts": '♥', "pi": 'π',
		"alpha": 'α', "beta": 'β', "gamma": 'γ', "delta": 'δ', "lambda": 'λ', "mu": 'μ', "sigma": 'σ', "omega": 'ω',
	}
	for i, name := range strings.Fields(latin) {
		m[name] = rune(0xa0 + i)
	}
	return m
}

// UnescapeString replaces entities by what they stand for.
func UnescapeString(s string) string {
	var out strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:i])
		text, n := entity(s[i:])
		out.WriteString(text)
		s = s[i+n:]
	}
}

// entity is what s begins with, and its length; the & itself when it begins with no entity.
func entity(s string) (string, int) {
	i := 1
	if strings.HasPrefix(s, "&#") {
		return numeric(s)
	}
	for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] >= '0' && s[i] <= '9') {
		i++
	}
	if r, ok := named[s[1:i]]; ok && i < len(s) && s[i] == ';' {
		return string(r), i + 1
	}
	// some may stand without the semicolon, and before other letters
	for j := i; j > 2; j-- {
		if r, ok := named[s[1:j]]; ok && (r < 0x100 && s[1:j] != "apos") {
			return string(r), j
		}
	}
	return s[:i], i
}

func numeric(s string) (string, int) {
	i, base := 2, 10
	if i < len(s) && s[i]|0x20 == 'x' {
		i, base = 3, 16
	}
	j := i
	for j < len(s) && (s[j] >= '0' && s[j] <= '9' || base == 16 && s[j]|0x20 >= 'a' && s[j]|0x20 <= 'f') {
		j++
	}
	if i == j {
		return s[:i], i
	}
	n, err := strconv.ParseInt(s[i:j], base, 32)
	if j < len(s) && s[j] == ';' {
		j++
	}
	switch {
	case err != nil || n == 0 || n > 0x10ffff || 0xd800 <= n && n < 0xe000:
		return "\uFFFD", j
	case 0x80 <= n && n < 0xa0:
		return string([]rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")[n-0x80]), j
	}
	return string(rune(n)), j
}
