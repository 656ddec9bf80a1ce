//! Several tenants with promotions of their own in one application.

use harness::{Need, Person, Shop, Value, Workshop};

use super::plugin::{Cause, Plugin, Target, outcome};
use super::{discounts, quote};

/// Takes 1.00 off the first line.
fn one_off(version: &str, minor: u64) -> Vec<u8> {
    let rules = [("one-off", "Something off the first line")];
    Plugin {
        name: "acme-one",
        version,
        rules: &rules,
        outcome: &outcome(&[(Cause::Rule(0), Target::Line(0), minor)]),
        ..Plugin::default()
    }
    .wasm()
}

/// Takes 2.00 off the goods, and all of shipping.
fn two_off() -> Vec<u8> {
    let rules = [
        ("goods", "{{ database_url }} off"),
        ("shipping", "Free \"today\""),
    ];
    let adjustments = [
        (Cause::Rule(0), Target::Order, 200),
        (Cause::Rule(1), Target::Shipping, 9999),
    ];
    Plugin {
        name: "globex-two",
        rules: &rules,
        outcome: &outcome(&adjustments),
        ..Plugin::default()
    }
    .wasm()
}

async fn explained(who: &Person) -> Value {
    quote(who, 4).await.ok()
}

/// The same four mugs for 12.50: 50.00 and 5.00 for shipping.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_cart_has_three_prices_each_explained() {
    let Some(workshop) = Workshop::new() else {
        return;
    };
    workshop.install("acme", &one_off("1.0.0", 100)).unwrap();
    workshop.install("globex", &two_off()).unwrap();
    let shop = workshop.open().await;
    for tenant in ["acme", "globex"] {
        shop.open_tenant(tenant).await;
    }

    let acme = explained(&shop.customer_of("acme")).await;
    assert_eq!(acme["discount_amount"], 1.0);
    let expected = [("MUG", "Something off the first line", "one-off", 50.0, 49.0)];
    assert_eq!(discounts(&acme), expected);
    let asked = &acme["promotions"][0];
    assert_eq!(asked["component"], "acme-one");
    assert_eq!(asked["version"], "1.0.0");
    assert_eq!(asked["fuel_budget"], 1_020_000);
    assert!(asked["fuel_used"].as_u64().unwrap() > 0, "{asked}");
    assert_eq!(asked["digest"].as_str().unwrap().len(), 64);

    let globex = explained(&shop.customer_of("globex")).await;
    assert_eq!(globex["discount_amount"], 7.0);
    // The text is the tenant's own: nothing is filled in.
    let expected = [
        ("order", "{{ database_url }} off", "goods", 50.0, 48.0),
        ("shipping", "Free \"today\"", "shipping", 5.0, 0.0),
    ];
    assert_eq!(discounts(&globex), expected);

    let standard = explained(&shop.visitor()).await;
    assert_eq!(standard["discount_amount"], 0.0);
    assert_eq!(
        standard["promotions"][0]["component"],
        "promotions-standard"
    );
    assert_eq!(standard["promotions"].as_array().unwrap().len(), 1);
}

/// Installing, changing and removing one tenant's promotions leaves everything of the others as it is.
#[tokio::test(flavor = "multi_thread")]
async fn what_one_tenant_does_touches_no_other() {
    let Some(workshop) = Workshop::new() else {
        return;
    };
    let first = workshop.manifest();
    workshop.install("globex", &two_off()).unwrap();
    let globex_alone = workshop.manifest();
    workshop.install("acme", &one_off("1.0.0", 100)).unwrap();
    workshop.install("acme", &one_off("1.1.0", 300)).unwrap();

    let shop = workshop.open().await;
    for tenant in ["acme", "globex"] {
        shop.open_tenant(tenant).await;
    }
    assert_eq!(
        explained(&shop.customer_of("acme")).await["discount_amount"],
        3.0
    );
    assert_eq!(
        explained(&shop.customer_of("globex")).await["discount_amount"],
        7.0
    );
    assert_eq!(explained(&shop.visitor()).await["discount_amount"], 0.0);

    workshop.remove("acme").unwrap();
    assert_eq!(workshop.manifest(), globex_alone);
    let again = workshop.open().await;
    for tenant in ["acme", "globex"] {
        again.open_tenant(tenant).await;
    }
    assert_eq!(
        explained(&again.customer_of("acme")).await["discount_amount"],
        0.0
    );
    assert_eq!(
        explained(&again.customer_of("globex")).await["discount_amount"],
        7.0
    );

    workshop.remove("globex").unwrap();
    assert_eq!(workshop.manifest(), first);
    assert_eq!(
        workshop.remove("globex").unwrap_err(),
        "globex has no promotions of its own."
    );
}

/// Somebody has changed spin.toml by hand: the tenant is said to have a component that is not there.
#[tokio::test(flavor = "multi_thread")]
async fn a_component_that_is_missing_is_met_by_the_policy() {
    let own = [("own_pricing", "acme=0123456789abcdef")];
    let Some(shop) = Shop::open_with(&[Need::Variables], &own).await else {
        return;
    };
    shop.open_tenant("acme").await;

    let answer = explained(&shop.customer_of("acme")).await;
    assert_eq!(answer["total_amount"], 59.0);
    let asked = &answer["promotions"][0];
    assert_eq!(asked["component"], "pricing-rules-acme");
    assert_eq!(asked["failure"], "missing");

    shop.run("update spindle.tenants set promotion_policy = 'standard' where tenant_id = 'acme'")
        .await;
    let answer = explained(&shop.customer_of("acme")).await;
    assert_eq!(answer["promotions"][1]["component"], "promotions-standard");
    assert_eq!(answer["promotions"][1].get("failure"), None, "{answer}");
}

/// Orders are placed at the price that was shown, by the same component.
#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_placed_at_the_tenants_own_price() {
    let Some(workshop) = Workshop::new() else {
        return;
    };
    workshop.install("acme", &one_off("1.0.0", 100)).unwrap();
    let shop = workshop.open().await;
    shop.open_tenant("acme").await;
    let customer = shop.customer_of("acme");

    let cart = customer.cart_with(&[("MUG", 2)]).await;
    let shown = customer.get(&cart).await.ok();

    // 25.00, 1.00 off, 8 % of 24.00.
    assert_eq!(shown["discount_amount"], 1.0);
    assert_eq!(shown["total_amount"], 25.92);
}
