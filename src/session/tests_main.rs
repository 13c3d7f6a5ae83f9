//! A program of `Test…` functions without `main` is run as `go test` runs it: a main that calls them in
//! order is added. So is a file `…_test.go` without any.

use super::files::{Files, Packages, TEST, package_name};
use crate::text::TEST_MAIN;

/// The packages, with a main when the main package has tests, or files for them, and no main of its own. Where
/// the tests are a package of their own, those of the package that they test run first.
pub fn with_test_main(mut packages: Packages) -> Packages {
    let Some((path, files)) = packages.last() else { return packages };
    let tested = path.strip_suffix(TEST).and_then(|of| packages.iter().find(|(p, _)| p == of));
    // most programs have none: they are not read line by line
    let may_have = |files: &Files| files.iter().any(|(_, t)| may_have_tests(t));
    let is_test = files.iter().any(|(name, _)| name.ends_with("_test.go"));
    if !is_test && !may_have(files) && !tested.is_some_and(|(_, files)| may_have(files)) {
        return packages;
    }
    let has_main = files.iter().any(|(_, t)| code_lines(t).any(|l| l.starts_with("func main(")));
    let Some(package) = files.iter().find_map(|(_, t)| package_name(t)) else { return packages };
    let path = match tested.map_or(path.as_str(), |(of, _)| of) {
        "main" => "command-line-arguments",
        path => path,
    };
    let mut tests = Tests::default();
    if let Some((_, files)) = tested {
        tests.add(files, "_tested.");
    }
    let mut imports = match (tested, tests.is_empty()) {
        (Some((path, _)), false) => format!("import _tested {path:?}\n"),
        _ => String::new(),
    };
    tests.add(files, "");
    if has_main || tests.is_empty() && !is_test {
        return packages;
    }
    let mut targets = String::new();
    if !tests.fuzz.is_empty() {
        imports += "import _ \"internal/fuzz\"\n";
        targets = format!(
            "\ttests = append(tests, testing.FuzzTests([]testing.InternalFuzzTarget{{\n{}\t}})...)\n",
            tests.fuzz
        );
    }
    let Tests { tests, benchmarks, examples, test_main, .. } = tests;
    let run = test_main.map_or("m.Run()".into(), |f| format!("{f}(m)"));
    let text = format!(
        "package {package}\n\nimport \"testing\"\n{imports}\nfunc main() {{\n\ttests := []testing.InternalTest{{\n{tests}\t}}\n{targets}\tm := testing.MainStart(tests, []testing.InternalExample{{\n{examples}\t}}, []testing.InternalBenchmark{{\n{benchmarks}\t}})\n\tm.Begin({path:?})\n\t{run}\n\tm.End()\n}}\n"
    );
    if let Some((_, files)) = packages.last_mut() {
        files.push((TEST_MAIN.to_string(), text));
    }
    packages
}

/// What is found to run: rows of the tables that `testing` is given.
#[derive(Default)]
struct Tests {
    tests: String,
    fuzz: String,
    benchmarks: String,
    examples: String,
    test_main: Option<String>,
}

impl Tests {
    /// Those of a package, whose names are written with a prefix.
    fn add(&mut self, files: &Files, package: &str) {
        let row = |name: String, field: &str| {
            format!("\t\t{{Name: {name:?}, {field}: {package}{name}}},\n")
        };
        for (_, text) in files {
            self.tests.extend(names(text, "Test", "*testing.T)").map(|n| row(n, "F")));
            self.fuzz.extend(names(text, "Fuzz", "*testing.F)").map(|n| row(n, "Fn")));
            self.benchmarks.extend(names(text, "Benchmark", "*testing.B)").map(|n| row(n, "F")));
            self.examples.extend(examples(text, package));
            if code_lines(text).any(|l| l.starts_with("func TestMain(")) {
                self.test_main = Some(format!("{package}TestMain"));
            }
        }
    }

    fn is_empty(&self) -> bool {
        [&self.tests, &self.fuzz, &self.benchmarks, &self.examples].iter().all(|t| t.is_empty())
    }
}

/// Does the text speak of tests at all, be it in a comment?
fn may_have_tests(text: &str) -> bool {
    text.contains("testing.") || text.contains("func Example")
}

/// The lines that do not begin in a comment or in a raw string.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = None;
    text.lines().filter(move |line| {
        let begins = inside.is_none();
        let mut rest = *line;
        while let Some((at, close)) = match inside.take() {
            Some(close) => Some((0, close)),
            None => opening(rest),
        } {
            rest = &rest[at..];
            match rest.find(close) {
                Some(end) => rest = &rest[end + close.len()..],
                None => {
                    inside = Some(close);
                    break;
                }
            }
        }
        begins
    })
}

/// Behind what a comment or a raw string begins in a line of code, and what closes it.
fn opening(line: &str) -> Option<(usize, &'static str)> {
    let bytes = line.as_bytes();
    let mut quote = None;
    let mut i = 0;
    while let Some(&c) = bytes.get(i) {
        match (quote, c) {
            (Some(_), b'\\') => i += 1,
            (Some(q), _) if q == c => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(c),
            (None, b'`') => return Some((i + 1, "`")),
            (None, b'/') if bytes.get(i + 1) == Some(&b'/') => return None,
            (None, b'/') if bytes.get(i + 1) == Some(&b'*') => return Some((i + 2, "*/")),
            _ => {}
        }
        i += 1;
    }
    None
}

/// Names of functions `func TestXxx(t *testing.T)`, or of another kind with its prefix and parameter.
fn names(text: &str, prefix: &str, parameter: &str) -> impl Iterator<Item = String> {
    let name = move |l: &str| {
        let rest = l.strip_prefix("func ")?.strip_prefix(prefix)?;
        let (name, params) = rest.split_once('(')?;
        let ok = !name.starts_with(|c: char| c.is_lowercase()) && params.contains(parameter);
        ok.then(|| format!("{prefix}{name}"))
    };
    code_lines(text).filter_map(name)
}

/// The functions `func ExampleXxx()` whose last comment begins with `Output:` or `Unordered output:`, as entries
/// of the generated table.
fn examples(text: &str, package: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut lines = code_lines(text);
    while let Some(line) = lines.next() {
        let Some(rest) = line.strip_prefix("func Example") else { continue };
        let Some((name, _)) = rest.split_once("() {") else { continue };
        if name.starts_with(|c: char| c.is_lowercase()) {
            continue;
        }
        if line.trim_end().ends_with('}') {
            continue; // it has no line for a comment
        }
        let body: Vec<&str> = lines.by_ref().take_while(|l| *l != "}").map(str::trim).collect();
        let is_comment = |l: &&&str| l.starts_with("//");
        let end = body.iter().rposition(|l| l.starts_with("//")).map_or(0, |at| at + 1);
        let length = body[..end].iter().rev().take_while(is_comment).count();
        let comment: Vec<_> = body[end - length..end]
            .iter()
            .map(|l| l.strip_prefix("//").unwrap_or(l))
            .map(|l| l.strip_prefix(' ').unwrap_or(l))
            .collect();
        let comment = comment.join("\n");
        let lower = comment.trim_start().to_lowercase();
        let unordered = lower.starts_with("unordered output:");
        if unordered || lower.starts_with("output:") {
            let output = comment.split_once(':').map_or("", |(_, o)| o).trim_start_matches(' ');
            let output = format!("{}\n", output.strip_prefix('\n').unwrap_or(output).trim_end());
            out.push(format!(
                "\t\t{{Name: \"Example{name}\", F: {package}Example{name}, Output: {}, Unordered: {unordered}}},\n",
                go_string(&output)
            ));
        }
    }
    out
}

/// A Go string literal of that value.
fn go_string(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_string(),
        c if c.is_control() => format!("\\u{:04x}", c as u32),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_get_a_main_and_programs_keep_theirs() {
        let test = "package p\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) {}\nfunc Testb(t *testing.T) {}\n";
        let p = with_test_main(vec![("main".into(), vec![("a_test.go".into(), test.into())])]);
        assert!(p[0].1[1].1.contains("{Name: \"TestA\", F: TestA}"));
        assert!(!p[0].1[1].1.contains("Testb"));
        let main =
            vec![("main".into(), vec![("a.go".into(), format!("{test}func main() {{}}\n"))])];
        assert_eq!(with_test_main(main.clone()), main);
        let hidden = "/* a\nfunc TestB(t *testing.T) {}\n*/\nvar s = `\nfunc TestC(t *testing.T) {}`\nfunc TestD(t *testing.T) {}\n";
        assert_eq!(names(hidden, "Test", "*testing.T)").collect::<Vec<_>>(), ["TestD"]);
    }
}
