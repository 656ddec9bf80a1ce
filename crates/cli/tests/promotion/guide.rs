//! docs/promotions.md works as it stands there: every command, pasted into a shell.

use std::process::Command;

use super::{Application, repository};

/// `cargo spindle` is the program under test, and what is compiled once is compiled for all runs.
const SHELL: &str = r#"
cargo() {
  if [ "$1" = spindle ]; then
    shift
    "$SPINDLE" "$@"
    if [ "$1 $2" = "promotion new" ]; then ln -s "$CACHE" "$3/target"; fi
  else
    command cargo "$@"
  fi
}
"#;

#[test]
fn the_guide_leads_from_nothing_to_an_installed_promotion() {
    let application = Application::new();
    let before = application.files();
    let guide = std::fs::read_to_string(repository().join("docs/promotions.md")).unwrap();
    let commands = commands(&guide);
    let cache = repository().join("target/promotion-guide");
    std::fs::create_dir_all(&cache).unwrap();

    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", &format!("{SHELL}{commands}")])
        .current_dir(&application.folder)
        .env("SPINDLE", env!("CARGO_BIN_EXE_spindle"))
        .env("CACHE", cache.canonicalize().unwrap())
        // What it needs, this workspace needs, too.
        .env("CARGO_NET_OFFLINE", "true")
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .unwrap();

    let said = String::from_utf8_lossy(&output.stdout);
    let problems = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{problems}");
    for part in [
        "test tests::a_line_gets_its_best_tier ... ok",
        "imports    none",
        "4.99 USD off TEA (line 0): 5 % off from 10 pieces [from-10]",
        "9.00 USD off CUP (line 1): 10 % off from 20 pieces [from-20]",
        "2 golden carts are as expected.",
        "my-tiers 0.1.0 become the promotions of demo at the next start.",
        "from-20, from-10",
        "demo has the built-in promotions again at the next start.",
    ] {
        assert!(said.contains(part), "`{part}` in {said}");
    }
    // Removed, the shop is what it was.
    let manifest = std::fs::read(application.folder.join("spin.toml")).unwrap();
    assert!(before.iter().any(|(_, bytes)| *bytes == manifest));
}

/// All shell blocks.
fn commands(guide: &str) -> String {
    let blocks = guide
        .split("```sh\n")
        .skip(1)
        .filter_map(|part| part.split("```").next());
    let commands: String = blocks.collect();
    assert!(
        commands.contains("promotion install"),
        "the guide holds commands"
    );
    commands
}
