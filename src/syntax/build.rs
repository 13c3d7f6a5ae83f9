//! Build constraints: which files belong to a build, and the language version that a `//go:build` line implies.

use super::ast::Comment;

/// N of the oldest `go1.N` that satisfies the last `//go:build` line among `comments`.
pub fn go_version(comments: &[Comment]) -> Option<u32> {
    let lines = comments.iter().filter_map(|c| build_line(&c.text));
    lines.filter_map(parse).next_back().and_then(|c| needs(&c, true))
}

/// True when a file's constraints hold where the tags are those that `has` says; without constraints they do. As go
/// build reads them: the first `//go:build` line before the package clause, or all `// +build` lines that an empty
/// line parts from it.
pub fn holds(text: &str, has: &dyn Fn(&str) -> bool) -> bool {
    let header: Vec<&str> = header(text).collect();
    if let Some(line) = header.iter().find_map(|l| build_line(l)) {
        return parse(line).is_none_or(|c| is_true(&c, has));
    }
    let end = header.iter().rposition(|l| l.is_empty()).unwrap_or(0);
    let lines = header[..end].iter().filter_map(|l| plus_build(l));
    lines.into_iter().all(|line| line.split_whitespace().any(|option| all_terms(option, has)))
}

/// The trimmed lines that can hold constraints: empty ones and comments, up to the first line of code.
fn header(text: &str) -> impl Iterator<Item = &str> {
    let mut in_block = false;
    let lines = text.lines().map(str::trim).take_while(move |line| {
        let was_in = in_block;
        let opens = !in_block && line.starts_with("/*");
        in_block = (in_block || opens) && !line.contains("*/");
        was_in || opens || line.is_empty() || line.starts_with("//")
    });
    lines.filter(|l| l.is_empty() || l.starts_with("//"))
}

/// What follows `//go:build` in a line.
fn build_line(line: &str) -> Option<&str> {
    line.strip_prefix("//go:build").filter(|rest| rest.starts_with([' ', '\t'])).map(str::trim)
}

/// What follows `// +build` in a line.
fn plus_build(line: &str) -> Option<&str> {
    line.strip_prefix("//")?
        .trim_start()
        .strip_prefix("+build")
        .filter(|rest| rest.starts_with([' ', '\t']))
}

/// `linux,!cgo` of a `// +build` line.
fn all_terms(option: &str, has: &dyn Fn(&str) -> bool) -> bool {
    option.split(',').all(|term| match term.strip_prefix('!') {
        Some(tag) => !has(tag),
        None => has(term),
    })
}

/// A constraint.
enum Constraint<'a> {
    Tag(&'a str),
    Not(Box<Constraint<'a>>),
    /// True when all are.
    All(Vec<Constraint<'a>>),
    /// True when one is.
    Any(Vec<Constraint<'a>>),
}

fn is_true(c: &Constraint, has: &dyn Fn(&str) -> bool) -> bool {
    match c {
        Constraint::Tag(tag) => has(tag),
        Constraint::Not(c) => !is_true(c, has),
        Constraint::All(parts) => parts.iter().all(|c| is_true(c, has)),
        Constraint::Any(parts) => parts.iter().any(|c| is_true(c, has)),
    }
}

/// Oldest version that satisfies it; `None` when it says nothing. `positive` is false below an odd number of `!`, where
/// the roles of `&&` and `||` swap.
fn needs(c: &Constraint, positive: bool) -> Option<u32> {
    match c {
        Constraint::Tag(_) if !positive => None,
        Constraint::Tag("go1") => Some(0),
        Constraint::Tag(tag) => tag.strip_prefix("go1.")?.parse().ok(),
        Constraint::Not(c) => needs(c, !positive),
        Constraint::All(parts) | Constraint::Any(parts) => {
            let all = matches!(c, Constraint::All(_)) == positive;
            let parts = parts.iter().map(|c| needs(c, positive));
            // nothing is less than any version
            if all { parts.max().flatten() } else { parts.min().flatten() }
        }
    }
}

/// `None` where it is none.
fn parse(line: &str) -> Option<Constraint<'_>> {
    let mut p = Parser { rest: line, depth: 0 };
    p.or().filter(|_| p.rest.trim_start().is_empty())
}

struct Parser<'a> {
    rest: &'a str,
    depth: u32,
}

const MAX_DEPTH: u32 = 100;

impl<'a> Parser<'a> {
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

    fn or(&mut self) -> Option<Constraint<'a>> {
        let mut parts = vec![self.and()?];
        while self.got("||") {
            parts.push(self.and()?);
        }
        Some(Constraint::Any(parts))
    }

    fn and(&mut self) -> Option<Constraint<'a>> {
        let mut parts = vec![self.not()?];
        while self.got("&&") {
            parts.push(self.not()?);
        }
        Some(Constraint::All(parts))
    }

    fn not(&mut self) -> Option<Constraint<'a>> {
        let mut positive = true;
        while self.got("!") {
            positive = !positive;
        }
        let c = self.term()?;
        Some(if positive { c } else { Constraint::Not(Box::new(c)) })
    }

    fn term(&mut self) -> Option<Constraint<'a>> {
        if self.got("(") {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return None;
            }
            let c = self.or()?;
            self.depth -= 1;
            return self.got(")").then_some(c);
        }
        let is_tag = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let n = self.rest.find(|c| !is_tag(c)).unwrap_or(self.rest.len());
        let (tag, rest) = self.rest.split_at(n);
        self.rest = rest;
        (!tag.is_empty()).then_some(Constraint::Tag(tag))
    }
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

    #[test]
    fn files_of_a_build() {
        let linux = |text: &str| holds(text, &|tag| matches!(tag, "linux" | "go1.18"));
        assert!(linux("package p"));
        assert!(linux("// A comment.\n\n//go:build linux && !cgo\n\npackage p"));
        assert!(!linux("//go:build windows || (linux && !go1.18)\npackage p"));
        assert!(linux("package p\n//go:build windows\n"));
        assert!(!linux("// +build windows darwin,!cgo\n\npackage p"));
        assert!(linux("// +build windows linux,!cgo\n// +build go1.18\n\npackage p"));
        assert!(linux("// +build windows\npackage p"), "no empty line: a comment of the package");
        assert!(!linux("/* a\nb */\n//go:build windows\npackage p"));
        assert!(linux("//go:build linux\n// +build windows\n\npackage p"));
    }
}
