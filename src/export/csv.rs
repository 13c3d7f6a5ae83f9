//! Spans as CSV, one a line.

use std::io::{self, Write};

use super::{object_name, reason_text};
use crate::trace::columns::Tables;
use crate::trace::event::SpanState;

/// Writes `goroutine_id,state,start_ns,end_ns,reason,resource`, a line a span, by goroutine, then by time.
pub fn spans_csv(t: &Tables, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "goroutine_id,state,start_ns,end_ns,reason,resource")?;
    for g in 1..t.spans.first.len() {
        for i in t.spans.first[g - 1] as usize..t.spans.first[g] as usize {
            let state = SpanState::ALL.get(usize::from(t.spans.state[i])).map_or("", |s| s.text());
            let (start, end) = (t.spans.start_ns[i] as i64, t.spans.end_ns[i] as i64);
            let reason = reason_text(t.spans.reason[i]);
            let resource = quoted(object_name(t, t.spans.obj[i]));
            writeln!(out, "{g},{state},{start},{end},{reason},{resource}")?;
        }
    }
    Ok(())
}

fn quoted(text: String) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
