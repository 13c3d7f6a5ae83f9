//! The directives of a format string, as fmt reads them.

/// `%[1]-5.2d` and its like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directive {
    /// Bytes of the format string.
    pub start: usize,
    pub end: usize,
    pub flags: String,
    /// Arguments of `*`, counted from 0 after the format string.
    pub stars: Vec<usize>,
    /// The verb's argument; `None` for `%%`.
    pub arg: Option<usize>,
    /// Has `[n]` somewhere.
    pub indexed: bool,
    pub verb: char,
}

/// Reads a format string; an error is in predicate form, as vet says it.
pub(super) fn parse(format: &str) -> Result<Vec<Directive>, String> {
    let b = format.as_bytes();
    let mut out = vec![];
    let mut next = 0usize;
    let mut i = 0;
    while let Some(off) = format.get(i..).and_then(|s| s.find('%')) {
        let start = i + off;
        let mut p = Scan { b, format, start, i: start + 1, next, indexed: false, pending: false };
        let mut flags = String::new();
        while let Some(c @ (b'#' | b'0' | b'+' | b'-' | b' ')) = b.get(p.i).copied() {
            flags.push(c as char);
            p.i += 1;
        }
        let mut stars = vec![];
        p.index()?;
        p.number(&mut stars);
        if b.get(p.i) == Some(&b'.') {
            p.i += 1;
            p.index()?;
            p.number(&mut stars);
        }
        if !p.pending {
            p.index()?;
        }
        let Some(verb) = format.get(p.i..).and_then(|s| s.chars().next()) else {
            return Err(format!("format {} is missing verb at end of string", &format[start..]));
        };
        p.i += verb.len_utf8();
        let arg = (verb != '%').then_some(p.next);
        next = p.next + usize::from(arg.is_some());
        i = p.i;
        out.push(Directive { start, end: i, flags, stars, arg, indexed: p.indexed, verb });
    }
    Ok(out)
}

struct Scan<'a> {
    b: &'a [u8],
    format: &'a str,
    start: usize,
    i: usize,
    next: usize,
    indexed: bool,
    /// An index was read that no `*` has taken.
    pending: bool,
}

impl Scan<'_> {
    /// `[n]`
    fn index(&mut self) -> Result<(), String> {
        if self.b.get(self.i) != Some(&b'[') {
            return Ok(());
        }
        let rest = &self.format[self.i + 1..];
        let Some(end) = rest.find(']') else {
            let text = &self.format[self.start..];
            return Err(format!("format {text} is missing closing ]"));
        };
        let n: Option<i32> = rest[..end].parse().ok().filter(|&n| n > 0);
        self.i += end + 2;
        self.indexed = true;
        self.pending = true;
        match n {
            Some(n) => self.next = n as usize - 1,
            None => {
                return Err(format!("format has invalid argument index [{}]", &rest[..end]));
            }
        }
        Ok(())
    }

    /// Digits or `*`.
    fn number(&mut self, stars: &mut Vec<usize>) {
        if self.b.get(self.i) == Some(&b'*') {
            self.i += 1;
            self.pending = false;
            stars.push(self.next);
            self.next += 1;
            return;
        }
        while self.b.get(self.i).is_some_and(u8::is_ascii_digit) {
            self.i += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives() {
        let d = parse("a %d %-5.2f%% %[1]*x").unwrap_or_default();
        let verbs: String = d.iter().map(|d| d.verb).collect();
        assert_eq!(verbs, "df%x");
        assert_eq!(d[0].arg, Some(0));
        assert_eq!((d[1].arg, d[1].flags.as_str()), (Some(1), "-"));
        assert_eq!(d[2].arg, None);
        assert_eq!((d[3].stars.clone(), d[3].arg), (vec![0], Some(1)));
        assert!(parse("100%").is_err());
    }
}
