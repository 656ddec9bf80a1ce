//! The page to print.

use super::{credit_note, invoice, long_invoice, paper};
use serde_json::json;

fn html(value: serde_json::Value) -> String {
    spindle_paper::html(&paper(value)).unwrap()
}

#[test]
fn everything_is_on_the_page() {
    let page = html(invoice());

    for text in [
        "<title>Invoice INV-000042</title>",
        "Siam Goods Co., Ltd.",
        "<p>Bangkok 10500, Thailand</p>",
        "<p>Tax no. 0105556000000</p>",
        "สมชาย ใจดี",
        "Nguyễn Thị Thu Hường",
        "<dd>20 November 2026</dd>",
        "<td class=\"figure\">1,234.56</td><td class=\"figure\">7 %</td><td class=\"figure\">14,814.72</td>",
        "<td>10 % off in summer</td><td class=\"figure\">-1,500.00</td>",
        "<td>VAT 7 %</td><td class=\"figure\">12,906.28</td><td class=\"figure\">903.44</td><td class=\"figure\">13,809.72</td>",
        "<tr class=\"total\"><td>Total</td><td class=\"figure\">THB 13,809.72</td></tr>",
        "THB 13,809.72 paid by card on 20 November 2026, reference ch_17.",
        "ขอบคุณที่อุดหนุน",
        "size: A4",
    ] {
        assert!(page.contains(text), "{text} is not in {page}");
    }
}

#[test]
fn a_credit_note_says_what_of_which_invoice_was_given_back() {
    let page = html(credit_note());

    for text in [
        "Refund of USD 10.81 on invoice INV-000042. One bowl arrived broken.",
        "<dd>INV-000042 of 20 November 2026</dd>",
        "<td>Sales tax 8 %</td><td class=\"figure\">10.01</td><td class=\"figure\">0.80</td><td class=\"figure\">10.81</td>",
        "<td>Credited</td><td class=\"figure\">USD 10.81</td>",
        "size: letter",
    ] {
        assert!(page.contains(text), "{text} is not in {page}");
    }
    assert!(!page.contains("class=\"items\"") && !page.contains("Ship to"));
}

#[test]
fn currencies_have_their_own_digits() {
    for (currency, total) in [
        ("VND", "VND 1,380,972"),
        ("KWD", "KWD 1,380.972"),
        ("JPY", "JPY 1,380,972"),
    ] {
        let mut paper = invoice();
        paper["currency"] = json!(currency);

        assert!(
            html(paper).contains(&format!("<td class=\"figure\">{total}</td>")),
            "{total}"
        );
    }
}

#[test]
fn nothing_that_somebody_wrote_becomes_markup_and_nothing_is_loaded() {
    let evil = "<script>alert(1)</script>\"'&<img src=//x>";
    let mut paper = invoice();
    for field in ["legal_name", "address", "tax_number", "note"] {
        paper["seller"][field] = json!(evil);
    }
    for field in ["first_name", "address_line1", "city", "country"] {
        paper["addresses"]["billing"][field] = json!(evil);
    }
    paper["buyer"]["email"] = json!(evil);
    paper["lines"][0]["name"] = json!(evil);
    paper["lines"][0]["sku"] = json!(evil);
    paper["shipping"][0]["name"] = json!(evil);
    paper["discounts"][0]["name"] = json!(evil);
    paper["taxes"][0]["name"] = json!(evil);
    paper["payment"]["payments"][0]["reference"] = json!(evil);
    paper["number"] = json!(evil);
    paper["order"]["number"] = json!(evil);

    let page = html(paper);

    // Styles have the number of no paper in them.
    let (head, body) = page.split_once("</style>").unwrap();
    for part in [head.split_once("<style>").unwrap().0, body] {
        assert!(
            !part.contains("<script") && !part.contains("<img"),
            "{part}"
        );
    }
    assert!(!head.contains("</title><script"));
    for loads in ["src=", "href=", "url(", "@import"] {
        assert!(
            !body.replace("&#60;img src=//x&#62;", "").contains(loads),
            "{loads}"
        );
    }
}

#[test]
fn a_long_list_is_one_table_with_a_head() {
    let page = html(long_invoice());

    assert_eq!(page.matches("<div class=\"below\">").count(), 200);
    assert_eq!(page.matches("<table class=\"items\">").count(), 1);
    assert!(page.contains("table-header-group"));
}
