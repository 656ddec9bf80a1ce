//! `POST /api/v1/stock/movements`

use api::{Admin, Error, Idempotent, IntoResponse, Json, Response, StatusCode};
use database::Request;
use database::stock::RecordMovementOutcome::{
    BelowReserved, IsBundle, KeyReused, Recorded, UnknownSku, UnknownWarehouse,
};
use database::stock::{Movement, MovementKind, NewMovement, Stock};
use serde::Serialize;
use serde_json::json;

/// Goods arrive, come back, or are counted.
pub async fn record_movement(
    admin: Admin,
    request: Idempotent<NewMovement>,
) -> Result<Response, Error> {
    check(&request.body)?;
    let once = Request::by_admin(
        &admin,
        "POST /stock/movements",
        request.key,
        request.fingerprint,
    );

    match database::stock::record_movement(&admin, once.as_ref(), &request.body).await? {
        Recorded { movement, stock } => {
            Ok((StatusCode::CREATED, Json(Written { movement, stock })).into_response())
        }
        UnknownSku => Err(Error::invalid("sku", "there is no such sku")),
        UnknownWarehouse => Err(Error::invalid("warehouse", "there is no such warehouse")),
        IsBundle => Err(Error::invalid(
            "sku",
            "is a bundle, which has no stock of its own",
        )),
        BelowReserved { on_hand, reserved } => Err(Error::rejected(
            StatusCode::CONFLICT,
            "STOCK_RESERVED",
            "Less would be left than is promised to orders.",
        )
        .with_detail(json!({ "on_hand": on_hand, "reserved": reserved }))),
        KeyReused => Err(Error::key_reused()),
    }
}

#[derive(Serialize)]
struct Written {
    movement: Box<Movement>,
    stock: Box<Stock>,
}

/// Goods that arrive are at least one; a correction of nothing corrects nothing.
fn check(movement: &NewMovement) -> Result<(), Error> {
    let quantity = movement.quantity.get();
    match movement.kind {
        MovementKind::Correct if quantity == 0 => Err(Error::invalid("quantity", "must not be 0")),
        MovementKind::Receive | MovementKind::Return if quantity < 1 => {
            Err(Error::invalid("quantity", "must be at least 1"))
        }
        MovementKind::Correct | MovementKind::Receive | MovementKind::Return => Ok(()),
    }
}
