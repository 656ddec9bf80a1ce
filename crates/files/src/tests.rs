#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use serde_json::json;

use crate::{Format, Problem, Row, Rows, write};

fn read(format: Format, text: &str) -> Result<Vec<Row>, Problem> {
    Rows::new(format, text.as_bytes())?.collect()
}

fn row(value: serde_json::Value) -> Row {
    value.as_object().unwrap().clone()
}

#[test]
fn an_empty_cell_says_nothing() {
    let rows = read(
        Format::Csv,
        "\u{feff}sku,product_name,categories,attributes,stock:MAIN\n\
         A,\"Mug, large\",a|b,\"{\"\"color\"\": \"\"red\"\"}\",7\n\
         B,,,,\n",
    );

    assert_eq!(
        rows.unwrap(),
        [
            row(
                json!({ "sku": "A", "product_name": "Mug, large", "categories": "a|b",
                        "attributes": { "color": "red" }, "stock:MAIN": "7" })
            ),
            row(json!({ "sku": "B" })),
        ]
    );
}

#[test]
fn a_line_is_an_object() {
    let rows = read(
        Format::JsonLines,
        "{\"sku\": \"A\", \"categories\": [\"a\"], \"description\": null}\n\n  \n{\"sku\": \"B\"}",
    );

    assert_eq!(
        rows.unwrap(),
        [
            row(json!({ "sku": "A", "categories": ["a"] })),
            row(json!({ "sku": "B" })),
        ]
    );
}

#[test]
fn what_cannot_be_read_says_where() {
    for (format, text, row, message) in [
        (Format::Csv, "sku,sku\n", 0, "the column sku is there twice"),
        (Format::Csv, "sku,,a\n", 0, "column 2 has no name"),
        (
            Format::Csv,
            "sku,a\nA,1\nB\n",
            2,
            "found record with 1 fields",
        ),
        (Format::Csv, "sku\nA\0\n", 1, "U+0000"),
        (
            Format::JsonLines,
            "{\"sku\": \"A\"}\n[]\n",
            2,
            "is no JSON object",
        ),
        (Format::JsonLines, "{\"sku\": \"A\"", 1, "is no JSON: EOF"),
        (
            Format::JsonLines,
            "{\"a\": [{\"b\": \"\\u0000\"}]}",
            1,
            "U+0000",
        ),
    ] {
        let problem = read(format, text).unwrap_err();
        assert_eq!(problem.row, row, "{text:?}: {problem}");
        assert!(problem.message.contains(message), "{text:?}: {problem}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    let columns = ["sku", "categories", "attributes", "weight_grams"].map(String::from);
    let rows = [
        row(
            json!({ "sku": "A, \"1\"", "categories": ["a", "b"], "attributes": { "x": [1] }, "weight_grams": 5 }),
        ),
        row(json!({ "sku": "B\nC", "categories": [], "attributes": {}, "weight_grams": 0 })),
    ];

    let mut csv = Vec::new();
    write(Format::Csv, &columns, &rows, true, &mut csv).unwrap();
    let mut lines = Vec::new();
    write(Format::JsonLines, &columns, &rows, true, &mut lines).unwrap();

    assert_eq!(
        read(Format::JsonLines, &String::from_utf8(lines).unwrap()).unwrap(),
        rows
    );
    assert_eq!(
        read(Format::Csv, &String::from_utf8(csv).unwrap()).unwrap(),
        [
            row(
                json!({ "sku": "A, \"1\"", "categories": "a|b", "attributes": { "x": [1] }, "weight_grams": "5" })
            ),
            row(json!({ "sku": "B\nC", "attributes": {}, "weight_grams": "0" })),
        ]
    );
}
