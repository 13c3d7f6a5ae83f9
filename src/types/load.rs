//! From texts to parsed packages, imports first.

use super::info::Package;
use super::object::PkgId;
use crate::arrange::Arrange;
use crate::diag::Diagnostic;
use crate::syntax::ast::Symbols;
use crate::syntax::{NodeIds, parse_named_file};
use crate::text::{Pos, Sources, TEST_MAIN};
use std::collections::BTreeMap;

/// Files of a package: (name, text).
pub type Files = Vec<(String, String)>;

/// Deepest chain of imports.
const MAX_IMPORT_DEPTH: usize = 200;

/// What to check.
pub struct CheckRequest<'r> {
    /// The program's own packages (import path, files); the last is the main package.
    pub packages: Vec<(String, Files)>,
    /// Files of a library package, or what to say at its import.
    pub importer: &'r dyn Fn(&str) -> Result<Files, String>,
    /// Language version `go1.N` as N, for files that do not say themselves.
    pub lang: u32,
    /// How many errors to report: gc's ten, or [`usize::MAX`] as gc's `-e` does.
    pub max_errors: usize,
}

/// All packages of a program, parsed.
pub(super) struct Loaded {
    pub sources: Sources,
    pub symbols: Symbols,
    /// In order of initialisation.
    pub packages: Vec<Package>,
    /// Packages that were not found: they have no files, and nothing is said about their names.
    pub fake: Vec<bool>,
    /// Errors of syntax, labels and imports.
    pub diags: Vec<Diagnostic>,
    /// Number of nodes.
    pub nodes: usize,
}

struct Loader<'r> {
    request: &'r CheckRequest<'r>,
    sources: Sources,
    symbols: Symbols,
    ids: NodeIds,
    packages: Vec<Package>,
    fake: Vec<bool>,
    /// By import path; `None` while the package is being loaded.
    index: BTreeMap<String, Option<PkgId>>,
    diags: Vec<Diagnostic>,
}

/// Parses the program and, transitively, what it imports.
pub(super) fn load(request: &CheckRequest) -> Loaded {
    let mut l = Loader {
        request,
        sources: Sources::new(),
        symbols: Symbols::default(),
        ids: NodeIds::default(),
        packages: vec![],
        fake: vec![],
        index: BTreeMap::new(),
        diags: vec![],
    };
    if let Some((path, files)) = request.packages.last() {
        l.package(path, files, false, 0);
    }
    let mut loaded = Loaded {
        sources: l.sources,
        symbols: l.symbols,
        packages: l.packages,
        fake: l.fake,
        diags: l.diags,
        nodes: l.ids.0 as usize,
    };
    loaded.sort();
    loaded
}

impl Loader<'_> {
    fn package(&mut self, path: &str, files: &Files, is_std: bool, depth: usize) -> PkgId {
        self.index.insert(path.to_string(), None);
        let lang = if is_std { u32::MAX } else { self.request.lang };
        let mut trees = vec![];
        for (name, text) in files {
            let is_std = is_std || name == TEST_MAIN;
            let id = self.sources.add(name.clone(), text.clone(), is_std);
            let base = Pos(self.sources.file(id).base);
            let (file, diags) =
                parse_named_file(&mut self.symbols, &mut self.ids, name, text, base, lang);
            self.diags.extend(diags);
            trees.push(file);
        }
        let mut imports = vec![];
        for import in trees.iter().flat_map(|f| &f.imports) {
            if import.path == "unsafe" {
                continue;
            }
            if let Some(message) = bad_path(&import.path) {
                self.diags.push(Diagnostic::error(import.path_pos, message));
                continue;
            }
            if let Some(p) = self.import(&import.path, import.path_pos, depth + 1)
                && !imports.contains(&p)
            {
                imports.push(p);
            }
        }
        let name =
            trees.first().map_or("main".into(), |f| self.symbols.name(f.package.name).to_string());
        self.add(Package { path: path.into(), name, files: trees, imports, is_std }, false)
    }

    fn add(&mut self, p: Package, fake: bool) -> PkgId {
        let id = PkgId(self.packages.len() as u32);
        self.index.insert(p.path.clone(), Some(id));
        self.packages.push(p);
        self.fake.push(fake);
        id
    }

    fn import(&mut self, path: &str, pos: Pos, depth: usize) -> Option<PkgId> {
        match self.index.get(path) {
            Some(Some(id)) => return Some(*id),
            Some(None) => {
                self.diags.push(Diagnostic::error(pos, "import cycle not allowed"));
                return None;
            }
            None => {}
        }
        let own = self.request.packages.iter().find(|(p, _)| p == path);
        let message = match own {
            _ if depth >= MAX_IMPORT_DEPTH => format!("could not import {path} (imports too deep)"),
            Some((_, files)) => return Some(self.package(path, files, false, depth)),
            None => match (self.request.importer)(path) {
                Ok(files) => return Some(self.package(path, &files, true, depth)),
                Err(message) => message,
            },
        };
        self.diags.push(Diagnostic::error(pos, message));
        let name = path.rsplit('/').next().unwrap_or(path).to_string();
        let fake =
            Package { path: path.into(), name, files: vec![], imports: vec![], is_std: true };
        Some(self.add(fake, true))
    }
}

/// What no import path may be.
fn bad_path(path: &str) -> Option<String> {
    const ILLEGAL: &str = "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{fffd}";
    if path.is_empty() {
        return Some("invalid import path (empty string)".into());
    }
    let bad = |c: &char| c.is_control() || c.is_whitespace() || ILLEGAL.contains(*c);
    if let Some(c) = path.chars().find(bad) {
        let shown = if c.is_control() { String::new() } else { format!(" '{c}'") };
        let code = u32::from(c);
        return Some(format!("invalid import path (invalid character U+{code:04X}{shown})"));
    }
    path.starts_with('/')
        .then(|| format!("could not import {path} (import path cannot be absolute path)"))
}

impl Loaded {
    /// Go's order of initialisation: among packages whose imports are done, the least import path.
    fn sort(&mut self) {
        let n = self.packages.len();
        let main = n.saturating_sub(1);
        let mut by_path: Vec<usize> = (0..main).collect();
        by_path.arrange_by(|&a, &b| self.packages[a].path.cmp(&self.packages[b].path));
        let mut place: Vec<Option<u32>> = vec![None; n];
        let mut order = vec![];
        while let Some(at) = by_path.iter().position(|&p| {
            self.packages[p]
                .imports
                .iter()
                .all(|i| place.get(i.0 as usize).is_some_and(|p| p.is_some()))
        }) {
            let p = by_path.remove(at);
            place[p] = Some(order.len() as u32);
            order.push(p);
        }
        order.extend(by_path);
        if n > 0 {
            order.push(main);
        }
        for (i, &p) in order.iter().enumerate() {
            place[p] = Some(i as u32);
        }
        let mut old: Vec<Option<Package>> =
            std::mem::take(&mut self.packages).into_iter().map(Some).collect();
        let fake = std::mem::take(&mut self.fake);
        for p in order {
            let Some(mut pkg) = old[p].take() else { continue };
            for i in &mut pkg.imports {
                i.0 = place[i.0 as usize].unwrap_or(i.0);
            }
            self.packages.push(pkg);
            self.fake.push(fake[p]);
        }
    }
}
