//! The PDF. What is on it is read back with poppler where it is there.

use std::path::PathBuf;
use std::process::Command;

use super::{credit_note, invoice, long_invoice, paper};
use serde_json::{Value, json};

fn pdf(value: Value) -> Vec<u8> {
    spindle_paper::pdf(&paper(value)).unwrap()
}

/// Writes a file and gives its text, page by page, as it is laid out; `None` without poppler.
fn pages(name: &str, value: Value) -> Option<Vec<String>> {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, pdf(value)).unwrap();
    let text = Command::new("pdftotext")
        .arg("-layout")
        .arg(&file)
        .arg("-")
        .output()
        .ok()?;
    assert!(text.status.success(), "{text:?}");
    let text = String::from_utf8(text.stdout).unwrap();
    Some(text.split_terminator('\u{c}').map(str::to_owned).collect())
}

#[test]
fn the_same_paper_is_the_same_file() {
    let file = pdf(invoice());

    assert!(file.starts_with(b"%PDF-1."));
    assert_eq!(file, pdf(invoice()));
    // Fonts are cut down to what is used.
    assert!(file.len() < 100_000, "{}", file.len());
}

#[test]
fn text_beyond_latin_can_be_read_back() {
    let Some(pages) = pages("invoice.pdf", invoice()) else {
        return;
    };

    assert_eq!(pages.len(), 1);
    for text in [
        "Invoice",
        "INV-000042",
        "สมชาย",
        "Nguyễn Thị Thu Hường",
        "Phở bowl, Bát Tràng",
        "14,814.72",
        "-1,500.00",
        "THB 13,809.72",
        "page 1 of 1",
    ] {
        assert!(pages[0].contains(text), "{text} is not in {}", pages[0]);
    }
}

#[test]
fn a_credit_note_has_no_lines() {
    let Some(pages) = pages("credit_note.pdf", credit_note()) else {
        return;
    };

    assert!(
        pages[0].contains("Refund of USD 10.81 on invoice INV-000042. One bowl arrived broken.")
    );
    assert!(!pages[0].contains("DESCRIPTION"));
}

#[test]
fn a_long_list_goes_over_several_pages_with_the_head_on_each() {
    let Some(pages) = pages("long.pdf", long_invoice()) else {
        return;
    };

    assert!(pages.len() > 4, "{}", pages.len());
    for (index, page) in pages.iter().enumerate() {
        let number = format!("page {} of {}", index + 1, pages.len());
        assert!(page.contains(&number), "{number} is not in {page}");
        if page.contains("Article") {
            assert!(page.contains("DESCRIPTION"), "{page}");
        }
    }
    let all = pages.concat();
    for number in (0..200).filter(|number| number % 40 != 7) {
        assert!(all.contains(&format!("Article {number} ")), "{number}");
    }
    assert!(all.contains("199,999,999,800.00") || all.contains("1,999,999,998.00"));
}

/// Whatever can stand in a name: none of it may fail, and none of it may run off.
#[test]
fn any_text_can_be_drawn() {
    for text in [
        "",
        " ",
        "\u{301}\u{302}",
        "مرحبا بالعالم",
        "你好，世界",
        "👩‍👩‍👧‍👦",
        "\u{202e}abc\u{200b}\u{200d}",
        "ำ้ำ้ำ้",
        &"ก".repeat(500),
        &"W".repeat(2000),
        &"a b ".repeat(500),
    ] {
        let mut paper = invoice();
        paper["lines"][0]["name"] = json!(text);
        paper["addresses"]["billing"]["first_name"] = json!(text);
        paper["seller"]["note"] = json!(text);
        paper["seller"]["legal_name"] = json!(text);

        assert!(pdf(paper).starts_with(b"%PDF-1."), "{text}");
    }
}
