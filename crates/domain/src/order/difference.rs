//! What an edit changes about an order: as SQL says it ([`Difference`]) and as the API shows it
//! ([`ShownDifference`]).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Amount, Currency};

/// As `spindle.edit_difference` writes it. Amounts are in the smallest unit of the order's currency.
#[derive(Clone, Debug, Deserialize)]
pub struct Difference {
    /// What it cost.
    pub before: Amounts,
    /// What it costs.
    pub after: Amounts,
    /// The new total less the old one.
    pub change_minor: i64,
    /// What happens with it.
    pub settlement: Settlement,
    /// What is still to be paid of the order.
    pub due_minor: i64,
    /// What goes back because of the edit.
    pub refund_minor: i64,
    /// The lines whose quantity changes.
    pub items: Vec<ChangedItem>,
}

/// What an order costs.
#[derive(Clone, Copy, Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in Order")]
pub struct Amounts {
    pub subtotal_minor: i64,
    pub discount_minor: i64,
    pub shipping_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
}

/// What happens with the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// Nothing has to be paid or given back.
    None,
    /// What is due is to be paid before anything is shipped.
    Pay,
    /// What is due is collected when the goods arrive.
    Collect,
    /// A refund is under way.
    Refund,
}

/// A line whose quantity changes. 0: it is not there.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "the words say it")]
pub struct ChangedItem {
    pub line_id: Uuid,
    pub sku: String,
    pub name: String,
    pub quantity_before: i64,
    pub quantity_after: i64,
    pub unit_price_minor: i64,
    pub subtotal_before_minor: i64,
    pub subtotal_after_minor: i64,
}

/// A [`Difference`] as the API shows it.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in Difference")]
pub struct ShownDifference {
    pub items: Vec<ShownChangedItem>,
    pub before: ShownAmounts,
    pub after: ShownAmounts,
    pub change_amount: Amount,
    pub settlement: Settlement,
    pub due_amount: Amount,
    pub refund_amount: Amount,
}

/// What an order costs.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in ShownOrder")]
pub struct ShownAmounts {
    pub subtotal: Amount,
    pub discount_amount: Amount,
    pub shipping_amount: Amount,
    pub tax_amount: Amount,
    pub total_amount: Amount,
}

/// A line whose quantity changes.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in ChangedItem")]
pub struct ShownChangedItem {
    pub id: Uuid,
    pub sku: String,
    pub name: String,
    pub quantity_before: i64,
    pub quantity_after: i64,
    pub unit_price: Amount,
    pub subtotal_before: Amount,
    pub subtotal_after: Amount,
}

impl Difference {
    /// As the API shows it.
    pub fn shown(self, currency: Currency) -> ShownDifference {
        let amount = |minor| currency.amount(minor);
        let amounts = |amounts: Amounts| ShownAmounts {
            subtotal: amount(amounts.subtotal_minor),
            discount_amount: amount(amounts.discount_minor),
            shipping_amount: amount(amounts.shipping_minor),
            tax_amount: amount(amounts.tax_minor),
            total_amount: amount(amounts.total_minor),
        };
        ShownDifference {
            items: self
                .items
                .into_iter()
                .map(|item| ShownChangedItem {
                    id: item.line_id,
                    sku: item.sku,
                    name: item.name,
                    quantity_before: item.quantity_before,
                    quantity_after: item.quantity_after,
                    unit_price: amount(item.unit_price_minor),
                    subtotal_before: amount(item.subtotal_before_minor),
                    subtotal_after: amount(item.subtotal_after_minor),
                })
                .collect(),
            before: amounts(self.before),
            after: amounts(self.after),
            change_amount: amount(self.change_minor),
            settlement: self.settlement,
            due_amount: amount(self.due_minor),
            refund_amount: amount(self.refund_minor),
        }
    }
}
