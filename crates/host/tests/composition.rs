//! Components composed into components.

use host::Options;

use crate::support::{Site, greeter, greeting, wat_file};

/// The greeter with its dependencies and more components.
fn application(dependencies: &str, components: &str) -> String {
    let greeter = greeter();
    format!(
        "[[trigger.http]]\nroute = \"/\"\ncomponent = \"greeter\"\n\
         [component.greeter]\nsource = \"{greeter}\"\n[component.greeter.dependencies]\n{dependencies}\n{components}"
    )
}

async fn not_started(dependencies: &str) -> String {
    let body = application(dependencies, "");
    Site::try_start(&body, &[], Options::default())
        .await
        .err()
        .expect(&body)
        .to_string()
}

#[tokio::test]
async fn a_core_module_is_composed_by_path() {
    let plugin = greeting();
    for name in [
        "test:greeting/greet@1.0.0",
        "test:greeting/greet",
        "test:greeting",
        "test:greeting@1.0.0",
    ] {
        let site = Site::start(
            &application(&format!("\"{name}\" = {{ path = \"{plugin}\" }}"), ""),
            Options::default(),
        )
        .await;

        assert_eq!(site.ask("/", "").await, "hello, world");
    }
}

#[tokio::test]
async fn a_component_is_composed_by_its_id() {
    let plugin = format!("[component.plugin]\nsource = \"{}\"", greeting());
    let site = Site::start(
        &application(
            "\"test:greeting/greet\" = { component = \"plugin\" }",
            &plugin,
        ),
        Options::default(),
    )
    .await;

    assert_eq!(site.ask("/", "").await, "hello, world");
}

#[tokio::test]
async fn a_dependency_must_fit() {
    let plugin = greeting();
    assert_eq!(
        not_started(&format!("\"test:other/greet\" = {{ path = \"{plugin}\" }}")).await,
        "component `greeter` has the dependency `test:other/greet`, but imports nothing of that name"
    );
    assert_eq!(
        not_started(&format!(
            "\"test:greeting/greet\" = {{ path = \"{plugin}\", export = \"x:y/z\" }}"
        ))
        .await,
        "component `greeter` has the dependency `test:greeting/greet`, which does not export `x:y/z`"
    );
    assert_eq!(
        not_started("").await,
        "component `greeter` imports `test:greeting/greet@1.0.0`, which the local host does not have"
    );
    let missing = not_started("\"test:greeting/greet\" = { path = \"nothing.wasm\" }").await;
    assert!(
        missing.ends_with("nothing.wasm of the dependency `test:greeting/greet` of component `greeter` does not exist; has it been built?"),
        "{missing}"
    );
}

#[tokio::test]
async fn two_dependencies_of_one_package_are_refused_as_in_spin() {
    let plugin = greeting();
    let twice = format!(
        "\"test:greeting/greet\" = {{ path = \"{plugin}\" }}\n\"test:greeting/greet@1.0.0\" = {{ path = \"{plugin}\" }}"
    );

    assert_eq!(
        not_started(&twice).await,
        "component `greeter` has two dependencies of the package `test:greeting`; Spin composes only one per package, \
         so each pluggable interface needs a package of its own"
    );
}

/// A plugin that wants to read variables.
const CURIOUS: &str = r#"(component
    (import "spin:variables/variables@3.0.0" (instance))
    (core module $m
        (memory (export "memory") 1)
        (func (export "greet") (param i32 i32) (result i32) (i32.const 0))
        (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 16)))
    (core instance $i (instantiate $m))
    (func $greet (param "name" string) (result string)
        (canon lift (core func $i "greet") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
    (instance $greeting (export "greet" (func $greet)))
    (export "test:greeting/greet@1.0.0" (instance $greeting)))"#;

#[tokio::test]
async fn a_dependency_has_only_the_rights_it_inherits() {
    let curious = wat_file("curious.wasm", CURIOUS);
    let dependency =
        |rights: &str| format!("\"test:greeting/greet\" = {{ path = \"{curious}\"{rights} }}");

    for rights in [
        "",
        ", inherit_configuration = false",
        ", inherit_configuration = [\"key_value_stores\"]",
    ] {
        assert_eq!(
            not_started(&dependency(rights)).await,
            "component `greeter` has the dependency `test:greeting/greet`, which imports \
             `spin:variables/variables@3.0.0` without inheriting that right"
        );
    }
    for rights in [
        ", inherit_configuration = true",
        ", inherit_configuration = [\"variables\"]",
    ] {
        let site = Site::start(&application(&dependency(rights), ""), Options::default()).await;

        assert_eq!(site.ask("/", "").await, "");
    }
}

/// What metered promotions do to give up: Spin 4.1 has exceptions, so the local host has them, too.
#[tokio::test]
async fn a_dependency_may_catch_what_it_throws() {
    let plugin = wat_file(
        "throws.wasm",
        r#"(component
          (core module $m
            (memory (export "memory") 1)
            (tag $gave-up)
            (data (i32.const 16) "caught")
            (func $give-up (throw $gave-up))
            (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
            (func (export "greet") (param i32 i32) (result i32)
              (block $caught (try_table (catch $gave-up $caught) (call $give-up)) (unreachable))
              (i32.store (i32.const 0) (i32.const 16))
              (i32.store (i32.const 4) (i32.const 6))
              (i32.const 0)))
          (core instance $i (instantiate $m))
          (alias core export $i "memory" (core memory $memory))
          (alias core export $i "realloc" (core func $realloc))
          (alias core export $i "greet" (core func $greet))
          (func $lifted (param "name" string) (result string)
            (canon lift (core func $greet) (memory $memory) (realloc $realloc)))
          (instance $exports (export "greet" (func $lifted)))
          (export "test:greeting/greet@1.0.0" (instance $exports)))"#,
    );
    let dependencies = format!("\"test:greeting/greet\" = {{ path = \"{plugin}\" }}");
    let site = Site::start(&application(&dependencies, ""), Options::default()).await;

    for _ in 0..3 {
        assert_eq!(site.ask("/", "").await, "caught");
    }
}
