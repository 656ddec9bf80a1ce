//! `spindle tenant` against a real PostgreSQL.

use super::support::TestDatabase;
use cli::tenant::{Assignment, SETTINGS, add, list, parse_assignment, set, show};

/// A migrated database.
async fn database(test: &str) -> Option<TestDatabase> {
    let database = TestDatabase::create(test).await?;
    cli::migrate::migrate(&database.url(), &|_| {})
        .await
        .unwrap();
    Some(database)
}

fn settings(words: &[&str]) -> Vec<Assignment> {
    words
        .iter()
        .map(|word| parse_assignment(word).unwrap())
        .collect()
}

async fn acme(database: &TestDatabase) {
    let words = settings(&["name=Acme", "currency=USD"]);
    add(&database.url(), "acme", words, None).await.unwrap();
}

#[tokio::test]
async fn every_column_is_a_setting() {
    let Some(database) = database("every_column_is_a_setting").await else {
        return;
    };
    let columns = "select string_agg(attname, ' ' order by attname) from pg_attribute
        where attrelid = 'spindle.tenants'::regclass and attnum > 0 and not attisdropped
          and attname not in ('tenant_id', 'created_at')";
    let mut names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
    names.sort_unstable();

    assert_eq!(database.text(columns).await, names.join(" "));
}

#[tokio::test]
async fn a_tenant_gets_what_is_named_and_defaults_for_the_rest() {
    let Some(database) = database("a_tenant_gets_what_is_named_and_defaults_for_the_rest").await
    else {
        return;
    };
    let words = settings(&[
        "name=Siam Goods",
        "currency=THB",
        "sells_in=VND,USD",
        "country=TH",
        "region=bkk",
        "time_zone=Asia/Bangkok",
        "price_list=spring",
        "prices_include_tax=true",
        "rounding=half_up",
        "cart_merge=maximum",
        "empty_cart_hours=1",
        "guest_cart_days=2",
        "customer_cart_days=3",
        "checkout_minutes=4",
        "hold_minutes=5",
        "return_days=6",
        "capture=at_shipment",
        "line_limit=7",
        "quantity_limit=8",
        "coupon_limit=9",
        "promotion_policy=refuse",
        "legal_name=Siam Goods Co., Ltd.",
        "legal_address=99 Rama IV Road\nBangkok 10500",
        "tax_number=0105556000000",
        "invoice_note=Pay within 7 days.",
    ]);
    assert_eq!(words.len(), SETTINGS.len(), "each setting is tried");

    let sheet = add(&database.url(), "siam", words, Some("7"))
        .await
        .unwrap();

    assert!(sheet.starts_with("siam\n  name=\"Siam Goods\" "), "{sheet}");
    let line = sheet.lines().find(|line| line.contains("hold_minutes"));
    assert_eq!(
        line.unwrap().split_whitespace().take(3).collect::<Vec<_>>(),
        ["hold_minutes=5", "default", "15"]
    );
    let row =
        "select (to_jsonb(t) - 'created_at')::text from spindle.tenants t where tenant_id = 'siam'";
    let expected = r#"{"name": "Siam Goods", "region": "BKK", "capture": "at_shipment", "country": "TH", "currency": "THB", "rounding": "half_up", "sells_in": ["VND", "USD"], "tenant_id": "siam", "time_zone": "Asia/Bangkok", "cart_merge": "maximum", "legal_name": "Siam Goods Co., Ltd.", "line_limit": 7, "price_list": "spring", "tax_number": "0105556000000", "return_days": 6, "coupon_limit": 9, "hold_minutes": 5, "invoice_note": "Pay within 7 days.", "legal_address": "99 Rama IV Road\nBangkok 10500", "quantity_limit": 8, "guest_cart_days": 2, "checkout_minutes": 4, "empty_cart_hours": 1, "promotion_policy": "refuse", "customer_cart_days": 3, "prices_include_tax": true}"#;
    assert_eq!(database.text(row).await, expected);
    let rate = "select string_agg(concat_ws(' ', country, region, tax_class, rate), ', ') from spindle.tax_rates";
    assert_eq!(database.text(rate).await, "TH BKK standard 0.070000");

    acme(&database).await;
    let row = "select concat_ws(' ', country, time_zone, price_list, prices_include_tax, hold_minutes, promotion_policy)
        from spindle.tenants where tenant_id = 'acme'";
    assert_eq!(database.text(row).await, "US UTC standard f 15 skip");
}

#[tokio::test]
async fn what_cannot_be_added_is_said_and_leaves_nothing() {
    let Some(database) = database("what_cannot_be_added_is_said_and_leaves_nothing").await else {
        return;
    };
    let url = database.url();
    for (id, words, sentence) in [
        (
            "acme",
            &["name=Acme"][..],
            "A tenant needs currency=…, which has no default.",
        ),
        (
            "acme",
            &["currency=USD"],
            "A tenant needs name=…, which has no default.",
        ),
        (
            "Acme",
            &["name=Acme", "currency=USD"],
            "tenant_id is Acme, but must be as ^[a-z0-9-]{1,63}$ describes.",
        ),
        (
            "acme",
            &["name=Acme", "currency=USD", "hold_minutes=0"],
            "hold_minutes is 0, but must be from 1 to 10080.",
        ),
        (
            "acme",
            &["name=Acme", "currency=USD", "cart_merge=both"],
            "cart_merge is both, but must be one of sum, guest, maximum.",
        ),
        (
            "acme",
            &["name=Acme", "currency=USD", "time_zone=Mars/Olympus"],
            "time_zone is Mars/Olympus, which this server does not know: a name such as America/New_York is meant.",
        ),
    ] {
        let error = add(&url, id, settings(words), None).await.unwrap_err();
        assert_eq!(format!("{error:#}"), sentence);
    }
    assert_eq!(list(&url, false).await.unwrap(), "");

    acme(&database).await;
    let again = add(&url, "acme", settings(&["name=B", "currency=THB"]), None).await;
    assert_eq!(
        format!("{:#}", again.unwrap_err()),
        "There is a tenant acme already: change it with `spindle tenant set`."
    );
    assert_eq!(list(&url, false).await.unwrap(), "acme  USD  US  Acme\n");
}

#[tokio::test]
async fn several_settings_change_together_or_not_at_all() {
    let Some(database) = database("several_settings_change_together_or_not_at_all").await else {
        return;
    };
    let url = database.url();
    acme(&database).await;
    let row = "select concat_ws(' ', name, return_days, hold_minutes) from spindle.tenants";

    let words = settings(&["return_days=14", "hold_minutes=99999"]);
    let error = set(&url, "acme", words).await.unwrap_err();
    assert_eq!(
        format!("{error:#}"),
        "hold_minutes is 99999, but must be from 1 to 10080."
    );
    assert_eq!(database.text(row).await, "Acme 30 15");

    let sheet = set(
        &url,
        "acme",
        settings(&["return_days=14", "hold_minutes=60"]),
    )
    .await;
    assert!(sheet.unwrap().contains("return_days=14 "));
    assert_eq!(database.text(row).await, "Acme 14 60");

    let nobody = set(&url, "nobody", settings(&["return_days=14"])).await;
    assert_eq!(
        format!("{:#}", nobody.unwrap_err()),
        "There is no tenant nobody: `spindle tenant list` shows those there are."
    );
}

#[tokio::test]
async fn the_currency_stays_once_something_is_counted_in_it() {
    let Some(database) = database("the_currency_stays_once_something_is_counted_in_it").await
    else {
        return;
    };
    let url = database.url();
    acme(&database).await;
    set(&url, "acme", settings(&["currency=THB"]))
        .await
        .unwrap();

    database
        .run(
            "insert into spindle.shipping_methods (tenant_id, code, name) values ('acme', 'S', 'S');
             insert into spindle.shipping_rates (tenant_id, code, amount_minor) values ('acme', 'S', 500);
             insert into spindle.campaigns (tenant_id, campaign_id, name, kind, amount_minor)
             values ('acme', gen_random_uuid(), 'C', 'fixed_amount', 100)",
        )
        .await;
    let error = set(&url, "acme", settings(&["currency=USD"]))
        .await
        .unwrap_err();
    let sentence = format!("{error:#}");
    assert!(
        sentence.starts_with(
            "The currency of acme stays as it is: it has shipping rates, campaigns, whose amounts are"
        ),
        "{sentence}"
    );
    let currency = "select currency from spindle.tenants";
    assert_eq!(database.text(currency).await, "THB");

    // Naming the one it has is no change.
    set(&url, "acme", settings(&["currency=THB", "return_days=1"]))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_tenant_is_shown_as_json_too() {
    let Some(database) = database("a_tenant_is_shown_as_json_too").await else {
        return;
    };
    acme(&database).await;

    let json = show(&database.url(), "acme", true).await.unwrap();

    let tenant: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(tenant["hold_minutes"], 15);
    assert_eq!(tenant["sells_in"], serde_json::json!([]));
    assert_eq!(tenant.as_object().unwrap().len(), SETTINGS.len() + 2);
    let listed = list(&database.url(), true).await.unwrap();
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed, serde_json::json!([tenant]));
}
