//! The examples in plugins/, on the carts whose outcomes were worked out by hand.

use std::process::Command;

use cli::promotion::{Budget, Limits, Plugin};

use super::repository;

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
        let plugin = Plugin::load(&repository().join(file), &Limits::rust()).unwrap();
        assert_eq!(plugin.description.name, example);

        let folder = repository().join("plugins").join(example).join("carts");
        let tested = cli::promotion::test(&plugin, &folder, Budget::default(), false).unwrap();
        assert_eq!(tested.len(), carts, "{example}");
        for test in tested {
            assert_eq!(test.difference, None, "{example}: {}", test.name);
            assert!(test.fuel > 0, "{example}: {}", test.name);
        }
    }
}
