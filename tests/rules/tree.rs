//! What depends on what, and what must not be in the tree.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use harness::{Value, root};

/// Our packages a package may depend on; `*` stands for every component or plugin.
const ALLOWED: &[(&str, &[&str])] = &[
    (
        "components/*",
        &[
            "spindle-api",
            "spindle-database",
            "spindle-domain",
            "spindle-files",
            "spindle-ordering",
            "spindle-paper",
            "spindle-pricing",
        ],
    ),
    ("plugins/*", &[]),
    ("crates/domain", &[]),
    ("crates/api", &[]),
    ("crates/files", &[]),
    ("crates/database", &["spindle-api", "spindle-domain"]),
    (
        "crates/ordering",
        &["spindle-api", "spindle-database", "spindle-domain"],
    ),
    ("crates/paper", &["spindle-domain"]),
    (
        "crates/pricing",
        &["spindle-api", "spindle-database", "spindle-domain"],
    ),
    ("crates/host", &[]),
    ("crates/metering", &[]),
    ("crates/embedded-postgres", &[]),
    (
        "crates/cli",
        &[
            "spindle-domain",
            "spindle-files",
            "spindle-host",
            "spindle-metering",
        ],
    ),
    ("tests/harness", &["spindle-cli", "spindle-host"]),
    ("tests", &["spindle-harness"]),
];

#[test]
fn dependencies_point_one_way() {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = String::from_utf8(metadata.stdout).unwrap().parse().unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: BTreeMap<&str, PathBuf> = packages
        .iter()
        .map(|package| {
            let manifest = Path::new(package["manifest_path"].as_str().unwrap());
            let folder = manifest.parent().unwrap().strip_prefix(root()).unwrap();
            (package["name"].as_str().unwrap(), folder.to_owned())
        })
        .collect();

    for package in packages {
        let name = package["name"].as_str().unwrap();
        let folder = ours[name].to_str().unwrap();
        // Guests of these crates' own tests depend on nothing of ours, like a plugin.
        let kind = match folder.split('/').next() {
            Some(kind @ ("components" | "plugins")) => format!("{kind}/*"),
            _ if folder.starts_with("crates/host/") || folder.starts_with("crates/metering/") => {
                "plugins/*".to_owned()
            }
            _ => folder.to_owned(),
        };
        let allowed = ALLOWED.iter().find(|(known, _)| *known == kind);
        let (_, allowed) = allowed
            .unwrap_or_else(|| panic!("{folder}: say in tests/rules/tree.rs what it may use"));
        for dependency in package["dependencies"].as_array().unwrap() {
            // What only the tests of a plugin use is not copied out with it.
            if kind == "plugins/*" && dependency["kind"] == "dev" {
                continue;
            }
            let dependency = dependency["name"].as_str().unwrap();
            assert!(
                !ours.contains_key(dependency) || allowed.contains(&dependency),
                "{folder} must not depend on {dependency}"
            );
        }
    }
}

#[test]
fn only_one_crate_talks_to_the_database() {
    for file in files(
        &[
            "components",
            "crates/api",
            "crates/domain",
            "crates/ordering",
            "crates/pricing",
        ],
        "rs",
    ) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            !text.contains("spin_sdk::pg"),
            "{} names spin_sdk::pg",
            file.display()
        );
    }
}

#[test]
fn no_guest_opens_a_transaction() {
    for file in files(&["components", "crates/database"], "rs") {
        let text = std::fs::read_to_string(&file).unwrap().to_lowercase();
        for word in ["\"begin", "\"commit", "\"rollback", "start transaction"] {
            assert!(!text.contains(word), "{} holds {word}", file.display());
        }
    }
}

#[test]
fn a_file_holds_the_one_function_it_is_named_after() {
    for file in files(&["migrations/functions"], "sql") {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            text.starts_with("-- "),
            "{name}.sql says what it does first"
        );
        assert_eq!(
            text.matches("create or replace function").count(),
            1,
            "{name}.sql"
        );
        assert!(
            text.contains(&format!("create or replace function spindle.{name}(")),
            "{name}.sql"
        );
        for word in ["when others", "execute format", "execute '"] {
            assert!(!text.contains(word), "{name}.sql holds {word}");
        }
    }
}

#[test]
fn every_outcome_in_sql_is_a_case_in_rust() {
    // Components call through crates/database, the command calls what is for the owner.
    let rust: String = files(&["crates/database/src", "crates/cli/src"], "rs")
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    for file in files(&["migrations/functions"], "sql") {
        let text = std::fs::read_to_string(&file).unwrap();
        for part in text.split("'outcome',").skip(1) {
            let Some(outcome) = part
                .trim_start()
                .strip_prefix('\'')
                .and_then(|rest| rest.split('\'').next())
            else {
                continue;
            };
            let case: String = outcome
                .split('_')
                .map(|word| word[..1].to_uppercase() + &word[1..])
                .collect();
            // An internal answer that no component sees.
            if outcome != "sellable" {
                assert!(
                    rust.contains(&case),
                    "{}: {outcome} is no case in crates/database or crates/cli",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn the_bench_asks_what_components_ask() {
    let statements = |file: PathBuf| -> Vec<String> {
        let text = std::fs::read_to_string(file).unwrap();
        text.split("\"select spindle.")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect()
    };
    let asked: Vec<String> = files(&["crates/database/src"], "rs")
        .into_iter()
        .flat_map(statements)
        .collect();
    let benched = statements(root().join("crates/cli/src/bench/direct.rs"));

    assert!(benched.len() > 5, "{benched:?}");
    for statement in benched {
        assert!(
            asked.contains(&statement),
            "crates/database does not ask: {statement}"
        );
    }
}

#[test]
fn files_stay_short() {
    for file in files(&["components", "crates", "plugins", "tests"], "rs") {
        let lines = std::fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines", file.display());
    }
}

pub fn files(folders: &[&str], extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.file_name().is_none_or(|name| name != "target") {
                waiting.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "{folders:?} hold no .{extension} files");
    found
}
