package unicode

// UpperLower in a delta of a CaseRange means that capitals and small letters alternate.
const UpperLower = MaxRune + 1

type d [MaxCase]rune

// CaseRange maps the characters from Lo to Hi to other cases by adding.
type CaseRange struct {
	Lo, Hi uint32
	Delta  d
}

// SpecialCase is what a language does otherwise.
type SpecialCase []CaseRange

var TurkishCase SpecialCase = SpecialCase{
	{'I', 'I', d{0, 'ı' - 'I', 0}},
	{'i', 'i', d{'İ' - 'i', 0, 'İ' - 'i'}},
	{'İ', 'İ', d{0, 'i' - 'İ', 0}},
	{'ı', 'ı', d{'I' - 'ı', 0, 'I' - 'ı'}},
}

var AzeriCase SpecialCase = TurkishCase

func (special SpecialCase) to(_case int, r rune) rune {
	for _, c := range special {
		if rune(c.Lo) > r || r > rune(c.Hi) {
			continue
		}
		if c.Delta[_case] == UpperLower {
			return rune(c.Lo) + (r-rune(c.Lo))&^1 | rune(_case&1)
		}
		return r + c.Delta[_case]
	}
	return To(_case, r)
}

func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r) }
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r) }
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r) }
