//! `GET /api/v1/cart/{id}`

use harness::{MUG, Shop, Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_shows_its_lines_and_its_price() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 2), ("SHIRT-M", 1)]).await;

    let answer = customer.get(&cart).await;

    // 2 x 12.50 + 59.99 = 84.99; tax 8 %: 2.00 + 4.80 (4.7992) = 6.80.
    assert!(
        answer.text.contains(r#""subtotal":84.99"#),
        "{}",
        answer.text
    );
    assert!(
        answer.text.contains(r#""tax_amount":6.80"#),
        "{}",
        answer.text
    );
    assert!(
        answer.text.contains(r#""total_amount":91.79"#),
        "{}",
        answer.text
    );
    assert_eq!(answer.header("etag"), "\"3\"");
    let shown = answer.ok();
    assert_eq!(shown["items"][0]["sku"], MUG);
    assert_eq!(shown["items"][0]["available_quantity"], 100);
    assert_eq!(shown["items"][1]["name"], "Shirt - Medium");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_cart_is_not_there() {
    let shop = Shop::open().await;
    let cart = shop.customer().cart_with(&[(MUG, 1)]).await;

    shop.customer().get(&cart).await.refused(404, "NOT_FOUND");
    shop.stranger()
        .await
        .get(&cart)
        .await
        .refused(404, "NOT_FOUND");
    shop.admin().get(&cart).await.refused(403, "FORBIDDEN");
    shop.visitor()
        .get(&cart)
        .await
        .refused(401, "UNAUTHENTICATED");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_not_sold_any_more_is_shown_without_a_price() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let cart = customer
        .cart_with(&[("SHIRT-M", 1), (MUG, 2), ("SHIRT-L", 1)])
        .await;
    let status = async |status: &str| {
        shop.run(&format!(
            "update spindle.variants set status = '{status}' where tenant_id = $tenant and sku = 'MUG'"
        ))
        .await;
        customer.get(&cart).await
    };

    let shown = status("inactive").await;

    // 2 x 59.99, without the mugs; tax 8 %: 2 x 4.80.
    for amount in [
        r#""subtotal":119.98"#,
        r#""tax_amount":9.60"#,
        r#""total_amount":129.58"#,
    ] {
        assert!(shown.text.contains(amount), "{}", shown.text);
    }
    let shown = shown.ok();
    let line = &shown["items"][1];
    assert_eq!((&line["sku"], &line["quantity"]), (&json!(MUG), &json!(2)));
    assert_eq!(line["unavailable"], true);
    for amount in ["unit_price", "subtotal", "discount_amount", "tax_amount"] {
        assert_eq!(line[amount], Value::Null, "{amount}");
    }
    assert_eq!(
        shown["changes"],
        json!([{
            "kind": "unavailable", "item_id": line["id"], "sku": MUG, "from": "sold", "to": "not_sold",
            "message": "Mug is not sold any more and does not count.",
        }])
    );

    // It can be changed and taken out; nobody can order it.
    let path = format!("{cart}/items/{}", line["id"].as_str().unwrap());
    customer.patch(&path, r#"{"quantity": 1}"#).await.ok();
    let start = json!({ "cart_id": cart.rsplit('/').next() }).to_string();
    let error = customer.post("/api/v1/checkout/start", start).await;
    let error = error.refused(409, "ITEM_NOT_SOLD");
    let message = error["message"].as_str().unwrap();
    assert!(message.contains(MUG), "{message}");

    let again = status("active").await.ok();
    assert_eq!(again["changes"][0]["to"], "sold");
    assert_eq!(again["items"][1]["unit_price"], 12.5);
}
