package token

import "strconv"

// Position is a place as people write it.
type Position struct {
	Filename string
	Offset   int
	Line     int
	Column   int
}

func (pos *Position) IsValid() bool { return pos.Line > 0 }

func (pos Position) String() string {
	s := pos.Filename
	if pos.IsValid() {
		if s != "" {
			s += ":"
		}
		s += strconv.Itoa(pos.Line)
		if pos.Column != 0 {
			s += ":" + strconv.Itoa(pos.Column)
		}
	}
	if s == "" {
		return "-"
	}
	return s
}

// Pos is a place in the texts of a FileSet.
type Pos int

const NoPos Pos = 0

func (p Pos) IsValid() bool { return p != NoPos }

// File is a text of a FileSet: where its lines begin.
type File struct {
	name  string
	base  int
	size  int
	lines []int
}

func (f *File) Name() string        { return f.name }
func (f *File) Base() int           { return f.base }
func (f *File) Size() int           { return f.size }
func (f *File) LineCount() int      { return len(f.lines) }
func (f *File) Lines() []int        { return f.lines }
func (f *File) End() Pos            { return Pos(f.base + f.size) }
func (f *File) Pos(offset int) Pos  { return Pos(f.base + min(max(offset, 0), f.size)) }
func (f *File) Offset(p Pos) int    { return min(max(int(p)-f.base, 0), f.size) }
func (f *File) Line(p Pos) int      { return f.Position(p).Line }
func (f *File) LineStart(n int) Pos { return Pos(f.base + f.lines[n-1]) }

// AddLine says that a line begins at offset.
func (f *File) AddLine(offset int) {
	if n := len(f.lines); (n == 0 || f.lines[n-1] < offset) && offset < f.size {
		f.lines = append(f.lines, offset)
	}
}

func (f *File) SetLines(lines []int) bool {
	f.lines = lines
	return true
}

func (f *File) SetLinesForContent(content []byte) {
	f.lines = []int{0}
	for i, b := range content {
		if b == '\n' {
			f.AddLine(i + 1)
		}
	}
}

func (f *File) Position(p Pos) (pos Position) { return f.PositionFor(p, true) }

func (f *File) PositionFor(p Pos, adjusted bool) (pos Position) {
	if p == NoPos {
		return pos
	}
	offset := f.Offset(p)
	i, j := 0, len(f.lines)
	for i < j {
		if m := (i + j) / 2; f.lines[m] <= offset {
			i = m + 1
		} else {
			j = m
		}
	}
	return Position{f.name, offset, i, offset - f.lines[max(i-1, 0)] + 1}
}

// FileSet gives the texts of many files places of their own.
type FileSet struct {
	base  int
	files []*File
}

func NewFileSet() *FileSet { return &FileSet{base: 1} }

func (s *FileSet) Base() int { return s.base }

func (s *FileSet) AddFile(filename string, base, size int) *File {
	if base < 0 {
		base = s.base
	}
	f := &File{filename, base, size, []int{0}}
	s.base = base + size + 1
	s.files = append(s.files, f)
	return f
}

func (s *FileSet) File(p Pos) *File {
	for _, f := range s.files {
		if f.base <= int(p) && int(p) <= f.base+f.size {
			return f
		}
	}
	return nil
}

func (s *FileSet) Iterate(yield func(*File) bool) {
	for _, f := range s.files {
		if !yield(f) {
			break
		}
	}
}

func (s *FileSet) Position(p Pos) (pos Position) { return s.PositionFor(p, true) }

func (s *FileSet) PositionFor(p Pos, adjusted bool) (pos Position) {
	if f := s.File(p); f != nil && p != NoPos {
		return f.Position(p)
	}
	return pos
}
