//! `POST http://pricing-rules.spin.internal/internal/quote`

use harness::Shop;

#[tokio::test(flavor = "multi_thread")]
async fn the_internal_quote_is_not_published() {
    let shop = Shop::open().await;

    for path in [
        "/internal/quote",
        "/api/v1/pricing/../../internal/quote",
        "/charges",
    ] {
        let answer = shop.customer().post(path, "{}").await;
        assert_eq!(answer.status.as_u16(), 404, "{path}");
    }
}
