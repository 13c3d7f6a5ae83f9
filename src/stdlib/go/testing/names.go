package testing

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
)

var (
	names   = map[string]int{}
	namesMu sync.Mutex // parallel tests have subtests
)

// unique is parent+name, with a number when that is taken, or empty.
func unique(parent, name string) string {
	namesMu.Lock()
	defer namesMu.Unlock()
	full := parent + name
	for {
		n := names[full]
		names[full] = n + 1
		if n == 0 && name != "" {
			// a name may look like one with a number
			if base, given := numbered(full); base != full && given < names[base] {
				continue
			}
			return full
		}
		if next := fmt.Sprintf("%s#%02d", full, n); names[next] == 0 {
			return next
		}
	}
}

// numbered splits what unique made of a name; what it did not make is given back whole.
func numbered(full string) (base string, n int) {
	i := strings.LastIndexByte(full, '#')
	if i < 0 {
		return full, 0
	}
	base, digits := full[:i], full[i+1:]
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 || fmt.Sprintf("%02d", n) != digits || n == 0 && !strings.HasSuffix(base, "/") {
		return full, 0
	}
	return base, n
}

// printable is a name without spaces, and without what cannot be seen.
func printable(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case isSpace(r):
			b.WriteByte('_')
		case strconv.IsPrint(r):
			b.WriteRune(r)
		default:
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return b.String()
}

func isSpace(r rune) bool {
	return r == ' ' || '\t' <= r && r <= '\r' || r == 0x85 || r == 0xa0 || r == 0x1680 || 0x2000 <= r && r <= 0x200a ||
		r == 0x2028 || r == 0x2029 || r == 0x202f || r == 0x205f || r == 0x3000
}
