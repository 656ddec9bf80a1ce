//! `spindle fill` against a real PostgreSQL.

use super::support::TestDatabase;
use cli::fill::{FillOptions, fill};

const SMALL: FillOptions = FillOptions {
    tenants: 3,
    products: 40,
    orders: 500,
    seed: 7,
};

fn quiet(_: &str) {}

/// Everything that does not depend on when it was made, as one number.
const DIGEST: &str = "select md5(concat(
    (select string_agg(concat_ws(' ', tenant_id, order_id, order_number, status, total_minor, customer_id), ',' order by order_id) from spindle.orders),
    (select string_agg(concat_ws(' ', tenant_id, order_id, sku, quantity, tax_minor), ',' order by line_id) from spindle.order_lines),
    (select string_agg(concat_ws(' ', tenant_id, sku, warehouse, on_hand, reserved), ',' order by tenant_id, sku, warehouse) from spindle.stock),
    (select string_agg(concat_ws(' ', tenant_id, sku, name, weight_grams), ',' order by tenant_id, sku) from spindle.variants)))";

#[tokio::test]
async fn what_is_made_could_have_happened() {
    let Some(database) = TestDatabase::create("what_is_made_could_have_happened").await else {
        return;
    };

    fill(&database.url(), &SMALL, &quiet).await.unwrap();

    let counts = "select concat_ws(' ', (select count(*) from spindle.tenants), (select count(*) from spindle.products),
        (select count(*) from spindle.orders), (select count(*) from spindle.carts where status = 'open' and version = 2))";
    assert_eq!(database.text(counts).await, "3 40 500 50");
    for (rule, exceptions) in [
        (
            "stock is what its movements say",
            "select s.sku from spindle.stock s
               join spindle.stock_movements m using (tenant_id, sku, warehouse)
              group by s.tenant_id, s.sku, s.warehouse, s.on_hand, s.reserved
             having s.on_hand <> sum(m.on_hand_change) or s.reserved <> sum(m.reserved_change)",
        ),
        (
            "what is reserved is held by orders",
            "select s.sku from spindle.stock s
              where s.reserved <> coalesce((select sum(r.quantity) from spindle.reservations r
                                             where r.tenant_id = s.tenant_id and r.sku = s.sku
                                               and r.warehouse = s.warehouse and r.status = 'held'), 0)",
        ),
        (
            "an order is the sum of its lines",
            "select o.order_number from spindle.orders o join spindle.order_lines l using (tenant_id, order_id)
              group by o.tenant_id, o.order_id
             having o.subtotal_minor <> sum(l.subtotal_minor) or o.discount_minor <> sum(l.discount_minor)
                 or o.tax_minor <> sum(l.tax_minor)",
        ),
        (
            "every order has lines, two addresses and a history that ends where it is",
            "select o.order_number from spindle.orders o
              where not exists (select from spindle.order_lines l where l.tenant_id = o.tenant_id and l.order_id = o.order_id)
                 or 2 <> (select count(*) from spindle.order_addresses a where a.tenant_id = o.tenant_id and a.order_id = o.order_id)
                 or (o.status, o.payment_status) is distinct from (
                      select (h.status, h.payment_status) from spindle.order_history h
                       where h.tenant_id = o.tenant_id and h.order_id = o.order_id order by h.entry_id desc limit 1)",
        ),
        (
            "what is paid was captured, what was given back was refunded",
            "select o.order_number from spindle.orders o
              where o.total_minor * (o.payment_status in ('PAID', 'REFUNDED'))::int <> coalesce(
                      (select sum(t.amount_minor) from spindle.payment_transactions t
                        where t.tenant_id = o.tenant_id and t.order_id = o.order_id and t.kind = 'capture'), 0)
                 or o.total_minor * (o.payment_status = 'REFUNDED')::int <> coalesce(
                      (select sum(t.amount_minor) from spindle.payment_transactions t
                        where t.tenant_id = o.tenant_id and t.order_id = o.order_id and t.kind = 'refund'), 0)",
        ),
        (
            "a campaign knows its uses",
            "select c.name from spindle.campaigns c
              where c.uses_claimed <> (select count(*) from spindle.campaign_uses u
                                        where u.tenant_id = c.tenant_id and u.campaign_id = c.campaign_id)",
        ),
        (
            "lines name what is sold, at its price",
            "select l.sku from spindle.order_lines l
              where not exists (select from spindle.variants v join spindle.products p using (tenant_id, product_id)
                                  join spindle.prices r using (tenant_id, sku)
                                 where v.tenant_id = l.tenant_id and v.sku = l.sku and v.variant_id = l.variant_id
                                   and v.product_id = l.product_id and p.name = l.name
                                   and r.min_quantity = 1 and r.amount_minor = l.unit_price_minor)",
        ),
    ] {
        let count = format!("select count(*)::text from ({exceptions}) e");
        assert_eq!(database.text(&count).await, "0", "{rule}");
    }
    let kinds = "select string_agg(distinct status, ' ' order by status) from spindle.orders";
    assert_eq!(
        database.text(kinds).await,
        "CANCELLED COMPLETED CONFIRMED PAYMENT_FAILED PENDING SHIPPED"
    );
    let uses = "select (count(*) > 20)::text from spindle.campaign_uses";
    assert_eq!(database.text(uses).await, "true");
}

#[tokio::test]
async fn the_same_seed_makes_the_same_rows_once() {
    let Some(database) = TestDatabase::create("the_same_seed_makes_the_same_rows_once").await
    else {
        return;
    };
    let Some(other) = TestDatabase::create("the_same_seed_makes_the_same_rows_once").await else {
        return;
    };
    fill(&database.url(), &SMALL, &quiet).await.unwrap();
    fill(&other.url(), &SMALL, &quiet).await.unwrap();
    let digest = database.text(DIGEST).await;
    assert_eq!(digest, other.text(DIGEST).await);

    let again = fill(&other.url(), &SMALL, &quiet).await.unwrap_err();
    assert_eq!(
        format!("{again:#}"),
        "This database has been filled with seed 7: choose another with --seed."
    );
    assert_eq!(digest, other.text(DIGEST).await);

    let beside = FillOptions { seed: 8, ..SMALL };
    fill(&other.url(), &beside, &quiet).await.unwrap();
    assert_eq!(
        other
            .text("select count(*)::text from spindle.orders")
            .await,
        "1000"
    );
}

#[tokio::test]
async fn a_tenant_without_a_product_is_refused() {
    let few = FillOptions {
        products: 2,
        ..SMALL
    };
    // Before anything is connected to.
    let error = fill("postgres://nobody@127.0.0.1:1/nowhere", &few, &quiet).await;
    assert_eq!(
        format!("{:#}", error.unwrap_err()),
        "Each tenant needs a product: there are fewer products than tenants."
    );
}
