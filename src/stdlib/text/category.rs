//! Unicode's general categories. The table is made by `build.rs` from `categories.txt`.

include!(concat!(env!("OUT_DIR"), "/categories.rs"));

/// The category of a character, as `Lu`; empty for what is not assigned, and for private use.
pub fn category(c: char) -> &'static str {
    let c = c as u32;
    let entry = INDEX.partition_point(|e| e.0 <= c).saturating_sub(1);
    let (mut at, start) = INDEX[entry];
    let mut rest = &RUNS[start as usize..];
    while let Some((&number, after)) = rest.split_first() {
        let (length, after) = length(after);
        at += length;
        if c < at {
            return NAMES.get((number as usize).wrapping_sub(1)).copied().unwrap_or("");
        }
        rest = after;
    }
    ""
}

/// All characters of a category (`Lu`) or of several (`L`), as runs of first and last.
pub fn runs(of: &str) -> Vec<[u32; 2]> {
    let (mut out, mut at, mut rest): (Vec<[u32; 2]>, _, _) = (vec![], 0, RUNS);
    while let Some((&number, after)) = rest.split_first() {
        let (length, after) = length(after);
        let name = NAMES.get((number as usize).wrapping_sub(1)).copied().unwrap_or("");
        if !name.is_empty() && name.starts_with(of) {
            match out.last_mut() {
                Some(last) if last[1] + 1 == at => last[1] += length,
                _ => out.push([at, at + length - 1]),
            }
        }
        at += length;
        rest = after;
    }
    out
}

/// A number of seven bits a byte, the least first, and what follows it.
fn length(bytes: &[u8]) -> (u32, &[u8]) {
    let (mut n, mut shift) = (0, 0);
    for (i, &b) in bytes.iter().enumerate() {
        n |= u32::from(b & 0x7f) << shift;
        shift += 7;
        if b < 0x80 {
            return (n, &bytes[i + 1..]);
        }
    }
    (n, &[])
}

/// As `unicode.IsLetter`.
pub fn is_letter(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphabetic(),
        false => category(c).starts_with('L'),
    }
}

/// As `unicode.IsPrint`: everything that leaves ink, and the plain space.
pub fn is_print(c: char) -> bool {
    match c.is_ascii() {
        true => (' '..='~').contains(&c),
        false => category(c).starts_with(['L', 'M', 'N', 'P', 'S']),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_their_categories() {
        let some =
            [('A', "Lu"), ('é', "Ll"), ('ǅ', "Lt"), ('日', "Lo"), ('\u{301}', "Mn"), ('٣', "Nd")];
        let more = [
            ('€', "Sc"),
            ('😀', "So"),
            (' ', "Zs"),
            ('\n', "Cc"),
            ('\u{e000}', ""),
            ('\u{10ffff}', ""),
        ];
        for (c, name) in some.into_iter().chain(more) {
            assert_eq!(category(c), name, "{c:?}");
        }
        assert_eq!(runs("Nd")[0], [0x30, 0x39]);
        assert!(runs("X").is_empty());
    }
}
