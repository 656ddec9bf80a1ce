//! Where the next page starts: opaque to the client, and good for one list only.

use api::Uuid;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use database::orders::{OrdersWanted, Position};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The longest cursor that is read; ours are about 130 bytes.
const CURSOR_MAX: usize = 300;

/// What a cursor says inside. It is no secret and needs no signature: with a made-up one, a client
/// sees a part of what it may see anyway.
#[derive(Serialize, Deserialize)]
struct Cursor {
    list: String,
    #[serde(flatten)]
    position: Position,
}

/// The cursor after an entry of a list.
pub fn write(list: &str, position: Position) -> Option<String> {
    let cursor = Cursor {
        list: list.to_owned(),
        position,
    };
    let text = serde_json::to_vec(&cursor).ok()?;
    Some(BASE64_URL_SAFE_NO_PAD.encode(text))
}

/// The entry after which to go on; `None` when the cursor is not from this list.
pub fn read(list: &str, cursor: &str) -> Option<Position> {
    if cursor.len() > CURSOR_MAX {
        return None;
    }
    let text = BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let cursor: Cursor = serde_json::from_slice(&text).ok()?;
    (cursor.list == list).then_some(cursor.position)
}

/// A name for a list: the same for the same eyes, filters and order, another one for another.
pub fn name(tenant: &str, customer_id: Option<Uuid>, wanted: &OrdersWanted) -> Option<String> {
    let list = serde_json::to_vec(&(tenant, customer_id, wanted)).ok()?;
    let hash = Sha256::digest(list);
    Some(BASE64_URL_SAFE_NO_PAD.encode(&hash[..12]))
}
