//! Looks written down by hand, and what is news between them.

#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use serde_json::{Value, json};
use uuid::Uuid;

use super::*;

const MUG: Uuid = Uuid::from_u128(1);
const PEN: Uuid = Uuid::from_u128(2);

/// Lines as id, unit price (`None`: not sold) and whether there is enough.
fn look(lines: &[(Uuid, Option<i64>, bool)], coupons: &[(&str, Option<Refusal>)]) -> Look {
    let lines = lines
        .iter()
        .map(|&(id, unit_price_minor, is_enough)| SeenLine {
            id,
            unit_price_minor,
            is_enough,
        });
    let coupons = coupons.iter().map(|&(code, refused)| SeenCoupon {
        code: code.to_owned(),
        refused,
    });
    Look {
        currency: Currency::from_code("USD").unwrap(),
        lines: lines.collect(),
        coupons: coupons.collect(),
    }
}

/// The cart has 5 mugs, of which 3 could be had, and a pen.
fn changes(last: &Look, now: &Look) -> Value {
    let line = |line_id: Uuid, sku: &'static str, quantity| Item {
        line_id,
        sku,
        name: sku,
        quantity,
        available: 3,
    };
    let lines = [line(MUG, "MUG", 5), line(PEN, "PEN", 1)];
    serde_json::to_value(now.changes_since(last, lines)).unwrap()
}

#[test]
fn a_price_that_is_another_is_told_with_both() {
    let last = look(&[(MUG, Some(1250), true), (PEN, Some(100), true)], &[]);
    let now = look(&[(MUG, Some(1300), true), (PEN, Some(100), true)], &[]);

    let told = changes(&last, &now);

    assert_eq!(told.as_array().unwrap().len(), 1);
    assert_eq!(told[0]["kind"], "price");
    assert_eq!(told[0]["item_id"], MUG.to_string());
    assert_eq!(told[0]["sku"], "MUG");
    // As text: a JSON value would drop the digits of the currency.
    let amount = |minor| Told::Amount(last.currency.amount(minor));
    let text = serde_json::to_string(&(amount(1250), amount(1300))).unwrap();
    assert_eq!(text, "[12.50,13.00]");
    assert_eq!(told[0]["from"], 12.5);
    assert_eq!(told[0]["to"], 13.0);
    assert_eq!(
        told[0]["message"],
        "MUG now costs 13.00 USD, not 12.50 USD."
    );
}

/// Rows: price and supply before and after. Columns: kind, from, to and message of each change.
#[test]
fn each_turn_of_a_line_is_told_plainly() {
    let sold = Some(1250);
    let few = "Of MUG there are only 3; the cart has 5.";
    let table = [
        ((sold, true), (sold, true), vec![]),
        ((sold, false), (sold, false), vec![]),
        ((None, true), (None, true), vec![]),
        (
            (sold, true),
            (sold, false),
            vec![("availability", "enough", "too_few", few)],
        ),
        (
            (sold, false),
            (sold, true),
            vec![(
                "availability",
                "too_few",
                "enough",
                "There is enough of MUG again.",
            )],
        ),
        // What is not sold is not missed in the warehouse.
        (
            (sold, false),
            (None, true),
            vec![(
                "unavailable",
                "sold",
                "not_sold",
                "MUG is not sold any more and does not count.",
            )],
        ),
        (
            (None, true),
            (sold, false),
            vec![
                ("unavailable", "not_sold", "sold", "MUG is sold again."),
                ("availability", "enough", "too_few", few),
            ],
        ),
    ];

    for ((price, is_enough), (new_price, is_now_enough), expected) in table {
        let last = look(&[(MUG, price, is_enough)], &[]);
        let now = look(&[(MUG, new_price, is_now_enough)], &[]);
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(kind, from, to, message)| {
                json!({ "kind": kind, "item_id": MUG, "sku": "MUG", "from": from, "to": to, "message": message })
            })
            .collect();
        assert_eq!(changes(&last, &now), json!(expected));
    }
}

#[test]
fn a_coupon_that_stops_or_starts_to_count_is_told() {
    let soon = ("SOON", Some(Refusal::NotYet));
    let last = look(
        &[],
        &[("TEN", None), ("FREE", Some(Refusal::MinimumNotMet)), soon],
    );
    let now = look(
        &[],
        &[("TEN", Some(Refusal::Expired)), ("FREE", None), soon],
    );

    assert_eq!(
        changes(&last, &now),
        json!([
            { "kind": "coupon", "code": "TEN", "from": "applied", "to": "expired",
              "message": "Coupon TEN does not count any more." },
            { "kind": "coupon", "code": "FREE", "from": "minimum_not_met", "to": "applied",
              "message": "Coupon FREE counts now." },
        ])
    );
}

#[test]
fn what_the_shopper_put_in_or_took_out_is_no_news() {
    let last = look(&[(MUG, Some(1250), true)], &[("TEN", None)]);
    let now = look(
        &[(PEN, Some(100), false)],
        &[("FREE", Some(Refusal::Expired))],
    );

    assert_eq!(changes(&last, &now), json!([]));
}

#[test]
fn a_look_is_the_same_after_it_was_kept() {
    let seen = look(
        &[(MUG, None, true), (PEN, Some(1), false)],
        &[("TEN", Some(Refusal::UsedUp))],
    );

    let kept = serde_json::to_vec(&seen).unwrap();

    assert_eq!(serde_json::from_slice::<Look>(&kept).unwrap(), seen);
    assert!(!seen.is_empty());
    assert!(look(&[], &[]).is_empty());
}
