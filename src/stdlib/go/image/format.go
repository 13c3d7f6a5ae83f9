package image

import (
	"bufio"
	"errors"
	"io"
)

// ErrFormat is an image that no registered format knows.
var ErrFormat = errors.New("image: unknown format")

type format struct {
	name, magic string
	decode      func(io.Reader) (Image, error)
	config      func(io.Reader) (Config, error)
}

var formats []format

// RegisterFormat makes Decode know a format; a ? in magic is any byte.
func RegisterFormat(name, magic string, decode func(io.Reader) (Image, error), decodeConfig func(io.Reader) (Config, error)) {
	formats = append(formats, format{name, magic, decode, decodeConfig})
}

func sniff(r *bufio.Reader) format {
	for _, f := range formats {
		b, err := r.Peek(len(f.magic))
		fits := err == nil
		for i := 0; fits && i < len(b); i++ {
			fits = f.magic[i] == b[i] || f.magic[i] == '?'
		}
		if fits {
			return f
		}
	}
	return format{}
}

// Decode reads an image of any format whose package is imported.
func Decode(r io.Reader) (Image, string, error) {
	b := bufio.NewReader(r)
	f := sniff(b)
	if f.decode == nil {
		return nil, "", ErrFormat
	}
	m, err := f.decode(b)
	return m, f.name, err
}

// DecodeConfig reads size and colours alone.
func DecodeConfig(r io.Reader) (Config, string, error) {
	b := bufio.NewReader(r)
	f := sniff(b)
	if f.config == nil {
		return Config{}, "", ErrFormat
	}
	c, err := f.config(b)
	return c, f.name, err
}
