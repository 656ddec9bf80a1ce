//! Every code that a request can be refused with is in docs/api.md and in a test.

use std::collections::BTreeSet;
use std::path::Path;

use harness::root;

use super::tree::files;

/// What only the sandbox says, after 20 seconds; whoever calls it has given up before.
const NEVER_SEEN: &[&str] = &["TIMED_OUT"];

#[test]
fn every_code_is_documented_and_tested() {
    let documented = documented();
    let made = made();
    assert!(made.len() > 40, "{made:?}");

    let undocumented: Vec<_> = made.difference(&documented).collect();
    let unmade: Vec<_> = documented.difference(&made).collect();
    assert!(
        undocumented.is_empty(),
        "not in docs/api.md: {undocumented:?}"
    );
    assert!(
        unmade.is_empty(),
        "in docs/api.md, and no code says it: {unmade:?}"
    );

    let tests: String = files(&["tests", "crates"], "rs")
        .into_iter()
        .filter(|file| is_test(file) && file.file_name().unwrap() != "codes.rs")
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    let untested: Vec<_> = documented
        .iter()
        .filter(|code| !NEVER_SEEN.contains(&code.as_str()))
        .filter(|code| !tests.contains(&format!("\"{code}\"")))
        .collect();
    assert!(untested.is_empty(), "in no test: {untested:?}");
}

fn is_test(file: &Path) -> bool {
    let path = file.strip_prefix(root()).unwrap();
    path.components()
        .any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
}

/// The rows of the table at the end of docs/api.md.
fn documented() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("docs/api.md")).unwrap();
    let (_, table) = text.split_once("\n## Error codes").unwrap();
    table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(code, _)| code.to_owned())
        .collect()
}

/// The text that follows a status, as in `StatusCode::CONFLICT, "CART_EMPTY"`, or that
/// crates/api/src/error.rs gives to faults and to bad fields.
fn made() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for file in files(
        &[
            "components",
            "crates/api",
            "crates/ordering",
            "crates/pricing",
        ],
        "rs",
    ) {
        if is_test(&file) {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        if file.ends_with("crates/api/src/error.rs") {
            let quoted = text.split('"').skip(1).step_by(2);
            codes.extend(quoted.filter(|text| is_code(text)).map(str::to_owned));
        }
        for part in text.split("StatusCode::").skip(1) {
            let Some((before, rest)) = part.split_once('"') else {
                continue;
            };
            let is_next = before
                .chars()
                .all(|c| c.is_ascii_uppercase() || c == '_' || c == ',' || c.is_whitespace());
            let code = rest.split('"').next().unwrap();
            if is_next && code.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
                codes.insert(code.to_owned());
            }
        }
    }
    codes
}

fn is_code(text: &str) -> bool {
    text.contains('_') && text.chars().all(|c| c.is_ascii_uppercase() || c == '_')
}
