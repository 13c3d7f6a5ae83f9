package mime

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WordEncoder writes words of other alphabets in ASCII, as headers have them.
type WordEncoder byte

const (
	BEncoding = WordEncoder('b')
	QEncoding = WordEncoder('q')
)

// longest is the most characters of an encoded word.
const longest = 75

// Encode is s as it is where that can be, else as encoded words.
func (e WordEncoder) Encode(charset, s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		plain = plain && (' ' <= s[i] && s[i] <= '~' || s[i] == '\t')
	}
	if plain {
		return s
	}
	open := "=?" + charset + "?" + string(rune(e)) + "?"
	room := longest - len(open) - len("?=")
	var out strings.Builder
	var word string
	flush := func() {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(open + e.text(word) + "?=")
		word = ""
	}
	whole := strings.EqualFold(charset, "UTF-8")
	for len(s) > 0 {
		n := 1
		if whole {
			_, n = utf8.DecodeRuneInString(s)
		}
		if len(e.text(word+s[:n])) > room {
			flush()
		}
		word += s[:n]
		s = s[n:]
	}
	flush()
	return out.String()
}

func (e WordEncoder) text(s string) string {
	if e == BEncoding {
		return base64.StdEncoding.EncodeToString([]byte(s))
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			b.WriteByte('_')
		case '!' <= c && c <= '~' && c != '=' && c != '?' && c != '_':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "=%02X", c)
		}
	}
	return b.String()
}

// WordDecoder reads encoded words; CharsetReader those in character sets other than UTF-8, ISO-8859-1 and ASCII.
type WordDecoder struct {
	CharsetReader func(charset string, input io.Reader) (io.Reader, error)
}

var errInvalidWord = errors.New("mime: invalid RFC 2047 encoded-word")

// Decode reads one encoded word.
func (d *WordDecoder) Decode(word string) (string, error) {
	parts := strings.Split(word, "?")
	if len(parts) != 5 || parts[0] != "=" || parts[4] != "=" || parts[1] == "" || len(parts[2]) != 1 {
		return "", errInvalidWord
	}
	bytes, err := unword(parts[2], parts[3])
	if err != nil {
		return "", err
	}
	return d.in(parts[1], bytes)
}

func unword(encoding, text string) ([]byte, error) {
	switch encoding {
	case "B", "b":
		return base64.StdEncoding.DecodeString(text)
	case "Q", "q":
		var b []byte
		for i := 0; i < len(text); i++ {
			switch c := text[i]; {
			case c == '_':
				b = append(b, ' ')
			case c == '=':
				var v byte
				if i+2 >= len(text) {
					return nil, errInvalidWord
				}
				if _, err := fmt.Sscanf(text[i+1:i+3], "%02X", &v); err != nil {
					return nil, fmt.Errorf("mime: invalid hex byte %#02x", text[i+1])
				}
				b = append(b, v)
				i += 2
			case ' ' <= c && c <= '~' || c == '\n' || c == '\r' || c == '\t':
				b = append(b, c)
			default:
				return nil, errInvalidWord
			}
		}
		return b, nil
	}
	return nil, errInvalidWord
}

func (d *WordDecoder) in(charset string, text []byte) (string, error) {
	switch {
	case strings.EqualFold(charset, "utf-8"):
		return string(text), nil
	case strings.EqualFold(charset, "iso-8859-1"):
		var b strings.Builder
		for _, c := range text {
			b.WriteRune(rune(c))
		}
		return b.String(), nil
	case strings.EqualFold(charset, "us-ascii"):
		var b strings.Builder
		for _, c := range text {
			if c >= utf8.RuneSelf {
				b.WriteRune(unicode.ReplacementChar)
			} else {
				b.WriteByte(c)
			}
		}
		return b.String(), nil
	}
	if d.CharsetReader == nil {
		return "", fmt.Errorf("mime: unhandled charset %q", charset)
	}
	r, err := d.CharsetReader(strings.ToLower(charset), strings.NewReader(string(text)))
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(r)
	return string(b), err
}

// DecodeHeader reads the encoded words of a header; blanks between two of them are none.
func (d *WordDecoder) DecodeHeader(header string) (string, error) {
	var b strings.Builder
	after := false
	for {
		i := strings.Index(header, "=?")
		end := -1
		if i >= 0 {
			if fields := strings.SplitN(header[i+2:], "?", 4); len(fields) == 4 && strings.HasPrefix(fields[3], "=") {
				end = len(header) - len(fields[3]) + 1
			}
		}
		if i < 0 || end < 0 {
			b.WriteString(header)
			return b.String(), nil
		}
		word := header[i:end]
		between := header[:i]
		parts := strings.Split(word, "?")
		bytes, err := unword(parts[2], parts[3])
		if err != nil {
			b.WriteString(between + "=?")
			header, after = header[i+2:], false
			continue
		}
		if !after || strings.Trim(between, " \t\r\n") != "" {
			b.WriteString(between)
		}
		text, err := d.in(parts[1], bytes)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
		header, after = header[end:], true
	}
}
