//! Plugins that lie about money.

use harness::Workshop;

use super::attacks::tenant;
use super::plugin::{Cause, Plugin, Target, outcome};
use super::quote;

/// Its name, its adjustments, and what is left of them.
type Lie = (&'static str, Vec<(Cause, Target, u64)>, f64);

/// Lies about money: each adjustment, and what is left of it after the shop's clamps.
#[tokio::test(flavor = "multi_thread")]
async fn no_lie_about_money_makes_a_price_wrong() {
    let Some(workshop) = Workshop::new() else {
        return;
    };
    let everything = Target::Order;
    let lies: [Lie; 9] = [
        (
            "more than the goods",
            vec![(Cause::Rule(0), everything, 5001)],
            50.0,
        ),
        (
            "more than a number of money",
            vec![(Cause::Rule(0), everything, u64::MAX)],
            50.0,
        ),
        (
            "sums that overflow",
            vec![(Cause::Rule(0), everything, u64::MAX / 2); 3],
            50.0,
        ),
        (
            "a line that is not there",
            vec![(Cause::Rule(0), Target::Line(1), 100)],
            0.0,
        ),
        (
            "a line far away",
            vec![(Cause::Rule(0), Target::Line(u32::MAX), 100)],
            0.0,
        ),
        (
            "a campaign that is not there",
            vec![(Cause::Campaign(0), everything, 100)],
            0.0,
        ),
        (
            "a rule that is not described",
            vec![(Cause::Rule(1), everything, 100)],
            0.0,
        ),
        (
            "more than shipping costs",
            vec![(Cause::Rule(0), Target::Shipping, 501)],
            5.0,
        ),
        (
            "the same again and again",
            vec![(Cause::Rule(0), Target::Line(0), 100); 200],
            50.0,
        ),
    ];
    for (index, (_, adjustments, _)) in lies.iter().enumerate() {
        let plugin = Plugin {
            outcome: &outcome(adjustments),
            ..Plugin::default()
        };
        workshop.install(&tenant(index), &plugin.wasm()).unwrap();
    }
    let shop = workshop.open().await;
    for (index, (name, adjustments, discount)) in lies.iter().enumerate() {
        shop.open_tenant(&tenant(index)).await;
        let answer = quote(&shop.customer_of(&tenant(index)), 4).await.ok();

        assert_eq!(answer["discount_amount"], *discount, "{name}: {answer}");
        let before_tax = 55.0 - discount;
        let goods = if *discount == 5.0 {
            50.0
        } else {
            50.0 - discount
        };
        assert_eq!(
            answer["total_amount"],
            before_tax + goods * 0.08,
            "{name}: {answer}"
        );
        // Each is in the explanation, with what was proposed.
        let steps = answer["explanation"].as_array().unwrap();
        let clamped = steps
            .iter()
            .filter(|step| step.get("clamped_from").is_some())
            .count();
        assert!(clamped > 0 || adjustments.len() == 200, "{name}: {answer}");
    }
}
