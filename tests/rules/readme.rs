//! The tour in README works as it stands there: every command, pasted into a shell.

use std::process::Command;

use harness::{Shop, root};

#[tokio::test(flavor = "multi_thread")]
async fn the_tour_in_the_readme_places_an_order() {
    let shop = Shop::open().await;
    let tour = tour(&std::fs::read_to_string(root().join("README.md")).unwrap());
    shop.open_demo().await;

    let run = tokio::task::spawn_blocking({
        let (url, token) = (shop.url.clone(), shop.demo_token());
        move || {
            Command::new("bash")
                .args(["-euo", "pipefail", "-c", &tour])
                .env("SHOP", url)
                .env("TOKEN", token)
                .output()
                .expect("bash runs")
        }
    });
    let output = run.await.unwrap();

    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(said.contains(r#""status":"CONFIRMED""#), "{said}");
    assert!(said.contains(r#""payment_status":"PAID""#), "{said}");
    assert!(!said.contains(r#""error""#), "{said}");
}

/// The shell blocks between the tour's heading and the next one, without the lines that the
/// server prints for pasting.
fn tour(readme: &str) -> String {
    let section = readme
        .split("\n## ")
        .find(|section| section.starts_with("A five-minute tour"));
    let section = section.expect("README has a section 'A five-minute tour'");
    let blocks: String = section
        .split("```sh\n")
        .skip(1)
        .filter_map(|part| part.split("```").next())
        .collect();
    assert!(blocks.contains("curl"), "the tour holds commands");
    blocks
        .lines()
        .filter(|line| !line.starts_with("export SHOP=") && !line.starts_with("export TOKEN="))
        .map(|line| format!("{line}\n"))
        .collect()
}
