//! Every route is tested: each line of a component's route table has a test file of the same name.

use std::path::Path;

use harness::root;

/// Components whose routes are not reached by tests of their own: the sandbox is behind checkout,
/// and tests/checkout/pay.rs drives each of its tokens.
const BEHIND_OTHERS: &[&str] = &["payments-sandbox"];

#[test]
fn every_handler_has_a_test_of_its_name() {
    let mut missing = Vec::new();
    for component in std::fs::read_dir(root().join("components")).unwrap() {
        let component = component.unwrap();
        let name = component.file_name().into_string().unwrap();
        if BEHIND_OTHERS.contains(&name.as_str()) {
            continue;
        }
        let table = std::fs::read_to_string(component.path().join("src/lib.rs")).unwrap();
        for handler in handlers(&table) {
            let folder = root().join("tests").join(name.replace('-', "_"));
            if !is_tested(&folder, &handler) {
                missing.push(format!("components/{name}: {handler}"));
            }
        }
    }
    assert_eq!(
        missing, [""; 0],
        "no test file or test module names these handlers"
    );
}

/// The `verb` of each `verb::handler` in a route table.
fn handlers(table: &str) -> Vec<String> {
    let (_, routes) = table.split_once("fn routes()").unwrap();
    let verbs: Vec<String> = routes
        .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .filter_map(|word| word.split_once("::"))
        .filter(|(module, _)| !["api", "Routes"].contains(module))
        .map(|(verb, _)| verb.to_owned())
        .collect();
    assert!(
        !verbs.is_empty(),
        "a route table without handlers: {routes}"
    );
    verbs
}

fn is_tested(folder: &Path, verb: &str) -> bool {
    if folder.join(format!("{verb}.rs")).exists() {
        return true;
    }
    let Ok(files) = std::fs::read_dir(folder) else {
        return false;
    };
    // Health has two verbs in one file; the internal quote is named where quotes are tested.
    files.filter_map(Result::ok).any(|file| {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        text.contains(&format!("/{verb}")) || text.contains(&format!("/{}", verb.replace('_', "/")))
    })
}

#[test]
fn every_published_route_belongs_to_a_component_that_answers_it() {
    let manifest: toml::Table = std::fs::read_to_string(root().join("spin.toml"))
        .unwrap()
        .parse()
        .unwrap();
    for trigger in manifest["trigger"]["http"].as_array().unwrap() {
        let component = trigger["component"].as_str().unwrap();
        let Some(route) = trigger["route"].as_str() else {
            continue;
        };
        let table =
            std::fs::read_to_string(root().join(format!("components/{component}/src/lib.rs")))
                .unwrap();
        let prefix: Vec<String> = route
            .trim_end_matches("/...")
            .split('/')
            .map(|part| match part.strip_prefix(':') {
                Some(name) => format!("{{{name}}}"),
                None => part.to_owned(),
            })
            .collect();
        let prefix = prefix.join("/");
        assert!(
            table.contains(&format!("\"{prefix}")),
            "{component} has no route under {prefix}"
        );
    }
}
