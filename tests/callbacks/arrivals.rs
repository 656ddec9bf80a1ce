//! Callbacks come in every order, each of them twice, also before there is anything to tell about: the
//! rows are the same in the end.

use harness::{MUG, Shop, Value, json};

use super::sending::{SECRET, event, give_secret, patient, send, ship, world};

/// What happens to an order.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Place,
    Paid,
    Ship,
    Delivered,
}
use Step::{Delivered, Paid, Place, Ship};

/// Every order of the four steps in which nothing comes before what it `needs`.
fn orders_of_arrival(needs: &[(Step, Step)]) -> Vec<Vec<Step>> {
    let mut all = vec![Vec::new()];
    for step in [Place, Paid, Ship, Delivered] {
        all = all
            .iter()
            .flat_map(|before: &Vec<Step>| {
                (0..=before.len()).map(move |at| {
                    let mut steps = before.clone();
                    steps.insert(at, step);
                    steps
                })
            })
            .collect();
    }
    let place = |steps: &[Step], step| steps.iter().position(|known| *known == step);
    all.retain(|steps| {
        needs
            .iter()
            .all(|(step, needed)| place(steps, *needed) < place(steps, *step))
    });
    all
}

/// Places an order that its callbacks know by `name`: as its number, and as the provider's own for
/// the payment.
async fn place(shop: &Shop, payment: &Value, name: &str) {
    let order = shop.customer().order_of(&[(MUG, 2)], payment.clone()).await;
    let id = order.body["id"].as_str().unwrap();
    shop.run(&format!(
        "update spindle.orders set order_number = '{name}' where order_id = '{id}';
         update spindle.payment_attempts set provider_reference = '{name}' where order_id = '{id}'"
    ))
    .await;
}

/// The sweep, as if the time for another try had come.
async fn sweep(shop: &Shop) {
    shop.run(
        "update spindle.callback_inbox set try_after = spindle.clock()
          where tenant_id = $tenant and status = 'kept'",
    )
    .await;
    shop.service().post("/internal/tick", "").await.ok();
}

async fn take(shop: &Shop, step: Step, payment: &Value, name: &str) {
    match step {
        Place => place(shop, payment, name).await,
        Ship => {
            ship(shop, name, name, Value::Null).await;
        }
        Paid => {
            let data = json!({ "amount": "32.00", "currency": "USD", "reference": name });
            let paid = event("payment.succeeded", name, data);
            tell_twice(shop, &format!("{name}-paid"), &paid).await;
        }
        Delivered => {
            let delivered = event("shipment.delivered", name, json!({ "shipment": name }));
            tell_twice(shop, &format!("{name}-delivered"), &delivered).await;
        }
    }
    sweep(shop).await;
}

/// The same message twice, and the same news once more under another id.
async fn tell_twice(shop: &Shop, id: &str, event: &Value) {
    let first = send(shop, id, event).await;
    assert!(first.status.is_success(), "{first:#?}");
    assert_eq!(send(shop, id, event).await.body, first.body);
    let again = send(shop, &format!("{id}-again"), event).await;
    assert!(again.status.is_success(), "{again:#?}");
}

async fn every_order_ends_alike(
    payment: Value,
    needs: &[(Step, Step)],
    count: usize,
    expected: Value,
) {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    give_secret(&shop, "acme", SECRET).await;
    let arrivals = orders_of_arrival(needs);
    assert_eq!(arrivals.len(), count);

    for (index, steps) in arrivals.iter().enumerate() {
        for step in steps {
            take(&shop, *step, &payment, &format!("ORD-{index}")).await;
        }
    }

    let ends = world(&shop).await;
    assert_eq!(ends.len(), count);
    for (index, (mut end, steps)) in ends.into_iter().zip(&arrivals).enumerate() {
        let left = json!([100 - 2 * count, 0]);
        assert_eq!(end["stock"][0], left, "{steps:?}");
        end["stock"] = Value::Null;
        let mut expected = expected.clone();
        expected["shipments"] = json!([[format!("ORD-{index}"), true]]);
        assert_eq!(end, expected, "{steps:?}");
    }
    let open = shop
        .rows("select status from spindle.callback_inbox where tenant_id = $tenant and status <> 'applied'")
        .await;
    assert_eq!(open.len(), 0, "{open:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_payment_and_a_delivery_in_every_order_end_alike() {
    let card = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    // What is not paid is not shipped.
    let needs = [(Ship, Place), (Ship, Paid)];
    let expected = json!({
        "status": "DELIVERED", "payment_status": "PAID", "total_minor": 3200,
        "money": [["capture", 3200, "USD"]], "attempts": [["charge", "succeeded", 3200]],
        "goods": [["MUG", 2, "committed"]], "stock": null, "shipments": null, "attention": null,
        "events": ["order.confirmed", "order.delivered", "order.payment_pending", "order.placed", "order.shipped"]
    });

    every_order_ends_alike(card, &needs, 8, expected).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cash_and_a_delivery_in_every_order_end_alike() {
    let cash = json!({ "payment_method": "CASH_ON_DELIVERY" });
    let expected = json!({
        "status": "DELIVERED", "payment_status": "PAID", "total_minor": 3200,
        "money": [["collection", 3200, "USD"]], "attempts": null,
        "goods": [["MUG", 2, "committed"]], "stock": null, "shipments": null, "attention": null,
        "events": ["order.confirmed", "order.delivered", "order.payment_received", "order.shipped"]
    });

    every_order_ends_alike(cash, &[(Ship, Place)], 12, expected).await;
}
