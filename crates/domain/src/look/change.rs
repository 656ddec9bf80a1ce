//! One thing that is different from the last look, said plainly.

use serde::Serialize;
use uuid::Uuid;

use super::{Look, SeenCoupon, SeenLine};
use crate::promotion::Refusal;
use crate::quote::Line;
use crate::{Amount, Currency};

/// What has changed, from what to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is about.
    pub kind: Kind,
    /// The item, unless it is about a coupon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_id: Option<Uuid>,
    /// Of the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    /// Of the coupon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What was told last time.
    pub from: Told,
    /// What is told now.
    pub to: Told,
    /// For people.
    pub message: String,
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The unit price of an item.
    Price,
    /// Whether all of an item could be had.
    Availability,
    /// Whether an item is sold at all.
    Unavailable,
    /// What a coupon does.
    Coupon,
}

/// A state before or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Told {
    /// Of a price.
    Amount(Amount),
    /// Of an availability: "enough" or "too_few"; of an item: "sold" or "not_sold"; of a coupon:
    /// "applied".
    Word(&'static str),
    /// Why a coupon gives nothing.
    Refused(Refusal),
}

/// An item of a cart as it is now.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "named as in quote::Line")]
pub struct Item<'a> {
    pub line_id: Uuid,
    pub sku: &'a str,
    pub name: &'a str,
    pub quantity: i64,
    pub available: i64,
}

impl<'a> From<&'a Line> for Item<'a> {
    fn from(line: &'a Line) -> Self {
        Self {
            line_id: line.line_id,
            sku: &line.sku,
            name: &line.name,
            quantity: line.quantity,
            available: line.available,
        }
    }
}

impl Look {
    /// What is different from the last look. What came or went in between is no news: the
    /// shopper did that. `items` are those of the cart, for their names.
    pub fn changes_since<'a>(
        &self,
        last: &Self,
        items: impl IntoIterator<Item = Item<'a>>,
    ) -> Vec<Change> {
        let of_lines = items.into_iter().flat_map(|item| {
            let (before, now) = (last.line(item.line_id), self.line(item.line_id));
            before
                .zip(now)
                .map(|(before, now)| line_changes(self.currency, &item, before, now))
                .unwrap_or_default()
        });
        let of_coupons = self.coupons.iter().filter_map(|now| {
            let before = last.coupons.iter().find(|seen| seen.code == now.code)?;
            coupon_change(before, now)
        });
        of_lines.chain(of_coupons).collect()
    }

    fn line(&self, id: Uuid) -> Option<&SeenLine> {
        self.lines.iter().find(|line| line.id == id)
    }
}

fn line_changes(
    currency: Currency,
    item: &Item<'_>,
    before: &SeenLine,
    now: &SeenLine,
) -> Vec<Change> {
    let change = |kind, from, to, message| Change {
        kind,
        item_id: Some(item.line_id),
        sku: Some(item.sku.to_owned()),
        code: None,
        from,
        to,
        message,
    };
    let name = item.name;
    let mut changes = Vec::new();
    match (before.unit_price_minor, now.unit_price_minor) {
        (Some(from), Some(to)) if from != to => {
            let (from, to) = (currency.amount(from), currency.amount(to));
            let message = format!(
                "{name} now costs {to} {0}, not {from} {0}.",
                currency.code()
            );
            changes.push(change(
                Kind::Price,
                Told::Amount(from),
                Told::Amount(to),
                message,
            ));
        }
        (Some(_), None) => {
            let message = format!("{name} is not sold any more and does not count.");
            let (from, to) = (Told::Word("sold"), Told::Word("not_sold"));
            return vec![change(Kind::Unavailable, from, to, message)];
        }
        (None, Some(_)) => {
            let message = format!("{name} is sold again.");
            let (from, to) = (Told::Word("not_sold"), Told::Word("sold"));
            changes.push(change(Kind::Unavailable, from, to, message));
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
    if before.is_enough != now.is_enough {
        let (from, to, message) = if now.is_enough {
            let message = format!("There is enough of {name} again.");
            (Told::Word("too_few"), Told::Word("enough"), message)
        } else {
            let (there, wanted) = (item.available, item.quantity);
            let message = format!("Of {name} there are only {there}; the cart has {wanted}.");
            (Told::Word("enough"), Told::Word("too_few"), message)
        };
        changes.push(change(Kind::Availability, from, to, message));
    }
    changes
}

fn coupon_change(before: &SeenCoupon, now: &SeenCoupon) -> Option<Change> {
    if before.refused == now.refused {
        return None;
    }
    let code = &now.code;
    let told = |refused: Option<Refusal>| refused.map_or(Told::Word("applied"), Told::Refused);
    let message = match (before.refused, now.refused) {
        (_, None) => format!("Coupon {code} counts now."),
        (None, Some(_)) => format!("Coupon {code} does not count any more."),
        (Some(_), Some(_)) => format!("Coupon {code} does not count, for another reason now."),
    };
    Some(Change {
        kind: Kind::Coupon,
        item_id: None,
        sku: None,
        code: Some(code.clone()),
        from: told(before.refused),
        to: told(now.refused),
        message,
    })
}
