//! Forgettings of a program: which there are, as edits that compile, and the files with one of them made.

use super::build::{check_files, has_errors};
use super::files;
use super::request::FileText;
use crate::diag::{Diagnostic, MAX_ERRORS};
use crate::mistake::{self, Change, DiffLine, Forget, Mistake};
use crate::types::info::TypedProgram;
use serde::Serialize;

pub use crate::mistake::PREFIX;

/// Times that an edit is repaired before it is given up: an unused name, then the `:=` that declares nothing
/// more, then the import.
const MAX_REPAIRS: usize = 4;

/// Something that can be forgotten.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Forgetting {
    /// [`Mistake::kind`].
    pub kind: &'static str,
    /// [`Mistake::name`].
    pub name: String,
    /// Name of the file.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// The text that makes it, among the faults of a request.
    pub fault: String,
    /// The lines that it changes.
    pub diff: Vec<DiffLine>,
}

/// A forgetting, made: it compiles.
pub(super) struct Edited {
    pub what: Forgetting,
    pub files: Vec<FileText>,
    pub program: TypedProgram,
    pub diags: Vec<Diagnostic>,
}

/// The files and what could be forgotten in them; not all of it compiles.
pub(super) struct Candidates {
    pub files: Vec<FileText>,
    pub mistakes: Vec<Mistake>,
}

/// Everything that can be forgotten in a program, in the order of its lines. `Err`: it does not compile.
pub fn forgettings(list: &[FileText]) -> Result<Vec<Forgetting>, String> {
    let found = candidates(list)?;
    Ok(found.mistakes.iter().filter_map(|m| found.edited(m)).map(|e| e.what).collect())
}

/// Finds what could be forgotten.
pub(super) fn candidates(list: &[FileText]) -> Result<Candidates, String> {
    let (program, diags) = check_files(list, MAX_ERRORS)?;
    if has_errors(&diags) {
        return Err("the program does not compile: nothing can be forgotten in it".into());
    }
    Ok(Candidates { files: files::expand(list)?, mistakes: mistake::find(&program) })
}

/// The files of a request with what its faults say forgotten; `None` when nothing is.
pub fn files(list: &[FileText], faults: &[String]) -> Result<Option<Vec<FileText>>, String> {
    let mut out = None;
    for text in faults {
        let Some(forget) = Forget::parse(text) else { continue };
        let forget = forget.map_err(|e| format!("fault {text:?}: {e}"))?;
        let found = candidates(out.as_deref().unwrap_or(list))?;
        let meant = found.mistakes.iter().find(|m| forget.means(m));
        let edited = meant.and_then(|m| found.edited(m));
        let Some(edited) = edited else { return Err(found.missing(text)) };
        out = Some(edited.files);
    }
    Ok(out)
}

impl Candidates {
    /// Makes a mistake, and what the compiler then asks for. `None`: it would not compile.
    pub fn edited(&self, m: &Mistake) -> Option<Edited> {
        let at = self.files.iter().position(|f| f.name == m.file)?;
        let mut files = self.files.clone();
        files[at].text = mistake::apply(&files[at].text, &m.changes)?;
        for _ in 0..MAX_REPAIRS {
            let (program, diags) = check_files(&files, usize::MAX).ok()?;
            if !has_errors(&diags) {
                let what = self.described(m, &files);
                return Some(Edited { what, files, program, diags });
            }
            let mut changes: Vec<(String, Change)> = vec![];
            for (file, change) in mistake::repairs(&program, &diags)? {
                changes.push((program.sources.file(file).name.clone(), change));
            }
            for f in &mut files {
                let own = changes.iter().filter(|(name, _)| *name == f.name);
                let own: Vec<Change> = own.map(|(_, c)| c.clone()).collect();
                f.text = mistake::apply(&f.text, &own)?;
            }
        }
        None
    }

    fn described(&self, m: &Mistake, files: &[FileText]) -> Forgetting {
        let pairs = self.files.iter().zip(files);
        let several = self.files.iter().filter(|f| f.name.ends_with(".go")).count() > 1;
        Forgetting {
            kind: m.kind,
            name: m.name.clone(),
            file: m.file.clone(),
            line: m.line,
            fault: Forget::of(m, several).to_string(),
            diff: pairs.flat_map(|(old, new)| mistake::diff(&old.text, &new.text)).collect(),
        }
    }

    fn missing(&self, text: &str) -> String {
        let several = self.files.iter().filter(|f| f.name.ends_with(".go")).count() > 1;
        let possible: Vec<String> =
            self.mistakes.iter().map(|m| Forget::of(m, several).to_string()).collect();
        match possible.is_empty() {
            true => format!("fault {text:?}: this program has nothing that can be forgotten"),
            false => format!(
                "fault {text:?}: nothing of that name can be forgotten there; possible: {}",
                possible.join(", ")
            ),
        }
    }
}
