//! Papers that are drawn: what is on them, and that nothing on them can break them. With poppler and
//! Chromium on the machine they are also read back and looked at; the end-to-end tests insist on that.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption is a failed test"
)]

mod html;
mod pdf;

use domain::paper::Paper;
use serde_json::{Value, json};

fn address(first_name: &str, last_name: &str) -> Value {
    json!({
        "first_name": first_name, "last_name": last_name, "address_line1": "99/1 ถนนพระรามที่ 4",
        "city": "กรุงเทพมหานคร", "state": "", "postal_code": "10500", "country": "Thailand", "country_code": "TH"
    })
}

fn line(name: &str, quantity: i64, unit_price_minor: i64) -> Value {
    let subtotal = quantity * unit_price_minor;
    json!({
        "line_id": "00000000-0000-4000-8000-000000000001", "sku": "TEA-100", "name": name, "quantity": quantity,
        "unit_price_minor": unit_price_minor, "subtotal_minor": subtotal, "discount_minor": 0,
        "tax_rate": "0.07", "tax_minor": subtotal * 7 / 107, "net_minor": subtotal - subtotal * 7 / 107,
        "gross_minor": subtotal
    })
}

/// Two lines in baht with the tax contained; the buyer's name is Thai, the receiver's Vietnamese.
fn invoice() -> Value {
    json!({
        "kind": "invoice", "number": "INV-000042", "issued_at": "2026-11-20T12:00:00.000Z",
        "issued_on": "2026-11-20",
        "order": { "id": "00000000-0000-4000-8000-00000000000a", "number": "ORD-7K2M9QX4TB", "placed_on": "2026-11-19" },
        "seller": {
            "name": "Siam Goods", "legal_name": "Siam Goods Co., Ltd.",
            "address": "99 Rama IV Road\nBang Rak\nBangkok 10500, Thailand", "country": "TH",
            "tax_number": "0105556000000", "note": "Thank you for your order.\nขอบคุณที่อุดหนุน"
        },
        "buyer": { "customer_id": null, "email": "somchai@example.com" },
        "addresses": { "billing": address("สมชาย", "ใจดี"), "shipping": address("Nguyễn Thị", "Thu Hường") },
        "currency": "THB", "prices_include_tax": true,
        "lines": [line("ชาอู่หลงดอยแม่สลอง Oolong tea - 100 g", 12, 123_456), line("Phở bowl, Bát Tràng", 1, 45_000)],
        "shipping": [{
            "name": "Post, 2 to 4 days", "quantity": 1, "unit_price_minor": 4500, "subtotal_minor": 4500,
            "discount_minor": 0, "tax_rate": "0.07", "tax_minor": 294, "net_minor": 4206, "gross_minor": 4500
        }],
        "discounts": [{ "name": "10 % off in summer", "amount_minor": 150_000 }],
        "taxes": [{
            "rate": "0.07", "name": "VAT", "net_minor": 1_290_628, "tax_minor": 90_344, "gross_minor": 1_380_972
        }],
        "totals": {
            "subtotal_minor": 1_526_472, "discount_minor": 150_000, "shipping_minor": 4500, "net_minor": 1_290_628,
            "tax_minor": 90_344, "total_minor": 1_380_972
        },
        "payment": {
            "method": "CREDIT_CARD",
            "payments": [{ "kind": "capture", "amount_minor": 1_380_972, "on": "2026-11-20", "reference": "ch_17" }]
        }
    })
}

/// Of a refund: no lines, only money and its tax. The tax comes on top, in dollars.
fn credit_note() -> Value {
    let mut note = invoice();
    for (field, value) in [
        ("kind", json!("credit_note")),
        ("number", json!("CN-000007")),
        (
            "invoice",
            json!({ "number": "INV-000042", "issued_on": "2026-11-20" }),
        ),
        ("reason", json!("One bowl arrived broken")),
        (
            "refund",
            json!({ "amount_minor": 1081, "reference": "re_3" }),
        ),
        ("currency", json!("USD")),
        ("prices_include_tax", json!(false)),
        ("lines", json!([])),
        ("shipping", json!([])),
        ("discounts", json!([])),
        (
            "totals",
            json!({ "net_minor": 1001, "tax_minor": 80, "total_minor": 1081 }),
        ),
    ] {
        note[field] = value;
    }
    note["seller"]["country"] = json!("US");
    note["addresses"]["shipping"] = note["addresses"]["billing"].clone();
    note["taxes"] = json!([
        { "rate": "0.08", "name": "Sales tax", "net_minor": 1001, "tax_minor": 80, "gross_minor": 1081 }
    ]);
    note
}

/// As many lines as there may be, some with names as long as they may be.
fn long_invoice() -> Value {
    let mut invoice = invoice();
    let lines = (0..200).map(|number| {
        let name = if number % 40 == 7 {
            format!("{} {}", "Hand-painted".repeat(12), "long ".repeat(20))
        } else {
            format!("Article {number}")
        };
        line(&name, number + 1, 999_999_999)
    });
    invoice["lines"] = lines.collect();
    invoice
}

fn paper(value: Value) -> Paper {
    serde_json::from_value(value).unwrap()
}
