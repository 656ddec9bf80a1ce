//! `GET /api/v1/cart/{id}`

use harness::{MUG, Shop};

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
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    shop.run(
        "update spindle.variants set status = 'inactive' where tenant_id = $tenant and sku = 'MUG'",
    )
    .await;

    let shown = customer.get(&cart).await.ok();

    assert_eq!(shown["unpriced"]["reason"], "not_sold");
    assert_eq!(shown["unpriced"]["sku"], MUG);
    assert_eq!(shown["items"][0]["sku"], MUG);
}
