//! Directives of a format: `%[2]*.3d` and the like, taken apart without the operands' values.

use crate::stdlib::text::quote::decode;

/// Flags of a directive.
#[derive(Clone, Copy, Default, Debug)]
pub struct Flags {
    /// `-`
    pub minus: bool,
    /// `+`
    pub plus: bool,
    /// `#`
    pub sharp: bool,
    /// A space.
    pub space: bool,
    /// `0`
    pub zero: bool,
    /// `+` of `%+v`.
    pub plus_v: bool,
    /// `#` of `%#v`.
    pub sharp_v: bool,
    /// Minimal width.
    pub wid: Option<usize>,
    /// Precision.
    pub prec: Option<usize>,
}

/// A number in a directive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Number {
    /// None.
    Absent,
    /// Written in the format.
    Is(usize),
    /// The value of an operand; `None`: there is none.
    Arg(Option<usize>),
}

/// One directive.
#[derive(Debug)]
pub struct Directive {
    /// Flags as written.
    pub flags: Flags,
    /// Width.
    pub wid: Number,
    /// Precision.
    pub prec: Number,
    /// The verb; NUL when the format ends before it.
    pub verb: char,
    /// Its operand.
    pub arg: Option<usize>,
    /// An index that is no operand's.
    pub bad_index: bool,
    /// Where the text before it begins, and ends.
    pub text: (usize, usize),
}

/// What follows the last directive.
pub struct Rest {
    /// Where the closing text begins.
    pub text: usize,
    /// The first operand that was not used; `None` when operands were taken by index.
    pub extra: Option<usize>,
}

struct Scan<'a> {
    s: &'a [u8],
    i: usize,
    arg: usize,
    count: usize,
    reordered: bool,
    after_index: bool,
    good: bool,
}

const MAX_NUMBER: usize = 1_000_000;

impl Scan<'_> {
    fn number(&mut self) -> Option<usize> {
        let mut n = None;
        while let Some(d) = self.s.get(self.i).filter(|b| b.is_ascii_digit()) {
            let so_far = n.unwrap_or(0);
            if so_far > MAX_NUMBER {
                self.i = self.s.len();
                return None;
            }
            n = Some(so_far * 10 + usize::from(d - b'0'));
            self.i += 1;
        }
        n
    }

    /// `[n]`
    fn index(&mut self) {
        self.after_index = false;
        if self.s.get(self.i) != Some(&b'[') {
            return;
        }
        self.reordered = true;
        let rest = &self.s[self.i..];
        let end = rest.iter().position(|&b| b == b']').filter(|_| rest.len() >= 3);
        let Some(len) = end else {
            self.good = false;
            self.i += 1;
            return;
        };
        let inside = &self.s[self.i + 1..self.i + len];
        self.i += len + 1;
        let n = std::str::from_utf8(inside).ok().and_then(|t| t.parse::<usize>().ok());
        let digits = !inside.is_empty() && inside.iter().all(u8::is_ascii_digit);
        if !digits {
            self.good = false;
            return;
        }
        self.after_index = true;
        match n.filter(|&n| n >= 1 && n <= self.count) {
            Some(n) => self.arg = n - 1,
            None => self.good = false,
        }
    }

    fn star(&mut self) -> Number {
        self.i += 1;
        self.after_index = false;
        let arg = (self.arg < self.count).then_some(self.arg);
        self.arg += usize::from(arg.is_some());
        Number::Arg(arg)
    }
}

/// Calls `each` for every directive of a format with `count` operands.
pub fn scan(format: &[u8], count: usize, mut each: impl FnMut(Directive)) -> Rest {
    let mut s =
        Scan { s: format, i: 0, arg: 0, count, reordered: false, after_index: false, good: true };
    let mut from = 0;
    while let Some(n) = format[s.i..].iter().position(|&b| b == b'%') {
        let text = (from, s.i + n);
        s.i += n + 1;
        s.good = true;
        let mut flags = Flags::default();
        while let Some(&c) = format.get(s.i) {
            match c {
                b'#' => flags.sharp = true,
                b'0' => flags.zero = true,
                b'+' => flags.plus = true,
                b'-' => flags.minus = true,
                b' ' => flags.space = true,
                _ => break,
            }
            s.i += 1;
        }
        s.index();
        let wid = if format.get(s.i) == Some(&b'*') {
            s.star()
        } else {
            let n = s.number();
            s.good &= !(s.after_index && n.is_some());
            n.map_or(Number::Absent, Number::Is)
        };
        let mut prec = Number::Absent;
        if s.i + 1 < format.len() && format[s.i] == b'.' {
            s.i += 1;
            s.good &= !s.after_index;
            s.index();
            prec = if format.get(s.i) == Some(&b'*') {
                s.star()
            } else {
                Number::Is(s.number().unwrap_or(0))
            };
        }
        if !s.after_index {
            s.index();
        }
        let rest = format.get(s.i..).unwrap_or_default();
        let (verb, size) = match decode(rest) {
            (_, 0) => ('\0', 0),
            (c, n) => (c.unwrap_or('\u{fffd}'), n),
        };
        s.i = (s.i + size).min(format.len());
        let takes = size > 0 && verb != '%' && s.good && s.arg < count;
        let arg = takes.then_some(s.arg);
        s.arg += usize::from(takes);
        each(Directive { flags, wid, prec, verb, arg, bad_index: !s.good, text });
        from = s.i;
        if size == 0 {
            break;
        }
    }
    Rest { text: from, extra: (!s.reordered).then_some(s.arg) }
}
