//! The examples in plugins/, on the carts whose outcomes were worked out by hand.

use std::process::Command;

use cli::promotion::{Budget, Limits};

use super::plugin::Plugin;
use super::{Application, repository};

#[test]
fn the_examples_give_what_their_carts_say() {
    let target = "wasm32-unknown-unknown";
    for (example, carts) in [
        ("volume-tiers", 3),
        ("bundle-price", 4),
        ("loyalty-points", 4),
    ] {
        let built = Command::new(env!("CARGO"))
            .args([
                "build",
                "--quiet",
                "--release",
                "--target",
                target,
                "-p",
                example,
            ])
            .current_dir(repository())
            .status()
            .unwrap();
        assert!(built.success(), "{example} does not build");
        let file = format!("target/{target}/release/{}.wasm", example.replace('-', "_"));
        let file = repository().join(file);
        let plugin = cli::promotion::Plugin::load(&file, &Limits::rust()).unwrap();
        assert_eq!(plugin.description.name, example);
        // What carts get is no bound for describing.
        let starved = Limits {
            fuel: 10,
            ..Limits::rust()
        };
        let again = cli::promotion::Plugin::load(&file, &starved).unwrap();
        assert_eq!(again.description, plugin.description);

        let folder = repository().join("plugins").join(example).join("carts");
        let tested = cli::promotion::test(&plugin, &folder, Budget::default(), false).unwrap();
        assert_eq!(tested.len(), carts, "{example}");
        for test in tested {
            assert_eq!(test.difference, None, "{example}: {}", test.name);
            assert!(test.fuel > 0, "{example}: {}", test.name);
        }
    }
}

/// The same cart costs the same in every process.
#[test]
fn fuel_is_the_same_in_every_process() {
    let application = Application::new();
    let plugin = application.plugin(
        &Plugin {
            evaluate: "(loop $l (br_if $l (i32.ne
                (i32.const 0) (i32.sub (memory.grow (i32.const 1)) (i32.const -1)))))
                (i32.const 8192)",
            ..Plugin::default()
        }
        .wasm(),
    );
    let cart = repository().join("plugins/volume-tiers/carts/the_best_tier_counts.json");
    let run = || {
        let output = Command::new(env!("CARGO_BIN_EXE_spindle"))
            .args(["promotion", "run", "--json", "--cart"])
            .args([&cart, &plugin])
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let ran: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(
            ran["outcome"]["adjustments"],
            serde_json::json!([]),
            "{ran}"
        );
        (
            ran["fuel"].as_u64().unwrap(),
            ran["memory_bytes"].as_u64().unwrap(),
        )
    };
    let (fuel, memory) = run();
    // Two pages at first, then one after the other up to 64, each 2,000 and 8,192 units.
    assert!(fuel > 62 * 10_192 && fuel < 63 * 10_192 + 10_000, "{fuel}");
    assert_eq!(memory, 64 * 65_536);
    for _ in 0..3 {
        assert_eq!(run(), (fuel, memory));
    }
}
