//! Carts with lines that are not for sale any more.

use super::*;

#[test]
fn lines_that_are_not_sold_are_shown_in_their_places_and_cost_nothing() {
    let mut context = context("USD", "0.08", &[(1, 100), (2, 200), (3, 300), (4, 400)]);
    for position in [0, 2] {
        context.lines[position].prices.clear();
    }

    let unsold = context.take_unsold();
    let quote = quote(&context, Ok(Outcome::default())).unwrap();
    let shown = ShownQuote::new(&context, quote).with_unsold(unsold.clone());

    let shown = serde_json::to_value(&shown).unwrap();
    let items = shown["items"].as_array().unwrap();
    let skus: Vec<_> = items.iter().map(|item| &item["sku"]).collect();
    assert_eq!(skus, ["SKU-0", "SKU-1", "SKU-2", "SKU-3"]);
    let prices: Vec<_> = items
        .iter()
        .map(|item| item["unit_price"].as_f64())
        .collect();
    assert_eq!(prices, [None, Some(2.0), None, Some(4.0)]);
    // 2 x 2.00 + 4 x 4.00
    assert_eq!(shown["subtotal"], 20.0);

    context.put_back(unsold);
    let skus: Vec<_> = context.lines.iter().map(|line| &line.sku).collect();
    assert_eq!(skus, ["SKU-0", "SKU-1", "SKU-2", "SKU-3"]);
}
