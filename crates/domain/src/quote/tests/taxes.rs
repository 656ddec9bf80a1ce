//! Tax added and tax contained, at several rates.

use super::*;

#[test]
fn tax_is_added_per_line_and_on_shipping() {
    // 8.25 % of 12.50 = 1.03125 -> 1.03; 0 of 20.00; 5 % of shipping 5.00 = 0.25.
    let mut context = context("USD", "0.0825", &[(1, 1250), (2, 1000)]);
    context.lines[1].tax_rate = rust_decimal::Decimal::ZERO;
    context.shipping_tax_rate = "0.05".parse().unwrap();

    let quote = plain(&context);

    let taxes: Vec<i64> = quote.lines.iter().map(|line| line.tax_minor).collect();
    assert_eq!((taxes, quote.shipping_tax_minor), (vec![103, 0], 25));
    assert_eq!(quote.tax_minor, 128);
    assert_eq!(quote.total_minor, 1250 + 2000 + 500 + 128);
    assert_eq!(
        steps(&quote)[3..],
        [
            (StepKind::Tax, "", 500, 525),
            (StepKind::Tax, "", 1250, 1353)
        ]
    );
}

#[test]
fn tax_is_contained_where_prices_include_it() {
    // 107.00 with 7 % contains 7.00; shipping 5.00 contains 0.327… = 0.33. Nothing is added.
    let mut context = context("THB", "0.07", &[(1, 10_700)]);
    context.prices_include_tax = true;
    context.shipping_tax_rate = "0.07".parse().unwrap();

    let quote = plain(&context);

    assert_eq!(
        (quote.lines[0].tax_minor, quote.shipping_tax_minor),
        (700, 33)
    );
    assert_eq!((quote.tax_minor, quote.total_minor), (733, 11_200));

    // What is left after a discount is taxed: 96.30 contains 6.30.
    let quote = super::quote(&context, Ok(proposal(&[(0, Target::Order, 1070)]))).unwrap();
    assert_eq!((quote.lines[0].tax_minor, quote.total_minor), (630, 10_130));
}
