//! `spindle import` and `spindle export`.

use harness::{Shop, json};

use crate::races::books;

/// Goods that use every column.
const GOODS: &str = "\
sku,product_name,description,categories,product_attributes,tax_class,product_status,variant_name,attributes,weight_grams,status,price:USD,stock:MAIN
TENT-2,Tent,Stands in any wind,outdoor|sleep,\"{\"\"season\"\": 3}\",standard,active,Two,\"{\"\"color\"\": \"\"red\"\"}\",2400,active,199.90,7
TENT-3,Tent,,,,,,Three,,2900,inactive,249,0
MUG,,,,,,,,,,,12.00,90
";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_brings_goods_and_says_what_changed() {
    let shop = Shop::open().await;

    let said = shop.import("csv", GOODS).await.unwrap();

    assert_eq!(
        said,
        [
            "3 rows: 3 prices changed, 0 products changed, 1 products created, 2 stock movements, \
          0 variants changed, 2 variants created."
        ]
    );
    let listed = shop.visitor().get("/api/v1/products?q=TENT").await;
    assert!(listed.text.contains(r#""price":199.90"#), "{}", listed.text);
    let tent = &listed.ok()["products"][0];
    assert_eq!(tent["categories"], json!(["outdoor", "sleep"]));
    assert_eq!(tent["attributes"], json!({ "season": 3 }));
    // The one for three is not for sale.
    assert_eq!(tent["variants"].as_array().unwrap().len(), 1);
    assert_eq!(tent["variants"][0]["attributes"], json!({ "color": "red" }));
    assert_eq!(tent["variants"][0]["available_quantity"], 7);
    let ledger = shop
        .admin()
        .get("/api/v1/stock/movements?sku=MUG")
        .await
        .ok();
    let counted = &ledger["movements"][0];
    assert_eq!(
        (&counted["kind"], &counted["on_hand_change"]),
        (&json!("correct"), &json!(-10))
    );
    assert_eq!(counted["actor"], "spindle import");
    books::balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_again_changes_nothing() {
    let shop = Shop::open().await;
    shop.import("csv", GOODS).await.unwrap();
    let before = shop.export("jsonl").await;

    let said = shop.import("csv", GOODS).await.unwrap();

    assert_eq!(
        said,
        [
            "3 rows: 0 prices changed, 0 products changed, 0 products created, 0 stock movements, \
          0 variants changed, 0 variants created."
        ]
    );
    assert_eq!(shop.export("jsonl").await, before);
    let versions = shop
        .row("select max(version) from spindle.products where tenant_id = $tenant")
        .await;
    assert_eq!(versions["max"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_comes_in_again_as_it_was() {
    let shop = Shop::open().await;
    let mut file = GOODS.to_owned();
    for n in 0..3_000 {
        let row = format!(
            "GOODS-{n:05},Goods {},,a|b,,,,\"Size \"\"{n}\"\", large\",,{n},active,{}.{:02},{}\n",
            n / 3,
            n,
            n % 100,
            n % 7
        );
        // A product says the same in each of its rows.
        file.push_str(&row);
    }
    shop.import("csv", &file).await.unwrap();
    let (csv, lines) = (shop.export("csv").await, shop.export("jsonl").await);
    assert_eq!((csv.lines().count(), lines.lines().count()), (3_007, 3_006));

    for (ending, text) in [("csv", &csv), ("jsonl", &lines)] {
        let said = shop.import(ending, text).await.unwrap();
        assert_eq!(
            said,
            [
                "3006 rows: 0 prices changed, 0 products changed, 0 products created, 0 stock movements, \
              0 variants changed, 0 variants created."
            ]
        );
    }

    assert_eq!(shop.export("csv").await, csv);
    assert_eq!(shop.export("jsonl").await, lines);
    books::balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_row_imports_nothing_and_every_error_is_told() {
    let shop = Shop::open().await;
    let pending = json!({ "payment_method": "CREDIT_CARD", "payment_token": "tok_pending" });
    shop.customer()
        .order_of(&[("MUG", 3)], pending)
        .await
        .accepted();
    let before = shop.export("csv").await;
    let bad = "sku,product_id,product_name,categories,attributes,weight_grams,status,price:USD,price:EUR,stock:MAIN,stock:MOON\n\
        GOOD,,Good,,,,,1.00,,1,\n\
        GOOD,,Good,a||b,[1],1.5,sold,1.005,1,1.5,1\n\
        MUG,00000000-0000-4000-8000-000000000003,,,,,,,,2,\n\
        NEW,x,,,,,,,,,\n";

    let said = shop.import("csv", bad).await.unwrap_err();

    assert_eq!(
        said,
        [
            "row 2, attributes: must be a JSON object of at most 16384 bytes",
            "row 2, categories: is not what row 1 says of this product",
            "row 2, categories: must be at most 50 different names of 1 to 100 characters without |",
            "row 2, price:EUR: this shop has nothing to do with this currency",
            "row 2, price:USD: must be an amount with at most 2 decimals",
            "row 2, sku: is in row 1 already",
            "row 2, status: must be active or inactive",
            "row 2, stock:MAIN: must be a whole number from 0 to 1000000000",
            "row 2, stock:MOON: there is no such warehouse",
            "row 2, weight_grams: must be a whole number from 0 to 100000000",
            "row 3, sku: belongs to product 00000000-0000-4000-8000-000000000001",
            "row 3, stock:MAIN: 3 are promised to orders",
            "row 4, product_id: must be a UUID",
            "row 4, product_name: is required for a new product",
            "Nothing was imported: 14 errors in 4 rows.",
        ]
    );
    assert_eq!(shop.export("csv").await, before);
    books::balance(&shop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_such_file_is_refused_before_anything_else() {
    let shop = Shop::open().await;

    for (ending, text, why) in [
        (
            "csv",
            "sku,colour,size\nA,red,L\n",
            "Nobody knows these columns: colour, size.",
        ),
        ("csv", "sku,sku\n", "row 0: the column sku is there twice"),
        (
            "jsonl",
            "{\"sku\": \"A\"}\n[]\n",
            "row 2: is no JSON object",
        ),
        ("txt", "", ": say --format csv or --format jsonl."),
    ] {
        let said = shop.import(ending, text).await.unwrap_err();
        assert!(said.last().unwrap().ends_with(why), "{said:?}");
    }
    let made = shop
        .row("select count(*) from spindle.variants where tenant_id = $tenant")
        .await;
    assert_eq!(made["count"], 4);
}
