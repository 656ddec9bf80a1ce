//! Order numbers.

use harness::{MUG, Need, Shop, json};

/// The next two draws are a number that is taken; the tenant's next order gets the third.
#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_taken_is_drawn_again() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    let cod = || json!({ "payment_method": "CASH_ON_DELIVERY" });
    let customer = shop.customer();
    let first = customer.order_of(&[(MUG, 1)], cod()).await.created();
    shop.run(&format!(
        "create sequence spindle.draws;
         create or replace function spindle.new_order_number() returns text language plpgsql as $$
         begin
           return case when nextval('spindle.draws') <= 2 then '{}' else 'ORD-FREE' end;
         end $$;",
        first["order_number"].as_str().unwrap()
    ))
    .await;

    let second = customer.order_of(&[(MUG, 1)], cod()).await.created();

    assert_eq!(second["order_number"], "ORD-FREE");
    let written = shop
        .rows(
            "select order_number, (select count(*) from spindle.order_lines l
                                    where l.tenant_id = o.tenant_id and l.order_id = o.order_id) as lines
               from spindle.orders o where tenant_id = $tenant order by placed_at",
        )
        .await;
    assert_eq!(
        written,
        [
            json!({ "order_number": first["order_number"], "lines": 1 }),
            json!({ "order_number": "ORD-FREE", "lines": 1 })
        ]
    );
}
