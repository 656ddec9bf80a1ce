//! What each method costs, and where it does not go.

use super::*;

fn options(context: &Context) -> Vec<(&str, i64)> {
    // Leaked for the length of a test: names of options for a table.
    let options = Vec::leak(plain(context).shipping_options);
    options
        .iter()
        .map(|option| (option.code.as_str(), option.amount_minor))
        .collect()
}

#[test]
fn each_kind_goes_by_what_it_says() {
    use ShippingKind::{Amount, Flat, Pickup, Weight};
    // 3 pieces of 100 g for 30.00 together.
    let mut context = context("USD", "0", &[(3, 1000)]);
    context.shipping_method = None;
    for (kind, rates, free_from, amount) in [
        (Flat, vec![(0, Some(500))], None, Some(500)),
        (Flat, vec![(0, Some(500))], Some(3000), Some(0)),
        (Flat, vec![(0, Some(500))], Some(3001), Some(500)),
        (Flat, vec![], None, None),
        (
            Weight,
            vec![(0, Some(400)), (300, Some(700)), (301, Some(900))],
            None,
            Some(700),
        ),
        (Weight, vec![(0, Some(400)), (300, None)], None, None),
        (Weight, vec![(301, Some(900))], None, None),
        (
            Amount,
            vec![(0, Some(900)), (3000, Some(200)), (9000, Some(0))],
            None,
            Some(200),
        ),
        (
            Amount,
            vec![(0, Some(900)), (3001, Some(200))],
            None,
            Some(900),
        ),
        (Pickup, vec![], None, Some(0)),
    ] {
        let method = ShippingMethod {
            free_from_minor: free_from,
            ..method("S", kind, &rates)
        };
        context.shipping_methods = vec![method];
        let expected: Vec<_> = amount.map(|amount| ("S", amount)).into_iter().collect();
        assert_eq!(
            options(&context),
            expected,
            "{kind:?} {rates:?} {free_from:?}"
        );

        context.shipping_method = Some("S".into());
        let chosen = quote(&context, Ok(Outcome::default()));
        match amount {
            Some(amount) => {
                let quote = chosen.unwrap();
                assert_eq!(
                    (quote.shipping_minor, quote.total_minor),
                    (amount, 3000 + amount)
                );
            }
            None => assert_eq!(chosen, Err(Unpriced::NotServable { method: "S".into() })),
        }
        context.shipping_method = None;
    }
}

#[test]
fn rates_and_thresholds_are_converted() {
    // One USD is 35.125 THB. 30.00 USD in goods are 1,053.75 THB: exactly the threshold.
    // 5.00 USD are 175.625 THB, half to even 175.62.
    let mut context = context("THB", "0", &[(1, 105_375)]);
    context.base_currency = currency("USD");
    context.rates = vec![rate("USD", "THB", "35.125")];
    assert_eq!(plain(&context).shipping_minor, 17_562);

    context.shipping_methods[0].free_from_minor = Some(3000);
    assert_eq!(plain(&context).shipping_minor, 0);
    context.lines[0].prices[0].amount_minor -= 1;
    assert_eq!(plain(&context).shipping_minor, 17_562);
}
