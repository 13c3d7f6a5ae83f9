// Package pem writes bytes between lines of dashes (RFC 7468).
package pem

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"sort"
	"strings"
)

// Block is what stands between two lines.
type Block struct {
	Type    string
	Headers map[string]string
	Bytes   []byte
}

const (
	begin = "-----BEGIN "
	end   = "-----END "
	dash  = "-----"
)

// Decode finds the next block; rest is what follows it, all of data when there is none.
func Decode(data []byte) (p *Block, rest []byte) {
	lines := string(data)
	for at := 0; ; {
		i := strings.Index(lines[at:], begin)
		if i < 0 {
			return nil, data
		}
		start := at + i
		at = start + len(begin)
		if start > 0 && lines[start-1] != '\n' {
			continue
		}
		line, text, _ := strings.Cut(lines[at:], "\n")
		name, ok := strings.CutSuffix(strings.TrimRight(line, " \t\r"), dash)
		if !ok {
			continue
		}
		p = &Block{Type: name, Headers: map[string]string{}}
		for {
			line, more, _ := strings.Cut(text, "\n")
			key, value, ok := strings.Cut(line, ":")
			if !ok {
				break
			}
			p.Headers[strings.TrimSpace(key)] = strings.TrimSpace(value)
			text = more
		}
		after, ok := strings.CutPrefix(text, end)
		if ok && len(p.Headers) == 0 {
			text = ""
		} else if text, after, ok = strings.Cut(text, "\n"+end); !ok {
			continue
		}
		line, after, _ = strings.Cut(after, "\n")
		if line, ok = strings.CutPrefix(line, name+dash); !ok || strings.Trim(line, " \t\r") != "" {
			continue
		}
		text = strings.Join(strings.Fields(text), "")
		out, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			continue
		}
		p.Bytes = out
		return p, []byte(after)
	}
}

func Encode(out io.Writer, b *Block) error {
	var buf bytes.Buffer
	buf.WriteString(begin + b.Type + dash + "\n")
	var keys []string
	for k := range b.Headers {
		if strings.Contains(k, ":") {
			return errors.New("pem: cannot encode a header key that contains a colon")
		}
		if k != "Proc-Type" {
			keys = append(keys, k)
		}
	}
	sort.Strings(keys)
	if _, ok := b.Headers["Proc-Type"]; ok {
		keys = append([]string{"Proc-Type"}, keys...)
	}
	for _, k := range keys {
		buf.WriteString(k + ": " + b.Headers[k] + "\n")
	}
	if len(keys) > 0 {
		buf.WriteByte('\n')
	}
	text := base64.StdEncoding.EncodeToString(b.Bytes)
	for len(text) > 0 {
		n := min(64, len(text))
		buf.WriteString(text[:n] + "\n")
		text = text[n:]
	}
	buf.WriteString(end + b.Type + dash + "\n")
	_, err := out.Write(buf.Bytes())
	return err
}

func EncodeToMemory(b *Block) []byte {
	var buf bytes.Buffer
	if err := Encode(&buf, b); err != nil {
		return nil
	}
	return buf.Bytes()
}
