//! An invoice or a credit note: as SQL keeps it ([`Paper`]) and as the API shows it
//! ([`ShownPaper`]). It is a snapshot: nothing on it is looked up or computed again.

mod shown;

pub use shown::{ShownListedPaper, ShownPaper, ShownPaperLine, ShownTax};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Currency;
use crate::order::Address;

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// What is owed, or was paid.
    Invoice,
    /// What is given back.
    CreditNote,
}

/// A paper as `spindle.write_paper` wrote it. Amounts are in the smallest unit of `currency`; on a
/// credit note they are what is credited, mostly positive.
#[derive(Clone, Debug, Deserialize)]
pub struct Paper {
    /// Which of the two.
    pub kind: PaperKind,
    /// "INV-000042"
    pub number: String,
    /// RFC 3339, UTC.
    pub issued_at: String,
    /// The day where the shop is: "2026-11-20".
    pub issued_on: String,
    /// What it is about.
    pub order: PaperOrder,
    /// The order's first invoice; `None`: it is this one.
    pub invoice: Option<Reference>,
    /// Why something is credited.
    pub reason: Option<String>,
    /// The money that a credit note confirms; `None`: it is for what an edit took from the order.
    pub refund: Option<Refund>,
    /// Who sells.
    pub seller: Seller,
    /// Who buys.
    pub buyer: Buyer,
    /// Where the bill and the goods go.
    pub addresses: Addresses,
    /// Of every amount here.
    pub currency: Currency,
    /// Whether the tax is contained in the prices or added to them.
    pub prices_include_tax: bool,
    /// Goods. None on the credit note of a refund.
    pub lines: Vec<PaperLine>,
    /// What shipping costs: mostly one; two where an edit changed what it is taxed at.
    pub shipping: Vec<PaperLine>,
    /// What each promotion gave, on goods and shipping together. On the first invoice only.
    pub discounts: Vec<Discount>,
    /// By rate, the highest first.
    pub taxes: Vec<TaxAmounts>,
    /// Sums.
    pub totals: Totals,
    /// How it is paid.
    pub payment: Payment,
}

/// The order that a paper is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words say it")]
pub struct PaperOrder {
    pub id: Uuid,
    pub number: String,
    pub placed_on: String,
}

/// Another paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Reference {
    pub number: String,
    pub issued_on: String,
}

/// Money that went back.
#[derive(Clone, Debug, Deserialize)]
pub struct Refund {
    /// What the provider confirmed.
    pub amount_minor: i64,
    /// The provider's.
    pub reference: Option<String>,
}

/// The tenant, as it was. What is not set is empty.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0011_order_life.sql")]
pub struct Seller {
    pub name: String,
    pub legal_name: String,
    /// Several lines.
    pub address: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub tax_number: String,
    /// What stands at the end of an invoice.
    pub note: String,
}

/// Who buys.
#[derive(Clone, Debug, Deserialize)]
pub struct Buyer {
    /// `None`: a guest.
    pub customer_id: Option<Uuid>,
    /// Where the order's mail goes.
    pub email: Option<String>,
}

/// Both addresses of the order.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Addresses {
    pub billing: Address,
    pub shipping: Address,
}

/// Something that is charged, or credited. After an edit, amounts and quantity may be differences.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0005_orders.sql")]
pub struct PaperLine {
    /// `None`: shipping.
    pub line_id: Option<Uuid>,
    pub sku: Option<String>,
    pub name: String,
    pub quantity: i64,
    pub unit_price_minor: i64,
    pub subtotal_minor: i64,
    pub discount_minor: i64,
    pub tax_rate: Decimal,
    pub tax_minor: i64,
    /// What is left after the discount, without tax.
    pub net_minor: i64,
    /// The same with tax.
    pub gross_minor: i64,
}

/// What a promotion gave.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Discount {
    pub name: String,
    pub amount_minor: i64,
}

/// All that is taxed at one rate.
#[derive(Clone, Debug, Deserialize)]
pub struct TaxAmounts {
    /// 0.08 is 8 %.
    pub rate: Decimal,
    /// "VAT"
    pub name: String,
    /// Without the tax.
    pub net_minor: i64,
    /// The tax.
    pub tax_minor: i64,
    /// With it.
    pub gross_minor: i64,
}

/// Sums of a paper. `total = net + tax`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in migrations/0005_orders.sql")]
pub struct Totals {
    #[serde(default)]
    pub subtotal_minor: i64,
    #[serde(default)]
    pub discount_minor: i64,
    #[serde(default)]
    pub shipping_minor: i64,
    pub net_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
}

/// How the order was paid by then.
#[derive(Clone, Debug, Deserialize)]
pub struct Payment {
    /// "CREDIT_CARD"
    pub method: String,
    /// In the order in which they happened.
    pub payments: Vec<PaperPayment>,
}

/// Money that moved.
#[derive(Clone, Debug, Deserialize)]
pub struct PaperPayment {
    /// "capture", "collection" or "refund".
    pub kind: String,
    /// How much.
    pub amount_minor: i64,
    /// The day where the shop is.
    pub on: String,
    /// The provider's.
    pub reference: Option<String>,
}

/// A paper in the list of an order's.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "named as in Paper and Totals")]
pub struct ListedPaper {
    pub kind: PaperKind,
    pub number: String,
    pub issued_at: String,
    pub currency: Currency,
    pub total_minor: i64,
    pub tax_minor: i64,
}
