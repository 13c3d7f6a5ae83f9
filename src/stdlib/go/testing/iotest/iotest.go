// Package iotest has readers and writers that are difficult.
package iotest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
)

var ErrTimeout = errors.New("timeout")

type reader func(p []byte) (int, error)

func (f reader) Read(p []byte) (int, error) { return f(p) }

// OneByteReader reads a byte at a time.
func OneByteReader(r io.Reader) io.Reader {
	return reader(func(p []byte) (int, error) { return r.Read(p[:min(1, len(p))]) })
}

// HalfReader reads half as much as it is asked for.
func HalfReader(r io.Reader) io.Reader {
	return reader(func(p []byte) (int, error) { return r.Read(p[:(len(p)+1)/2]) })
}

// ErrReader always fails.
func ErrReader(err error) io.Reader { return reader(func([]byte) (int, error) { return 0, err }) }

// TimeoutReader fails at the second read.
func TimeoutReader(r io.Reader) io.Reader {
	count := 0
	return reader(func(p []byte) (int, error) {
		if count++; count == 2 {
			return 0, ErrTimeout
		}
		return r.Read(p)
	})
}

// DataErrReader gives the error with the last data.
func DataErrReader(r io.Reader) io.Reader {
	var held []byte
	var err error
	buf := make([]byte, 1024)
	more := func() {
		for err == nil && len(held) == 0 {
			var n int
			n, err = r.Read(buf)
			held = append(held, buf[:n]...)
		}
	}
	return reader(func(p []byte) (int, error) {
		more()
		n := copy(p, held)
		held = held[n:]
		if len(held) == 0 {
			more()
		}
		if len(held) == 0 && err != nil {
			return n, err
		}
		return n, nil
	})
}

type writer func(p []byte) (int, error)

func (f writer) Write(p []byte) (int, error) { return f(p) }

// TruncateWriter drops what comes after n bytes without a word.
func TruncateWriter(w io.Writer, n int64) io.Writer {
	return writer(func(p []byte) (int, error) {
		if n <= 0 {
			return len(p), nil
		}
		written, err := w.Write(p[:min(n, int64(len(p)))])
		n -= int64(written)
		if err == nil {
			written = len(p)
		}
		return written, err
	})
}

func NewReadLogger(prefix string, r io.Reader) io.Reader {
	return reader(func(p []byte) (int, error) {
		n, err := r.Read(p)
		if err != nil {
			log.Printf("%s %x: %v", prefix, p[0:n], err)
		} else {
			log.Printf("%s %x", prefix, p[0:n])
		}
		return n, err
	})
}

func NewWriteLogger(prefix string, w io.Writer) io.Writer {
	return writer(func(p []byte) (int, error) {
		n, err := w.Write(p)
		if err != nil {
			log.Printf("%s %x: %v", prefix, p[0:n], err)
		} else {
			log.Printf("%s %x", prefix, p[0:n])
		}
		return n, err
	})
}

// TestReader checks that r gives content, in small reads, with seeks and at places where it can.
func TestReader(r io.Reader, content []byte) error {
	data, err := io.ReadAll(OneByteReader(r))
	if err != nil {
		return err
	}
	if !bytes.Equal(data, content) {
		return fmt.Errorf("ReadAll(small amounts) = %q\n\twant %q", data, content)
	}
	if n, err := r.Read(make([]byte, 10)); n != 0 || err != io.EOF {
		return fmt.Errorf("Read(10) at EOF = %v, %v, want 0, EOF", n, err)
	}
	if s, ok := r.(io.Seeker); ok {
		if at, err := s.Seek(int64(len(content)/3), io.SeekStart); err != nil || at != int64(len(content)/3) {
			return fmt.Errorf("Seek(%d, 0) = %d, %v", len(content)/3, at, err)
		}
		if data, err = io.ReadAll(r); err != nil || !bytes.Equal(data, content[len(content)/3:]) {
			return fmt.Errorf("ReadAll after Seek = %q, %v\n\twant %q", data, err, content[len(content)/3:])
		}
	}
	if a, ok := r.(io.ReaderAt); ok {
		p := make([]byte, len(content))
		if n, err := a.ReadAt(p, 0); n != len(p) || err != nil && err != io.EOF || !bytes.Equal(p, content) {
			return fmt.Errorf("ReadAt(%d, 0) = %v, %v", len(p), n, err)
		}
	}
	return nil
}
