//! A paper as it is going to be read: words and figures in order, already written. What HTML and
//! PDF have in common; neither of them computes anything.

use domain::order::Address;
use domain::paper::{Paper, PaperKind, PaperLine, PaperPayment, TaxAmounts};

use crate::figures::{amount, day, percent, whole};

/// All that stands on a paper.
pub(crate) struct Sheet {
    /// "Invoice"
    pub title: &'static str,
    /// "INV-000042"
    pub number: String,
    /// RFC 3339, for the file's own data.
    pub issued_at: String,
    /// US Letter instead of A4.
    pub is_letter: bool,
    /// Number, day, order: label and value.
    pub facts: Vec<(&'static str, String)>,
    /// Who sells: the name, then the lines below it.
    pub seller: Party,
    /// Who gets the bill.
    pub buyer: Party,
    /// Where the goods go, where that is somewhere else.
    pub receiver: Option<Party>,
    /// What kind of credit or change it is.
    pub intro: Option<String>,
    /// "USD"
    pub currency: &'static str,
    /// Goods and shipping. None where only money is credited.
    pub rows: Vec<Row>,
    /// From the sum of the goods to the total.
    pub sums: Vec<Sum>,
    /// By rate.
    pub taxes: Vec<TaxRow>,
    /// How it was or is to be paid.
    pub payments: Vec<String>,
    /// At the end, in the seller's words.
    pub note: Vec<String>,
}

/// Somebody with an address.
pub(crate) struct Party {
    pub name: String,
    pub lines: Vec<String>,
}

/// A row of the table.
pub(crate) struct Row {
    pub name: String,
    /// The sku, and a discount where there is one.
    pub below: String,
    pub quantity: String,
    pub unit_price: String,
    pub tax_rate: String,
    pub amount: String,
}

/// A sum.
pub(crate) struct Sum {
    pub label: String,
    pub amount: String,
    /// It is the one to look at.
    pub is_total: bool,
}

/// What is taxed at one rate.
pub(crate) struct TaxRow {
    pub name: String,
    pub net: String,
    pub tax: String,
    pub gross: String,
}

/// Where paper is Letter.
const LETTER: &[&str] = &["US", "CA", "MX", "PH", "CL", "CO", "VE"];

impl Sheet {
    pub(crate) fn new(paper: &Paper) -> Self {
        Self {
            title: match paper.kind {
                PaperKind::Invoice => "Invoice",
                PaperKind::CreditNote => "Credit note",
            },
            number: paper.number.clone(),
            issued_at: paper.issued_at.clone(),
            is_letter: LETTER.contains(&paper.seller.country.as_str()),
            facts: facts(paper),
            seller: seller(paper),
            buyer: party(&paper.addresses.billing, paper.buyer.email.as_deref()),
            receiver: receiver(paper),
            intro: intro(paper),
            currency: paper.currency.code(),
            rows: rows(paper),
            sums: sums(paper),
            taxes: paper.taxes.iter().map(|tax| tax_row(paper, tax)).collect(),
            payments: payments(paper),
            note: lines_of(&paper.seller.note),
        }
    }
}

fn money(paper: &Paper, minor: i64) -> String {
    amount(paper.currency.amount(minor))
}

fn with_currency(paper: &Paper, minor: i64) -> String {
    format!("{} {}", paper.currency.code(), money(paper, minor))
}

fn lines_of(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

fn facts(paper: &Paper) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("Number", paper.number.clone()),
        ("Date", day(&paper.issued_on)),
    ];
    if let Some(invoice) = &paper.invoice {
        let of = format!("{} of {}", invoice.number, day(&invoice.issued_on));
        facts.push(("Invoice", of));
    }
    facts.push(("Order", paper.order.number.clone()));
    facts.push(("Ordered", day(&paper.order.placed_on)));
    facts
}

fn seller(paper: &Paper) -> Party {
    let seller = &paper.seller;
    let mut lines = lines_of(&seller.address);
    if !seller.tax_number.is_empty() {
        lines.push(format!("Tax no. {}", seller.tax_number));
    }
    Party {
        name: seller.legal_name.clone(),
        lines,
    }
}

fn party(address: &Address, email: Option<&str>) -> Party {
    let place = [&address.city, &address.state, &address.postal_code];
    let place: Vec<&str> = place
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let lines = [
        Some(address.address_line1.clone()),
        address.address_line2.clone(),
        Some(place.join(" ")),
        Some(address.country.clone()),
        email.map(str::to_owned),
    ];
    Party {
        name: format!("{} {}", address.first_name, address.last_name),
        lines: lines
            .into_iter()
            .flatten()
            .filter(|line| !line.is_empty())
            .collect(),
    }
}

fn receiver(paper: &Paper) -> Option<Party> {
    let shipping = party(&paper.addresses.shipping, None);
    let billing = party(&paper.addresses.billing, None);
    let is_same = shipping.name == billing.name && shipping.lines == billing.lines;
    (!is_same).then_some(shipping)
}

fn intro(paper: &Paper) -> Option<String> {
    let invoice = paper.invoice.as_ref()?;
    let reason = paper
        .reason
        .as_deref()
        .map_or(String::new(), |reason| format!(" {reason}."));
    let reason = reason.replace("..", ".");
    Some(match (paper.kind, &paper.refund) {
        (PaperKind::CreditNote, Some(refund)) => format!(
            "Refund of {} on invoice {}.{reason}",
            with_currency(paper, refund.amount_minor),
            invoice.number,
        ),
        (PaperKind::CreditNote, None) => {
            format!(
                "What the order has less than invoice {}.{reason}",
                invoice.number
            )
        }
        (PaperKind::Invoice, _) => format!(
            "What was added to the order since invoice {}.",
            invoice.number
        ),
    })
}

fn rows(paper: &Paper) -> Vec<Row> {
    paper.lines.iter().map(|line| row(paper, line)).collect()
}

fn row(paper: &Paper, line: &PaperLine) -> Row {
    let discount = (line.discount_minor != 0)
        .then(|| format!("discount {}", money(paper, line.discount_minor)));
    let below: Vec<String> = line.sku.clone().into_iter().chain(discount).collect();
    Row {
        name: line.name.clone(),
        below: below.join(" · "),
        quantity: whole(line.quantity),
        unit_price: money(paper, line.unit_price_minor),
        tax_rate: percent(line.tax_rate),
        amount: money(paper, line.subtotal_minor),
    }
}

fn sums(paper: &Paper) -> Vec<Sum> {
    let sum = |label: String, minor| Sum {
        label,
        amount: money(paper, minor),
        is_total: false,
    };
    let totals = &paper.totals;
    let mut sums = Vec::new();
    let is_money = paper.lines.is_empty() && paper.shipping.is_empty();
    if is_money {
        sums.push(sum("Net".to_owned(), totals.net_minor));
    } else {
        sums.push(sum("Goods".to_owned(), totals.subtotal_minor));
    }
    for shipping in &paper.shipping {
        if shipping.subtotal_minor != 0 || paper.shipping.len() == 1 {
            sums.push(sum(
                format!("Shipping: {}", shipping.name),
                shipping.subtotal_minor,
            ));
        }
    }
    let named: i64 = paper
        .discounts
        .iter()
        .map(|discount| discount.amount_minor)
        .sum();
    if named == totals.discount_minor {
        for discount in &paper.discounts {
            sums.push(sum(discount.name.clone(), -discount.amount_minor));
        }
    } else {
        sums.push(sum("Discount".to_owned(), -totals.discount_minor));
    }
    if is_money || !paper.prices_include_tax {
        for tax in paper.taxes.iter().filter(|tax| tax.tax_minor != 0) {
            sums.push(sum(taxed_at(tax), tax.tax_minor));
        }
    }
    let label = match paper.kind {
        PaperKind::Invoice => "Total",
        PaperKind::CreditNote => "Credited",
    };
    sums.push(Sum {
        label: label.to_owned(),
        amount: with_currency(paper, totals.total_minor),
        is_total: true,
    });
    sums
}

fn taxed_at(tax: &TaxAmounts) -> String {
    if tax.rate.is_zero() {
        return tax.name.clone();
    }
    format!("{} {}", tax.name, percent(tax.rate))
}

fn tax_row(paper: &Paper, tax: &TaxAmounts) -> TaxRow {
    TaxRow {
        name: taxed_at(tax),
        net: money(paper, tax.net_minor),
        tax: money(paper, tax.tax_minor),
        gross: money(paper, tax.gross_minor),
    }
}

/// What was paid by then; on an invoice, also how it will be.
fn payments(paper: &Paper) -> Vec<String> {
    if paper.kind == PaperKind::CreditNote {
        return Vec::new();
    }
    let payments = &paper.payment.payments;
    if payments.is_empty() && paper.totals.total_minor > 0 {
        return vec![match paper.payment.method.as_str() {
            "CASH_ON_DELIVERY" => "To be paid in cash when the goods arrive.".to_owned(),
            "BANK_TRANSFER" => "To be paid by bank transfer.".to_owned(),
            _ => "To be paid by card.".to_owned(),
        }];
    }
    payments
        .iter()
        .map(|payment| paid(paper, payment))
        .collect()
}

fn paid(paper: &Paper, payment: &PaperPayment) -> String {
    let (amount, on) = (with_currency(paper, payment.amount_minor), day(&payment.on));
    let how = match (payment.kind.as_str(), paper.payment.method.as_str()) {
        ("refund", _) => "given back",
        (_, "CASH_ON_DELIVERY") => "paid in cash",
        (_, "BANK_TRANSFER") => "paid by bank transfer",
        _ => "paid by card",
    };
    let reference = payment.reference.as_deref();
    let reference = reference.map_or(String::new(), |reference| {
        format!(", reference {reference}")
    });
    format!("{amount} {how} on {on}{reference}.")
}
