//! Key-value deeds.

use spin_sdk::key_value::Store;

use crate::{Answer, debug};

/// `key=value`.
pub async fn set(argument: &str) -> Answer {
    let (key, value) = argument.split_once('=').unwrap_or((argument, ""));
    let store = Store::open_default().await.map_err(debug)?;
    store.set(key, value.as_bytes()).await.map_err(debug)?;
    Ok(String::new())
}

/// The value of a key, or `none`.
pub async fn get(key: &str) -> Answer {
    let store = Store::open_default().await.map_err(debug)?;
    let value = store.get(key).await.map_err(debug)?;
    Ok(value.map_or("none".to_owned(), |value| {
        String::from_utf8_lossy(&value).into_owned()
    }))
}

/// All keys with commas.
pub async fn keys() -> Answer {
    let store = Store::open_default().await.map_err(debug)?;
    let mut keys = store.get_keys().await.collect().await.map_err(debug)?;
    keys.sort();
    Ok(keys.join(","))
}

/// Opens a store by its label.
pub async fn open(label: &str) -> Answer {
    Store::open(label).await.map_err(debug)?;
    Ok("open".to_owned())
}
