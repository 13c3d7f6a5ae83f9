// Package mime knows the types of files and reads headers such as Content-Type.
package mime

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

var types = map[string]string{
	".avif": "image/avif", ".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".gif": "image/gif",
	".gz": "application/gzip", ".htm": "text/html; charset=utf-8", ".html": "text/html; charset=utf-8",
	".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
	".mjs": "text/javascript; charset=utf-8", ".mp4": "video/mp4", ".pdf": "application/pdf", ".png": "image/png",
	".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm", ".webp": "image/webp",
	".xml": "text/xml; charset=utf-8", ".zip": "application/zip",
}

// TypeByExtension is the type of files with that extension; empty for an unknown one.
func TypeByExtension(ext string) string {
	if t, ok := types[ext]; ok {
		return t
	}
	return types[strings.ToLower(ext)]
}

// ExtensionsByType is the extensions of a type.
func ExtensionsByType(typ string) ([]string, error) {
	want, _, err := ParseMediaType(typ)
	if err != nil {
		return nil, err
	}
	var list []string
	for ext, t := range types {
		if own, _, _ := strings.Cut(t, ";"); own == want {
			list = append(list, ext)
		}
	}
	sort.Strings(list)
	return list, nil
}

func AddExtensionType(ext, typ string) error {
	if !strings.HasPrefix(ext, ".") {
		return fmt.Errorf("mime: extension %q missing leading dot", ext)
	}
	if _, _, err := ParseMediaType(typ); err != nil {
		return err
	}
	types[strings.ToLower(ext)] = typ
	return nil
}

var ErrInvalidMediaParameter = errors.New("mime: invalid media parameter")

func isToken(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' || strings.IndexByte(`()<>@,;:\"/[]?=`, s[i]) >= 0 {
			return false
		}
	}
	return s != ""
}

// FormatMediaType writes a type with parameters; empty when it cannot be written.
func FormatMediaType(t string, param map[string]string) string {
	major, minor, ok := strings.Cut(t, "/")
	if !isToken(major) || ok && !isToken(minor) {
		return ""
	}
	out := strings.ToLower(t)
	var names []string
	for name := range param {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if !isToken(name) {
			return ""
		}
		value := param[name]
		if !isToken(value) {
			value = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
		}
		out += "; " + strings.ToLower(name) + "=" + value
	}
	return out
}

// ParseMediaType reads a type and its parameters.
func ParseMediaType(v string) (mediatype string, params map[string]string, err error) {
	base, rest, _ := strings.Cut(v, ";")
	mediatype = strings.TrimSpace(strings.ToLower(base))
	if mediatype == "" {
		return "", nil, errors.New("mime: no media type")
	}
	major, minor, ok := strings.Cut(mediatype, "/")
	if !isToken(major) {
		return "", nil, errors.New("mime: expected token after slash")
	}
	if ok && !isToken(minor) {
		return "", nil, errors.New("mime: unexpected content after media type")
	}
	params = map[string]string{}
	for rest = strings.TrimSpace(rest); rest != ""; {
		name, after, ok := strings.Cut(rest, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if !ok || !isToken(name) {
			return mediatype, nil, ErrInvalidMediaParameter
		}
		if _, ok := params[name]; ok {
			return "", nil, errors.New("mime: duplicate parameter name")
		}
		value := ""
		if strings.HasPrefix(after, `"`) {
			i := 1
			for ; i < len(after) && after[i] != '"'; i++ {
				if after[i] == '\\' && i+1 < len(after) {
					i++
				}
				value += after[i : i+1]
			}
			if i >= len(after) {
				return mediatype, nil, ErrInvalidMediaParameter
			}
			after = after[i+1:]
		} else {
			end := strings.IndexByte(after, ';')
			if end < 0 {
				end = len(after)
			}
			value, after = strings.TrimSpace(after[:end]), after[end:]
		}
		params[name] = value
		after = strings.TrimSpace(after)
		if after != "" && after[0] != ';' {
			return mediatype, nil, ErrInvalidMediaParameter
		}
		rest = strings.TrimSpace(strings.TrimPrefix(after, ";"))
	}
	return mediatype, params, nil
}
