//! In a large database, no request reads a large table from end to end, nor much of it.
//!
//! Each request is sent often enough for its plans to become generic. Then the sessions that served
//! it are ended, so that they report, and the server is asked what they have read.

use std::collections::BTreeMap;

use harness::{Need, Person, Reads, Shop, json};

/// One row per order or per product, and more.
const LARGE: &[&str] = &[
    "campaign_uses",
    "cart_lines",
    "carts",
    "checkouts",
    "idempotency_keys",
    "order_addresses",
    "order_history",
    "order_lines",
    "orders",
    "outbox",
    "payment_attempts",
    "payment_transactions",
    "prices",
    "products",
    "reservations",
    "stock",
    "stock_movements",
    "variants",
];

/// PostgreSQL tries five plans for given values before it makes one for any.
const REPEATS: i64 = 7;

/// What one request may read of one table. The shop alone has several times as many.
const ROWS_OF_ONE_TABLE: i64 = 150;

/// Sends requests and remembers which of them read too much.
struct Watch<'a> {
    shop: &'a Shop,
    before: BTreeMap<String, Reads>,
    complaints: Vec<String>,
}

impl<'a> Watch<'a> {
    async fn start(shop: &'a Shop) -> Self {
        Self {
            shop,
            before: shop.reads().await,
            complaints: Vec::new(),
        }
    }

    /// `requests` is how many `work` sends.
    async fn over(&mut self, name: &str, requests: i64, work: impl AsyncFn()) {
        for _ in 0..REPEATS {
            work().await;
        }
        let after = self.shop.reads().await;
        for table in LARGE {
            let (before, after) = (self.before[*table], after[*table]);
            if after.scans > before.scans {
                self.complaints.push(format!("{name} scans {table}"));
            }
            let rows = (after.rows - before.rows) / REPEATS / requests;
            if rows > ROWS_OF_ONE_TABLE {
                self.complaints
                    .push(format!("{name} reads {rows} rows of {table}"));
            }
        }
        self.before = after;
    }

    /// The pages that are only read.
    async fn over_pages(&mut self, person: &Person, paths: &[&str]) {
        for path in paths {
            self.over(path, 1, async || {
                person.get(path).await.ok();
            })
            .await;
        }
    }
}

/// A shop with 600 products and 600 orders among larger ones, and three of its skus.
async fn large_shop() -> Option<(Shop, Vec<String>)> {
    let mut shop = Shop::open_for(&[Need::Statistics]).await?;
    shop.fill(10, 6_000, 8_000, 5).await;
    let rows = shop
        .rows(
            "select sku from spindle.stock
              where tenant_id = $tenant and warehouse = 'MAIN' and on_hand - reserved > 50
              order by sku limit 3",
        )
        .await;
    let skus = rows
        .iter()
        .map(|row| row["sku"].as_str().unwrap().to_owned());
    Some((shop, skus.collect()))
}

#[tokio::test(flavor = "multi_thread")]
async fn no_request_reads_much_of_a_large_table() {
    let Some((shop, skus)) = large_shop().await else {
        return;
    };
    let regular = shop.best_customer().await;
    let items: Vec<(&str, u32)> = skus.iter().map(|sku| (sku.as_str(), 1)).collect();
    let mut watch = Watch::start(&shop).await;

    let quote = json!({ "items": items.iter().map(|(sku, _)| json!({ "sku": sku, "quantity": 2 })).collect::<Vec<_>>() });
    watch
        .over("quote", 1, async || {
            let quote = quote.to_string();
            regular.post("/api/v1/pricing/quote", quote).await.ok();
        })
        .await;
    watch
        .over("create cart, add items, show it", 5, async || {
            let cart = regular.cart_with(&items).await;
            regular.get(&cart).await.ok();
        })
        .await;
    watch
        .over("enter and withdraw a coupon", 6, async || {
            let cart = regular.cart_with(&items).await;
            let coupons = format!("{cart}/coupons");
            regular.post(&coupons, r#"{"code": "SAVE10"}"#).await.ok();
            regular.delete(&format!("{coupons}/SAVE10")).await.ok();
        })
        .await;
    for payment in [
        json!({ "payment_method": "CASH_ON_DELIVERY" }),
        json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success" }),
        json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_declined" }),
        json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" }),
    ] {
        watch
            .over(&format!("order, {payment}"), 8, async || {
                let cart = regular.cart_with(&items).await;
                let checkout = regular.checkout_of(&cart, payment.clone()).await;
                let path = format!("/api/v1/checkout/{checkout}");
                regular.get(&path).await.ok();
                let regular = regular.with("idempotency-key", &checkout);
                regular.confirm(&checkout).await;
            })
            .await;
    }
    watch_life(&mut watch, &shop, &regular, &items).await;
    watch_reads(&mut watch, &shop, &regular).await;
    watch_goods(&mut watch, &shop, &skus).await;

    assert!(watch.complaints.is_empty(), "{:#?}", watch.complaints);
    missing_indexes_are_noticed(&shop).await;
}

/// An order that is shipped, delivered and comes back, and one that is cancelled.
async fn watch_life(watch: &mut Watch<'_>, shop: &Shop, regular: &Person, items: &[(&str, u32)]) {
    let admin = shop.admin();
    let placed = async || {
        let cod = json!({ "payment_method": "CASH_ON_DELIVERY" });
        let order = regular.order_of(items, cod).await.created();
        format!("/api/v1/orders/{}", order["id"].as_str().unwrap())
    };
    watch
        .over("shipped, delivered, returned", 10, async || {
            let path = placed().await;
            admin.post(&format!("{path}/ship"), "{}").await.ok();
            admin.post(&format!("{path}/deliver"), "{}").await.ok();
            let back = r#"{"reason": "test"}"#;
            admin.post(&format!("{path}/return"), back).await.created();
        })
        .await;
    watch
        .over("cancelled", 8, async || {
            regular.delete(&placed().await).await.ok();
        })
        .await;
}

async fn watch_reads(watch: &mut Watch<'_>, shop: &Shop, regular: &Person) {
    let row = shop
        .row(&format!(
            "select o.order_id, o.order_number, p.product_id
               from spindle.orders o, spindle.products p
              where o.tenant_id = $tenant and o.customer_id = '{}' and p.tenant_id = $tenant
              order by o.order_id, p.product_id limit 1",
            regular.id
        ))
        .await;
    let [order, number, product] =
        ["order_id", "order_number", "product_id"].map(|name| row[name].as_str().unwrap());
    let everybody = [
        "/api/v1/products?limit=20".to_owned(),
        format!("/api/v1/products?limit=20&after={product}"),
        format!("/api/v1/products/{product}"),
    ];
    watch
        .over_pages(&shop.visitor(), &everybody.each_ref().map(String::as_str))
        .await;

    let own = [
        format!("/api/v1/orders/{order}"),
        format!("/api/v1/orders/{number}"),
        format!("/api/v1/orders/{number}/tracking"),
        format!("/api/v1/orders/{number}/history"),
        "/api/v1/orders".to_owned(),
        format!("/api/v1/orders?q={number}"),
    ];
    watch.over_pages(regular, &["/api/v1/cart"]).await;
    watch
        .over_pages(regular, &own.each_ref().map(String::as_str))
        .await;
    watch_lists(watch, &shop.admin(), regular).await;
    watch
        .over_pages(&shop.admin(), &own.each_ref().map(String::as_str))
        .await;
}

/// What goods cost, where they are, and what staff writes about them.
async fn watch_goods(watch: &mut Watch<'_>, shop: &Shop, skus: &[String]) {
    let (sku, admin, visitor) = (&skus[0], shop.admin(), shop.visitor());
    let product = shop
        .row(&format!(
            "select product_id from spindle.variants where tenant_id = $tenant and sku = '{sku}'"
        ))
        .await;
    let product = format!(
        "/api/v1/products/{}",
        product["product_id"].as_str().unwrap()
    );
    let items: Vec<_> = skus
        .iter()
        .map(|sku| json!({ "sku": sku, "quantity": 2 }))
        .collect();
    let items = json!({ "items": items }).to_string();
    watch
        .over("availability", 1, async || {
            let path = "/api/v1/availability/check";
            visitor.post(path, items.clone()).await.ok();
        })
        .await;
    let windows = [
        format!("{product}/pricing"),
        "/api/v1/products?limit=20&q=blue".to_owned(),
        "/api/v1/products?limit=20&category=home".to_owned(),
        "/api/v1/shipping-methods".to_owned(),
    ];
    watch
        .over_pages(&visitor, &windows.each_ref().map(String::as_str))
        .await;
    let pages = [
        format!("/api/v1/stock?sku={sku}"),
        "/api/v1/stock?limit=20".to_owned(),
        "/api/v1/stock?limit=20&warehouse=MAIN".to_owned(),
        format!("/api/v1/stock/movements?sku={sku}&limit=20"),
        format!("/api/v1/prices/{sku}"),
        "/api/v1/exports/products?limit=20".to_owned(),
        "/api/v1/warehouses".to_owned(),
        "/api/v1/exchange-rates".to_owned(),
        "/api/v1/tax-rates".to_owned(),
    ];
    watch
        .over_pages(&admin, &pages.each_ref().map(String::as_str))
        .await;

    let movement = json!({ "sku": sku, "warehouse": "MAIN", "kind": "receive", "quantity": 1, "reason": "Delivery" });
    let prices = json!({ "prices": [{ "currency": "USD", "amount": 20 }] });
    watch
        .over("a movement, prices, a status", 3, async || {
            let path = "/api/v1/stock/movements";
            admin.post(path, movement.to_string()).await.created();
            let path = format!("/api/v1/prices/{sku}");
            admin.put(&path, prices.to_string()).await.ok();
            admin.patch(&product, r#"{"status": "active"}"#).await.ok();
        })
        .await;
}

/// Every filter and every sort of the orders.
async fn watch_lists(watch: &mut Watch<'_>, admin: &Person, regular: &Person) {
    let filters = [
        "status=CONFIRMED",
        "status=PAID",
        "payment_status=REFUNDED",
        "from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z",
        "counts=true",
        "page=5",
    ];
    let sorts = ["created_at", "updated_at", "total_amount"]
        .into_iter()
        .flat_map(|sort| ["asc", "desc"].map(|order| format!("sort={sort}&order={order}")));
    let lists: Vec<String> = filters
        .map(str::to_owned)
        .into_iter()
        .chain([format!("customer={}", regular.id)])
        .chain(sorts)
        .map(|query| format!("/api/v1/orders?limit=5&{query}"))
        .collect();
    let lists: Vec<&str> = lists.iter().map(String::as_str).collect();
    watch.over_pages(admin, &lists).await;
}

/// That the rule can fail: without its indexes, `prices` is read from end to end.
async fn missing_indexes_are_noticed(shop: &Shop) {
    shop.run(
        "alter table spindle.prices drop constraint prices_pkey, drop constraint one_price_for_one_case",
    )
    .await;
    let mut watch = Watch::start(shop).await;

    watch
        .over_pages(&shop.visitor(), &["/api/v1/products?limit=1"])
        .await;

    for complaint in [
        "/api/v1/products?limit=1 scans prices",
        "/api/v1/products?limit=1 reads ",
    ] {
        assert!(
            watch
                .complaints
                .iter()
                .any(|one| one.starts_with(complaint)),
            "{complaint}: {:#?}",
            watch.complaints
        );
    }
}
