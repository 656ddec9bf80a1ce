//! The examples of docs/campaigns.md.

use harness::{Shop, Value, root};

#[tokio::test(flavor = "multi_thread")]
async fn each_example_gives_what_it_says() {
    let shop = Shop::open().await;
    let text = std::fs::read_to_string(root().join("docs/campaigns.md")).unwrap();
    let examples: Vec<Value> = text
        .split("```json example\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap().parse().unwrap())
        .collect();
    let kinds = [
        "percentage",
        "fixed_amount",
        "fixed_price",
        "buy_get",
        "tiered",
        "free_shipping",
        "shipping_percentage",
        "shipping_amount",
        "gift",
    ];
    for kind in kinds {
        let is_there = examples
            .iter()
            .any(|example| example["campaign"]["discount"]["kind"] == kind);
        assert!(is_there, "no example of {kind}");
    }

    for mut example in examples {
        let name = example["campaign"]["name"].clone();
        let fields = example.as_object_mut().unwrap();
        let gives = fields.remove("gives").unwrap();
        let reason = fields.remove("reason").unwrap_or(Value::Null);
        let trial = shop
            .admin()
            .post("/api/v1/campaigns/preview", example.to_string())
            .await
            .ok();
        assert_eq!(
            trial["amount"].as_f64(),
            gives.as_f64(),
            "{name}: {trial:#}"
        );
        assert_eq!(trial["reason"], reason, "{name}");
    }
}
