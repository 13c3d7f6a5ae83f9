// Package tabwriter aligns text in columns: cells end with a tab, adjacent cells of one column are made
// equally wide.
package tabwriter

import (
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
	text string
	tab  bool // ended by a tab: belongs to a column
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

func (w *Writer) endCell(tab bool) {
	last := len(w.lines) - 1
	w.lines[last] = append(w.lines[last], cell{string(w.cur), tab})
	w.cur = w.cur[:0]
}

func (w *Writer) Write(buf []byte) (n int, err error) {
	for _, c := range buf {
		switch c {
		case '\t', '\v':
			w.endCell(true)
		case '\n', '\f':
			w.endCell(false)
			cells := len(w.lines[len(w.lines)-1])
			w.lines = append(w.lines, nil)
			if c == '\f' || cells == 1 {
				// a line without tabs ends all columns
				if err = w.flushLines(); err != nil {
					return 0, err
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
	if len(w.cur) > 0 || len(w.lines[len(w.lines)-1]) > 0 {
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
	has := func(i int) bool { return col < len(lines[i]) && lines[i][col].tab }
	for i := from; i < to; i++ {
		if !has(i) {
			continue
		}
		end := i
		width := w.minwidth
		empty := true
		for end < to && has(end) {
			n := utf8.RuneCountInString(lines[end][col].text)
			if n > 0 {
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
		if w.padchar == '\t' && w.tabwidth > 0 {
			width = (width + w.tabwidth - 1) / w.tabwidth * w.tabwidth
		}
		for k := i; k < end; k++ {
			widths[k] = append(widths[k], width)
		}
		w.measure(lines, widths, i, end, col+1)
		i = end - 1
	}
}

func (w *Writer) line(line []cell, widths []int, newline bool) {
	for i, c := range line {
		if i > 0 && w.flags&Debug != 0 {
			w.result = append(w.result, '|')
		}
		if i >= len(widths) {
			w.result = append(w.result, c.text...)
			continue
		}
		n := utf8.RuneCountInString(c.text)
		if w.flags&AlignRight != 0 {
			w.pad(n, widths[i])
			w.result = append(w.result, c.text...)
		} else {
			w.result = append(w.result, c.text...)
			w.pad(n, widths[i])
		}
	}
	if newline {
		w.result = append(w.result, '\n')
	}
}

func (w *Writer) pad(have, width int) {
	if w.padchar == '\t' {
		if w.tabwidth == 0 {
			return
		}
		for n := (width - have + w.tabwidth - 1) / w.tabwidth; n > 0; n-- {
			w.result = append(w.result, '\t')
		}
		return
	}
	for ; have < width; have++ {
		w.result = append(w.result, w.padchar)
	}
}
