//! Installing: all of it, or nothing.

use anyhow::bail;
use cli::promotion::{Budget, Limits, Step, install_stepwise};

use super::Application;
use super::plugin::Plugin;

fn version(version: &str) -> Vec<u8> {
    Plugin {
        name: "acme-tiers",
        version,
        ..Plugin::default()
    }
    .wasm()
}

const STEPS: [Step; 5] = [
    Step::Metered,
    Step::ComponentWritten,
    Step::RecordWritten,
    Step::ManifestWritten,
    Step::ManifestVerified,
];

/// Whatever step fails, first install or change: the folder is as before.
#[test]
fn an_installation_that_fails_leaves_nothing_behind() {
    let application = Application::new();
    for installed in [false, true] {
        if installed {
            application.install("acme", &version("1.0.0")).unwrap();
        }
        let before = application.files();
        let next = application.plugin(&version("2.0.0"));
        for failing in STEPS {
            let mut done = Vec::new();
            let mut fail = |step| {
                done.push(step);
                match step == failing {
                    true => bail!("planted"),
                    false => Ok(()),
                }
            };
            let (limits, budget) = (Limits::rust(), Budget::default());
            let folder = &application.folder;
            let failed = install_stepwise(folder, "acme", &next, &limits, budget, &mut fail);
            assert_eq!(failed.unwrap_err().to_string(), "planted");
            assert_eq!(done.last(), Some(&failing));
            assert!(
                application.files() == before,
                "{failing:?}, installed: {installed}"
            );
        }
    }
}

#[test]
fn what_is_installed_is_listed_with_its_digest() {
    let application = Application::new();
    let first = application.install("acme", &version("1.0.0")).unwrap();
    let second = application.install("acme", &version("1.1.0")).unwrap();
    application.install("globex", &version("1.0.0")).unwrap();
    assert!(!first.replaced && second.replaced);
    assert_ne!(first.digest, second.digest);

    let listed = cli::promotion::list(&application.folder).unwrap();
    let seen: Vec<_> = listed
        .iter()
        .map(|it| (it.tenant.as_str(), it.version.as_str(), it.digest.as_str()))
        .collect();
    // The same plugin under the same limits is the same component.
    let expected = [
        ("acme", "1.1.0", second.digest.as_str()),
        ("globex", "1.0.0", first.digest.as_str()),
    ];
    assert_eq!(seen, expected);
    assert!(listed.iter().all(|it| it.problem.is_none()), "{listed:?}");
    // The one before is kept: orders were priced by it.
    assert!(first.file.exists() && first.file.with_extension("json").exists());

    std::fs::write(&second.file, b"another").unwrap();
    std::fs::remove_file(
        application
            .folder
            .join("promotions/globex")
            .join(first.file.file_name().unwrap()),
    )
    .unwrap();
    let problems: Vec<_> = cli::promotion::list(&application.folder)
        .unwrap()
        .into_iter()
        .map(|it| it.problem.unwrap())
        .collect();
    assert!(problems[0].contains("is another file"), "{problems:?}");
    assert!(problems[1].contains("No such file"), "{problems:?}");
}

/// Many at once take turns, and all of them are there.
#[test]
fn installations_take_turns() {
    let application = Application::new();
    let plugin = application.plugin(&version("1.0.0"));
    std::thread::scope(|scope| {
        for tenant in ["a", "b", "c", "d", "e", "f"] {
            let (folder, plugin) = (&application.folder, &plugin);
            scope.spawn(move || {
                cli::promotion::install(folder, tenant, plugin, &Limits::rust(), Budget::default())
                    .unwrap();
            });
        }
    });
    let listed = cli::promotion::list(&application.folder).unwrap();
    let tenants: Vec<_> = listed.into_iter().map(|it| it.tenant).collect();
    assert_eq!(tenants, ["a", "b", "c", "d", "e", "f"]);
}
