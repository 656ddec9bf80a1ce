//! What the host does not do it refuses by name: each sentence, word for word.

use host::Options;

use crate::support::{Site, manifest, probe, wat_file};

/// A trigger and the beginning of its component.
const C: &str =
    "[[trigger.http]]\nroute = \"/\"\ncomponent = \"c\"\n[component.c]\nsource = \"c.wasm\"\n";

/// The sentence after `spin.toml`.
#[track_caller]
fn refused(body: &str) -> String {
    let sentence = manifest(body).expect_err(body).to_string();
    ["spin.toml: ", "spin.toml "]
        .iter()
        .find_map(|prefix| Some(sentence.strip_prefix(prefix)?.to_owned()))
        .unwrap_or(sentence)
}

#[test]
fn keys_of_a_component_that_the_host_does_not_have() {
    for (line, sentence) in [
        (
            "files = [\"a\"]",
            "[component.c] has `files`, which the local host does not support",
        ),
        (
            "environment = { A = \"b\" }",
            "[component.c] has `environment`, which the local host does not support",
        ),
        (
            "ai_models = [\"llama\"]",
            "[component.c] has `ai_models`, which the local host does not support",
        ),
        (
            "sqlite_databases = [\"default\"]",
            "[component.c] has `sqlite_databases`, which the local host does not support",
        ),
        (
            "dependencies_inherit_configuration = true",
            "[component.c] has `dependencies_inherit_configuration`, which the local host does not support",
        ),
        (
            "profile.x.source = \"y.wasm\"",
            "[component.c] has `profile`, which the local host does not support",
        ),
        (
            "colour = \"red\"",
            "[component.c] has the unknown key `colour`",
        ),
        (
            "key_value_stores = \"default\"",
            "[component.c] needs a list of strings as `key_value_stores`, not a string",
        ),
        (
            "allowed_outbound_hosts = [\"{{ x\"]",
            "[component.c] has an outbound host that is no template: `{{ x` opens `{{` and never closes it",
        ),
        (
            "variables = { a = \"{{ x }}\" }",
            "[component.c] variable `a` uses `{{ x }}`, which [variables] does not declare",
        ),
        (
            "allowed_outbound_hosts = [\"http://{{ x }}\"]",
            "[component.c] `allowed_outbound_hosts` uses `{{ x }}`, which [variables] does not declare",
        ),
        (
            "[component.c.build]\ncommand = \"make\"\nshell = \"zsh\"",
            "[component.c.build] has the unknown key `shell`",
        ),
        (
            "[component.c.build]\nwatch = [\"src\"]",
            "[component.c.build] needs `command`",
        ),
    ] {
        assert_eq!(refused(&format!("{C}{line}")), sentence);
    }
}

#[test]
fn dependencies_that_the_host_does_not_have() {
    let place = "[component.c] dependency `a:b/c`";
    for (value, sentence) in [
        (
            "\"1.0\"",
            "comes from a registry, which the local host does not support; give it by `path` or `component`",
        ),
        (
            "{ version = \"1.0\", package = \"x:y\" }",
            "has `package`, which the local host does not support",
        ),
        (
            "{ url = \"https://x\", digest = \"sha256:0\" }",
            "has `digest`, which the local host does not support",
        ),
        (
            "{ path = \"p.wasm\", component = \"c\" }",
            "has both `path` and `component`",
        ),
        (
            "{ path = \"p.wasm\", size = 1 }",
            "has the unknown key `size`",
        ),
        (
            "{ path = \"p.wasm\", inherit_configuration = [\"files\"] }",
            "inherits \"files\", which the local host does not support",
        ),
        (
            "{ component = \"nobody\" }",
            "names the component `nobody`, which does not exist",
        ),
    ] {
        let body = format!("{C}[component.c.dependencies]\n\"a:b/c\" = {value}");

        assert_eq!(refused(&body), format!("{place} {sentence}"));
    }
    let package =
        format!("{C}[component.c.dependencies]\n\"a:b\" = {{ path = \"p.wasm\", export = \"x\" }}");
    assert_eq!(
        refused(&package),
        "[component.c] dependency `a:b` names a whole package, so it cannot have `export`"
    );
}

#[test]
fn a_plugin_has_no_rights_of_its_own() {
    for (key, value) in [
        ("variables", "{ a = \"b\" }"),
        ("allowed_outbound_hosts", "[\"http://a\"]"),
        ("key_value_stores", "[\"default\"]"),
        ("dependencies", "{ \"a:b/d\" = { path = \"d.wasm\" } }"),
    ] {
        let body = format!(
            "{C}dependencies = {{ \"a:b/c\" = {{ component = \"p\" }} }}\n[component.p]\nsource = \"p.wasm\"\n{key} = {value}"
        );

        assert_eq!(
            refused(&body),
            format!(
                "[component.p] has `{key}`, which a component that is a dependency (of `c`) cannot have"
            )
        );
    }
}

#[test]
fn triggers_that_the_host_does_not_have() {
    let trigger = "[[trigger.http]] of component `c`";
    for (body, sentence) in [
        (
            "[[trigger.redis]]\nchannel = \"x\"\ncomponent = \"c\"".to_owned(),
            "has a `redis` trigger, which the local host does not support".to_owned(),
        ),
        (
            "[component.c]\nsource = \"c.wasm\"".to_owned(),
            "has no [[trigger.http]]".to_owned(),
        ),
        (
            "[[trigger.http]]\nroute = \"/\"\nstatic_response = { status_code = 200 }".to_owned(),
            "[[trigger.http]] has `static_response`, which the local host does not support"
                .to_owned(),
        ),
        (
            format!("{C}[[trigger.http]]\nroute = \"/x\"\ncomponent = \"d\""),
            "[[trigger.http]] names the component `d`, which does not exist".to_owned(),
        ),
        (
            format!("{C}[[trigger.http]]\nroute = \"/\"\ncomponent = \"c\""),
            "the routes `/` of component `c` and `/` of component `c` accept the same paths"
                .to_owned(),
        ),
        (
            format!("{C}[[trigger.http]]\nroute = \"x\"\ncomponent = \"c\""),
            format!("{trigger} has a route that must start with `/`, not be `x`"),
        ),
        (
            format!("{C}[[trigger.http]]\nroute = \"/a/.../b\"\ncomponent = \"c\""),
            format!(
                "{trigger} has a route that may have `...` only at its end, not as in `/a/.../b`"
            ),
        ),
        (
            format!("{C}[[trigger.http]]\nroute = {{ private = false }}\ncomponent = \"c\""),
            format!("{trigger} needs a path or `{{ private = true }}` as `route`"),
        ),
        (
            format!(
                "{C}[[trigger.http]]\nroute = \"/y\"\ncomponent = \"c\"\ndependencies.middleware = []"
            ),
            format!("{trigger} has `dependencies`, which the local host does not support"),
        ),
    ] {
        assert_eq!(refused(&body), sentence);
    }
}

#[test]
fn applications_that_the_host_does_not_have() {
    for (body, sentence) in [
        (
            "trigger = { http = {} }",
            "[application] has `trigger`, which the local host does not support",
        ),
        ("colour = 1", "[application] has the unknown key `colour`"),
        ("[colours]", "has no [[trigger.http]]"),
        (
            "[variables]\nA = { default = \"x\" }",
            "[variables] A must be named in lower case letters, digits and `_`",
        ),
        (
            "[variables]\na = { }",
            "[variables] a needs either `required = true` or a `default`",
        ),
        (
            "[variables]\na = { required = true, default = \"x\" }",
            "[variables] a needs either `required = true` or a `default`",
        ),
    ] {
        assert_eq!(refused(body), sentence);
    }
    assert_eq!(
        refused(&format!("{C}[colours]")),
        "has the unknown key `colours`"
    );
    assert_eq!(
        refused(
            "[component.C]\nsource = \"x\"\n[[trigger.http]]\nroute = \"/\"\ncomponent = \"C\""
        ),
        "[component.C] must be named in lower case letters, digits and `-`"
    );
    assert_eq!(
        refused(
            "[component.c]\nsource = { url = \"https://x\", digest = \"y\" }\n[[trigger.http]]\nroute = \"/\"\ncomponent = \"c\""
        ),
        "[component.c] has a `source` that is not a path; the local host reads only local files"
    );
    assert!(refused("x = = 1").starts_with("is not valid TOML: line 4: "));
}

/// What only shows when the application starts.
async fn not_started(body: &str, files: &[(&str, &str)]) -> String {
    match Site::try_start(body, files, Options::default()).await {
        Ok(_) => panic!("it started: {body}"),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_key_value_store_needs_a_place() {
    let probe = format!("{C}key_value_stores = [\"carts\"]").replace("c.wasm", &probe());

    assert_eq!(
        not_started(&probe, &[]).await,
        "spin.toml: [component.c] has the key-value store `carts`, which needs [key_value_store.carts] in runtime-config.toml"
    );
    assert_eq!(
        not_started(
            &probe,
            &[(
                "runtime-config.toml",
                "[key_value_store.carts]\ntype = \"redis\"\nurl = \"x\""
            )]
        )
        .await,
        "runtime-config.toml: [key_value_store.carts] has type \"redis\"; the local host supports only type \"spin\""
    );
    assert_eq!(
        not_started(
            &probe,
            &[("runtime-config.toml", "[outbound_pg]\nmax_connections = 1")]
        )
        .await,
        "runtime-config.toml has `outbound_pg`, which the local host does not support"
    );
}

#[tokio::test]
async fn a_component_that_cannot_run_is_named() {
    let missing = not_started(C, &[]).await;
    assert!(
        missing.ends_with("c.wasm of component `c` does not exist; has it been built?"),
        "{missing}"
    );

    let import =
        "(component (import \"acme:missing/thing@1.0.0\" (instance (export \"f\" (func)))))";
    let imports = C.replace("c.wasm", &wat_file("imports.wasm", import));
    assert_eq!(
        not_started(&imports, &[]).await,
        "component `c` imports `acme:missing/thing@1.0.0`, which the local host does not have"
    );

    let silent = C.replace("c.wasm", &wat_file("silent.wasm", "(component)"));
    assert_eq!(
        not_started(&silent, &[]).await,
        "component `c` does not export wasi:http/handler@0.3.0, so it cannot answer HTTP"
    );

    let module = C.replace("c.wasm", &wat_file("module.wasm", "(module)"));
    assert!(
        not_started(&module, &[])
            .await
            .starts_with("component `c` is not a WebAssembly component")
    );
}

#[tokio::test]
async fn an_allowed_host_must_make_sense() {
    let body = format!("{C}allowed_outbound_hosts = [\"redis://x\"]");

    assert_eq!(
        not_started(&body, &[]).await,
        "spin.toml: [component.c] `allowed_outbound_hosts`: `redis://x` needs a port"
    );
}

#[test]
fn a_manifest_that_is_not_there_is_named() {
    let error = host::Manifest::load("/nowhere/spin.toml")
        .unwrap_err()
        .to_string();

    assert!(
        error.starts_with("cannot read /nowhere/spin.toml: No such file"),
        "{error}"
    );
}
