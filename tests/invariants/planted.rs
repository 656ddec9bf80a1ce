//! Every invariant finds what breaks it. Violations are planted one at a time and taken out again.

use std::collections::BTreeSet;

use harness::{MUG, Need, Shop, json, root};

/// What is planted, and the invariants that it breaks. `$paid`, `$cash`, `$waiting` and `$declined`
/// are orders, one of each kind.
const PLANTED: &[(&str, &[&str])] = &[
    (
        "update spindle.stock set on_hand = on_hand + 1 where tenant_id = $tenant and sku = 'MUG'",
        &["stock"],
    ),
    (
        "update spindle.stock set reserved = 0 where tenant_id = $tenant and sku = 'MUG'",
        &["stock"],
    ),
    (
        "update spindle.stock set on_hand = on_hand + 1 where tenant_id = $tenant and sku = 'MUG';
         insert into spindle.stock_movements
                (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, order_id, reason, actor, occurred_at)
         values ($tenant, 'MUG', 'MAIN', 'return', 1, 0, $paid, 'twice', 'test', spindle.clock())",
        &["reservations"],
    ),
    (
        "update spindle.orders set status = 'CONFIRMED' where order_id = $waiting",
        &["confirmations", "history", "holds"],
    ),
    (
        "update spindle.orders set status = 'CANCELLED' where order_id = $waiting;
         insert into spindle.order_history (tenant_id, order_id, status, payment_status, note, actor, occurred_at)
         values ($tenant, $waiting, 'CANCELLED', 'PENDING', 'forgot to let go', 'test', spindle.clock());
         insert into spindle.outbox (tenant_id, topic, subject, payload, occurred_at)
         values ($tenant, 'order.cancelled', $waiting, '{}', spindle.clock())",
        &["coupons", "holds"],
    ),
    (
        "update spindle.order_lines set shipped = 1 where order_id = $paid",
        &["shipments"],
    ),
    (
        "update spindle.order_lines set shipped = 2, returned = 1 where order_id = $cash",
        &["shipments"],
    ),
    (
        "delete from spindle.outbox where subject = $paid and topic = 'order.confirmed'",
        &["confirmations", "history"],
    ),
    (
        "insert into spindle.outbox (tenant_id, topic, subject, payload, occurred_at)
         values ($tenant, 'order.confirmed', $cash, '{}', spindle.clock())",
        &["confirmations", "history"],
    ),
    (
        "update spindle.outbox set topic = 'order.confirmed' where subject = $declined and topic = 'order.payment_failed'",
        &["confirmations"],
    ),
    (
        "insert into spindle.order_history (tenant_id, order_id, status, payment_status, note, actor, occurred_at)
         values ($tenant, $cash, 'CONFIRMED', 'PENDING', 'nobody was told', 'test', spindle.clock())",
        &["history"],
    ),
    (
        "update spindle.campaigns set uses_claimed = uses_claimed + 1 where tenant_id = $tenant and coupon_code = 'SUMMER10'",
        &["coupons"],
    ),
    (
        "update spindle.campaigns set spent_minor = spent_minor + 1 where tenant_id = $tenant and coupon_code = 'SUMMER10'",
        &["coupons"],
    ),
    (
        "with u as (
           insert into spindle.campaign_uses (tenant_id, campaign_id, order_id, amount_minor, claimed_at)
           select tenant_id, campaign_id, $declined, 1, spindle.clock()
             from spindle.campaigns where tenant_id = $tenant and coupon_code = 'SUMMER10'
           returning tenant_id, campaign_id)
         update spindle.campaigns c set uses_claimed = uses_claimed + 1 from u
          where (c.tenant_id, c.campaign_id) = (u.tenant_id, u.campaign_id)",
        &["coupons"],
    ),
    (
        "update spindle.checkouts set status = 'expired'
          where checkout_id = (select checkout_id from spindle.orders where order_id = $paid)",
        &["checkouts"],
    ),
    (
        "update spindle.order_lines
            set quantity = 1, subtotal_minor = unit_price_minor, discount_minor = 0 where order_id = $paid",
        &["holds", "totals"],
    ),
    (
        "update spindle.orders set discount_minor = 3001, total_minor = subtotal_minor - 3001 + shipping_minor + tax_minor
          where order_id = $cash",
        &["totals"],
    ),
    (
        "insert into spindle.payment_transactions
                (tenant_id, order_id, kind, amount_minor, currency, provider_reference, occurred_at)
         values ($tenant, $paid, 'refund', 999999, 'USD', 'too much', spindle.clock())",
        &["money"],
    ),
    (
        "delete from spindle.payment_transactions where order_id = $paid",
        &["money"],
    ),
    (
        "update spindle.orders set payment_status = 'PAID' where order_id = $cash;
         update spindle.order_history set payment_status = 'PAID' where order_id = $cash",
        &["money"],
    ),
    (
        "update spindle.orders set status = 'CANCELLED' where order_id = $paid;
         update spindle.order_history set status = 'CANCELLED' where order_id = $paid;
         update spindle.reservations set returned = quantity where order_id = $paid;
         delete from spindle.campaign_uses where order_id = $paid;
         update spindle.campaigns c
            set (uses_claimed, spent_minor) = (
                  select count(*), coalesce(sum(u.base_minor), 0)
                    from spindle.campaign_uses u
                   where u.tenant_id = c.tenant_id and u.campaign_id = c.campaign_id);
         update spindle.stock set on_hand = on_hand + 2 where tenant_id = $tenant and sku = 'MUG';
         insert into spindle.stock_movements
                (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, order_id, reason, actor, occurred_at)
         values ($tenant, 'MUG', 'MAIN', 'return', 2, 0, $paid, 'came back', 'test', spindle.clock())",
        &["money"],
    ),
    (
        "update spindle.sandbox_charges set amount_minor = amount_minor + 1
          where key = (select attempt_id::text from spindle.payment_attempts where order_id = $paid)",
        &["ledger"],
    ),
    (
        "update spindle.sandbox_charges set status = 'succeeded'
          where key = (select attempt_id::text from spindle.payment_attempts where order_id = $declined)",
        &["ledger"],
    ),
    (
        "insert into spindle.sandbox_operations
                (tenant_id, key, operation_id, kind, charge_key, amount_minor, status, made_at)
         select tenant_id, gen_random_uuid(), 're_1', 'refund', attempt_id::text, 1, 'succeeded', spindle.clock()
           from spindle.payment_attempts where order_id = $paid",
        &["ledger"],
    ),
    (
        "insert into spindle.paper_counters (tenant_id, kind, last) values ($tenant, 'credit_note', 2);
         insert into spindle.papers (tenant_id, kind, number, label, order_id, part, document, issued_at)
         values ($tenant, 'credit_note', 2, 'CN-2', $paid, 2, '{}', spindle.clock())",
        &["papers"],
    ),
    (
        "insert into spindle.callback_inbox
                (tenant_id, provider, event_id, kind, order_reference, payload, fingerprint, status, answer, received_at, decided_at)
         values ($tenant, 'bank', 'e1', 'payment.succeeded', 'ORD-NOBODY', '{}', '', 'applied', '{}', spindle.clock(), spindle.clock())",
        &["inbox"],
    ),
    (
        "insert into spindle.callback_inbox
                (tenant_id, provider, event_id, kind, order_reference, payload, fingerprint, status, answer, received_at, decided_at)
         values ($tenant, 'bank', 'e2', 'payment.succeeded', $cash, '{}', '', 'attention', '{}', spindle.clock(), spindle.clock())",
        &["inbox"],
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn each_invariant_names_what_breaks_it() {
    let variables = [("payment_timeout_ms", "20000")];
    let Some(shop) = Shop::open_with(&[Need::Variables], &variables).await else {
        return;
    };
    let names = orders(&shop).await;
    shop.verify().await;

    let mut found = BTreeSet::new();
    for (statements, expected) in PLANTED {
        let statements = names
            .iter()
            .fold((*statements).to_owned(), |text, (name, id)| {
                text.replace(name, &format!("'{id}'"))
            });

        let broken = shop.broken_after(&statements).await;

        let invariants: BTreeSet<&str> = broken.iter().map(|b| b.invariant.as_str()).collect();
        let expected: BTreeSet<&str> = expected.iter().copied().collect();
        assert_eq!(invariants, expected, "{statements}: {broken:#?}");
        for row in &broken {
            assert_eq!(row.row["tenant_id"], shop.tenant, "{row:?}");
        }
        found.extend(broken.into_iter().map(|row| row.invariant));
    }

    let known: BTreeSet<String> = std::fs::read_dir(root().join("migrations/invariants"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| name["broken_".len()..].trim_end_matches(".sql").to_owned())
        .collect();
    assert_eq!(found, known, "each of them is planted above");
    shop.verify().await;
}

/// One order of each kind, with what stands for its id in [`PLANTED`].
async fn orders(shop: &Shop) -> Vec<(&'static str, String)> {
    let mut names = Vec::new();
    for (name, payment) in [
        ("$cash", json!({ "payment_method": "CASH_ON_DELIVERY" })),
        ("$paid", card("tok_success")),
        ("$waiting", card("tok_pending")),
        ("$declined", card("tok_declined")),
    ] {
        let customer = shop.customer();
        let cart = customer.cart_with(&[(MUG, 2)]).await;
        customer
            .post(&format!("{cart}/coupons"), r#"{"code": "SUMMER10"}"#)
            .await
            .ok();
        let checkout = customer.checkout_of(&cart, payment).await;
        customer.confirm(&checkout).await;
        let order = shop
            .row(&format!(
                "select order_id from spindle.orders where tenant_id = $tenant and checkout_id = '{checkout}'"
            ))
            .await;
        names.push((name, order["order_id"].as_str().unwrap().to_owned()));
    }
    names
}

fn card(token: &str) -> harness::Value {
    json!({ "payment_method": "CREDIT_CARD", "payment_token": token })
}
