//! The form of the files, and that an operator finds each of them.

use harness::root;

#[test]
fn every_invariant_is_one_view_with_its_rule_and_its_section() {
    let operations = std::fs::read_to_string(root().join("docs/operations.md")).unwrap();
    let mut count = 0;
    for entry in std::fs::read_dir(root().join("migrations/invariants")).unwrap() {
        let file = entry.unwrap().path();
        let view = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&file).unwrap();

        assert!(
            text.starts_with("-- "),
            "{view}.sql says first what it lists"
        );
        let created = format!("create view spindle.{view} as\n");
        assert!(text.contains(&created), "{view}.sql");
        assert_eq!(text.matches("create view").count(), 1, "{view}.sql");
        let rule = format!("comment on view spindle.{view} is\n");
        assert!(text.contains(&rule), "{view}.sql has its rule");
        let name = view.strip_prefix("broken_").unwrap();
        let section = format!("\n### {name}\n");
        assert!(operations.contains(&section), "docs/operations.md: {name}");
        count += 1;
    }
    let sections = operations.matches("\n### ").count();
    assert_eq!(sections, count, "docs/operations.md has one for each");
}
