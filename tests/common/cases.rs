//! Cases in files: after a line `=== ` a program, after a line `--- ` what is said of it.

pub struct Case {
    /// File and line.
    pub place: String,
    pub program: String,
    /// Lines, each with its end.
    pub expected: String,
}

/// The cases of all files in a folder of `tests`.
pub fn cases(folder: &str) -> Vec<Case> {
    let dir = format!("{}/tests/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let mut line = 1;
        for chunk in text.split("=== \n").skip(1) {
            line += 1;
            let (program, expected) = chunk.split_once("--- \n").expect("a case has two parts");
            cases.push(Case {
                place: format!("{}:{line}", file.display()),
                program: program.to_string(),
                expected: expected.to_string(),
            });
            line += chunk.matches('\n').count();
        }
    }
    cases
}
