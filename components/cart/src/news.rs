//! What has changed since the shopper looked last.

use api::{Fault, Uuid};
use database::looks::Looks;
use domain::look::{Change, Item, Look};

/// The changes since the last answer with this cart; from now on, `look` is the last. A store
/// that fails costs the news, and is told to the log.
pub async fn since_last_look<'a>(
    cart_id: Uuid,
    look: &Look,
    items: impl IntoIterator<Item = Item<'a>>,
) -> (Vec<Change>, Option<Fault>) {
    match compare(cart_id, look, items).await {
        Ok(changes) => (changes, None),
        Err(fault) => (Vec::new(), Some(fault)),
    }
}

async fn compare<'a>(
    cart_id: Uuid,
    look: &Look,
    items: impl IntoIterator<Item = Item<'a>>,
) -> Result<Vec<Change>, Fault> {
    let looks = Looks::open().await?;
    let last = looks.last(cart_id).await?;
    let is_news = match &last {
        Some(last) => last != look,
        None => !look.is_empty(),
    };
    if is_news {
        looks.keep(cart_id, look).await?;
    }
    Ok(last.map_or_else(Vec::new, |last| look.changes_since(&last, items)))
}
