// Package tabwriter aligns text in columns: cells end with a tab, adjacent cells of one column are made
// equally wide.
package tabwriter

import (
	"fmt"
	"io"
	"unicode/utf8"
)

const (
	FilterHTML uint = 1 << iota
	StripEscape
	AlignRight
	DiscardEmptyColumns
	TabIndent
	Debug
)

// Escape brackets text that is not looked at.
const Escape = '\xff'

type cell struct {
	text  string
	width int
	hard  bool // ended by \t, not \v
}

// Writer collects lines until Flush or a line without tabs.
type Writer struct {
	out                io.Writer
	minwidth, tabwidth int
	padding            int
	padchar            byte
	flags              uint
	lines              [][]cell
	cur                []byte
	width              int  // of what is settled in cur
	settled            int  // how much of cur that is
	closing            byte // ends the escaped text, tag or entity that cur ends with; 0 outside
	result             []byte
}

func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

func (w *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	if padchar == '\t' {
		flags &^= AlignRight
	}
	*w = Writer{out: output, minwidth: minwidth, tabwidth: tabwidth, padding: padding, padchar: padchar, flags: flags}
	w.lines = [][]cell{nil}
	return w
}

// settle counts the characters since the last count.
func (w *Writer) settle() {
	w.width += utf8.RuneCount(w.cur[w.settled:])
	w.settled = len(w.cur)
}

func (w *Writer) endCell(hard bool) {
	w.settle()
	last := len(w.lines) - 1
	w.lines[last] = append(w.lines[last], cell{string(w.cur), w.width, hard})
	w.cur, w.width, w.settled = w.cur[:0], 0, 0
}

// open begins what is not text of the cell, at c.
func (w *Writer) open(c byte) {
	w.settle()
	w.closing = map[byte]byte{Escape: Escape, '<': '>', '&': ';'}[c]
	if c != Escape || w.flags&StripEscape == 0 {
		w.cur = append(w.cur, c)
	}
}

// close ends it: escaped text has the width of its characters, a tag none, an entity that of one.
func (w *Writer) close() {
	switch w.closing {
	case Escape:
		w.width += utf8.RuneCount(w.cur[w.settled:])
		if w.flags&StripEscape == 0 {
			w.width -= 2
		}
	case ';':
		w.width++
	}
	w.settled = len(w.cur)
	w.closing = 0
}

// handle says where the output panicked.
func handle(op string) {
	if e := recover(); e != nil {
		panic(fmt.Sprintf("tabwriter: panic during %s (%v)", op, e))
	}
}

func (w *Writer) Write(buf []byte) (n int, err error) {
	defer handle("Write")
	for _, c := range buf {
		if w.closing != 0 {
			if c != Escape || w.closing != Escape || w.flags&StripEscape == 0 {
				w.cur = append(w.cur, c)
			}
			if c == w.closing {
				w.close()
			}
			continue
		}
		switch c {
		case Escape:
			w.open(c)
		case '<', '&':
			if w.flags&FilterHTML != 0 {
				w.open(c)
			} else {
				w.cur = append(w.cur, c)
			}
		case '\t', '\v':
			w.endCell(c == '\t')
		case '\n', '\f':
			w.endCell(false)
			cells := len(w.lines[len(w.lines)-1])
			w.lines = append(w.lines, nil)
			if c == '\f' || cells == 1 {
				// a line without tabs ends all columns
				if err = w.flushLines(); err != nil {
					return 0, err
				}
				if c == '\f' && w.flags&Debug != 0 {
					if _, err = w.out.Write([]byte("---\n")); err != nil {
						return 0, err
					}
				}
			}
		default:
			w.cur = append(w.cur, c)
		}
	}
	return len(buf), nil
}

// Flush writes what is there.
func (w *Writer) Flush() error {
	defer handle("Flush")
	if w.closing != 0 {
		w.close()
	}
	if len(w.cur) > 0 {
		w.endCell(false)
	}
	return w.flushLines()
}

func (w *Writer) flushLines() error {
	lines := w.lines
	w.lines = [][]cell{nil}
	w.result = w.result[:0]
	widths := make([][]int, len(lines))
	w.measure(lines, widths, 0, len(lines), 0)
	for i, line := range lines {
		w.line(line, widths[i], i+1 < len(lines))
	}
	if len(w.result) == 0 {
		return nil
	}
	_, err := w.out.Write(w.result)
	return err
}

// measure sets the widths of column col in the lines [from, to), and then of those to its right within
// each block of lines that has it.
func (w *Writer) measure(lines [][]cell, widths [][]int, from, to, col int) {
	// the last cell of a line belongs to no column
	has := func(i int) bool { return col+1 < len(lines[i]) }
	for i := from; i < to; i++ {
		if !has(i) {
			continue
		}
		end := i
		width := w.minwidth
		empty := true
		for end < to && has(end) {
			n := lines[end][col].width
			if n > 0 || lines[end][col].hard {
				empty = false
			}
			if n+w.padding > width {
				width = n + w.padding
			}
			end++
		}
		if empty && w.flags&DiscardEmptyColumns != 0 {
			width = 0
		}
		for k := i; k < end; k++ {
			widths[k] = append(widths[k], width)
		}
		w.measure(lines, widths, i, end, col+1)
		i = end - 1
	}
}

func (w *Writer) line(line []cell, widths []int, newline bool) {
	indent := w.flags&TabIndent != 0
	for i, c := range line {
		if i > 0 && w.flags&Debug != 0 {
			w.result = append(w.result, '|')
		}
		indent = indent && c.text == ""
		switch {
		case i >= len(widths):
			w.result = append(w.result, c.text...)
		case w.flags&AlignRight != 0:
			w.pad(c.width, widths[i], indent)
			w.result = append(w.result, c.text...)
		default:
			w.result = append(w.result, c.text...)
			w.pad(c.width, widths[i], indent)
		}
	}
	if newline {
		w.result = append(w.result, '\n')
	}
}

func (w *Writer) pad(have, width int, tabs bool) {
	if w.padchar == '\t' || tabs {
		if w.tabwidth == 0 {
			return
		}
		width = (width + w.tabwidth - 1) / w.tabwidth * w.tabwidth
		for n := (width - have + w.tabwidth - 1) / w.tabwidth; n > 0; n-- {
			w.result = append(w.result, '\t')
		}
		return
	}
	for ; have < width; have++ {
		w.result = append(w.result, w.padchar)
	}
}
