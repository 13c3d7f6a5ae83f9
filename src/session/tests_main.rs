//! A program of `Test…` functions without `main` is run as `go test` runs it: a main that calls them in
//! order is added.

use super::files::Packages;

/// Name of the added file.
const ADDED: &str = "_testmain.go";

/// The packages, with a main when the main package has tests and no main of its own.
pub fn with_test_main(mut packages: Packages) -> Packages {
    let Some((_, files)) = packages.last_mut() else { return packages };
    let has_main = files.iter().any(|(_, t)| t.lines().any(|l| l.starts_with("func main(")));
    let tests: Vec<String> = files.iter().flat_map(|(_, t)| test_names(t)).collect();
    let Some(package) = files.iter().find_map(|(_, t)| package_name(t)) else { return packages };
    if has_main || tests.is_empty() {
        return packages;
    }
    let list: String = tests.iter().map(|t| format!("\t\t{{Name: {t:?}, F: {t}}},\n")).collect();
    let text = format!(
        "package {package}\n\nimport \"testing\"\n\nfunc main() {{\n\ttesting.RunAll([]testing.InternalTest{{\n{list}\t}})\n}}\n"
    );
    files.push((ADDED.to_string(), text));
    packages
}

/// Names of functions `func TestXxx(t *testing.T)`.
fn test_names(text: &str) -> Vec<String> {
    let name = |l: &str| {
        let rest = l.strip_prefix("func Test")?;
        let (name, params) = rest.split_once('(')?;
        let ok = !name.starts_with(|c: char| c.is_lowercase()) && params.contains("*testing.T)");
        ok.then(|| format!("Test{name}"))
    };
    text.lines().filter_map(name).collect()
}

fn package_name(text: &str) -> Option<&str> {
    text.lines().find_map(|l| l.strip_prefix("package "))?.split_whitespace().next()
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
    }
}
