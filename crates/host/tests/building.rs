//! `[component.<id>.build]`.

use std::sync::Mutex;

use host::{BuildProgress, Error, build};

use crate::support::manifest;

fn application(command: &str) -> host::Manifest {
    manifest(&format!(
        "[[trigger.http]]\nroute = \"/\"\ncomponent = \"a\"\n[component.a]\nsource = \"a.wasm\"\n\
         dependencies = {{ \"x:y/z\" = {{ component = \"plugin\" }} }}\n[component.a.build]\ncommand = {command}\n\
         [component.plugin]\nsource = \"p.wasm\"\n[component.plugin.build]\ncommand = \"echo plugin\"\nworkdir = \"..\""
    ))
    .unwrap()
}

#[tokio::test]
async fn dependencies_are_built_first_and_output_is_passed_on() {
    let seen = Mutex::new(Vec::new());

    build(
        &application("[\"echo one\", \"echo two >&2\"]"),
        |progress| {
            seen.lock().unwrap().push(match progress {
                BuildProgress::Started { component, command } => format!("{component} $ {command}"),
                BuildProgress::Output { component, line } => format!("{component} > {line}"),
                BuildProgress::Finished { component } => format!("{component} done"),
                _ => String::new(),
            });
        },
    )
    .await
    .unwrap();

    assert_eq!(
        seen.into_inner().unwrap(),
        [
            "plugin $ echo plugin",
            "plugin > plugin",
            "plugin done",
            "a $ echo one",
            "a > one",
            "a $ echo two >&2",
            "a > two",
            "a done",
        ]
    );
}

#[tokio::test]
async fn a_failing_command_is_one_sentence_and_its_output() {
    let error = build(&application("\"echo why; exit 3\""), |_| {})
        .await
        .unwrap_err();

    assert_eq!(
        error.to_string(),
        "building component `a` failed: `echo why; exit 3` ended with exit status: 3"
    );
    assert!(matches!(error, Error::Build { output, .. } if output == "why\n"));
}
