//! Comments that document a declaration, in gofmt's form: paragraphs at the margin, code behind a tab,
//! lists with ` - `, headings with `# `, link definitions and directives last.

use super::layout::Comment;

/// The comments rewritten; `None` when they are not of a kind that is.
pub(super) fn rewritten(comments: &[Comment]) -> Option<Vec<Comment>> {
    let first = comments.first()?;
    if comments.len() == 1 && first.text.starts_with("/*") {
        let inner = first.text.strip_prefix("/*")?.strip_suffix("*/")?;
        if !inner.contains('\n') || all_stars(inner) {
            return None;
        }
        let text = format!("/*\n{}*/", formatted(inner));
        return Some(vec![Comment { text, ..first.clone() }]);
    }
    let mut text = String::new();
    let mut directives = Vec::new();
    for c in comments {
        let body = c.text.strip_prefix("//")?;
        if is_directive(body) {
            directives.push(c.text.clone());
        } else {
            text.push_str(body.strip_prefix(' ').unwrap_or(body));
            text.push('\n');
        }
    }
    if text.is_empty() {
        return None;
    }
    let at = |text: String| Comment { text, ..first.clone() };
    let mut out: Vec<Comment> = formatted(&text)
        .lines()
        .map(|line| match line {
            "" => at("//".into()),
            line if line.starts_with('\t') => at(format!("//{line}")),
            line => at(format!("// {line}")),
        })
        .collect();
    if !directives.is_empty() {
        out.push(at("//".into()));
        out.extend(directives.into_iter().map(at));
    }
    Some(out)
}

/// Is every line of the comment's inside marked with a star?
fn all_stars(text: &str) -> bool {
    text.split('\n').skip(1).all(|line| {
        let line = line.trim_start_matches([' ', '\t']);
        line.is_empty() || line.starts_with('*')
    })
}

/// `//line`, `//export`, `//tool:name`.
fn is_directive(body: &str) -> bool {
    if ["line ", "extern ", "export "].iter().any(|p| body.starts_with(p)) {
        return true;
    }
    let word = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    match body.split_once(':') {
        Some((tool, rest)) => {
            !tool.is_empty() && tool.bytes().all(word) && rest.bytes().next().is_some_and(word)
        }
        None => false,
    }
}

fn formatted(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let lines = unindented(&lines);
    let mut out = String::new();
    let mut links: Vec<(&str, &str)> = Vec::new();
    let mut prose = String::new();
    let mut last_end = 0;
    for span in spans(&lines) {
        let body = &lines[span.start..span.end];
        let blank_before = last_end < span.start;
        last_end = span.end;
        let block = match span.kind {
            Kind::Code => code(body),
            Kind::Heading => format!("# {}\n", quotes(body[0][1..].trim())),
            Kind::OldHeading => format!("# {}\n", quotes(body[0].trim())),
            Kind::List => {
                let (text, loose) = list(body, &mut links);
                prose.push_str(&text);
                if (blank_before || loose) && !out.is_empty() {
                    out.push('\n');
                }
                out.push_str(&text);
                continue;
            }
            Kind::Paragraph => match definitions(body) {
                Some(found) => {
                    links.extend(found);
                    continue;
                }
                None => {
                    let text = format!("{}\n", quotes(&body.join("\n")));
                    prose.push_str(&text);
                    text
                }
            },
        };
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&block);
    }
    for used in [true, false] {
        let of_kind: Vec<_> =
            links.iter().filter(|(name, _)| is_used(&prose, name) == used).collect();
        if !of_kind.is_empty() {
            out.push('\n');
        }
        for (name, url) in of_kind {
            out.push_str(&format!("[{name}]: {url}\n"));
        }
    }
    out
}

fn is_used(prose: &str, name: &str) -> bool {
    let flat = prose.replace(['\n', '\t'], " ");
    flat.contains(&format!("[{name}]"))
}

/// Doubled ASCII quotes become typographic ones, triple backquotes stay.
fn quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(i) = rest.find(['`', '\'']) {
        out.push_str(&rest[..i]);
        rest = &rest[i..];
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        let n = if ticks >= 3 {
            out.push_str(&rest[..ticks]);
            ticks
        } else if rest.starts_with("``") {
            out.push('“');
            2
        } else if rest.starts_with("''") {
            out.push('”');
            2
        } else {
            out.push_str(&rest[..1]);
            1
        };
        rest = &rest[n..];
    }
    out.push_str(rest);
    out
}

fn code(body: &[&str]) -> String {
    let lines = unindented(body);
    let line = |l: &&str| if l.is_empty() { "\n".into() } else { format!("\t{l}\n") };
    lines.iter().map(line).collect()
}

/// The list in its form, and whether blank lines stand between its items.
fn list<'t>(body: &[&'t str], links: &mut Vec<(&'t str, &'t str)>) -> (String, bool) {
    let numbered = marker(body[0]).is_some_and(|(n, _)| !n.is_empty());
    let mut items: Vec<(&str, Vec<Vec<&str>>)> = Vec::new();
    let mut loose = false;
    let mut fresh = true;
    for &line in body {
        let mut line = line;
        if let Some((number, rest)) = marker(line)
            && number.is_empty() != numbered
        {
            items.push((number, Vec::new()));
            fresh = true;
            line = rest;
        }
        let line = line.trim();
        if line.is_empty() {
            loose = true;
            fresh = true;
            continue;
        }
        if let Some((_, paragraphs)) = items.last_mut() {
            if std::mem::take(&mut fresh) {
                paragraphs.push(Vec::new());
            }
            if let Some(p) = paragraphs.last_mut() {
                p.push(line);
            }
        }
    }
    for (_, paragraphs) in &mut items {
        paragraphs.retain(|p| match definitions(p) {
            Some(found) => {
                links.extend(found);
                false
            }
            None => true,
        });
    }
    loose |= items.iter().any(|(_, paragraphs)| paragraphs.len() != 1);
    let mut out = String::new();
    for (i, (number, paragraphs)) in items.iter().enumerate() {
        if i > 0 && loose {
            out.push('\n');
        }
        out.push_str(&if number.is_empty() { "  - ".into() } else { format!(" {number}. ") });
        for (j, p) in paragraphs.iter().enumerate() {
            if j > 0 {
                out.push_str("\n    ");
            }
            out.push_str(&quotes(&p.join("\n")).replace('\n', "\n    "));
            out.push('\n');
        }
    }
    (out, loose)
}

/// All lines as `[text]: url`, if they are.
fn definitions<'t>(lines: &[&'t str]) -> Option<Vec<(&'t str, &'t str)>> {
    lines.iter().map(|l| definition(l)).collect()
}

fn definition(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix('[')?.split_once("]:")?;
    if rest.len() < 2 || !rest.starts_with([' ', '\t']) {
        return None;
    }
    let url = rest.trim();
    let (scheme, _) = url.split_once("://")?;
    let known = ["file", "ftp", "gopher", "http", "https", "mailto", "nntp", "webcal", "ws", "wss"];
    known.contains(&scheme).then_some((name, url))
}

/// Number (empty for a bullet) and text of a line that begins a list item.
fn marker(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let bullet = line.strip_prefix(['•', '*', '+', '-']);
    let (number, rest) = match bullet {
        Some(rest) => ("", rest),
        None => {
            let n = line.bytes().take_while(u8::is_ascii_digit).count();
            let rest = line.get(n..)?.strip_prefix(['.', ')'])?;
            if n == 0 {
                return None;
            }
            (&line[..n], rest)
        }
    };
    (indented(rest) && !rest.trim().is_empty()).then_some((number, rest))
}

fn is_list(line: &str) -> bool {
    marker(line).is_some()
}

fn indented(line: &str) -> bool {
    line.starts_with([' ', '\t'])
}

/// The lines without the indentation that all have, and without empty ones at the ends.
fn unindented<'t>(lines: &[&'t str]) -> Vec<&'t str> {
    let Some(first) = lines.iter().position(|l| !l.is_empty()) else { return Vec::new() };
    let last = lines.iter().rposition(|l| !l.is_empty()).unwrap_or(first);
    let lines = &lines[first..=last];
    let space = |l: &'t str| &l[..l.len() - l.trim_start_matches([' ', '\t']).len()];
    let mut prefix = space(lines[0]);
    for line in lines.iter().filter(|l| !l.is_empty()) {
        let same = prefix.bytes().zip(space(line).bytes()).take_while(|(a, b)| a == b).count();
        prefix = &prefix[..same];
    }
    let mut out: Vec<&str> = lines
        .iter()
        .map(|l| l.strip_prefix(prefix).unwrap_or(l))
        .map(|l| if l.trim().is_empty() { "" } else { l })
        .collect();
    while out.last() == Some(&"") {
        out.pop();
    }
    let empty = out.iter().take_while(|l| l.is_empty()).count();
    out.drain(..empty);
    out
}

#[derive(Clone, Copy)]
enum Kind {
    Code,
    Heading,
    OldHeading,
    List,
    Paragraph,
}

struct Span {
    start: usize,
    end: usize,
    kind: Kind,
}

/// Cuts the lines into blocks. Lists and code that somebody forgot to indent are recognised by what
/// follows them.
fn spans(lines: &[&str]) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut i, mut forced) = (0, 0);
    let count = lines.len();
    loop {
        while i < count && lines[i].is_empty() {
            i += 1;
        }
        if i >= count {
            return out;
        }
        let start = i;
        let mut end;
        let kind;
        if i < forced || indented(lines[i]) {
            let mut loose_list = is_list(lines[i]) && i < forced;
            i += 1;
            while i < count
                && (lines[i].is_empty()
                    || i < forced
                    || indented(lines[i])
                    || (loose_list && is_list(lines[i])))
            {
                loose_list &= !lines[i].is_empty();
                i += 1;
            }
            end = i;
            while end > start && lines[end - 1].is_empty() {
                end -= 1;
            }
            if end < count && lines[end].starts_with('}') {
                end += 1;
            }
            kind = if is_list(lines[start]) { Kind::List } else { Kind::Code };
        } else {
            i += 1;
            while i < count && !lines[i].is_empty() && !indented(lines[i]) {
                i += 1;
            }
            end = i;
            if i < count && !lines[i].is_empty() && !is_list(lines[i]) {
                let before = lines[i - 1];
                if is_list(before) {
                    forced = end;
                    end -= 1;
                    while end > start && is_list(lines[end - 1]) {
                        end -= 1;
                    }
                } else if before.ends_with(['{', '\\']) {
                    forced = end;
                    end -= 1;
                }
                if start == end && forced > start {
                    i = start;
                    continue;
                }
            }
            kind = match lines[start] {
                line if end - start == 1 && is_heading(line) => Kind::Heading,
                _ if end - start == 1 && is_old_heading(lines, start) => Kind::OldHeading,
                _ => Kind::Paragraph,
            };
        }
        out.push(Span { start, end, kind });
        i = end;
    }
}

fn is_heading(line: &str) -> bool {
    (line.starts_with("# ") || line.starts_with("#\t")) && line.trim() != "#"
}

/// A line alone that looks like a title.
fn is_old_heading(lines: &[&str], at: usize) -> bool {
    let alone = at > 0
        && lines[at - 1].is_empty()
        && lines.get(at + 1).is_some_and(|l| l.is_empty())
        && lines.get(at + 2).is_some_and(|l| !indented(l));
    let line = lines[at].trim();
    let capital = line.chars().next().is_some_and(char::is_uppercase);
    let whole = line.chars().last().is_some_and(char::is_alphanumeric);
    alone
        && capital
        && whole
        && !line.contains(|c| ";:!?+*/=[]{}_^°&§~%#@<\">\\".contains(c))
        && line.split('\'').skip(1).all(|rest| rest == "s" || rest.starts_with("s "))
        && line.split('.').skip(1).all(|rest| !rest.is_empty() && !rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::formatted;

    #[test]
    fn blocks() {
        assert_eq!(formatted("A\nb.\n\n\n  x\n   y\n\nC."), "A\nb.\n\n\tx\n\t y\n\nC.\n");
        assert_eq!(formatted("List:\n * a\n * b\n   c\n"), "List:\n  - a\n  - b\n    c\n");
        assert_eq!(formatted("L:\n\n 1) a\n\n 2) b\n"), "L:\n\n 1. a\n\n 2. b\n");
        assert_eq!(formatted("A.\n\nTitle here\n\nB ``q''."), "A.\n\n# Title here\n\nB “q”.\n");
        assert_eq!(
            formatted("[x]: http://x\n[y]: http://y\n\nSee [y]."),
            "See [y].\n\n[y]: http://y\n\n[x]: http://x\n"
        );
        assert_eq!(formatted("\n\n"), "");
    }
}
