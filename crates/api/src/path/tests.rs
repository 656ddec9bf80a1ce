use axum::http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;

use super::*;
use crate::fields::Sku;
use crate::testing::{CUSTOMER_ID, Reply, get};
use crate::{Anyone, Json, Routes};

async fn one(_: Anyone, Path(id): Path<Uuid>) -> Json<Uuid> {
    Json(id)
}

async fn two(_: Anyone, Path((cart, item)): Path<(Uuid, u32)>) -> Json<(Uuid, u32)> {
    Json((cart, item))
}

#[derive(Deserialize)]
struct Names {
    sku: Sku,
    level: u8,
}

async fn named(_: Anyone, Path(names): Path<Names>) -> Json<(Sku, u8)> {
    Json((names.sku, names.level))
}

fn ask(path: &str) -> Reply {
    get(path).to(Routes::new("sample")
        .get("/one/{id}", one)
        .get("/two/{cart}/items/{item}", two)
        .get("/named/{sku}/{level}", named))
}

#[test]
fn parts_reach_the_handler() {
    assert_eq!(ask(&format!("/one/{CUSTOMER_ID}")).body, CUSTOMER_ID);
    assert_eq!(
        ask(&format!("/two/{CUSTOMER_ID}/items/7")).status,
        StatusCode::OK
    );
    assert_eq!(ask("/named/a%20b/2").text, r#"["a b",2]"#);
}

#[test]
fn a_bad_part_is_named() {
    let item = format!("/two/{CUSTOMER_ID}/items/x");
    let table = [
        ("/one/x", "id: "),
        ("/one/%00", "id: "),
        ("/two/x/items/7", "cart: "),
        (&item, "item: must be a whole number"),
        ("/named/a/300", "level: must be a whole number"),
        ("/named/%20/1", "sku: "),
        ("/one/%ff", "id: is not UTF-8"),
    ];

    for (path, detail) in table {
        let reply = ask(path);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        assert_eq!(reply.code(), "VALIDATION_FAILED");
        assert!(
            reply.detail().starts_with(detail),
            "{path}: {}",
            reply.detail()
        );
    }
}
