//! A forgetting as text, where faults are written: `forget:wg.Done@34`, `forget:close(jobs)@main.go:20`.

use super::Mistake;
use std::fmt;

/// How such a text begins.
pub const PREFIX: &str = "forget:";

/// Which mistake is meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Forget {
    /// [`Mistake::name`].
    pub name: String,
    /// File, where the program has several.
    pub file: Option<String>,
    /// 1-based line.
    pub line: u32,
}

impl Forget {
    /// Reads `forget:NAME@LINE` or `forget:NAME@FILE:LINE`. `None`: the text is a fault of another kind.
    pub fn parse(text: &str) -> Option<Result<Forget, String>> {
        let rest = text.strip_prefix(PREFIX)?;
        let wrong = |at: usize, what: &str| {
            Err(format!(
                "{what} at byte {at}; possible: forget:wg.Done@LINE, forget:wg.Done@FILE:LINE"
            ))
        };
        let Some((name, place)) = rest.rsplit_once('@') else {
            return Some(wrong(text.len(), "no line"));
        };
        let (file, line) = match place.rsplit_once(':') {
            Some((file, line)) => (Some(file.to_string()), line),
            None => (None, place),
        };
        let digits = line.bytes().all(|b| b.is_ascii_digit());
        let number = line.parse().ok().filter(|n: &u32| *n > 0 && digits);
        Some(match (name, number) {
            ("", _) => wrong(PREFIX.len(), "nothing named"),
            (_, None) => wrong(text.len() - place.len(), "no line"),
            (name, Some(line)) => Ok(Forget { name: name.into(), file, line }),
        })
    }

    /// The text for a mistake; `several`: the program has several files.
    pub fn of(m: &Mistake, several: bool) -> Forget {
        let file = several.then(|| m.file.clone());
        Forget { name: m.name.clone(), file, line: m.line }
    }

    /// Is it this one?
    pub fn means(&self, m: &Mistake) -> bool {
        let file = self.file.as_ref().is_none_or(|f| *f == m.file);
        file && self.line == m.line && self.name == m.name
    }
}

impl fmt::Display for Forget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}@", self.name)?;
        match &self.file {
            Some(file) => write!(f, "{file}:{}", self.line),
            None => write!(f, "{}", self.line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_and_parsed_again_is_the_same() {
        for text in
            ["forget:wg.Done@34", "forget:close(a[0])@main.go:2", "forget:case <-ctx.Done()@9"]
        {
            let f = Forget::parse(text).expect("one of ours").expect("valid");
            assert_eq!(f.to_string(), text);
        }
        assert_eq!(Forget::parse("line:3=hang"), None);
        for (text, at) in [
            ("forget:", "no line at byte 7"),
            ("forget:@3", "nothing named at byte 7"),
            ("forget:wg.Done@", "no line at byte 15"),
            ("forget:wg.Done@0", "no line at byte 15"),
            ("forget:wg.Done@+3", "no line at byte 15"),
            ("forget:wg.Done@x:", "no line at byte 15"),
        ] {
            let e = Forget::parse(text).expect("one of ours").expect_err(text);
            assert!(e.starts_with(at), "{text}: {e}");
        }
    }
}
