//! What must be true of stock at any moment, whoever did what at the same time.

use harness::Shop;

/// Goods for races: LAMP (3 in MAIN, 2 in EAST), and SET, a bundle of two lamps and a mug.
pub const LAMPS_AND_SETS: &str = "
    insert into spindle.warehouses (tenant_id, warehouse, name, country, priority)
    values ($tenant, 'EAST', 'East', 'US', 200);
    insert into spindle.products (tenant_id, product_id, name, created_at, updated_at)
    values ($tenant, '00000000-0000-4000-8000-000000000009', 'Lamp', spindle.clock(), spindle.clock());
    insert into spindle.variants (tenant_id, sku, variant_id, product_id, name)
    values ($tenant, 'LAMP', gen_random_uuid(), '00000000-0000-4000-8000-000000000009', ''),
           ($tenant, 'SET', gen_random_uuid(), '00000000-0000-4000-8000-000000000009', 'Set');
    insert into spindle.prices (tenant_id, sku, price_id, currency, amount_minor)
    values ($tenant, 'LAMP', gen_random_uuid(), 'USD', 1000), ($tenant, 'SET', gen_random_uuid(), 'USD', 3000);
    insert into spindle.bundle_components (tenant_id, bundle_sku, component_sku, quantity)
    values ($tenant, 'SET', 'LAMP', 2), ($tenant, 'SET', 'MUG', 1);
    insert into spindle.stock (tenant_id, sku, warehouse, on_hand)
    values ($tenant, 'LAMP', 'MAIN', 3), ($tenant, 'LAMP', 'EAST', 2);
    insert into spindle.stock_movements
           (tenant_id, sku, warehouse, kind, on_hand_change, reserved_change, reason, actor, occurred_at)
    select s.tenant_id, s.sku, s.warehouse, 'receive', s.on_hand, 0, 'test data', 'test', spindle.clock()
      from spindle.stock s where s.tenant_id = $tenant and s.sku = 'LAMP'";

/// `on_hand` and `reserved` are the sums of the movements, `reserved` is what open holds hold,
/// and nothing is below zero.
pub async fn balance(shop: &Shop) {
    let wrong = shop
        .rows(
            "select s.sku, s.warehouse, s.on_hand, s.reserved, m.on_hand as moved, m.reserved as promised, r.held
               from spindle.stock s
               left join lateral (
                 select coalesce(sum(m.on_hand_change), 0) as on_hand, coalesce(sum(m.reserved_change), 0) as reserved
                   from spindle.stock_movements m
                  where (m.tenant_id, m.sku, m.warehouse) = (s.tenant_id, s.sku, s.warehouse)) m on true
               left join lateral (
                 select coalesce(sum(r.quantity), 0) as held
                   from spindle.reservations r
                  where (r.tenant_id, r.sku, r.warehouse) = (s.tenant_id, s.sku, s.warehouse)
                    and r.status = 'held') r on true
              where s.tenant_id = $tenant
                and (s.on_hand <> m.on_hand or s.reserved <> m.reserved or s.reserved <> r.held
                     or s.reserved < 0 or s.on_hand < s.reserved)",
        )
        .await;
    assert_eq!(wrong.len(), 0, "the books do not balance: {wrong:#?}");
}

/// `on_hand` of a sku per warehouse, in order of their codes.
pub async fn on_hand(shop: &Shop, sku: &str) -> Vec<(String, i64)> {
    let rows = shop
        .rows(&format!(
            "select warehouse, on_hand from spindle.stock
              where tenant_id = $tenant and sku = '{sku}' order by warehouse"
        ))
        .await;
    rows.iter()
        .map(|row| {
            let warehouse = row["warehouse"].as_str().unwrap().to_owned();
            (warehouse, row["on_hand"].as_i64().unwrap())
        })
        .collect()
}
