//! `strings`, `bytes` and `unicode/utf8`: searching, splitting, replacing. Parts of a text share its memory.

use super::Native;
use super::text::quote::{decode, rune_count};
use super::unicode::simple_fold;
use crate::vm::native::{Call, Flow, Slice};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "strings.Index" => |c| index(c, 2, find),
        "strings.LastIndex" => |c| index(c, 2, rfind),
        "strings.IndexAny" => |c| index(c, 2, find_any),
        "strings.LastIndexAny" => |c| index(c, 2, rfind_any),
        "strings.Count" => |c| index(c, 2, |s, t| Some(count(s, t))),
        "strings.Compare" => |c| compare(c, 2),
        "strings.EqualFold" => |c| equal_fold(c, 2),
        "strings.IndexByte" => |c| index_byte(c, 2, false),
        "strings.LastIndexByte" => |c| index_byte(c, 2, true),
        "strings.ToUpper" => |c| change(c, 2, upper),
        "strings.ToLower" => |c| change(c, 2, lower),
        "strings.ToValidUTF8" => to_valid,
        "strings.TrimSpace" => |c| trim(c, true, true, |_, ch| is_space(ch)),
        "strings.Trim" => |c| trim(c, true, true, holds),
        "strings.TrimLeft" => |c| trim(c, true, false, holds),
        "strings.TrimRight" => |c| trim(c, false, true, holds),
        "strings.Fields" => fields,
        "strings.Join" => join,
        "strings.split" => split,
        "strings.replace" => replace,
        "strings.repeat" => repeat,
        "strings.replacePairs" => replace_pairs,
        "strings.text" | "bytes.text" => |_| Flow::Done,
        "bytes.Index" => |c| index(c, 3, find),
        "bytes.LastIndex" => |c| index(c, 3, rfind),
        "bytes.IndexByte" => |c| index_byte(c, 3, false),
        "bytes.LastIndexByte" => |c| index_byte(c, 3, true),
        "bytes.Count" => |c| index(c, 3, |s, t| Some(count(s, t))),
        "bytes.Compare" => |c| compare(c, 3),
        "bytes.Equal" => |c| {
            let same = c.byte_slice(0) == c.byte_slice(3);
            c.ret_bool(0, same);
            Flow::Done
        },
        "bytes.EqualFold" => |c| equal_fold(c, 3),
        "bytes.ToUpper" => |c| change(c, 3, upper),
        "bytes.ToLower" => |c| change(c, 3, lower),
        "unicode/utf8.RuneCountInString" | "unicode/utf8.RuneCount" => |c| {
            let n = rune_count(c.str_bytes(0));
            c.ret_int(0, n as i64);
            Flow::Done
        },
        "unicode/utf8.ValidString" | "unicode/utf8.Valid" => |c| {
            let ok = std::str::from_utf8(c.str_bytes(0)).is_ok();
            c.ret_bool(0, ok);
            Flow::Done
        },
        "unicode/utf8.DecodeRuneInString" | "unicode/utf8.DecodeRune" => |c| {
            let (ch, n) = decode(c.str_bytes(0));
            rune_result(c, ch, n)
        },
        "unicode/utf8.DecodeLastRuneInString" | "unicode/utf8.DecodeLastRune" => |c| {
            let (ch, n) = decode_last(c.str_bytes(0));
            rune_result(c, ch, n)
        },
        _ => return None,
    })
}

fn rune_result(call: &mut Call<'_>, c: Option<char>, n: usize) -> Flow {
    call.ret_int(0, c.map_or(0xfffd, |c| c as i64));
    call.ret_int(1, n as i64);
    Flow::Done
}

/// The last character and its length.
fn decode_last(s: &[u8]) -> (Option<char>, usize) {
    for n in (1..=s.len().min(4)).rev() {
        let (c, used) = decode(&s[s.len() - n..]);
        if used == n && (c.is_some() || n == 1) {
            return (c, n);
        }
    }
    (None, 0)
}

/// Go's white space.
pub fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Place of `t` in `s`.
pub fn find(s: &[u8], t: &[u8]) -> Option<usize> {
    let Some(&first) = t.first() else { return Some(0) };
    let mut at = 0;
    while at + t.len() <= s.len() {
        let n = s[at..=s.len() - t.len()].iter().position(|&b| b == first)?;
        at += n;
        if s[at..].starts_with(t) {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn rfind(s: &[u8], t: &[u8]) -> Option<usize> {
    (0..=s.len().checked_sub(t.len())?).rev().find(|&i| s[i..].starts_with(t))
}

fn find_any(s: &[u8], set: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at < s.len() {
        let (c, n) = decode(&s[at..]);
        if holds(set, known(c)) {
            return Some(at);
        }
        at += n;
    }
    None
}

fn rfind_any(s: &[u8], set: &[u8]) -> Option<usize> {
    let mut end = s.len();
    while end > 0 {
        let (c, n) = decode_last(&s[..end]);
        end -= n;
        if holds(set, known(c)) {
            return Some(end);
        }
    }
    None
}

/// What is no character counts as U+FFFD.
fn known(c: Option<char>) -> char {
    c.unwrap_or('\u{fffd}')
}

fn holds(set: &[u8], c: char) -> bool {
    let mut at = 0;
    while at < set.len() {
        let (x, n) = decode(&set[at..]);
        if known(x) == c {
            return true;
        }
        at += n;
    }
    false
}

fn count(s: &[u8], t: &[u8]) -> usize {
    if t.is_empty() {
        return rune_count(s) + 1;
    }
    let (mut n, mut at) = (0, 0);
    while let Some(i) = find(&s[at..], t) {
        n += 1;
        at += i + t.len();
    }
    n
}

fn text<'a>(call: &'a Call<'_>, i: usize) -> &'a [u8] {
    call.bytes(call.word(i), call.word(i + 1) as usize)
}

/// A function of two texts that answers a place or -1; `stride` words each.
fn index(call: &mut Call<'_>, stride: usize, f: fn(&[u8], &[u8]) -> Option<usize>) -> Flow {
    let at = f(text(call, 0), text(call, stride));
    call.ret_int(0, at.map_or(-1, |i| i as i64));
    Flow::Done
}

fn index_byte(call: &mut Call<'_>, stride: usize, last: bool) -> Flow {
    let (s, b) = (text(call, 0), call.word(stride) as u8);
    let at = if last { s.iter().rposition(|&x| x == b) } else { s.iter().position(|&x| x == b) };
    call.ret_int(0, at.map_or(-1, |i| i as i64));
    Flow::Done
}

fn compare(call: &mut Call<'_>, stride: usize) -> Flow {
    let order = text(call, 0).cmp(text(call, stride));
    call.ret_int(0, order as i64);
    Flow::Done
}

/// The least of the characters that are the same but for case.
fn fold(c: char) -> char {
    let (mut least, mut next) = (c, simple_fold(c));
    while next != c {
        least = least.min(next);
        next = simple_fold(next);
    }
    least
}

fn equal_fold(call: &mut Call<'_>, stride: usize) -> Flow {
    let (mut s, mut t) = (text(call, 0), text(call, stride));
    let same = loop {
        if s.is_empty() || t.is_empty() {
            break s.is_empty() && t.is_empty();
        }
        let ((a, n), (b, m)) = (decode(s), decode(t));
        if fold(known(a)) != fold(known(b)) {
            break false;
        }
        (s, t) = (&s[n..], &t[m..]);
    };
    call.ret_bool(0, same);
    Flow::Done
}

/// One character in upper case, as `unicode.ToUpper`.
pub fn upper(c: char) -> char {
    match c as u32 {
        // with an iota below: two letters in full, one in Go
        n @ (0x1f80..=0x1f87 | 0x1f90..=0x1f97 | 0x1fa0..=0x1fa7) => {
            char::from_u32(n + 8).unwrap_or(c)
        }
        n @ (0x1fb3 | 0x1fc3 | 0x1ff3) => char::from_u32(n + 9).unwrap_or(c),
        _ => single(c, c.to_uppercase()),
    }
}

/// One character in lower case, as `unicode.ToLower`.
pub fn lower(c: char) -> char {
    if c == 'İ' {
        return 'i';
    }
    single(c, c.to_lowercase())
}

fn single(c: char, mut mapped: impl Iterator<Item = char>) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(m), None) => m,
        _ => c,
    }
}

fn change(call: &mut Call<'_>, stride: usize, f: fn(char) -> char) -> Flow {
    let s = text(call, 0);
    let mut out = Vec::with_capacity(s.len());
    let mut at = 0;
    while at < s.len() {
        let (c, n) = decode(&s[at..]);
        let mut buf = [0; 4];
        out.extend(f(known(c)).encode_utf8(&mut buf).bytes());
        at += n;
    }
    if stride == 2 {
        if out != s {
            call.ret_str(0, &out);
        }
    } else {
        call.ret_bytes(0, &out);
    }
    Flow::Done
}

fn to_valid(call: &mut Call<'_>) -> Flow {
    let (s, new) = (call.str_bytes(0), call.str_bytes(2));
    let mut out = Vec::with_capacity(s.len());
    let (mut at, mut bad) = (0, false);
    while at < s.len() {
        let (c, n) = decode(&s[at..]);
        match c {
            Some(_) => out.extend(&s[at..at + n]),
            None if !bad => out.extend(new),
            None => {}
        }
        bad = c.is_none();
        at += n;
    }
    call.ret_str(0, &out);
    Flow::Done
}

/// Cuts what `f` holds for from the ends; the result shares the argument's memory.
fn trim(call: &mut Call<'_>, left: bool, right: bool, f: fn(&[u8], char) -> bool) -> Flow {
    let (s, set) = (call.str_bytes(0), call.bytes(call.word(2), call.word(3) as usize));
    let (mut from, mut to) = (0, s.len());
    while left && from < to {
        let (c, n) = decode(&s[from..to]);
        if !f(set, known(c)) {
            break;
        }
        from += n;
    }
    while right && from < to {
        let (c, n) = decode_last(&s[from..to]);
        if !f(set, known(c)) {
            break;
        }
        to -= n;
    }
    let addr = call.word(0) + from as u64;
    call.ret(0, addr);
    call.ret(1, (to - from) as u64);
    Flow::Done
}

/// Returns a `[]string` of parts of the text at `base`.
fn ret_parts(call: &mut Call<'_>, base: u64, parts: &[(usize, usize)]) -> Flow {
    if !call.has_room(parts.len() * 16) {
        return call.out_of_memory();
    }
    let n = parts.len();
    let addr =
        if n == 0 { crate::compile::code::ZERO_BASE } else { call.alloc_words(2 * n, false) };
    for (i, &(from, to)) in parts.iter().enumerate() {
        let at = addr + 16 * i as u64;
        call.store(at, if to > from { base + from as u64 } else { 0 });
        call.store(at + 8, (to - from) as u64);
    }
    call.ret_slice(0, Slice { addr, len: n, cap: n });
    Flow::Done
}

fn fields(call: &mut Call<'_>) -> Flow {
    let s = call.str_bytes(0);
    let (mut parts, mut start, mut at) = (Vec::new(), None, 0);
    while at < s.len() {
        let (c, n) = decode(&s[at..]);
        if c.is_some_and(is_space) {
            if let Some(from) = start.take() {
                parts.push((from, at));
            }
        } else if start.is_none() {
            start = Some(at);
        }
        at += n;
    }
    if let Some(from) = start {
        parts.push((from, s.len()));
    }
    let base = call.word(0);
    ret_parts(call, base, &parts)
}

/// `split(s, sep string, save, n int) []string`
fn split(call: &mut Call<'_>) -> Flow {
    let (s, sep) = (call.str_bytes(0), call.str_bytes(2));
    let (save, n) = (call.int(4) as usize, call.int(5));
    if n == 0 {
        call.ret_slice(0, Slice::default());
        return Flow::Done;
    }
    let limit = if n < 0 { usize::MAX } else { n as usize };
    let (mut parts, mut from) = (Vec::new(), 0);
    if sep.is_empty() {
        while from < s.len() && parts.len() + 1 < limit {
            let size = decode(&s[from..]).1;
            parts.push((from, from + size));
            from += size;
        }
        if from < s.len() {
            parts.push((from, s.len()));
        }
    } else {
        while parts.len() + 1 < limit {
            let Some(i) = find(&s[from..], sep) else { break };
            parts.push((from, from + i + save));
            from += i + sep.len();
        }
        parts.push((from, s.len()));
    }
    let base = call.word(0);
    ret_parts(call, base, &parts)
}

/// The strings of a `[]string`.
pub fn strings_of(call: &Call<'_>, s: Slice) -> Vec<(u64, usize)> {
    (0..s.len as u64)
        .map(|i| (call.load(s.addr + 16 * i), call.load(s.addr + 16 * i + 8) as usize))
        .collect()
}

fn join(call: &mut Call<'_>) -> Flow {
    let (parts, sep) = (strings_of(call, call.slice(0)), call.str_bytes(3).to_vec());
    if let [(addr, len)] = parts[..] {
        call.ret(0, addr);
        call.ret(1, len as u64);
        return Flow::Done;
    }
    let total = parts.iter().map(|p| p.1 + sep.len()).sum::<usize>();
    if !call.has_room(total) {
        return call.out_of_memory();
    }
    let mut out = Vec::with_capacity(total);
    for (i, &(addr, len)) in parts.iter().enumerate() {
        if i > 0 {
            out.extend(&sep);
        }
        out.extend(call.bytes(addr, len));
    }
    call.ret_str(0, &out);
    Flow::Done
}

/// `replace(s, old, new string, n int) string`
fn replace(call: &mut Call<'_>) -> Flow {
    let (s, old, new) = (call.str_bytes(0), call.str_bytes(2), call.str_bytes(4));
    let n = call.int(6);
    let times = count(s, old);
    let times = if n < 0 { times } else { times.min(n as usize) };
    if times == 0 || old == new {
        return Flow::Done; // the text itself stands in the result's place
    }
    if !call.has_room(s.len() + times.saturating_mul(new.len())) {
        return call.out_of_memory();
    }
    let mut out = Vec::with_capacity(s.len());
    let mut from = 0;
    for i in 0..times {
        let mut at = from;
        if old.is_empty() {
            at += if i > 0 { decode(&s[from..]).1 } else { 0 };
        } else {
            at += find(&s[from..], old).unwrap_or(0);
        }
        out.extend(&s[from..at]);
        out.extend(new);
        from = at + old.len();
    }
    out.extend(&s[from..]);
    call.ret_str(0, &out);
    Flow::Done
}

fn repeat(call: &mut Call<'_>) -> Flow {
    let (s, n) = (call.str_bytes(0), call.word(2) as usize);
    let Some(total) = s.len().checked_mul(n).filter(|&t| call.has_room(t)) else {
        return call.out_of_memory();
    };
    let mut out = Vec::with_capacity(total);
    for _ in 0..if s.is_empty() { 0 } else { n } {
        out.extend(s);
    }
    call.ret_str(0, &out);
    Flow::Done
}

/// `replacePairs(s string, pairs []string) string`
fn replace_pairs(call: &mut Call<'_>) -> Flow {
    let s = call.str_bytes(0);
    let pairs = strings_of(call, call.slice(2));
    let pairs: Vec<(&[u8], &[u8])> = pairs
        .chunks_exact(2)
        .map(|p| (call.bytes(p[0].0, p[0].1), call.bytes(p[1].0, p[1].1)))
        .collect();
    let mut out = Vec::with_capacity(s.len());
    // Two empty matches do not follow each other.
    let (mut at, mut was_empty) = (0, false);
    while at <= s.len() {
        let rest = &s[at..];
        let hit =
            pairs.iter().find(|(old, _)| rest.starts_with(old) && !(old.is_empty() && was_empty));
        was_empty = hit.is_some_and(|(old, _)| old.is_empty());
        if let Some((old, new)) = hit {
            out.extend(*new);
            at += old.len();
        } else {
            out.extend(rest.first());
            at += 1;
        }
    }
    call.ret_str(0, &out);
    Flow::Done
}
