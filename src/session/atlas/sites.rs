//! Where a fault can be, which ones are possible there, and on which occasions they are tried.

use crate::arrange::Arrange;
use crate::fault::FaultSpec;
use crate::ids::{FuncId, ObjectId, StrId};
use crate::session::tables::place;
use crate::text::Pos;
use crate::trace::event::EventKind;
use crate::vm::Machine;
use serde::Serialize;
use std::collections::BTreeMap;

/// Occasions of one place that are tried: the first, the second and the last.
const MAX_OCCASIONS: usize = 3;
/// What an occasion that never comes is called, to count those that do.
const NEVER: &str = "#4294967295";
/// Stands for an error or a panic that nobody wrote.
const INJECTED: &str = "\"injected\"";

/// A place for faults.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Site {
    /// `call`, `send`, `recv`, `close`, `ctx`, `go`, `process`; of a forgetting `line`.
    pub kind: &'static str,
    /// The function or object.
    pub name: String,
    /// File name.
    pub file: String,
    /// 1-based.
    pub line: u32,
    /// How a fault names it.
    #[serde(skip)]
    pub place: String,
    /// Its last result is an error.
    #[serde(skip)]
    pub returns_error: bool,
    /// Times that it was reached without a fault.
    pub occasions: u32,
}

/// A fault at a site: what, and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Try {
    pub what: String,
    pub when: String,
}

/// The calls of a program and the contexts that it makes, not yet counted.
pub(super) fn calls(m: &Machine) -> Vec<Site> {
    let several = several(m);
    let mut out: Vec<Site> = vec![];
    for s in m.call_sites() {
        let (file, line) = place(m, s.pos);
        let file = name_of(m, file);
        let at = if several { format!("{file}:{line}") } else { line.to_string() };
        if s.function.starts_with("context.With") && s.function != "context.WithValue" {
            let short = s.function.trim_start_matches("context.").to_string();
            let place = format!("ctx:@{at}");
            let file = file.clone();
            out.push(Site {
                kind: "ctx",
                name: short,
                file,
                line,
                place,
                returns_error: false,
                occasions: 0,
            });
        }
        let place = format!("call:{}@{at}", s.function);
        let (name, returns_error) = (s.function, s.returns_error);
        out.push(Site { kind: "call", name, file, line, place, returns_error, occasions: 0 });
    }
    out.retain(|s| spec(&s.place, NEVER, s.probe()).is_some());
    out.arrange_by(|a, b| (&a.file, a.line, &a.place).cmp(&(&b.file, b.line, &b.place)));
    out.dedup_by(|a, b| a.place == b.place);
    out
}

/// Faults that never take effect, one for each site, to count its occasions.
pub(super) fn probes(sites: &[Site]) -> Vec<FaultSpec> {
    sites.iter().filter_map(|s| spec(&s.place, NEVER, s.probe())).collect()
}

/// The goroutines that a run started, by the line that did: the first and the last of each.
pub(super) fn goroutines(m: &Machine) -> Vec<Site> {
    let mut by_line: BTreeMap<(u16, u32, FuncId), Vec<u32>> = BTreeMap::new();
    for e in m.trace().reading() {
        let own = e.pos.is_some() && !m.sources().is_std(e.pos);
        if e.kind == EventKind::Spawn && e.g != crate::ids::MAIN && own {
            let (file, line) = place(m, e.pos);
            by_line.entry((file, line, FuncId(e.a as u32))).or_default().push(e.g.0);
        }
    }
    let mut out = vec![];
    for ((file, line, func), list) in by_line {
        let name = m.linked().func(func.0).map_or_else(String::new, |f| f.name.clone());
        let file = name_of(m, file);
        let mut chosen: Vec<u32> = list.first().into_iter().chain(list.last()).copied().collect();
        chosen.dedup();
        for g in chosen {
            let (name, file, place) = (name.clone(), file.clone(), format!("go:{g}"));
            out.push(Site {
                kind: "go",
                name,
                file,
                line,
                place,
                returns_error: false,
                occasions: 1,
            });
        }
    }
    out
}

fn name_of(m: &Machine, file: u16) -> String {
    m.sources().files().get(usize::from(file)).map_or_else(String::new, |f| f.name.clone())
}

/// The channel operations that a run made, by line and name; and the process, which stands at `func main`.
pub(super) fn objects(m: &Machine) -> Vec<Site> {
    let mut names: BTreeMap<ObjectId, String> = BTreeMap::new();
    let mut found: BTreeMap<(u16, u32, &'static str, String), u32> = BTreeMap::new();
    for e in m.trace().reading() {
        let op = match e.kind {
            EventKind::Object => {
                let name = m.trace().strings().get(StrId(e.b as u32)).to_string();
                names.insert(e.obj, name);
                continue;
            }
            EventKind::Send => "send",
            EventKind::Recv => "recv",
            EventKind::Close => "close",
            _ => continue,
        };
        let (file, line) = place(m, e.pos);
        let Some(name) = names.get(&e.obj).filter(|n| line > 0 && !n.is_empty()) else { continue };
        *found.entry((file, line, op, name.clone())).or_default() += 1;
    }
    let several = several(m);
    let mut out = vec![];
    for ((file, line, op, name), occasions) in found {
        let file = name_of(m, file);
        let at = if several { format!("{file}:{line}") } else { line.to_string() };
        let place = format!("{op}:{name}@{at}");
        out.push(Site { kind: op, name, file, line, place, returns_error: false, occasions });
    }
    let decl = m.linked().func(m.linked().program.main.0).map_or(Pos::NONE, |f| f.decl);
    let (file, line) = place(m, decl);
    out.push(Site {
        kind: "process",
        name: "process".into(),
        file: name_of(m, file),
        line,
        place: "process".into(),
        returns_error: false,
        occasions: 1,
    });
    out
}

fn several(m: &Machine) -> bool {
    m.sources().files().iter().filter(|f| !f.is_std).count() > 1
}

impl Site {
    /// An effect that any place of this kind can have.
    fn probe(&self) -> &'static str {
        match self.kind {
            "ctx" => "cancel",
            "process" => "crash",
            _ => "hang",
        }
    }

    /// What is tried here, as the fault room says what is possible. `end_ns`: when the base run ended.
    pub(super) fn tries(&self, end_ns: i64) -> Vec<Try> {
        let Some(probe) = spec(&self.place, "", self.probe()) else { return vec![] };
        let mut out = vec![];
        for effect in probe.place.effects() {
            let what = effect.replace("\"text\"", INJECTED);
            let errors = ["error(", "refuse(", "limit(", "rate("];
            let is_error = errors.iter().any(|e| what.starts_with(e));
            let drawn = ["slow(exp", "slow(tail"].iter().any(|e| what.starts_with(e));
            let of_one_kind = what.contains("NAME") || what.contains("..");
            let of_one_kind = of_one_kind || drawn && self.kind != "call";
            if of_one_kind || (is_error && !self.returns_error) {
                continue;
            }
            for when in self.whens(&what, end_ns) {
                if spec(&self.place, &when, &what).is_some() {
                    out.push(Try { what: what.clone(), when });
                }
            }
        }
        out
    }

    fn whens(&self, what: &str, end_ns: i64) -> Vec<String> {
        match self.kind {
            "ctx" if what == "cancel" && end_ns > 1 => {
                vec![String::new(), format!("@{}ns", end_ns / 2)]
            }
            "ctx" | "go" => vec![String::new()],
            "process" => vec![format!("@{}ns", end_ns / 2)],
            // What counts calls by itself happens at all of them; a process ends once.
            _ if ["limit(", "rate(", "queue("].iter().any(|w| what.starts_with(w)) => {
                vec![String::new()]
            }
            _ if what == "crash" => vec!["#1".into()],
            _ => {
                let n = self.occasions;
                let mut nth = vec![1, 2.min(n), n];
                nth.dedup();
                nth.truncate(MAX_OCCASIONS);
                nth.into_iter().map(|n| format!("#{n}")).collect()
            }
        }
    }
}

/// The fault as the fault room reads it.
pub(super) fn spec(place: &str, when: &str, what: &str) -> Option<FaultSpec> {
    format!("{place}{when}={what}").parse().ok()
}
