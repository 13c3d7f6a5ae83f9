//! A run in other tools' formats: Chrome Trace Event JSON (Perfetto, `chrome://tracing`) and CSV. Knows the
//! trace's tables only.
//!
//! **Invariant:** the same tables give the same bytes.

mod chrome;
mod csv;

pub use chrome::chrome_trace;
pub use csv::spans_csv;

use crate::trace::columns::Tables;
use crate::trace::event::{ObjectKind, WaitReason};

/// What an object is called: its name in the program, else its kind and number.
fn object_name(t: &Tables, obj: u32) -> String {
    let Some(i) = (obj as usize).checked_sub(1) else { return String::new() };
    let Some(kind) = t.objects.kind.get(i).and_then(|k| ObjectKind::ALL.get(usize::from(*k)))
    else {
        return String::new();
    };
    let name = t.objects.name.get(i).and_then(|n| t.strings.all().get(*n as usize));
    match name {
        Some(name) if !name.is_empty() => name.clone(),
        _ => format!("{} {obj}", kind.text()),
    }
}

/// A wait reason in Go's words; empty for none.
fn reason_text(reason: u8) -> &'static str {
    WaitReason::ALL.get(usize::from(reason)).map_or("", |r| r.text())
}
