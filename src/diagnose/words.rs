//! A sentence with places in it: text, and the ranges of it that lead to a line, a goroutine or a step.

use crate::ids::{Gid, MAIN};
use serde::Serialize;
use std::ops::Deref;

/// What a sentence of an explanation tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// What happened.
    #[default]
    What,
    /// Who waits for what.
    Waits,
    /// Who could have woken whom.
    Wakers,
    /// Which line would have done it.
    Line,
    /// Why that line can never run now.
    Never,
    /// Who waits for whom in a circle.
    Circle,
    /// Work that was lost, errors that nobody looked at.
    Lost,
    /// What it means.
    Means,
    /// How it is mended.
    Mend,
}

/// A line of a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Place {
    /// Name of the file.
    pub file: String,
    /// 1-based; 0 unknown.
    pub line: u32,
}

/// A range of a sentence that leads somewhere; exactly one of `line`, `goroutine`, `step` is there.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Link {
    /// First UTF-16 unit.
    pub from: u32,
    /// One past the last.
    pub to: u32,
    /// 1-based line, with `file`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Of the line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// A goroutine's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goroutine: Option<u32>,
    /// A scheduling decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
}

/// One or two plain sentences; code stands between backquotes. As small as a pointer, for it is built by passing
/// it on.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Sentence(Box<Told>);

/// What a [`Sentence`] says.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Told {
    /// What it tells.
    pub part: Part,
    /// The words.
    pub text: String,
    /// In order of their ranges.
    pub links: Vec<Link>,
    #[serde(skip)]
    units: u32,
}

impl Deref for Sentence {
    type Target = Told;

    fn deref(&self) -> &Told {
        &self.0
    }
}

impl Sentence {
    /// An empty one.
    #[inline(never)]
    pub fn new(part: Part) -> Sentence {
        Sentence(Box::new(Told { part, ..Told::default() }))
    }

    /// Words without a link.
    pub fn of(part: Part, text: &str) -> Sentence {
        Sentence::new(part).say(text)
    }

    /// Adds words.
    #[must_use]
    #[inline(never)]
    pub fn say(mut self, text: &str) -> Sentence {
        self.0.units += text.chars().map(|c| c.len_utf16() as u32).sum::<u32>();
        self.0.text.push_str(text);
        self
    }

    /// Adds code.
    #[must_use]
    #[inline(never)]
    pub fn code(self, text: &str) -> Sentence {
        // a backquote in it would end it
        let text = text.replace('`', "'");
        self.say("`").say(&text).say("`")
    }

    /// Adds `line 45`, a link.
    #[must_use]
    #[inline(never)]
    pub fn line(self, at: &Place) -> Sentence {
        if at.line == 0 {
            return self.say("a place in the library");
        }
        let link = Link { line: Some(at.line), file: at.file.clone(), ..Link::default() };
        self.link(&format!("line {}", at.line), link)
    }

    /// Adds `main` or `goroutine 7`, a link; capital at the beginning of a sentence.
    #[must_use]
    #[inline(never)]
    pub fn who(self, g: Gid) -> Sentence {
        let first = self.text.is_empty() || self.text.ends_with(". ");
        let text = match (g, first) {
            (MAIN, _) => "main".to_owned(),
            (_, true) => format!("Goroutine {}", grouped(g.0.into())),
            (_, false) => format!("goroutine {}", grouped(g.0.into())),
        };
        self.link(&text, Link { goroutine: Some(g.0), ..Link::default() })
    }

    /// Adds `step 12`, a link.
    #[must_use]
    #[inline(never)]
    pub fn step(self, step: u32) -> Sentence {
        self.link(
            &format!("step {}", grouped(step.into())),
            Link { step: Some(step), ..Link::default() },
        )
    }

    /// Adds `main, goroutines 3, 4 and 5`, links; of many only the first few, and how many more.
    #[must_use]
    pub fn all(mut self, list: &[Gid]) -> Sentence {
        const MOST: usize = 6;
        let shown = if list.len() > MOST { MOST - 1 } else { list.len() };
        for (i, g) in list.iter().take(shown).enumerate() {
            let last = i + 1 == list.len();
            self = match i {
                0 => self,
                _ if last => self.say(" and "),
                _ => self.say(", "),
            };
            self = self.who(*g);
        }
        match list.len() - shown {
            0 => self,
            more => self.say(&format!(" and {} more", grouped(more as i64))),
        }
    }

    /// Adds another sentence's words and links.
    #[must_use]
    pub fn and(mut self, other: &Sentence) -> Sentence {
        let by = self.units;
        self = self.say(&other.text);
        let moved = other.links.iter().cloned();
        self.0.links.extend(moved.map(|l| Link { from: l.from + by, to: l.to + by, ..l }));
        self
    }

    #[inline(never)]
    fn link(mut self, text: &str, link: Link) -> Sentence {
        let from = self.units;
        self = self.say(text);
        let to = self.units;
        self.0.links.push(Link { from, to, ..link });
        self
    }
}

/// `1 goroutine`, `3 goroutines`.
pub(crate) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{} {one}s", grouped(n as i64)) }
}

/// `50,001`, as the page writes numbers.
pub(crate) fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let comma = |i: usize| i > 0 && (digits.len() - i).is_multiple_of(3);
    let letters = digits.chars().enumerate();
    let grouped = letters.flat_map(|(i, c)| comma(i).then_some(',').into_iter().chain([c]));
    (n < 0).then_some('-').into_iter().chain(grouped).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_ranges_of_the_text() {
        let at = Place { file: "a.go".into(), line: 45 };
        let s = Sentence::new(Part::Waits).say("“x”: ").who(Gid(7)).say(" waits at ").line(&at);
        assert_eq!(s.text, "“x”: goroutine 7 waits at line 45");
        let units: Vec<u16> = s.text.encode_utf16().collect();
        let text = |l: &Link| String::from_utf16_lossy(&units[l.from as usize..l.to as usize]);
        assert_eq!(s.links.iter().map(text).collect::<Vec<_>>(), ["goroutine 7", "line 45"]);
        let twice = s.clone().say(". ").and(&s);
        let last = twice.links.last().expect("links");
        let units: Vec<u16> = twice.text.encode_utf16().collect();
        assert_eq!(
            String::from_utf16_lossy(&units[last.from as usize..last.to as usize]),
            "line 45"
        );
    }

    #[test]
    fn many_are_counted() {
        let list: Vec<Gid> = (2..12).map(Gid).collect();
        let s = Sentence::new(Part::Waits).all(&list);
        assert!(s.text.ends_with("goroutine 6 and 5 more"), "{}", s.text);
        let two = Sentence::new(Part::Waits).all(&list[..2]);
        assert_eq!(two.text, "Goroutine 2 and goroutine 3");
    }
}
