//! The `//go:build` line: above everything but the first comments, with an empty line below.

/// The formatted text with its build line where it belongs.
pub(super) fn placed(text: String) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let is_header = |l: &&&str| l.trim().is_empty() || l.trim_start().starts_with("//");
    let header = lines.iter().take_while(is_header).count();
    let is_build = |l: &&str| l.trim_start().starts_with("//go:build ");
    // The form before Go 1.17 is left alone.
    if lines[..header].iter().any(|l| l.starts_with("// +build")) {
        return text;
    }
    let mut builds = lines[..header].iter().enumerate().filter(|(_, l)| is_build(l));
    let (Some((at, build)), None) = (builds.next(), builds.next()) else { return text };
    let after_blank = lines[..header].iter().rposition(|l| l.trim().is_empty());
    let insert = after_blank.map_or(0, |i| i + 1).min(at);
    let mut out: String = lines[..insert].concat();
    out.push_str(build);
    out.push('\n');
    let between = &lines[insert..at];
    let mut rest = &lines[at + 1..];
    // No two empty lines where the build line was.
    let open = between.last().is_none_or(|l| l.trim().is_empty());
    if open && rest.first().is_some_and(|l| l.trim().is_empty()) {
        rest = &rest[1..];
    }
    out.push_str(&between.concat());
    out.push_str(&rest.concat());
    out
}

#[cfg(test)]
mod tests {
    use super::placed;

    #[test]
    fn build_lines() {
        let p = |s: &str| placed(s.to_string());
        assert_eq!(p("//go:build x\npackage p\n"), "//go:build x\n\npackage p\n");
        assert_eq!(p("//go:build x\n\npackage p\n"), "//go:build x\n\npackage p\n");
        assert_eq!(
            p("// c\n\n// d\n//go:build x\npackage p\n"),
            "// c\n\n//go:build x\n\n// d\npackage p\n"
        );
        assert_eq!(p("package p\n"), "package p\n");
    }
}
