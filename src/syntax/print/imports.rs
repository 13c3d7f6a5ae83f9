//! The order of imports: by path within groups of adjacent lines, without repeats.

use super::layout::Layout;
use crate::arrange::Arrange;
use crate::syntax::ast::{File, Import};
use crate::syntax::token::Token;
use crate::text::Pos;

/// One import with the lines that go with it.
struct Chunk<'a> {
    path: &'a str,
    name: &'a str,
    comment: &'a str,
    text: &'a str,
}

/// The text with sorted imports; `None` when nothing moves.
pub(super) fn sorted(layout: &Layout, file: &File) -> Option<String> {
    let mut out = String::new();
    let mut done = 0;
    for &token in &layout.decl_starts {
        if layout.kind(token) != Token::Import || layout.kind(token + 1) != Token::Lparen {
            continue;
        }
        let (open, close) = (layout.pos(token + 1), layout.pos(layout.partner(token + 1)));
        let specs: Vec<&Import> =
            file.imports.iter().filter(|i| i.pos > open && i.pos < close).collect();
        let mut run: Vec<&Import> = Vec::new();
        for spec in specs {
            let adjacent = run
                .last()
                .is_none_or(|last| layout.line(spec.pos) <= layout.line(last.path_pos) + 1);
            if !adjacent {
                sort_run(layout, &run, &mut out, &mut done);
                run.clear();
            }
            run.push(spec);
        }
        sort_run(layout, &run, &mut out, &mut done);
        drop_empty_lines(layout, run.last().copied(), close, &mut out, &mut done);
    }
    if out.is_empty() {
        return None;
    }
    out.push_str(layout.text.get(done..)?);
    Some(out)
}

/// Empty lines between the comment after the last import and the parenthesis go.
fn drop_empty_lines(
    layout: &Layout,
    last: Option<&Import>,
    close: Pos,
    out: &mut String,
    done: &mut usize,
) {
    let Some(last) = last else { return };
    let end = layout.end(layout.token_from(last.path_pos)).0 as usize - 1;
    let close = close.0 as usize - 1;
    let tail = layout.text.get(end..close).unwrap_or("");
    let comment = tail.trim_end();
    if comment.is_empty() || end < *done || tail[comment.len()..].matches('\n').count() < 2 {
        return;
    }
    out.push_str(layout.text.get(*done..end + comment.len()).unwrap_or(""));
    out.push('\n');
    *done = close;
}

/// Appends the text up to the end of `run` with its lines in order, if that differs from the source.
fn sort_run(layout: &Layout, run: &[&Import], out: &mut String, done: &mut usize) {
    let lines: Vec<usize> = run.iter().map(|i| layout.line(i.pos)).collect();
    let alone = lines.windows(2).all(|w| w[0] < w[1]);
    let whole = run.iter().all(|i| owns_line(layout, i));
    if run.len() < 2 {
        return;
    }
    if !alone || !whole {
        swap_in_place(layout, run, out, done);
        return;
    }
    let mut chunks: Vec<Chunk> = run.iter().filter_map(|i| chunk(layout, i)).collect();
    if chunks.len() != run.len() {
        return;
    }
    let text = layout.text;
    let before: Vec<&str> = chunks.iter().map(|c| c.text).collect();
    chunks.arrange_by_key(|c| (c.path, c.name, c.comment));
    let mut kept: Vec<&str> = Vec::new();
    for (i, c) in chunks.iter().enumerate() {
        let repeated = chunks.get(i + 1).is_some_and(|n| n.path == c.path && n.name == c.name);
        if !(repeated && c.comment.is_empty()) {
            kept.push(c.text);
        }
    }
    if kept == before {
        return;
    }
    let offset = |s: &str| s.as_ptr() as usize - text.as_ptr() as usize;
    let from = before.first().map_or(0, |s| offset(s));
    let to = before.last().map_or(0, |s| offset(s) + s.len());
    out.push_str(text.get(*done..from).unwrap_or(""));
    for line in kept {
        out.push_str(line);
    }
    *done = to;
}

/// Sorts specs that share lines: each place gets another spec. With comments or repeats among them they
/// stay.
fn swap_in_place(layout: &Layout, run: &[&Import], out: &mut String, done: &mut usize) {
    let at = |p: Pos| p.0 as usize - 1;
    let spans: Vec<(usize, usize)> =
        run.iter().map(|i| (at(i.pos), at(layout.end(layout.token_from(i.path_pos))))).collect();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
    let in_run = |p: Pos| at(p) >= first.0 && layout.line(p) <= layout.line(Pos(last.1 as u32));
    if layout.groups.iter().flat_map(|g| &g.comments).any(|c| in_run(c.pos)) {
        return;
    }
    let mut order: Vec<usize> = (0..run.len()).collect();
    let name = |i: usize| run[i].name.map_or("", |n| layout.symbols.name(n.name));
    order.arrange_by_key(|i| (&run[*i].path, name(*i)));
    let same = |w: &[usize]| run[w[0]].path == run[w[1]].path && name(w[0]) == name(w[1]);
    if order.is_sorted() || order.windows(2).any(same) {
        return;
    }
    for (span, from) in spans.iter().zip(order) {
        out.push_str(layout.text.get(*done..span.0).unwrap_or(""));
        out.push_str(layout.text.get(spans[from].0..spans[from].1).unwrap_or(""));
        *done = span.1;
    }
}

/// Is the spec the only thing on its line, comments aside?
fn owns_line(layout: &Layout, spec: &Import) -> bool {
    let token = layout.token_from(spec.pos);
    let last = layout.token_from(spec.path_pos);
    let line = layout.line(spec.pos);
    layout.line(layout.pos(token.saturating_sub(1))) < line
        && layout.line(layout.pos(last + 1)) > line
        && layout.line(spec.path_pos) == line
}

/// The spec's line.
fn chunk<'a>(layout: &Layout<'a>, spec: &'a Import) -> Option<Chunk<'a>> {
    let text = layout.text;
    let at = |p: Pos| p.0 as usize - 1;
    let from = text.get(..at(spec.pos))?.rfind('\n').map_or(0, |i| i + 1);
    let end = at(layout.end(layout.token_from(spec.path_pos)));
    let to = text.get(end..)?.find('\n').map_or(text.len(), |i| end + i + 1);
    Some(Chunk {
        path: &spec.path,
        name: spec.name.map_or("", |n| layout.symbols.name(n.name)),
        comment: text.get(end..to)?.trim(),
        text: text.get(from..to)?,
    })
}
