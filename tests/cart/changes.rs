//! What has changed since the last look, in each answer with a cart.

use std::time::Duration;

use harness::{MUG, Need, Shop, Value, json};

fn kinds(cart: &Value) -> Vec<&str> {
    let changes = cart["changes"].as_array().unwrap().iter();
    changes
        .map(|change| change["kind"].as_str().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_moved_is_told_once() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2), ("SHIRT-M", 1)]).await;
    let seen = customer.get(&cart).await.ok();
    assert_eq!(seen["changes"], json!([]));
    shop.run(
        "update spindle.prices set amount_minor = 1300 where tenant_id = $tenant and sku = 'MUG'",
    )
    .await;

    let answer = customer.get(&cart).await;

    let amounts = r#""from":12.50,"to":13.00"#;
    assert!(answer.text.contains(amounts), "{}", answer.text);
    let answer = answer.ok();
    assert_eq!(kinds(&answer), ["price"]);
    let change = &answer["changes"][0];
    assert_eq!(change["sku"], MUG);
    assert_eq!(change["item_id"], seen["items"][0]["id"]);
    assert_eq!(change["message"], "Mug now costs 13.00 USD, not 12.50 USD.");
    // Told is told.
    assert_eq!(customer.get(&cart).await.ok()["changes"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn any_answer_tells_it_and_the_shoppers_own_changes_are_no_news() {
    let shop = Shop::open().await;
    let (guest, cart) = shop.visitor().guest_with(&[(MUG, 2)]).await;
    let items = format!("{cart}/items");
    shop.run(
        "update spindle.prices set amount_minor = 999 where tenant_id = $tenant and sku = 'MUG'",
    )
    .await;

    let shirt = json!({ "sku": "SHIRT-M", "quantity": 1 }).to_string();
    let added = guest.post(&items, shirt).await.created();

    assert_eq!(kinds(&added), ["price"]);
    assert_eq!(added["changes"][0]["sku"], MUG);
    let line = added["items"][1]["id"].as_str().unwrap();
    let removed = guest.delete(&format!("{items}/{line}")).await.ok();
    assert_eq!(removed["changes"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_is_news_when_it_gets_too_little_and_when_it_is_enough_again() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 5)]).await;
    let stock = async |on_hand: i64| {
        shop.run(&format!(
            "update spindle.stock set on_hand = {on_hand} where tenant_id = $tenant and sku = 'MUG'"
        ))
        .await;
        customer.get(&cart).await.ok()
    };

    // Not each unit that somebody else buys.
    assert_eq!(stock(6).await["changes"], json!([]));
    assert_eq!(stock(5).await["changes"], json!([]));
    let few = stock(3).await;
    assert_eq!(kinds(&few), ["availability"]);
    let change = &few["changes"][0];
    assert_eq!(
        (&change["from"], &change["to"]),
        (&json!("enough"), &json!("too_few"))
    );
    assert_eq!(
        change["message"],
        "Of Mug there are only 3; the cart has 5."
    );
    assert_eq!(few["items"][0]["available_quantity"], 3);
    assert_eq!(stock(2).await["changes"], json!([]));
    let enough = stock(7).await;
    assert_eq!(kinds(&enough), ["availability"]);
    assert_eq!(enough["changes"][0]["to"], "enough");
    assert_eq!(
        enough["changes"][0]["message"],
        "There is enough of Mug again."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coupon_that_ends_is_news() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    shop.run(
        "update spindle.campaigns set ends_at = spindle.clock() + interval '1 day'
          where tenant_id = $tenant and coupon_code = 'SUMMER10'",
    )
    .await;
    for code in ["SUMMER10", "FREESHIP"] {
        let coupon = json!({ "code": code }).to_string();
        let entered = customer.post(&format!("{cart}/coupons"), coupon).await.ok();
        assert_eq!(entered["changes"], json!([]));
    }

    shop.move_clock(Duration::from_secs(25 * 3600)).await;
    let shown = customer.get(&cart).await.ok();

    assert_eq!(
        shown["changes"],
        json!([{
            "kind": "coupon", "code": "SUMMER10", "from": "applied", "to": "expired",
            "message": "Coupon SUMMER10 does not count any more.",
        }])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_needs_another_statement_for_the_news() {
    let Some(shop) = Shop::open_for(&[Need::Statements]).await else {
        return;
    };
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    shop.run(
        "update spindle.prices set amount_minor = 1300 where tenant_id = $tenant and sku = 'MUG'",
    )
    .await;

    let (shown, statements) = shop.statements_of(customer.get(&cart)).await;

    assert_eq!(kinds(&shown.ok()), ["price"]);
    assert_eq!(statements.len(), 1);
}
