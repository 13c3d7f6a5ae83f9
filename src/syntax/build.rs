//! The language version that a `//go:build` line implies.

use super::ast::Comment;

/// N of the oldest `go1.N` that satisfies the last `//go:build` line among `comments`.
pub fn go_version(comments: &[Comment]) -> Option<u32> {
    let mut version = None;
    for comment in comments {
        let Some(rest) = comment.text.strip_prefix("//go:build") else { continue };
        if !rest.starts_with([' ', '\t']) {
            continue;
        }
        let mut c = Constraint { rest: rest.trim(), depth: 0 };
        if let Some(found) = c.or(true).filter(|_| c.rest.is_empty()) {
            version = found.0;
        }
    }
    version
}

/// Oldest version that a part of the constraint needs; `None` when it says nothing.
#[derive(Clone, Copy)]
struct Needs(Option<u32>);

struct Constraint<'a> {
    rest: &'a str,
    depth: u32,
}

const MAX_DEPTH: u32 = 100;

impl Constraint<'_> {
    fn got(&mut self, op: &str) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(op) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// `positive` is false below an odd number of `!`, where the roles of `&&` and `||` swap.
    fn or(&mut self, positive: bool) -> Option<Needs> {
        let mut x = self.and(positive)?;
        while self.got("||") {
            let y = self.and(positive)?;
            x = combine(x, y, !positive);
        }
        Some(x)
    }

    fn and(&mut self, positive: bool) -> Option<Needs> {
        let mut x = self.not(positive)?;
        while self.got("&&") {
            let y = self.not(positive)?;
            x = combine(x, y, positive);
        }
        Some(x)
    }

    fn not(&mut self, mut positive: bool) -> Option<Needs> {
        while self.got("!") {
            positive = !positive;
        }
        if self.got("(") {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return None;
            }
            let x = self.or(positive)?;
            self.depth -= 1;
            return self.got(")").then_some(x);
        }
        let is_tag = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let n = self.rest.find(|c| !is_tag(c)).unwrap_or(self.rest.len());
        let (tag, rest) = self.rest.split_at(n);
        self.rest = rest;
        if tag.is_empty() {
            return None;
        }
        if !positive {
            return Some(Needs(None));
        }
        if tag == "go1" {
            return Some(Needs(Some(0)));
        }
        Some(Needs(tag.strip_prefix("go1.").and_then(|v| v.parse().ok())))
    }
}

/// The larger need when both hold, else the smaller; `None` is smallest.
fn combine(x: Needs, y: Needs, both: bool) -> Needs {
    Needs(if both { x.0.max(y.0) } else { x.0.min(y.0) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Pos;

    #[test]
    fn versions() {
        let of = |line: &str| go_version(&[Comment { pos: Pos(1), text: line.into() }]);
        assert_eq!(of("//go:build go1.21"), Some(21));
        assert_eq!(of("//go:build linux && go1.18"), Some(18));
        assert_eq!(of("//go:build linux || go1.18"), None);
        assert_eq!(of("//go:build go1.20 || go1.18"), Some(18));
        assert_eq!(of("//go:build !go1.21"), None);
        assert_eq!(of("//go:build !(!go1.21 || !go1.22)"), Some(22));
        assert_eq!(of("//go:build ignore"), None);
        assert_eq!(of("//go:build go1.21 &&"), None);
        assert_eq!(of("//go:builder go1.21"), None);
    }
}
