//! Where values of variables come from.

use std::collections::BTreeMap;

use host::Options;

use crate::support::{Site, probe};

fn application(variables: &str) -> String {
    let probe = probe();
    format!(
        "[variables]\n{variables}\n[[trigger.http]]\nroute = \"/...\"\ncomponent = \"probe\"\n\
         [component.probe]\nsource = \"{probe}\"\nvariables = {{ seen = \"<{{{{ given }}}}>\" }}"
    )
}

fn only(name: &str, value: &str) -> BTreeMap<String, String> {
    [(name.to_owned(), value.to_owned())].into()
}

#[tokio::test]
async fn option_wins_over_environment_over_file_over_default() {
    let env_file = [(".env", "SPIN_VARIABLE_GIVEN=file\n")];
    let environment = only("SPIN_VARIABLE_GIVEN", "environment");
    let option = only("given", "option");
    let none = BTreeMap::new;
    for (variables, environment, files, expected) in [
        (option, environment.clone(), &env_file[..], "<option>"),
        (none(), environment, &env_file[..], "<environment>"),
        (none(), none(), &env_file[..], "<file>"),
        (none(), none(), &[], "<default>"),
    ] {
        let options = Options {
            variables,
            environment,
            ..Options::default()
        };
        let site = Site::try_start(
            &application("given = { default = \"default\" }"),
            files,
            options,
        )
        .await
        .unwrap();

        assert_eq!(site.ask("/variable", "seen").await, expected);
    }
}

#[tokio::test]
async fn a_component_sees_its_own_variables_only() {
    let site = Site::start(
        &application("given = { default = \"x\" }"),
        Options::default(),
    )
    .await;

    assert!(site.fail("/variable", "given").await.contains("Undefined"));
}

#[tokio::test]
async fn a_required_variable_without_value_is_named() {
    let options = || Options {
        environment: BTreeMap::new(),
        ..Options::default()
    };
    let application = application("given = { required = true, secret = true }");

    let error = Site::try_start(&application, &[], options())
        .await
        .err()
        .unwrap();
    assert_eq!(
        error.to_string(),
        "the variable `given` is required and has no value; SPIN_VARIABLE_GIVEN sets it"
    );

    let unknown = Options {
        variables: only("gven", "x"),
        ..options()
    };
    let error = Site::try_start(&application, &[], unknown)
        .await
        .err()
        .unwrap();
    assert_eq!(
        error.to_string(),
        "a value is given for the variable `gven`, which [variables] in spin.toml does not declare"
    );
}

#[tokio::test]
async fn a_line_of_the_file_that_makes_no_sense_is_named_without_its_value() {
    let env_file = [(".env", "# Mine\nSPIN_VARIABLE_GIVEN=top secret\n")];
    let application = application("given = { required = true, secret = true }");

    let error = Site::try_start(&application, &env_file, Options::default())
        .await
        .err()
        .unwrap()
        .to_string();

    assert!(
        error.ends_with(
            ".env: line 2 makes no sense; a value with spaces needs single quotes around it"
        ),
        "{error}"
    );
}
