//! `GET /api/v1/cart/{id}/price-explanation`

use harness::{MUG, Shop, Uuid, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_explains_its_price_step_by_step() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2)]).await;
    for code in ["SUMMER10", "FREESHIP"] {
        let enter = json!({ "code": code }).to_string();
        customer.post(&format!("{cart}/coupons"), enter).await.ok();
    }

    let path = format!("{cart}/price-explanation");
    let price = customer.get(&path).await.ok();

    assert_eq!(
        (&price["currency"], &price["exponent"]),
        (&json!("USD"), &json!(2))
    );
    assert_eq!(
        (&price["subtotal_minor"], &price["total_minor"]),
        (&json!(2500), &json!(2430))
    );
    let steps: Vec<_> = price["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| json!([s["kind"], s["before_minor"], s["after_minor"]]))
        .collect();
    let expected = json!([
        ["list", 1250, 1250],
        ["discount", 2500, 2250],
        ["tax", 2250, 2430]
    ]);
    assert_eq!(json!(steps), expected);
    assert_eq!(price["passed_over"][0]["name"], "Free shipping");
    assert_eq!(price["passed_over"][0]["reason"], "minimum_not_met");
    assert_eq!(price["choice"], json!({ "candidates": 1, "exact": true }));

    let text = customer.with("accept", "text/plain").get(&path).await;
    assert_eq!(text.header("content-type"), "text/plain; charset=utf-8");
    let id = cart.rsplit('/').next().unwrap();
    let expected = format!(
        "The price of cart {id}, in USD

2 x Mug (MUG)
  list price: 12.50
  2 x 12.50 = 25.00
  less its part of all reductions, 2.50: 22.50

Goods: 25.00
10 % off: 2.50 off the goods it is for, 25.00 -> 22.50
Saved: 2.50
Tax 8 % of 22.50: 1.80
To pay: 24.30

Not applied:
  Free shipping (FREESHIP): the goods it is for are below its minimum

1 campaigns could give something. No combination of them takes off more.
"
    );
    assert_eq!(text.text, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_is_explained_to_its_owner_and_to_admins() {
    let shop = Shop::open().await;
    let cart = shop.customer().cart_with(&[(MUG, 1)]).await;
    let path = format!("{cart}/price-explanation");

    assert_eq!(shop.admin().get(&path).await.ok()["total_minor"], 1350);
    shop.customer().get(&path).await.refused(404, "NOT_FOUND");
    shop.stranger_admin()
        .await
        .get(&path)
        .await
        .refused(404, "NOT_FOUND");
    let unknown = format!("/api/v1/cart/{}/price-explanation", Uuid::new_v4());
    shop.admin().get(&unknown).await.refused(404, "NOT_FOUND");
    let (guest, cart) = shop.visitor().guest_with(&[(MUG, 1)]).await;
    let path = format!("{cart}/price-explanation");
    assert_eq!(guest.get(&path).await.ok()["total_minor"], 1350);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_without_a_price_says_so() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 9)]).await;
    shop.run("update spindle.prices set amount_minor = 9000000000000000000 where tenant_id = $tenant and sku = 'MUG'").await;

    let answer = customer.get(&format!("{cart}/price-explanation")).await;

    answer.refused(409, "CART_UNPRICED");
}
