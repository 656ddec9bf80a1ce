//! What a list reads, in a shop among many.

use harness::{Need, Shop};

#[tokio::test(flavor = "multi_thread")]
async fn no_list_reads_the_orders_of_other_tenants() {
    let Some(shop) = Shop::open_for(&[Need::Clock]).await else {
        return;
    };
    shop.stranger().await;
    // 40,000 orders; every fortieth is this tenant's.
    shop.run(
        "insert into spindle.tenants (tenant_id, name, currency, created_at)
         select 'other-' || i, 'Other', 'USD', spindle.clock() from generate_series(0, 38) i;
         insert into spindle.orders
                (tenant_id, order_id, order_number, checkout_id, cart_id, customer_id, status, payment_status,
                 payment_method, shipping_method, currency, subtotal_minor, discount_minor, shipping_minor,
                 tax_minor, total_minor, prices_include_tax, explanation, search, placed_at, updated_at)
         select t.tenant, gen_random_uuid(), 'ORD-' || i, gen_random_uuid(), gen_random_uuid(),
                ('00000000-0000-4000-8000-' || lpad((i % 977)::text, 12, '0'))::uuid,
                (array['PENDING', 'CONFIRMED', 'SHIPPED', 'COMPLETED', 'CANCELLED'])[1 + i % 5],
                (array['PAID', 'PENDING', 'FAILED'])[1 + i % 3], 'CREDIT_CARD', 'STANDARD', 'USD',
                i % 991, 0, 0, 0, i % 991, false, '{}',
                array_to_tsvector(spindle.search_words(t.tenant, array['ORD-' || i, i || '@example.com'])),
                spindle.clock() - i * interval '1 minute', spindle.clock() - i % 7000 * interval '1 minute'
           from generate_series(1, 40000) i,
                lateral (select case i % 40 when 39 then $tenant else 'other-' || i % 40 end as tenant) t;
         analyze spindle.orders;
         create function spindle.plan_of(p_query text) returns setof text language plpgsql as $$
         begin
           return query execute 'explain ' || p_query;
         end $$;",
    )
    .await;

    for wanted in [
        "{}",
        r#"{"status": "SHIPPED"}"#,
        r#"{"status": "CONFIRMED", "is_paid": true}"#,
        r#"{"payment_status": "FAILED"}"#,
        r#"{"customer_id": "00000000-0000-4000-8000-000000000007"}"#,
        r#"{"from": 1700000000000000, "to": 1900000000000000}"#,
    ] {
        for words in ["null", "spindle.search_query($tenant, '399')"] {
            for sort in ["placed_at", "updated_at", "total_minor"] {
                let plan = shop
                    .rows(&format!(
                        "select plan_of from spindle.plan_of(format(
                           'select o.order_id from spindle.orders_matching(%L, null, %L, %L) o
                             order by o.{sort} desc, o.order_id desc limit 21',
                           $tenant, '{wanted}', {words}))"
                    ))
                    .await;
                let plan: Vec<_> = plan
                    .iter()
                    .map(|line| line["plan_of"].as_str().unwrap())
                    .collect();
                let plan = plan.join("\n");
                assert!(
                    plan.contains(" on orders o") || plan.contains(" on orders"),
                    "inlined: {plan}"
                );
                assert!(
                    !plan.contains("Seq Scan"),
                    "{wanted} {words} by {sort}:\n{plan}"
                );
                assert!(
                    !plan.contains("Function Scan"),
                    "{wanted} {words} by {sort}:\n{plan}"
                );
            }
        }
    }
}
