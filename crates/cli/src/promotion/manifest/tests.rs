//! Changing a manifest keeps everything else as it stands.
#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use domain::promotion::{Rule, Text};

use super::*;

/// The shop's own, with a comment at every place that is changed.
fn spin_toml() -> String {
    let text = include_str!("../../../../../spin.toml");
    let text = text.replace(
        "own_pricing = { default = \"\" }",
        "own_pricing = { default = \"\" } # by the tool",
    );
    text.replace(
        "  \"http://pricing-rules.spin.internal\",\n",
        "  # prices\n  \"http://pricing-rules.spin.internal\", # for all\n",
    )
}

fn entry(tenant: &str, version: &str, text: &str) -> Entry {
    Entry {
        tenant: tenant.to_owned(),
        path: format!("promotions/{tenant}/{version}.wasm"),
        installed: Installed {
            name: "tiers".to_owned(),
            version: version.to_owned(),
            digest: Some(format!("{version}0123456789abcdef")),
            tool: Some("spindle-metering 0.1.0".to_owned()),
            fuel: 10,
            fuel_per_line: 1,
            rules: vec![Rule {
                code: "tea".to_owned(),
                texts: vec![Text {
                    language: "en".to_owned(),
                    text: text.to_owned(),
                }],
            }],
        },
    }
}

fn changed(text: &str, change: impl FnOnce(&mut SpinToml)) -> String {
    let mut manifest = SpinToml::parse(text).unwrap();
    change(&mut manifest);
    manifest.text()
}

#[test]
fn installing_adds_and_removing_takes_all_of_it_away() {
    let before = spin_toml();
    let acme = changed(&before, |m| {
        m.install(&entry("acme", "1", "ten off")).unwrap()
    });
    let both = changed(&acme, |m| {
        m.install(&entry("globex", "2", "two off")).unwrap()
    });

    // What was there is there, in its order, but for the list of owners.
    let mut rest = both.lines();
    for line in before
        .lines()
        .filter(|line| !line.starts_with("own_pricing = {"))
    {
        assert!(rest.any(|other| other == line), "{line}");
    }
    assert!(both.contains(
        "own_pricing = { default = \"acme=10123456789abcde globex=20123456789abcde\" } # by the tool"
    ));
    let callers = both
        .matches("\n  \"http://pricing-rules-acme.spin.internal\",")
        .count();
    assert_eq!(callers, before.matches("own_pricing = \"{{").count());
    let manifest = SpinToml::parse(&both).unwrap();
    let tenants: Vec<_> = manifest
        .entries()
        .unwrap()
        .into_iter()
        .map(|entry| entry.tenant)
        .collect();
    assert_eq!(tenants, ["acme", "globex"]);

    let only_globex = changed(&before, |m| {
        m.install(&entry("globex", "2", "two off")).unwrap()
    });
    let without_acme = changed(&both, |m| m.remove("acme").unwrap());
    assert_eq!(without_acme, only_globex);
    assert_eq!(
        changed(&without_acme, |m| m.remove("globex").unwrap()),
        before
    );
}

#[test]
fn installing_again_changes_two_values_and_a_digest() {
    let one = changed(&spin_toml(), |m| {
        m.install(&entry("acme", "1", "ten off")).unwrap()
    });
    let one = one.replace(
        "[component.pricing-rules-acme]\n",
        "# ours\n[component.pricing-rules-acme]\n",
    );
    let two = changed(&one, |m| {
        m.install(&entry("acme", "2", "twelve off")).unwrap()
    });

    let differing: Vec<_> = one
        .lines()
        .zip(two.lines())
        .filter(|(a, b)| a != b)
        .collect();
    assert_eq!(differing.len(), 3, "{differing:?}");
    assert_eq!(one.lines().count(), two.lines().count());
    let entry = SpinToml::parse(&two).unwrap().entry("acme").unwrap();
    assert_eq!(
        (entry.path.as_str(), entry.installed.version.as_str()),
        ("promotions/acme/2.wasm", "2")
    );
}

/// A tenant's words cannot make Spin fill in another variable's value.
#[test]
fn texts_of_tenants_are_no_templates() {
    for text in [
        "{{ database_url }}",
        "}}",
        "a \"quoted\" {{{ \\",
        "'''",
        "\\{{ x }}",
        "}\"{",
    ] {
        let manifest = changed(&spin_toml(), |m| {
            m.install(&entry("acme", "1", text)).unwrap()
        });
        let line = manifest
            .lines()
            .find(|line| line.contains("promotion = ") && line.contains("tea"));
        let line = line.unwrap();
        assert!(!line.contains("{{") && !line.contains("}}"), "{line}");
        let entry = SpinToml::parse(&manifest).unwrap().entry("acme").unwrap();
        assert_eq!(entry.installed.rules[0].texts[0].text, text);
    }
}

#[test]
fn a_tenant_that_spin_has_no_name_for_is_refused() {
    for (tenant, taken) in [
        ("acme", true),
        ("acme-eu2", true),
        ("7eleven", false),
        ("acme-2", false),
        ("acme--eu", false),
        ("-acme", false),
        ("Acme", false),
        ("", false),
    ] {
        assert_eq!(component_id(tenant).is_ok(), taken, "{tenant}");
    }
}
