// unicode: classes, cases and folding of characters of many scripts.
package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	classes := []func(rune) bool{unicode.IsLetter, unicode.IsUpper, unicode.IsLower, unicode.IsTitle, unicode.IsDigit, unicode.IsNumber, unicode.IsSpace, unicode.IsPunct, unicode.IsSymbol, unicode.IsMark, unicode.IsControl, unicode.IsPrint, unicode.IsGraphic}
	for _, r := range "aZ5 _-+$\n\u00a0éßÆǅΩжאبกあア漢한½Ⅷ٣€«»…—\u0301\u200d😀🇳\u0378\ue000٪‿⸮〜\u0903\u1fb3\u0660¹ªº²₂\u2028" {
		bits := ""
		for _, f := range classes {
			if f(r) {
				bits += "1"
			} else {
				bits += "0"
			}
		}
		fmt.Printf("%U %s %q %c%c%c %U\n", r, bits, r, unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.SimpleFold(r))
	}
	for _, r := range "AKkſsΣσςẞßǄǅǆ1İı" {
		fmt.Print(string(r), ":")
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			fmt.Print(string(f))
		}
		fmt.Print(" ")
	}
	fmt.Println(strings.EqualFold("Straße K", "STRAẞE \u212a"), unicode.Is(unicode.Han, '漢'), unicode.In('ж', unicode.Latin, unicode.Cyrillic))
}

// Output:
// U+0061 1010000000011 'a' AaA U+0041
// U+005A 1100000000011 'Z' ZzZ U+007A
// U+0035 0000110000011 '5' 555 U+0035
// U+0020 0000001000011 ' '     U+0020
// U+005F 0000000100011 '_' ___ U+005F
// U+002D 0000000100011 '-' --- U+002D
// U+002B 0000000010011 '+' +++ U+002B
// U+0024 0000000010011 '$' $$$ U+0024
// U+000A 0000001000100 '\n' 
//
//
//  U+000A
// U+00A0 0000001000001 '\u00a0'     U+00A0
// U+00E9 1010000000011 'é' ÉéÉ U+00C9
// U+00DF 1010000000011 'ß' ßßß U+1E9E
// U+00C6 1100000000011 'Æ' ÆæÆ U+00E6
// U+01C5 1001000000011 'ǅ' Ǆǆǅ U+01C6
// U+03A9 1100000000011 'Ω' ΩωΩ U+03C9
// U+0436 1010000000011 'ж' ЖжЖ U+0416
// U+05D0 1000000000011 'א' אאא U+05D0
// U+0628 1000000000011 'ب' ببب U+0628
// U+0E01 1000000000011 'ก' กกก U+0E01
// U+3042 1000000000011 'あ' あああ U+3042
// U+30A2 1000000000011 'ア' アアア U+30A2
// U+6F22 1000000000011 '漢' 漢漢漢 U+6F22
// U+D55C 1000000000011 '한' 한한한 U+D55C
// U+00BD 0000010000011 '½' ½½½ U+00BD
// U+2167 0000010000011 'Ⅷ' ⅧⅷⅧ U+2177
// U+0663 0000110000011 '٣' ٣٣٣ U+0663
// U+20AC 0000000010011 '€' €€€ U+20AC
// U+00AB 0000000100011 '«' ««« U+00AB
// U+00BB 0000000100011 '»' »»» U+00BB
// U+2026 0000000100011 '…' ……… U+2026
// U+2014 0000000100011 '—' ——— U+2014
// U+0301 0000000001011 '́' ́́́ U+0301
// U+200D 0000000000000 '\u200d' ‍‍‍ U+200D
// U+1F600 0000000010011 '😀' 😀😀😀 U+1F600
// U+1F1F3 0000000010011 '🇳' 🇳🇳🇳 U+1F1F3
// U+0378 0000000000000 '\u0378' ͸͸͸ U+0378
// U+E000 0000000000000 '\ue000'  U+E000
// U+066A 0000000100011 '٪' ٪٪٪ U+066A
// U+203F 0000000100011 '‿' ‿‿‿ U+203F
// U+2E2E 0000000100011 '⸮' ⸮⸮⸮ U+2E2E
// U+301C 0000000100011 '〜' 〜〜〜 U+301C
// U+0903 0000000001011 'ः' ःःः U+0903
// U+1FB3 1010000000011 'ᾳ' ᾼᾳᾼ U+1FBC
// U+0660 0000110000011 '٠' ٠٠٠ U+0660
// U+00B9 0000010000011 '¹' ¹¹¹ U+00B9
// U+00AA 1000000000011 'ª' ªªª U+00AA
// U+00BA 1000000000011 'º' ººº U+00BA
// U+00B2 0000010000011 '²' ²²² U+00B2
// U+2082 0000010000011 '₂' ₂₂₂ U+2082
// U+2028 0000001000000 '\u2028'     U+2028
// A:a K:kK k:KK ſ:Ss s:ſS Σ:ςσ σ:Σς ς:σΣ ẞ:ß ß:ẞ Ǆ:ǅǆ ǅ:ǆǄ ǆ:Ǆǅ 1: İ: ı: true true true
