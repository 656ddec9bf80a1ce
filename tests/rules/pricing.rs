//! Who asks for prices asks the right component.

use harness::root;

/// A caller that does not know which tenants have promotions of their own would price their carts by the built-in ones.
#[test]
fn everyone_who_asks_for_prices_knows_whom_to_ask() {
    let text = std::fs::read_to_string(root().join("spin.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&text).unwrap();
    let components = manifest["component"].as_table().unwrap();

    let mut callers = 0;
    for (id, component) in components {
        let hosts = component.get("allowed_outbound_hosts");
        let hosts = hosts
            .and_then(|hosts| hosts.as_array())
            .into_iter()
            .flatten();
        let asks = hosts
            .filter_map(|host| host.as_str())
            .any(|host| host == "http://pricing-rules.spin.internal");
        let variable = |name: &str| {
            component
                .get("variables")
                .and_then(|variables| variables.get(name))
                .and_then(|variable| variable.as_str())
        };
        if asks {
            callers += 1;
            assert_eq!(variable("own_pricing"), Some("{{ own_pricing }}"), "{id}");
            assert_eq!(
                variable("quote_timeout_ms"),
                Some("{{ quote_timeout_ms }}"),
                "{id}"
            );
        } else {
            assert_eq!(variable("own_pricing"), None, "{id} cannot ask for prices");
        }
    }
    assert!(callers >= 4, "{callers}");
}
