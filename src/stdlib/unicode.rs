//! `unicode`: classes of characters, and their other cases.

use super::Native;
use super::strings::{is_space, lower, upper};
use super::text::category::{category, is_letter, is_print, runs};
use crate::vm::native::{Call, Flow, Slice};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "unicode.IsLetter" => |c| class(c, is_letter),
        "unicode.IsUpper" => |c| class(c, |ch| category(ch) == "Lu"),
        "unicode.IsLower" => |c| class(c, |ch| category(ch) == "Ll"),
        "unicode.IsTitle" => |c| class(c, |ch| category(ch) == "Lt"),
        "unicode.IsDigit" => |c| class(c, |ch| category(ch) == "Nd"),
        "unicode.IsNumber" => |c| class(c, |ch| category(ch).starts_with('N')),
        "unicode.IsSpace" => |c| class(c, |ch| is_space(ch) && ch != '\u{1c}'),
        "unicode.IsControl" => |c| class(c, char::is_control),
        "unicode.IsPunct" => |c| class(c, |ch| category(ch).starts_with('P')),
        "unicode.IsSymbol" => |c| class(c, |ch| category(ch).starts_with('S')),
        "unicode.IsMark" => |c| class(c, |ch| category(ch).starts_with('M')),
        "unicode.IsGraphic" => |c| class(c, |ch| is_print(ch) || category(ch) == "Zs"),
        "unicode.IsPrint" => |c| class(c, is_print),
        "unicode.ToUpper" => |c| map(c, upper),
        "unicode.ToTitle" => |c| map(c, title),
        "unicode.ToLower" => |c| map(c, lower),
        "unicode.SimpleFold" => |c| map(c, simple_fold),
        "unicode.inCategory" => |c| {
            let of = u32::try_from(c.word(2)).ok().and_then(char::from_u32).map_or("", category);
            let yes = !of.is_empty() && of.as_bytes().starts_with(c.str_bytes(0));
            c.ret_bool(0, yes);
            Flow::Done
        },
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

/// As `unicode.ToTitle`: the capital, but for letters that are two, and for Georgian.
fn title(c: char) -> char {
    match c {
        'Ǆ'..='ǆ' => 'ǅ',
        'Ǉ'..='ǉ' => 'ǈ',
        'Ǌ'..='ǌ' => 'ǋ',
        'Ǳ'..='ǳ' => 'ǲ',
        '\u{10d0}'..='\u{10fa}' | '\u{10fd}'..='\u{10ff}' => c,
        _ => upper(c),
    }
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
pub(super) fn simple_fold(c: char) -> char {
    if let Some(group) = FOLDS.split(' ').find(|g| g.contains(c)) {
        let next = group.chars().find(|&g| g > c);
        return next.or(group.chars().next()).unwrap_or(c);
    }
    if lower(c) != c { lower(c) } else { upper(c) }
}

/// `spans(class string) []rune`: the characters of a general category (`L`, `Lu`, …), as pairs of the first
/// and last of each run; nil for an unknown one.
fn spans(call: &mut Call<'_>) -> Flow {
    let name = call.string(0);
    let runs = if name.is_empty() { vec![] } else { runs(&name) };
    let n = 2 * runs.len();
    let addr = if n == 0 { 0 } else { call.alloc_words(n, true) };
    for (i, c) in runs.into_iter().flatten().enumerate() {
        call.store(addr + 8 * i as u64, u64::from(c));
    }
    call.ret_slice(0, Slice { addr, len: n, cap: n });
    Flow::Done
}
