use super::format;

const MESSY: &str = include_str!("../../../tests/format/messy.go.txt");
const GOLDEN: &str = include_str!("../../../tests/format/messy.go.golden");

#[test]
fn a_messy_file_becomes_what_gofmt_makes_of_it() {
    assert_eq!(format(MESSY).unwrap(), GOLDEN);
}

#[test]
fn formatted_text_stays() {
    assert_eq!(format(GOLDEN).unwrap(), GOLDEN);
}

#[test]
fn imports_are_sorted_in_groups() {
    let text = "package p\n\nimport (\n\t\"b\" // two\n\t\"a\"\n\t\"a\"\n\n\t\"0\"\n)\n";
    let want = "package p\n\nimport (\n\t\"a\"\n\t\"b\" // two\n\n\t\"0\"\n)\n";
    assert_eq!(format(text).unwrap(), want);
    let text = "package p\n\nimport (\n\t\"a\"\n\t_ \"b\" // c\n\n\n)\n";
    assert_eq!(format(text).unwrap(), text.replace("\n\n\n)", "\n)"));
}

#[test]
fn what_does_not_parse_is_reported() {
    assert!(format("package p\nfunc f( {\n").unwrap_err()[0].message.contains("syntax error"));
    assert!(format("package p\nfunc f() { break }\n").is_ok());
}

#[test]
fn marks_and_carriage_returns_go() {
    let text = "\u{feff}package p\r\n\r\n// c\r\nvar x = `a\r\nb`\r\n/* d\r\n   e */\r\n";
    assert_eq!(format(text).unwrap(), "package p\n\n// c\nvar x = `a\nb`\n\n/* d\n   e */\n");
}

#[test]
fn nothing_is_lost() {
    let tokens = |s: &str| s.replace(|c: char| c.is_whitespace() || ",;()".contains(c), "");
    let text = "package p\n/* a */ func f(x int /* b */, /* c */ y int) /* d */ { // e\n/* f */ x++ /* g */\n// h\n} // i\n";
    let formatted = format(text).unwrap();
    for c in "abcdefghi".chars() {
        assert!(formatted.contains(&format!(" {c}")), "{c} in {formatted}");
    }
    assert_eq!(tokens(text).len(), tokens(&formatted).len());
}
