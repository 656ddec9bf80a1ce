//! A guest signs in in one window and still adds to the cart in the other.

use harness::{MUG, Need, Shop, json};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_added_during_a_merge_is_merged_or_refused() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let customer = shop.customer();
    let cart = customer.cart_with(&[(MUG, 1)]).await;
    let (guest, guest_cart) = shop.visitor().guest_with(&[(MUG, 2)]).await;
    let merging = customer.with("cart-token", guest.header("cart-token"));
    let body = json!({ "cart_id": guest_cart.rsplit('/').next() }).to_string();
    let item = json!({ "sku": MUG, "quantity": 4 }).to_string();

    let (merge, items) = (format!("{cart}/merge"), format!("{guest_cart}/items"));

    // Both get as far as the guest's cart, which the test holds; then it lets go.
    let lock = shop
        .lock("select from spindle.carts where tenant_id = $tenant and customer_id is null for update")
        .await;
    let (merged, added, ()) = tokio::join!(
        merging.post(&merge, body),
        guest.post(&items, item),
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    merged.ok();
    // 1 of the customer, 2 of the guest, and 4 more only if the guest was told so.
    let mugs = if added.status.is_success() {
        added.created();
        7
    } else {
        added.refused(409, "CART_MERGED");
        3
    };
    let cart = customer.get(&cart).await.ok();
    assert_eq!(cart["items"].as_array().unwrap().len(), 1);
    assert_eq!(cart["items"][0]["quantity"], mugs);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_merges_of_one_cart_bring_it_into_one() {
    let Some(shop) = Shop::open_for(&[Need::Connections]).await else {
        return;
    };
    let customer = shop.customer();
    let carts = [customer.cart_with(&[]).await, customer.cart_with(&[]).await];
    let (guest, guest_cart) = shop.visitor().guest_with(&[(MUG, 2)]).await;
    let merging = customer.with("cart-token", guest.header("cart-token"));
    let body = json!({ "cart_id": guest_cart.rsplit('/').next() }).to_string();
    let paths = carts.clone().map(|cart| format!("{cart}/merge"));

    let lock = shop
        .lock("select from spindle.carts where tenant_id = $tenant and customer_id is null for update")
        .await;
    let (one, other, ()) = tokio::join!(
        merging.post(&paths[0], body.clone()),
        merging.post(&paths[1], body.clone()),
        async {
            shop.until_waiting(2).await;
            lock.release().await;
        }
    );

    let (won, lost): (Vec<_>, Vec<_>) = [one, other]
        .into_iter()
        .partition(|a| a.status.is_success());
    assert_eq!((won.len(), lost.len()), (1, 1));
    lost[0].clone().refused(409, "CART_MERGED");
    let mut mugs = 0;
    for cart in carts {
        let items = customer.get(&cart).await.ok()["items"].clone();
        mugs += items[0]["quantity"].as_i64().unwrap_or_default();
    }
    assert_eq!(mugs, 2);
}
