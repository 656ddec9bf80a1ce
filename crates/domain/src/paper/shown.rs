//! The paper of the public API: exact decimal amounts.

use rust_decimal::Decimal;
use serde::Serialize;
use uuid::Uuid;

use super::{
    Addresses, Discount, ListedPaper, Paper, PaperKind, PaperLine, PaperOrder, PaperPayment,
    Reference, Seller, TaxAmounts,
};
use crate::{Amount, Currency};

/// A paper as the API shows it.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in Paper and ShownOrder")]
pub struct ShownPaper {
    pub kind: PaperKind,
    pub number: String,
    pub issued_at: String,
    pub issued_on: String,
    pub order: PaperOrder,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invoice: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refund: Option<ShownRefund>,
    pub seller: Seller,
    pub buyer: ShownBuyer,
    pub addresses: Addresses,
    pub currency: Currency,
    pub prices_include_tax: bool,
    pub items: Vec<ShownPaperLine>,
    pub shipping: Vec<ShownPaperLine>,
    pub discounts: Vec<ShownDiscount>,
    pub taxes: Vec<ShownTax>,
    pub subtotal: Amount,
    pub discount_amount: Amount,
    pub shipping_amount: Amount,
    pub net_amount: Amount,
    pub tax_amount: Amount,
    pub total_amount: Amount,
    pub payment_method: String,
    pub payments: Vec<ShownPaperPayment>,
}

/// Money that went back.
#[derive(Debug, Serialize)]
pub struct ShownRefund {
    pub amount: Amount,
    pub reference: Option<String>,
}

/// Who buys.
#[derive(Debug, Serialize)]
pub struct ShownBuyer {
    pub user_id: Option<Uuid>,
    pub email: Option<String>,
}

/// Something that is charged, or credited.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in PaperLine and ShownItem")]
pub struct ShownPaperLine {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    pub name: String,
    pub quantity: i64,
    pub unit_price: Amount,
    pub subtotal: Amount,
    pub discount_amount: Amount,
    pub tax_rate: Decimal,
    pub tax_amount: Amount,
    pub net_amount: Amount,
    pub gross_amount: Amount,
}

/// What a promotion gave.
#[derive(Debug, Serialize)]
pub struct ShownDiscount {
    pub name: String,
    pub amount: Amount,
}

/// All that is taxed at one rate.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in TaxAmounts")]
pub struct ShownTax {
    pub rate: Decimal,
    pub name: String,
    pub net_amount: Amount,
    pub tax_amount: Amount,
    pub gross_amount: Amount,
}

/// Money that moved.
#[derive(Debug, Serialize)]
pub struct ShownPaperPayment {
    pub kind: String,
    pub amount: Amount,
    pub on: String,
    pub reference: Option<String>,
}

/// A paper in a list.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "named as in ListedPaper")]
pub struct ShownListedPaper {
    pub kind: PaperKind,
    pub number: String,
    pub issued_at: String,
    pub currency: Currency,
    pub total_amount: Amount,
    pub tax_amount: Amount,
}

impl From<Paper> for ShownPaper {
    fn from(paper: Paper) -> Self {
        let currency = paper.currency;
        let amount = |minor| currency.amount(minor);
        Self {
            kind: paper.kind,
            number: paper.number,
            issued_at: paper.issued_at,
            issued_on: paper.issued_on,
            order: paper.order,
            invoice: paper.invoice,
            reason: paper.reason,
            refund: paper.refund.map(|refund| ShownRefund {
                amount: amount(refund.amount_minor),
                reference: refund.reference,
            }),
            seller: paper.seller,
            buyer: ShownBuyer {
                user_id: paper.buyer.customer_id,
                email: paper.buyer.email,
            },
            addresses: paper.addresses,
            currency,
            prices_include_tax: paper.prices_include_tax,
            items: each(currency, paper.lines, line),
            shipping: each(currency, paper.shipping, line),
            discounts: each(currency, paper.discounts, discount),
            taxes: each(currency, paper.taxes, tax),
            subtotal: amount(paper.totals.subtotal_minor),
            discount_amount: amount(paper.totals.discount_minor),
            shipping_amount: amount(paper.totals.shipping_minor),
            net_amount: amount(paper.totals.net_minor),
            tax_amount: amount(paper.totals.tax_minor),
            total_amount: amount(paper.totals.total_minor),
            payment_method: paper.payment.method,
            payments: each(currency, paper.payment.payments, payment),
        }
    }
}

fn each<T, S>(currency: Currency, all: Vec<T>, shown: fn(Currency, T) -> S) -> Vec<S> {
    all.into_iter().map(|one| shown(currency, one)).collect()
}

fn discount(currency: Currency, discount: Discount) -> ShownDiscount {
    ShownDiscount {
        name: discount.name,
        amount: currency.amount(discount.amount_minor),
    }
}

fn tax(currency: Currency, tax: TaxAmounts) -> ShownTax {
    ShownTax {
        rate: tax.rate,
        name: tax.name,
        net_amount: currency.amount(tax.net_minor),
        tax_amount: currency.amount(tax.tax_minor),
        gross_amount: currency.amount(tax.gross_minor),
    }
}

fn line(currency: Currency, line: PaperLine) -> ShownPaperLine {
    ShownPaperLine {
        id: line.line_id,
        sku: line.sku,
        name: line.name,
        quantity: line.quantity,
        unit_price: currency.amount(line.unit_price_minor),
        subtotal: currency.amount(line.subtotal_minor),
        discount_amount: currency.amount(line.discount_minor),
        tax_rate: line.tax_rate,
        tax_amount: currency.amount(line.tax_minor),
        net_amount: currency.amount(line.net_minor),
        gross_amount: currency.amount(line.gross_minor),
    }
}

fn payment(currency: Currency, payment: PaperPayment) -> ShownPaperPayment {
    ShownPaperPayment {
        kind: payment.kind,
        amount: currency.amount(payment.amount_minor),
        on: payment.on,
        reference: payment.reference,
    }
}

impl From<ListedPaper> for ShownListedPaper {
    fn from(paper: ListedPaper) -> Self {
        Self {
            kind: paper.kind,
            number: paper.number,
            issued_at: paper.issued_at,
            currency: paper.currency,
            total_amount: paper.currency.amount(paper.total_minor),
            tax_amount: paper.currency.amount(paper.tax_minor),
        }
    }
}
