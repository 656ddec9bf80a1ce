//! `GET /api/v1/orders/{id}/invoice`: as JSON, as a page, as PDF; to whom, and before there is one.

use super::paid;
use harness::{MUG, Shop, Uuid, Value, json};

fn path(order: &Value) -> String {
    format!("/api/v1/orders/{}/invoice", order["id"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_json_unless_something_else_is_wanted() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let order = paid(&customer, &[(MUG, 2)]).await;

    let invoice = customer.get(&path(&order)).await;

    assert_eq!(invoice.header("content-type"), "application/json");
    assert_eq!(invoice.header("cache-control"), "private, no-store");
    // Exact amounts, as they are written: 25.00 and 5.00 of shipping, 8 % of 25.00.
    for field in [
        r#""number":"INV-000001""#,
        r#""subtotal":25.00,"discount_amount":0.00,"shipping_amount":5.00,"net_amount":30.00,"tax_amount":2.00,"total_amount":32.00"#,
        r#"{"rate":"0.08","name":"Sales tax","net_amount":25.00,"tax_amount":2.00,"gross_amount":27.00}"#,
        r#"{"rate":"0","name":"Not taxed","net_amount":5.00,"tax_amount":0.00,"gross_amount":5.00}"#,
        r#""sku":"MUG","name":"Mug","quantity":2,"unit_price":12.50,"subtotal":25.00"#,
    ] {
        assert!(invoice.text.contains(field), "{field}: {}", invoice.text);
    }
    let by_number = format!(
        "/api/v1/orders/{}/invoice",
        order["order_number"].as_str().unwrap()
    );
    assert_eq!(customer.get(&by_number).await.ok(), invoice.body);
    assert_eq!(shop.admin().get(&by_number).await.ok(), invoice.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_is_chosen_by_query_or_by_accept() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let path = path(&paid(&customer, &[(MUG, 1)]).await);
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    for (accept, query, form) in [
        ("", "", "application/json"),
        ("*/*", "", "application/json"),
        ("application/*", "", "application/json"),
        (browser, "", "text/html; charset=utf-8"),
        ("text/*", "", "text/html; charset=utf-8"),
        ("application/pdf", "", "application/pdf"),
        (
            "application/json;q=0.2, application/pdf;q=0.5",
            "",
            "application/pdf",
        ),
        (
            "application/json;q=0, */*;q=0.1",
            "",
            "text/html; charset=utf-8",
        ),
        ("application/json", "?format=pdf", "application/pdf"),
        (
            "application/pdf",
            "?format=html",
            "text/html; charset=utf-8",
        ),
        ("image/png", "?format=json", "application/json"),
    ] {
        let answer = customer
            .with("accept", accept)
            .get(&format!("{path}{query}"))
            .await;

        assert_eq!(answer.status, 200, "{accept} {query}");
        assert_eq!(answer.header("content-type"), form, "{accept} {query}");
    }
    customer
        .with("accept", "image/png, application/json;q=0")
        .get(&path)
        .await
        .refused(406, "NOT_ACCEPTABLE");
    let error = customer
        .get(&format!("{path}?format=docx"))
        .await
        .refused(422, "VALIDATION_FAILED");
    assert_eq!(error["details"][0]["field"], "format");
}

#[tokio::test(flavor = "multi_thread")]
async fn before_it_is_paid_there_is_no_invoice() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    let order = customer.order_of(&[(MUG, 1)], card).await.accepted();

    customer
        .get(&path(&order))
        .await
        .refused(409, "NOT_INVOICED");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_is_its_owners() {
    let shop = Shop::open().await;
    let (guest, cart) = shop.visitor().guest_with(&[(MUG, 1)]).await;
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_success", "email": "guest@example.com" });
    let checkout = guest.checkout_of(&cart, card).await;
    let order = guest.confirm(&checkout).await.created();
    let path = path(&order);

    let invoice = guest.get(&path).await.ok();

    assert_eq!(
        invoice["buyer"],
        json!({ "user_id": null, "email": "guest@example.com" })
    );
    assert_eq!(shop.admin().get(&path).await.ok(), invoice);
    shop.customer().get(&path).await.refused(404, "NOT_FOUND");
    shop.stranger()
        .await
        .get(&path)
        .await
        .refused(404, "NOT_FOUND");
    shop.admin_of(&shop.another_tenant().await)
        .get(&path)
        .await
        .refused(404, "NOT_FOUND");
    shop.visitor()
        .get(&path)
        .await
        .refused(401, "UNAUTHENTICATED");
    shop.customer()
        .get(&format!("/api/v1/orders/{}/invoice", Uuid::new_v4()))
        .await
        .refused(404, "NOT_FOUND");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_runs_nothing_and_loads_nothing() {
    let shop = Shop::open().await;
    shop.run(
        "update spindle.products set name = '<script>alert(1)</script>' where tenant_id = $tenant",
    )
    .await;
    let customer = shop.customer();
    let path = path(&paid(&customer, &[(MUG, 1)]).await);

    let page = customer.get(&format!("{path}?format=html")).await;

    assert_eq!(
        page.header("content-security-policy"),
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    );
    assert!(!page.text.contains("<script"), "{}", page.text);
    assert!(
        page.text.contains("&#60;script&#62;alert(1)"),
        "{}",
        page.text
    );
    let file = customer.get(&format!("{path}?format=pdf")).await;
    assert_eq!(
        file.header("content-disposition"),
        "inline; filename=\"INV-000001.pdf\""
    );
    assert!(file.bytes.starts_with(b"%PDF-"));
}
