//! A good plugin, for `wasm32-unknown-unknown`: categories of which many pieces are bought get a discount, the largest
//! category first. It allocates, sorts and formats, like code that somebody writes who does not count instructions.

use std::collections::BTreeMap;

wit_bindgen::generate!({ path: "../../../../../wit/promotions", world: "plugin" });

use exports::spindle::promotions::rules::{Cart, Description, Guest, Outcome};
use spindle::promotions::about::{Rule, Text};
use spindle::promotions::engine::{Adjustment, Cause, Target};

struct Volume;

impl Guest for Volume {
    fn describe() -> Description {
        let text = |language: &str, text: &str| Text {
            language: language.to_owned(),
            text: text.to_owned(),
        };
        let rule = |place: u8| Rule {
            code: format!("category-{place}"),
            texts: vec![
                text("en", &format!("Category number {place} of this cart")),
                text("de", &format!("Warengruppe Nummer {place} in diesem Korb")),
            ],
        };
        Description {
            name: "volume".to_owned(),
            version: "1.0.0".to_owned(),
            rules: (1..=5).map(rule).collect(),
        }
    }

    fn evaluate(cart: Cart) -> Outcome {
        let mut categories: BTreeMap<String, (u64, Vec<usize>)> = BTreeMap::new();
        for (index, line) in cart.lines.iter().enumerate() {
            for category in &line.categories {
                let key = format!("{}/{category}", cart.tenant);
                let (pieces, lines) = categories.entry(key).or_default();
                *pieces += u64::from(line.quantity);
                lines.push(index);
            }
        }
        let mut categories: Vec<_> = categories.into_iter().collect();
        categories.sort_by_key(|(name, (pieces, _))| (u64::MAX - pieces, name.clone()));

        let mut left: Vec<u64> = cart.lines.iter().map(|line| line.subtotal).collect();
        let mut adjustments = Vec::new();
        for (rank, (_, (pieces, lines))) in categories.iter().enumerate() {
            for index in lines {
                let amount = left[*index] / 100 * (pieces % 10);
                left[*index] -= amount;
                adjustments.push(Adjustment {
                    cause: Cause::Rule(u32::try_from(rank).unwrap_or(u32::MAX)),
                    target: Target::Line(u32::try_from(*index).unwrap_or(u32::MAX)),
                    amount,
                });
            }
        }
        Outcome {
            adjustments,
            refused: Vec::new(),
            choice: None,
        }
    }
}

export!(Volume);
