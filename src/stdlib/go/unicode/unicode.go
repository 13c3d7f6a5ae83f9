// Package unicode classifies characters. The classes are the machine's own.
package unicode

const (
	MaxRune         = '\U0010FFFF'
	ReplacementChar = '\uFFFD'
	MaxASCII        = '\u007F'
	MaxLatin1       = '\u00FF'
)

const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

func IsLetter(r rune) bool
func IsUpper(r rune) bool
func IsLower(r rune) bool
func IsTitle(r rune) bool
func IsDigit(r rune) bool
func IsNumber(r rune) bool
func IsSpace(r rune) bool
func IsControl(r rune) bool
func IsPunct(r rune) bool
func IsSymbol(r rune) bool
func IsMark(r rune) bool
func IsGraphic(r rune) bool
func IsPrint(r rune) bool
func ToUpper(r rune) rune
func ToLower(r rune) rune
func ToTitle(r rune) rune
func SimpleFold(r rune) rune

// inCategory says whether the category of r is the one of that name, or begins with it.
func inCategory(name string, r rune) bool

func To(_case int, r rune) rune {
	switch _case {
	case UpperCase:
		return ToUpper(r)
	case LowerCase:
		return ToLower(r)
	case TitleCase:
		return ToTitle(r)
	}
	return ReplacementChar
}

// Range16 is a range of characters.
type Range16 struct {
	Lo, Hi, Stride uint16
}

// Range32 is a range of characters.
type Range32 struct {
	Lo, Hi, Stride uint32
}

// RangeTable is a set of characters: listed ones, or a class of the machine's.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int
	class       func(rune) bool
	category    string
}

func Is(t *RangeTable, r rune) bool {
	if t.class != nil {
		return t.class(r)
	}
	if t.category != "" {
		return inCategory(t.category, r)
	}
	for _, x := range t.R16 {
		if uint32(x.Lo) <= uint32(r) && uint32(r) <= uint32(x.Hi) {
			return x.Stride <= 1 || (uint32(r)-uint32(x.Lo))%uint32(x.Stride) == 0
		}
	}
	for _, x := range t.R32 {
		if x.Lo <= uint32(r) && uint32(r) <= x.Hi {
			return x.Stride <= 1 || (uint32(r)-x.Lo)%x.Stride == 0
		}
	}
	return false
}

func In(r rune, tables ...*RangeTable) bool {
	for _, t := range tables {
		if Is(t, r) {
			return true
		}
	}
	return false
}

func IsOneOf(tables []*RangeTable, r rune) bool { return In(r, tables...) }

var (
	L      = &RangeTable{category: "L"}
	Letter = L
	Lu     = &RangeTable{category: "Lu"}
	Upper  = Lu
	Ll     = &RangeTable{category: "Ll"}
	Lower  = Ll
	Lt     = &RangeTable{category: "Lt"}
	Title  = Lt
	Lm     = &RangeTable{category: "Lm"}
	Lo     = &RangeTable{category: "Lo"}
	M      = &RangeTable{category: "M"}
	Mark   = M
	Mc     = &RangeTable{category: "Mc"}
	Me     = &RangeTable{category: "Me"}
	Mn     = &RangeTable{category: "Mn"}
	N      = &RangeTable{category: "N"}
	Number = N
	Nd     = &RangeTable{category: "Nd"}
	Digit  = Nd
	Nl     = &RangeTable{category: "Nl"}
	No     = &RangeTable{category: "No"}
	P      = &RangeTable{category: "P"}
	Punct  = P
	Pc     = &RangeTable{category: "Pc"}
	Pd     = &RangeTable{category: "Pd"}
	Pe     = &RangeTable{category: "Pe"}
	Pf     = &RangeTable{category: "Pf"}
	Pi     = &RangeTable{category: "Pi"}
	Po     = &RangeTable{category: "Po"}
	Ps     = &RangeTable{category: "Ps"}
	S      = &RangeTable{category: "S"}
	Symbol = S
	Sc     = &RangeTable{category: "Sc"}
	Sk     = &RangeTable{category: "Sk"}
	Sm     = &RangeTable{category: "Sm"}
	So     = &RangeTable{category: "So"}
	C      = &RangeTable{category: "C"}
	Other  = C
	Cc     = &RangeTable{category: "Cc"}
	Cf     = &RangeTable{category: "Cf"}
	Z      = &RangeTable{category: "Z"}
	Zl     = &RangeTable{category: "Zl"}
	Zp     = &RangeTable{category: "Zp"}
	Zs     = &RangeTable{category: "Zs"}

	Space = &RangeTable{class: IsSpace}

	White_Space = Space

	Latin = &RangeTable{R16: []Range16{
		{0x41, 0x5a, 1}, {0x61, 0x7a, 1}, {0xaa, 0xaa, 1}, {0xba, 0xba, 1}, {0xc0, 0xd6, 1}, {0xd8, 0xf6, 1},
		{0xf8, 0x2b8, 1}, {0x2e0, 0x2e4, 1}, {0x1e00, 0x1eff, 1}, {0xff21, 0xff3a, 1}, {0xff41, 0xff5a, 1},
	}}
	Greek    = &RangeTable{R16: []Range16{{0x370, 0x373, 1}, {0x375, 0x377, 1}, {0x37a, 0x37d, 1}, {0x37f, 0x37f, 1}, {0x384, 0x384, 1}, {0x386, 0x386, 1}, {0x388, 0x3e1, 1}, {0x3f0, 0x3ff, 1}, {0x1f00, 0x1ffe, 1}}}
	Cyrillic = &RangeTable{R16: []Range16{{0x400, 0x484, 1}, {0x487, 0x52f, 1}, {0x1c80, 0x1c8a, 1}, {0x2de0, 0x2dff, 1}, {0xa640, 0xa69f, 1}}}
	Hebrew   = &RangeTable{R16: []Range16{{0x591, 0x5c7, 1}, {0x5d0, 0x5ea, 1}, {0x5ef, 0x5f4, 1}}}
	Arabic   = &RangeTable{R16: []Range16{{0x600, 0x604, 1}, {0x606, 0x60b, 1}, {0x60d, 0x61a, 1}, {0x61c, 0x61e, 1}, {0x620, 0x63f, 1}, {0x641, 0x64a, 1}, {0x656, 0x66f, 1}, {0x671, 0x6dc, 1}, {0x6de, 0x6ff, 1}, {0x750, 0x77f, 1}}}
	Thai     = &RangeTable{R16: []Range16{{0xe01, 0xe3a, 1}, {0xe40, 0xe5b, 1}}}
	Hiragana = &RangeTable{R16: []Range16{{0x3041, 0x3096, 1}, {0x309d, 0x309f, 1}}}
	Katakana = &RangeTable{R16: []Range16{{0x30a1, 0x30fa, 1}, {0x30fd, 0x30ff, 1}, {0x31f0, 0x31ff, 1}, {0xff66, 0xff6f, 1}, {0xff71, 0xff9d, 1}}}
	Hangul   = &RangeTable{R16: []Range16{{0x1100, 0x11ff, 1}, {0x3131, 0x318e, 1}, {0xac00, 0xd7a3, 1}}}
	Han      = &RangeTable{
		R16: []Range16{{0x2e80, 0x2e99, 1}, {0x2e9b, 0x2ef3, 1}, {0x2f00, 0x2fd5, 1}, {0x3005, 0x3007, 2}, {0x3021, 0x3029, 1}, {0x3038, 0x303b, 1}, {0x3400, 0x4dbf, 1}, {0x4e00, 0x9fff, 1}, {0xf900, 0xfa6d, 1}, {0xfa70, 0xfad9, 1}},
		R32: []Range32{{0x20000, 0x2a6df, 1}, {0x2a700, 0x2ebe0, 1}, {0x2f800, 0x2fa1d, 1}, {0x30000, 0x323af, 1}},
	}
)

// Categories and Scripts are the tables above by their names.
var (
	Categories = map[string]*RangeTable{
		"L": L, "Lu": Lu, "Ll": Ll, "Lt": Lt, "Lm": Lm, "Lo": Lo, "M": M, "Mc": Mc, "Me": Me, "Mn": Mn, "N": N, "Nd": Nd, "Nl": Nl, "No": No, "P": P, "Pc": Pc, "Pd": Pd, "Pe": Pe, "Pf": Pf, "Pi": Pi, "Po": Po, "Ps": Ps, "S": S, "Sc": Sc, "Sk": Sk, "Sm": Sm, "So": So, "C": C, "Cc": Cc, "Cf": Cf, "Z": Z, "Zl": Zl, "Zp": Zp, "Zs": Zs,
	}
	Scripts = map[string]*RangeTable{
		"Latin": Latin, "Greek": Greek, "Cyrillic": Cyrillic, "Hebrew": Hebrew, "Arabic": Arabic, "Thai": Thai,
		"Hiragana": Hiragana, "Katakana": Katakana, "Hangul": Hangul, "Han": Han,
	}
)
