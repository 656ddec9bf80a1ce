//! `GET /api/v1/orders/{id or order number}/price-explanation`

use harness::{MUG, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn an_order_explains_the_price_it_was_placed_at() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 4), ("SHIRT-M", 1)]).await;
    for code in ["SUMMER10", "FREESHIP"] {
        let enter = json!({ "code": code }).to_string();
        customer.post(&format!("{cart}/coupons"), enter).await.ok();
    }
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let checkout = customer.checkout_of(&cart, cash).await;
    let order = customer.confirm(&checkout).await.created();
    // Later prices do not matter.
    shop.run("update spindle.prices set amount_minor = 1 where tenant_id = $tenant")
        .await;
    shop.run("update spindle.campaigns set status = 'paused' where tenant_id = $tenant")
        .await;

    let path = format!(
        "/api/v1/orders/{}/price-explanation",
        order["id"].as_str().unwrap()
    );
    let price = customer.get(&path).await.ok();

    assert_eq!(price["of"]["number"], order["order_number"]);
    // 50.00 + 59.99 = 109.99; 10 % is 11.00, 5.00 and 6.00 of it; 8 % of 45.00 and 53.99 is 3.60 + 4.32.
    assert_eq!(
        (&price["subtotal_minor"], &price["discount_minor"]),
        (&json!(10_999), &json!(1_600))
    );
    assert_eq!(
        (&price["total_minor"], &price["coupons"]),
        (
            &json!(10_691),
            &json!([{ "code": "FREESHIP" }, { "code": "SUMMER10" }])
        )
    );
    let number = order["order_number"].as_str().unwrap();
    let by_number = format!("/api/v1/orders/{number}/price-explanation");
    let text = shop
        .admin()
        .with("accept", "text/plain")
        .get(&by_number)
        .await
        .text;
    let expected = format!(
        "The price of order {number}, in USD

4 x Mug (MUG)
  list price: 12.50
  4 x 12.50 = 50.00
  less its part of all reductions, 5.00: 45.00

1 x Shirt - Medium (SHIRT-M)
  list price: 59.99
  1 x 59.99 = 59.99
  less its part of all reductions, 6.00: 53.99

Goods: 109.99
10 % off: 11.00 off the goods it is for, 109.99 -> 98.99
Shipping, STANDARD: 5.00
Free shipping: 5.00 off shipping, 5.00 -> 0.00
Saved: 16.00
Tax 8 % of 98.99: 7.92
To pay: 106.91

2 campaigns could give something. No combination of them takes off more.
"
    );
    assert_eq!(text, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_price_is_not_explained() {
    let shop = Shop::open().await;
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let order = shop.customer().order_of(&[(MUG, 1)], cash).await.created();
    let path = format!(
        "/api/v1/orders/{}/price-explanation",
        order["id"].as_str().unwrap()
    );

    shop.customer().get(&path).await.refused(404, "NOT_FOUND");
    shop.stranger_admin()
        .await
        .get(&path)
        .await
        .refused(404, "NOT_FOUND");
    shop.visitor()
        .get(&path)
        .await
        .refused(401, "UNAUTHENTICATED");
    shop.admin()
        .get("/api/v1/orders/ORD-0000000000/price-explanation")
        .await
        .refused(404, "NOT_FOUND");
}
