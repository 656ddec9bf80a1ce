//! What is not installed, and what its author is told.

use super::Application;
use super::plugin::Plugin;

#[test]
fn a_file_that_is_no_promotion_is_refused_with_its_reason() {
    let application = Application::new();
    let before = application.files();
    let import = wat::parse_str(r#"(module (import "wasi:cli/exit" "exit" (func)))"#).unwrap();
    let empty = wat::parse_str("(module)").unwrap();
    let two = wat::parse_str("(component (core module) (core module))").unwrap();
    let large = vec![0; 1024 * 1024 + 1];
    let whole = Plugin::default().wasm();
    let endless = Plugin {
        fields: "(func $s (loop $l (br $l))) (start $s)",
        ..Plugin::default()
    };
    // Over the first byte of its name.
    let no_text = Plugin {
        fields: r#"(data (i32.const 1048) "\ff")"#,
        ..Plugin::default()
    };
    let panics = Plugin {
        fields: "(func $s unreachable) (start $s)",
        ..Plugin::default()
    };
    let cases: [(&str, &[u8], &str); 11] = [
        ("nothing", b"", "not a module that can be metered"),
        (
            "a text",
            b"Hello, shop!",
            "not a module that can be metered",
        ),
        (
            "half a file",
            &whole[..whole.len() / 2],
            "not a module that can be metered",
        ),
        (
            "too large",
            &large,
            "the file has 1048577 bytes, and may have 1048576",
        ),
        (
            "an import",
            &import,
            "it imports `wasi:cli/exit/exit`; a plugin imports nothing",
        ),
        (
            "another world",
            &empty,
            "it does not export the function `spindle:promotions/rules@1.0.0#evaluate`",
        ),
        ("two modules", &two, "the component contains 2 core modules"),
        (
            "an endless start",
            &endless.wasm(),
            "`describe` fails: out_of_fuel",
        ),
        (
            "a name that is no text",
            &no_text.wasm(),
            "`describe` trapped",
        ),
        ("a panic", &panics.wasm(), "`describe` fails: aborted"),
        (
            "no name",
            &Plugin {
                name: "",
                ..Plugin::default()
            }
            .wasm(),
            "its name must have 1 to 64 of",
        ),
    ];
    for (name, bytes, reason) in cases {
        let refused = application.install("acme", bytes).unwrap_err();
        assert!(refused.contains(reason), "{name}: {refused}");
        assert!(application.files() == before, "{name}");
    }
}

/// Bytes changed anywhere: refused, or a component that imports nothing all the same. Never a panic.
#[test]
fn a_damaged_file_is_refused_or_harmless() {
    let application = Application::new();
    let whole = Plugin::default().wasm();
    let mut refused = 0;
    for at in (0..whole.len()).step_by(7) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        let file = application.plugin(&damaged);
        refused += usize::from(
            cli::promotion::Plugin::load(&file, &cli::promotion::Limits::rust()).is_err(),
        );
    }
    assert!(refused > 20, "{refused}");
}

#[test]
fn a_tenant_that_cannot_have_its_own_is_told_why() {
    let application = Application::new();
    for tenant in ["7eleven", "acme--eu", "a/../b", ""] {
        let refused = application
            .install(tenant, &Plugin::default().wasm())
            .unwrap_err();
        assert!(
            refused.contains("cannot have promotions of its own"),
            "{refused}"
        );
    }
}

/// A shop that somebody has changed by hand.
#[test]
fn a_spin_toml_that_is_not_understood_is_left_alone() {
    for (old, new, said) in [
        ("own_pricing = { default = \"\" }", "", "has no own_pricing"),
        (
            "own_pricing = { default = \"\" }",
            "own_pricing = { default = \"acme\" }",
            "which is no tenant=digest",
        ),
        (
            "[component.pricing-rules]\n",
            "[component.prices-rules]\n",
            "has no source to run for acme",
        ),
        ("[variables]", "[variables", "spin.toml cannot be read"),
    ] {
        let application = Application::new();
        let file = application.folder.join("spin.toml");
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(old), "{old}");
        std::fs::write(&file, text.replacen(old, new, 1)).unwrap();
        let before = application.files();
        let refused = application
            .install("acme", &Plugin::default().wasm())
            .unwrap_err();
        assert!(refused.contains(said), "{refused}");
        assert!(application.files() == before, "{said}");
    }
}
