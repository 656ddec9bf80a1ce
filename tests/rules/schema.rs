//! The schema is what the migrations make, and knows what Rust knows.

use harness::{Shop, json, root};

#[tokio::test(flavor = "multi_thread")]
async fn the_schema_dump_is_what_the_migrations_make() {
    let shop = Shop::open().await;

    let made = shop.schema().await;

    let written = std::fs::read_to_string(root().join("migrations/schema.sql")).unwrap();
    assert!(
        made == written,
        "migrations/schema.sql is stale: run `cargo spindle schema --write`"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn components_may_call_functions_and_touch_no_table() {
    let shop = Shop::open().await;

    let tables = shop
        .rows(
            "select c.relname from pg_class c
              where c.relnamespace = 'spindle'::regnamespace and c.relkind in ('r', 'p', 'v', 'S')
                and (has_table_privilege('spindle_component', c.oid, 'select')
                     or has_table_privilege('spindle_component', c.oid, 'insert')
                     or has_table_privilege('spindle_component', c.oid, 'update')
                     or has_table_privilege('spindle_component', c.oid, 'delete'))",
        )
        .await;
    assert_eq!(tables.len(), 0, "{tables:?}");

    // What components may call runs with the owner's rights, so it must not be led astray.
    let open = shop
        .rows(
            "select p.proname from pg_proc p
              where p.pronamespace = 'spindle'::regnamespace
                and has_function_privilege('spindle_component', p.oid, 'execute')
                    <> (p.prosecdef and p.proconfig @> array['search_path=pg_catalog, pg_temp'])",
        )
        .await;
    assert_eq!(open.len(), 0, "{open:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sql_and_rust_count_the_same_decimals() {
    let shop = Shop::open().await;
    let letters = || 'A'..='Z';
    let codes = letters()
        .flat_map(|a| letters().flat_map(move |b| letters().map(move |c| format!("{a}{b}{c}"))));
    let exponents: Vec<(String, i64)> = codes
        .filter_map(|code| {
            let exponent = iso_currency::Currency::from_code(&code)?.exponent()?;
            Some((code, exponent.into()))
        })
        .collect();
    assert!(exponents.len() > 150, "{exponents:?}");

    let list: Vec<&str> = exponents.iter().map(|(code, _)| code.as_str()).collect();
    let rows = shop
        .rows(&format!(
            "select code, spindle.currency_exponent(code) as exponent
               from unnest('{{{}}}'::text[]) as code order by code",
            list.join(",")
        ))
        .await;

    for (row, (code, exponent)) in rows.iter().zip(&exponents) {
        assert_eq!(
            (&row["code"], &row["exponent"]),
            (&json!(code), &json!(exponent))
        );
    }
    assert_eq!(rows.len(), exponents.len());
}
