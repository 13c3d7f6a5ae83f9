//! `unicode`: classes of characters, from the tables that Rust has.

use super::Native;
use super::strings::{is_space, lower, upper};
use super::text::quote::is_print;
use crate::vm::native::{Call, Flow, Slice};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "unicode.IsLetter" => |c| class(c, is_letter),
        "unicode.IsUpper" => |c| class(c, is_upper),
        "unicode.IsLower" => |c| class(c, is_lower),
        "unicode.IsTitle" => |c| class(c, is_title),
        "unicode.IsDigit" => |c| class(c, is_digit),
        "unicode.IsNumber" => |c| class(c, char::is_numeric),
        "unicode.IsSpace" => |c| class(c, |ch| is_space(ch) && ch != '\u{1c}'),
        "unicode.IsControl" => |c| class(c, char::is_control),
        "unicode.IsPunct" => |c| class(c, is_punct),
        "unicode.IsSymbol" => |c| class(c, is_symbol),
        "unicode.IsMark" => |c| class(c, is_mark),
        "unicode.IsGraphic" => |c| class(c, |ch| is_print(ch) || is_space(ch) && ch > '\u{9f}'),
        "unicode.IsPrint" => |c| class(c, is_print),
        "unicode.ToUpper" | "unicode.ToTitle" => |c| map(c, upper),
        "unicode.ToLower" => |c| map(c, lower),
        "unicode.SimpleFold" => |c| map(c, simple_fold),
        "regexp.spans" => spans,
        _ => return None,
    })
}

fn class(call: &mut Call<'_>, f: fn(char) -> bool) -> Flow {
    let yes = u32::try_from(call.word(0)).ok().and_then(char::from_u32).is_some_and(f);
    call.ret_bool(0, yes);
    Flow::Done
}

fn map(call: &mut Call<'_>, f: fn(char) -> char) -> Flow {
    if let Some(c) = u32::try_from(call.word(0)).ok().and_then(char::from_u32) {
        call.ret(0, f(c) as u64);
    }
    Flow::Done
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_mark(c) && !c.is_numeric()
}

fn is_upper(c: char) -> bool {
    c.is_uppercase() && !c.is_numeric()
}

fn is_lower(c: char) -> bool {
    c.is_lowercase() && !c.is_numeric() && c != 'ª' && c != 'º'
}

fn is_title(c: char) -> bool {
    matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ')
}

/// Decimal digits: numeric characters that count from 0 to 9 in a row.
fn is_digit(c: char) -> bool {
    const ZEROS: [u32; 22] = [
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
        0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0xff10,
    ];
    ZEROS.iter().any(|&z| (z..z + 10).contains(&(c as u32)))
}

fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5bd | 0x610..=0x61a | 0x64b..=0x65f
        | 0x900..=0x903 | 0x93a..=0x93c | 0x93e..=0x94f | 0xe31 | 0xe34..=0xe3a | 0xe47..=0xe4e
        | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20f0 | 0x3099..=0x309a | 0xfe00..=0xfe0f
        | 0xfe20..=0xfe2f | 0xe0100..=0xe01ef)
}

fn is_punct(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation() && !is_symbol(c);
    }
    matches!(c as u32, 0xa1 | 0xa7 | 0xab | 0xb6 | 0xb7 | 0xbb | 0xbf | 0x37e | 0x387 | 0x55a..=0x55f | 0x589..=0x58a
        | 0x5be | 0x60c | 0x61b | 0x61f | 0x964..=0x965 | 0x2010..=0x2027 | 0x2030..=0x2043 | 0x2045..=0x2051
        | 0x2053..=0x205e | 0x207d..=0x207e | 0x2308..=0x230b | 0x2329..=0x232a | 0x2768..=0x2775 | 0x27e6..=0x27ef
        | 0x2983..=0x2998 | 0x2e00..=0x2e5d | 0x3001..=0x3003 | 0x3008..=0x3011 | 0x3014..=0x301f | 0x3030 | 0x303d
        | 0x30a0 | 0x30fb | 0xfe10..=0xfe19 | 0xfe30..=0xfe52 | 0xff01..=0xff03 | 0xff05..=0xff0a | 0xff0c..=0xff0f
        | 0xff1a..=0xff1b | 0xff1f..=0xff20 | 0xff3b..=0xff3d | 0xff3f | 0xff5b | 0xff5d | 0xff5f..=0xff65)
}

fn is_symbol(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '$' | '+' | '<' | '=' | '>' | '^' | '`' | '|' | '~');
    }
    matches!(c as u32, 0xa2..=0xa6 | 0xa8 | 0xa9 | 0xac | 0xae..=0xb1 | 0xb4 | 0xb8 | 0xd7 | 0xf7 | 0x2c2..=0x2c5
        | 0x2d2..=0x2df | 0x3f6 | 0x2044 | 0x2052 | 0x207a..=0x207c | 0x208a..=0x208c | 0x20a0..=0x20c0
        | 0x2100..=0x2101 | 0x2103..=0x2106 | 0x2108..=0x2109 | 0x2114 | 0x2116..=0x2118 | 0x211e..=0x2123
        | 0x2190..=0x2307 | 0x230c..=0x2328 | 0x232b..=0x2426 | 0x2440..=0x244a | 0x249c..=0x24e9
        | 0x2500..=0x2767 | 0x2794..=0x27c4 | 0x27c7..=0x27e5 | 0x27f0..=0x2982 | 0x2999..=0x29d7 | 0x29dc..=0x29fb
        | 0x29fe..=0x2b73 | 0x2b76..=0x2bff | 0x3004 | 0x3012..=0x3013 | 0x3020 | 0x309b..=0x309c | 0xfb29
        | 0xff04 | 0xff0b | 0xff1c..=0xff1e | 0xff3e | 0xff40 | 0xff5c | 0xff5e | 0xffe0..=0xffe6
        | 0x1f000..=0x1faff)
}

/// Characters that are one but for case, where it is not just a small and a capital one, each group from
/// its least.
#[rustfmt::skip]
const FOLDS: &str = "Kk\u{212a} Ss\u{17f} \u{df}\u{1e9e} \u{c5}\u{e5}\u{212b} \u{130} \u{131} \
    \u{1c4}\u{1c5}\u{1c6} \u{1c7}\u{1c8}\u{1c9} \u{1ca}\u{1cb}\u{1cc} \u{1f1}\u{1f2}\u{1f3} \
    \u{390}\u{1fd3} \u{3a3}\u{3c2}\u{3c3} \u{3b0}\u{1fe3} \u{392}\u{3b2}\u{3d0} \
    \u{395}\u{3b5}\u{3f5} \u{398}\u{3b8}\u{3d1}\u{3f4} \u{345}\u{399}\u{3b9}\u{1fbe} \
    \u{39a}\u{3ba}\u{3f0} \u{b5}\u{39c}\u{3bc} \u{3a0}\u{3c0}\u{3d6} \u{3a1}\u{3c1}\u{3f1} \
    \u{3a6}\u{3c6}\u{3d5} \u{3a9}\u{3c9}\u{2126} \u{412}\u{432}\u{1c80} \u{414}\u{434}\u{1c81} \
    \u{41e}\u{43e}\u{1c82} \u{421}\u{441}\u{1c83} \u{422}\u{442}\u{1c84}\u{1c85} \
    \u{42a}\u{44a}\u{1c86} \u{462}\u{463}\u{1c87} \u{1e60}\u{1e61}\u{1e9b} \
    \u{1c88}\u{a64a}\u{a64b} \u{fb05}\u{fb06}";

/// The next greater character that is the same but for case, after the greatest the least.
fn simple_fold(c: char) -> char {
    if let Some(group) = FOLDS.split(' ').find(|g| g.contains(c)) {
        let next = group.chars().find(|&g| g > c);
        return next.or(group.chars().next()).unwrap_or(c);
    }
    if lower(c) != c { lower(c) } else { upper(c) }
}

/// `spans(class string) []rune`: the characters of a general category (`L`, `Lu`, …), as pairs of the first
/// and last of each run; nil for an unknown one.
fn spans(call: &mut Call<'_>) -> Flow {
    let is: fn(char) -> bool = match call.str_bytes(0) {
        b"L" => is_letter,
        b"Lu" => is_upper,
        b"Ll" => is_lower,
        b"Lt" => is_title,
        b"N" => char::is_numeric,
        b"Nd" => is_digit,
        b"P" => is_punct,
        b"S" => is_symbol,
        b"M" | b"Mn" => is_mark,
        b"Z" => |c| is_space(c) && c > '\u{1f}' && c != '\u{85}',
        b"Zs" => {
            |c| is_space(c) && c > '\u{1f}' && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
        }
        b"Cc" => char::is_control,
        _ => |_| false,
    };
    let mut runs: Vec<[u32; 2]> = Vec::new();
    // nothing but private use and tags lies beyond
    for c in (0..0x3_2000).filter_map(char::from_u32).filter(|&c| is(c)) {
        match runs.last_mut() {
            Some(last) if last[1] + 1 == c as u32 => last[1] += 1,
            _ => runs.push([c as u32; 2]),
        }
    }
    let n = 2 * runs.len();
    let addr = if n == 0 { 0 } else { call.alloc_words(n, true) };
    for (i, c) in runs.into_iter().flatten().enumerate() {
        call.store(addr + 8 * i as u64, u64::from(c));
    }
    call.ret_slice(0, Slice { addr, len: n, cap: n });
    Flow::Done
}
