#![doc = include_str!("../README.md")]

#[expect(unsafe_code, reason = "generated from wit/promotions")]
mod bindings {
    wit_bindgen::generate!({ path: "../../wit/promotions", world: "plugin" });

    export!(Component with_types_in self);

    use super::Component;
}

use bindings::exports::spindle::promotions::rules::{Cart, Description, Guest, Outcome};
use bindings::spindle::promotions::about::{Rule, Text};
use bindings::spindle::promotions::engine::{Adjustment, Cause, Target};

const SEGMENT: &str = "members";
const POINTS_PER_ORDER: u64 = 10;
/// Of the goods, the share that points can pay: one part of so many.
const MOST: u64 = 5;

struct Component;

impl Guest for Component {
    fn describe() -> Description {
        let text = |language: &str, text: &str| Text {
            language: language.to_owned(),
            text: text.to_owned(),
        };
        Description {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules: vec![Rule {
                code: "points".to_owned(),
                texts: vec![
                    text("en", "Paid with the points of earlier orders"),
                    text("de", "Mit Punkten früherer Bestellungen bezahlt"),
                ],
            }],
        }
    }

    fn evaluate(cart: Cart) -> Outcome {
        let goods = cart
            .lines
            .iter()
            .fold(0_u64, |sum, line| sum.saturating_add(line.subtotal));
        let amount = points(&cart).min(goods / MOST);
        let adjustment = Adjustment {
            cause: Cause::Rule(0),
            target: Target::Order,
            amount,
        };
        Outcome {
            adjustments: (amount > 0).then_some(adjustment).into_iter().collect(),
            refused: Vec::new(),
            choice: None,
        }
    }
}

fn points(cart: &Cart) -> u64 {
    let member = cart.customer.as_ref();
    let member = member.filter(|customer| customer.segments.iter().any(|s| s == SEGMENT));
    member.map_or(0, |customer| {
        customer.orders_placed.saturating_mul(POINTS_PER_ORDER)
    })
}
