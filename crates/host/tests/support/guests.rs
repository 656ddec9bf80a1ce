//! The test components, built by cargo on first use.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
    cargo_build("wasm32-wasip2", &["host-test-probe", "host-test-greeter"]);
    cargo_build("wasm32-unknown-unknown", &["host-test-greeting"]);
    // CARGO_TARGET_TMPDIR is `tmp` in the target folder.
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .unwrap()
        .to_owned()
});

fn cargo_build(target: &str, packages: &[&str]) {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "--target", target])
        .args(packages.iter().flat_map(|package| ["-p", package]))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(status.success(), "the test components do not build");
}

/// Does what its request asks for.
pub fn probe() -> String {
    artifact("wasm32-wasip2", "host_test_probe")
}

/// Needs a plugin for `test:greeting/greet`.
pub fn greeter() -> String {
    artifact("wasm32-wasip2", "host_test_greeter")
}

/// A core module that is such a plugin.
pub fn greeting() -> String {
    artifact("wasm32-unknown-unknown", "host_test_greeting")
}

fn artifact(target: &str, name: &str) -> String {
    BUILT
        .join(target)
        .join("release")
        .join(format!("{name}.wasm"))
        .to_str()
        .unwrap()
        .to_owned()
}
