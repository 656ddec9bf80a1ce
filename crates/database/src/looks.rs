//! What shoppers last saw of their carts, in the key-value store. All of it can be lost: then
//! one answer has no news.

use api::Fault;
use domain::look::Look;
use spin_sdk::key_value::{Error, Store};
use uuid::Uuid;

/// The looks at all carts.
pub struct Looks(Store);

impl Looks {
    /// Needs `key_value_stores = ["default"]` in `spin.toml`.
    pub async fn open() -> Result<Self, Fault> {
        Store::open_default().await.map(Self).map_err(fault)
    }

    /// The last look at a cart; `None` when there was none, or one of another version of us.
    pub async fn last(&self, cart_id: Uuid) -> Result<Option<Look>, Fault> {
        let kept = self.0.get(key(cart_id)).await.map_err(fault)?;
        Ok(kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// From now on this is the last.
    pub async fn keep(&self, cart_id: Uuid, look: &Look) -> Result<(), Fault> {
        let bytes = serde_json::to_vec(look).map_err(|error| Fault::bug(error.to_string()))?;
        self.0.set(key(cart_id), bytes).await.map_err(fault)
    }

    /// The cart is over.
    pub async fn forget(&self, cart_id: Uuid) -> Result<(), Fault> {
        self.0.delete(key(cart_id)).await.map_err(fault)
    }
}

fn key(cart_id: Uuid) -> String {
    format!("look:{cart_id}")
}

fn fault(error: Error) -> Fault {
    Fault::unavailable(format!("key-value store: {error:?}"))
}
