use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::*;
use crate::fields::{PageLimit, Quantity};
use crate::testing::{Reply, get};
use crate::{Anyone, Json, Routes};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    status: Option<String>,
    #[serde(default)]
    limit: PageLimit,
    quantity: Option<Quantity>,
}

async fn list(_: Anyone, Query(filter): Query<Filter>) -> Json<Filter> {
    Json(filter)
}

fn ask(query: &str) -> Reply {
    get(&format!("/list{query}")).to(Routes::new("sample").get("/list", list))
}

#[test]
fn what_is_not_given_has_its_default() {
    assert_eq!(
        ask("").text,
        r#"{"status":null,"limit":20,"quantity":null}"#
    );
    assert_eq!(
        ask("?status=a%20b&limit=100&quantity=9999").text,
        r#"{"status":"a b","limit":100,"quantity":9999}"#
    );
}

#[test]
fn a_bad_parameter_is_named() {
    let table = [
        ("?limit=0", "limit: must be 1 to 100"),
        ("?limit=101", "limit: must be 1 to 100"),
        ("?limit=-1", "limit: must be 1 to 100"),
        ("?limit=x", "limit: invalid digit found in string"),
        ("?limit=", "limit: cannot parse integer from empty string"),
        (
            "?quantity=10000",
            "quantity: invalid value: integer `10000`, expected a whole number",
        ),
        ("?limit=1&limit=2", "limit: is given twice"),
        ("?limt=1", "limt: unknown field `limt`, expected one of"),
    ];

    for (query, detail) in table {
        let reply = ask(query);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert_eq!(reply.code(), "VALIDATION_FAILED");
        assert!(
            reply.detail().starts_with(detail),
            "{query}: {}",
            reply.detail()
        );
    }
}
