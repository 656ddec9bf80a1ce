//! `POST /api/v1/cart/{id}/merge`

use harness::{Answer, MUG, Person, Shop, Value, json};

/// The customer signs in with what the guest has.
async fn merge(customer: &Person, cart: &str, guest: &Person, guest_cart: &str) -> Answer {
    let body = json!({ "cart_id": guest_cart.rsplit('/').next() }).to_string();
    customer
        .with("cart-token", guest.header("cart-token"))
        .post(&format!("{cart}/merge"), body)
        .await
}

/// Sku and quantity of each line.
fn lines(cart: &Value) -> Vec<(&str, i64)> {
    let items = cart["items"].as_array().unwrap().iter();
    items
        .map(|line| {
            (
                line["sku"].as_str().unwrap(),
                line["quantity"].as_i64().unwrap(),
            )
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_both_follows_the_tenants_setting() {
    let shop = Shop::open().await;
    // Customer: 5 mugs. Guest: 2 mugs and a shirt.
    for (setting, mugs) in [("sum", 7), ("guest", 2), ("maximum", 5)] {
        shop.run(&format!(
            "update spindle.tenants set cart_merge = '{setting}' where tenant_id = $tenant"
        ))
        .await;
        let customer = shop.customer();
        let cart = customer.cart_with(&[(MUG, 5), ("SHIRT-L", 1)]).await;
        let (guest, guest_cart) = shop.visitor().guest_with(&[(MUG, 2), ("SHIRT-M", 1)]).await;

        let merged = merge(&customer, &cart, &guest, &guest_cart).await;

        assert_eq!(merged.header("etag"), "\"4\"", "{setting}");
        let merged = merged.ok();
        assert_eq!(
            lines(&merged),
            [(MUG, mugs), ("SHIRT-L", 1), ("SHIRT-M", 1)],
            "{setting}"
        );
        assert_eq!(
            merged["merged"],
            json!({
                "lines": [{ "sku": "MUG", "quantity": mugs }, { "sku": "SHIRT-M", "quantity": 1 }],
                "reduced": [], "coupons": [], "coupons_left_out": [],
            })
        );
        let over = guest.get(&guest_cart).await.refused(409, "CART_MERGED");
        let into = cart.rsplit('/').next().unwrap();
        assert_eq!(over["details"], json!([{ "cart_id": into }]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn merging_again_changes_nothing_and_says_the_same() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let (guest, guest_cart) = shop.visitor().guest_with(&[(MUG, 2), ("STOVE", 3)]).await;

    let first = merge(
        &customer.with("if-match", "\"2\""),
        &cart,
        &guest,
        &guest_cart,
    )
    .await;
    let again = merge(
        &customer.with("if-match", "\"2\""),
        &cart,
        &guest,
        &guest_cart,
    )
    .await;

    assert_eq!(first.text, again.text);
    let first = first.ok();
    assert_eq!(lines(&first), [(MUG, 3), ("STOVE", 1)]);
    let reduced = json!([{ "sku": "STOVE", "wanted": 3, "got": 1, "reason": "stock" }]);
    assert_eq!(first["merged"]["reduced"], reduced);
    // It went into this cart, and into no other.
    let other = customer.cart_with(&[]).await;
    merge(&customer, &other, &guest, &guest_cart)
        .await
        .refused(409, "CART_MERGED");
    let item = json!({ "sku": MUG, "quantity": 1 }).to_string();
    guest
        .post(&format!("{guest_cart}/items"), item)
        .await
        .refused(409, "CART_MERGED");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_line_gets_more_than_there_is_or_than_it_may_hold() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.stock set on_hand = 12 where tenant_id = $tenant and sku = 'MUG';
         update spindle.stock set on_hand = 100 where tenant_id = $tenant and sku = 'SHIRT-L'",
    )
    .await;
    let customer = shop.customer();
    // There are 10 SHIRT-M: the 15 of the customer were no promise, but nobody takes them away.
    let cart = customer
        .cart_with(&[(MUG, 10), ("SHIRT-M", 15), ("SHIRT-L", 15)])
        .await;
    let (guest, guest_cart) = shop
        .visitor()
        .guest_with(&[(MUG, 5), ("SHIRT-M", 4), ("SHIRT-L", 18), ("STOVE", 1)])
        .await;
    shop.run(
        "update spindle.tenants set quantity_limit = 20, line_limit = 3 where tenant_id = $tenant",
    )
    .await;

    let merged = merge(&customer, &cart, &guest, &guest_cart).await.ok();

    assert_eq!(
        lines(&merged),
        [(MUG, 12), ("SHIRT-M", 15), ("SHIRT-L", 20)]
    );
    assert_eq!(
        merged["merged"]["reduced"],
        json!([
            { "sku": "MUG", "wanted": 15, "got": 12, "reason": "stock" },
            { "sku": "SHIRT-M", "wanted": 19, "got": 15, "reason": "stock" },
            { "sku": "SHIRT-L", "wanted": 33, "got": 20, "reason": "quantity_limit" },
            { "sku": "STOVE", "wanted": 1, "got": 0, "reason": "line_limit" },
        ])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sold_out_does_not_come_along() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[]).await;
    let (guest, guest_cart) = shop.visitor().guest_with(&[("STOVE", 1), (MUG, 1)]).await;
    shop.run("update spindle.stock set on_hand = 0 where tenant_id = $tenant and sku = 'STOVE'")
        .await;

    let merged = merge(&customer, &cart, &guest, &guest_cart).await.ok();

    assert_eq!(lines(&merged), [(MUG, 1)]);
    assert_eq!(
        merged["merged"]["reduced"],
        json!([{ "sku": "STOVE", "wanted": 1, "got": 0, "reason": "stock" }])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn coupons_are_united_as_far_as_there_is_room_and_notes_come_along() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let (guest, guest_cart) = shop.visitor().guest_with(&[(MUG, 1)]).await;
    let enter = async |person: &Person, cart: &str, code: &str| {
        let coupon = json!({ "code": code }).to_string();
        person.post(&format!("{cart}/coupons"), coupon).await.ok();
    };
    enter(&customer, &cart, "SUMMER10").await;
    for code in ["SUMMER10", "FREESHIP", "ONCE"] {
        enter(&guest, &guest_cart, code).await;
    }
    let notes = r#"{"notes": "A gift"}"#;
    guest.patch(&guest_cart, notes).await.ok();
    shop.run("update spindle.tenants set coupon_limit = 2 where tenant_id = $tenant")
        .await;

    let merged = merge(&customer, &cart, &guest, &guest_cart).await.ok();

    let coupons = merged["coupons"].as_array().unwrap().iter();
    let codes: Vec<_> = coupons.map(|coupon| &coupon["code"]).collect();
    assert_eq!(codes, ["SUMMER10", "FREESHIP"]);
    assert_eq!(merged["merged"]["coupons"], json!(["FREESHIP"]));
    assert_eq!(merged["merged"]["coupons_left_out"], json!(["ONCE"]));
    assert_eq!(merged["notes"], "A gift");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merge_needs_both_carts_and_the_right_to_both() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let (guest, guest_cart) = shop.visitor().guest_with(&[(MUG, 1)]).await;
    let (other_guest, _) = shop.visitor().guest_with(&[]).await;
    let body = json!({ "cart_id": guest_cart.rsplit('/').next() }).to_string();
    let path = format!("{cart}/merge");

    // Not the guest's secret, not the customer's cart, not the shop.
    for (customer, guest) in [
        (&customer, &other_guest),
        (&shop.customer(), &guest),
        (&shop.stranger().await, &guest),
    ] {
        merge(customer, &cart, guest, &guest_cart)
            .await
            .refused(404, "NOT_FOUND");
    }
    // The customer's own cart is no guest's.
    merge(&customer, &cart, &guest, &cart)
        .await
        .refused(404, "NOT_FOUND");
    // One of the two identities alone.
    for person in [&customer, &guest] {
        person
            .post(&path, body.clone())
            .await
            .refused(401, "UNAUTHENTICATED");
    }
    assert_eq!(lines(&guest.get(&guest_cart).await.ok()), [(MUG, 1)]);
    assert_eq!(lines(&customer.get(&cart).await.ok()), [(MUG, 1)]);

    // What has become an order is no cart any more.
    let payment = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let checkout = guest.checkout_of(&guest_cart, payment).await;
    guest.confirm(&checkout).await.created();
    merge(&customer, &cart, &guest, &guest_cart)
        .await
        .refused(409, "CART_CLOSED");
    assert_eq!(guest.get(&guest_cart).await.ok()["status"], "closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_checkout_of_a_merged_cart_orders_nothing() {
    let shop = Shop::open().await;
    let (guest, guest_cart) = shop.visitor().guest_with(&[(MUG, 2)]).await;
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY", "email": "ada@example.com" });
    let checkout = guest.checkout_of(&guest_cart, cash).await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[]).await;
    let merging = customer.with("cart-token", guest.header("cart-token"));
    let body = json!({ "cart_id": guest_cart.rsplit('/').next() }).to_string();
    merging.post(&format!("{cart}/merge"), body).await.ok();

    guest.confirm(&checkout).await.refused(409, "CART_MERGED");

    let orders = shop
        .row("select count(*) from spindle.orders where tenant_id = $tenant")
        .await;
    assert_eq!(orders["count"], 0);
}
