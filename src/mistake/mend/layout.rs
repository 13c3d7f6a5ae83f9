//! A change made on lines of its own, or without moving any line; and two texts beside each other, line by line.

use super::super::edit::Change;
use super::Mend;
use serde::Serialize;

/// Lines that are compared with each other at most.
const MOST: usize = 600;
/// Unchanged lines that are shown around a change.
const AROUND: usize = 1;

impl Mend {
    /// The text as people would write it: a line that is left empty goes.
    pub fn applied(&self, text: &str) -> Option<String> {
        let (mut out, mut at) = (String::with_capacity(text.len() + 64), 0);
        for c in &self.changes {
            let (from, mut to) = (c.from, c.to);
            if from < at {
                return None;
            }
            let start = text.get(..from)?.rfind('\n').map_or(0, |i| i + 1);
            let end = text.get(to..)?.find('\n').map_or(text.len(), |i| to + i + 1);
            let alone = text[start..from].trim().is_empty() && text[to..end].trim().is_empty();
            let whole = c.text.trim().is_empty() && from < to && alone && start >= at;
            let from = if whole { start } else { from };
            to = if whole { end } else { to };
            out.push_str(text.get(at..from)?);
            out.push_str(if whole { "" } else { &c.text });
            at = to;
        }
        out.push_str(text.get(at..)?);
        Some(out)
    }

    /// The text with every line where it was.
    pub fn in_place(&self, text: &str) -> Option<String> {
        let flat: Vec<Change> = self
            .changes
            .iter()
            .map(|c| Change { text: flat(&c.text, text, c), ..c.clone() })
            .collect();
        super::super::edit::apply(text, &flat)
    }
}

/// New lines as statements behind each other on one line; as many line ends stay as the change took away.
fn flat(new: &str, text: &str, c: &Change) -> String {
    let gone = text.get(c.from..c.to).map_or(0, |t| t.matches('\n').count());
    if new.trim().is_empty() {
        return "\n".repeat(gone);
    }
    let mut out = String::new();
    let mut lines = new.split('\n').peekable();
    while let Some(line) = lines.next() {
        out.push_str(line.trim_start_matches('\t'));
        let Some(next) = lines.peek() else { break };
        let open = out.trim_end().ends_with(['{', ':', '(', ','])
            || out.trim().is_empty() && c.from > 0 && opens(text, c.from);
        let close =
            next.trim_start().starts_with(['}', ')']) || next.trim_start().starts_with("case ");
        out.push_str(if open || close { " " } else { "; " });
    }
    out + &"\n".repeat(gone)
}

/// The text before a place ends in an opening brace.
fn opens(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|t| t.trim_end().ends_with('{'))
}

/// A line of two texts beside each other.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Row {
    /// `+` new, `-` gone, a blank where both have it, `…` where lines are left out.
    pub sign: char,
    /// 1-based, in the new text of what is new, else in the old one.
    pub line: u32,
    /// The line.
    pub text: String,
}

/// The lines in which two texts differ, with one around them.
pub fn rows(old: &str, new: &str) -> Vec<Row> {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let most = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x == y).count();
    let (from_a, from_b) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let all = whole(head, from_a, from_b);
    let mut out = vec![];
    let near = |i: usize| {
        let around = i.saturating_sub(AROUND)..(i + AROUND + 1).min(all.len());
        all[around].iter().any(|r: &Row| r.sign != ' ')
    };
    for (i, row) in all.iter().enumerate() {
        if near(i) {
            out.push(row.clone());
        } else if out.last().is_some_and(|r: &Row| r.sign != '…') {
            out.push(Row { sign: '…', line: 0, text: String::new() });
        }
    }
    out
}

/// All lines between the equal heads and tails.
fn whole(head: usize, a: &[&str], b: &[&str]) -> Vec<Row> {
    let same = if a.len() > MOST || b.len() > MOST { vec![] } else { longest(a, b) };
    let mut out = vec![];
    let row =
        |sign, line: usize, text: &str| Row { sign, line: line as u32, text: text.to_owned() };
    let (mut i, mut j) = (0, 0);
    for (x, y) in same.into_iter().chain([(a.len(), b.len())]) {
        out.extend((i..x).map(|k| row('-', head + k + 1, a[k])));
        out.extend((j..y).map(|k| row('+', head + k + 1, b[k])));
        if x < a.len() {
            out.push(row(' ', head + x + 1, a[x]));
        }
        (i, j) = (x + 1, y + 1);
    }
    out
}

/// Pairs of equal lines, as many as there can be in order.
fn longest(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut best = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            best[i * width + j] = match a[i] == b[j] {
                true => best[(i + 1) * width + j + 1] + 1,
                false => best[(i + 1) * width + j].max(best[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, vec![]);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] >= best[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(changes: &[(usize, usize, &str)]) -> Mend {
        let change = |(from, to, text): &(usize, usize, &str)| Change {
            from: *from,
            to: *to,
            text: (*text).into(),
        };
        Mend {
            words: String::new(),
            file: String::new(),
            changes: changes.iter().map(change).collect(),
        }
    }

    #[test]
    fn lines_of_its_own_or_none_moved() {
        let text = "func f() {\n\tg()\n\twg.Done()\n}\n";
        let m = mend(&[(10, 10, "\n\tdefer wg.Done()"), (17, 26, "")]);
        assert_eq!(m.applied(text).as_deref(), Some("func f() {\n\tdefer wg.Done()\n\tg()\n}\n"));
        assert_eq!(m.in_place(text).as_deref(), Some("func f() { defer wg.Done()\n\tg()\n\t\n}\n"));
        let m = mend(&[(12, 12, "go func() {\n\t\th()\n\t}()\n\t")]);
        assert_eq!(
            m.in_place(text).as_deref(),
            Some("func f() {\n\tgo func() { h() }(); g()\n\twg.Done()\n}\n")
        );
    }

    #[test]
    fn rows_show_what_differs() {
        let shown = rows("a\nb\nc\nd\ne\n", "a\nx\nb\nc\nd\n");
        let text: Vec<String> =
            shown.iter().map(|r| format!("{}{}{}", r.sign, r.line, r.text)).collect();
        assert_eq!(text, ["+2x", " 2b", "…0", " 4d", "-5e"]);
    }
}
