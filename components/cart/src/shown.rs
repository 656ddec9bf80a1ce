//! A cart as the API shows it.

use api::{Error, Fault, RequestId, Uuid};
use database::cart::{Cart, CartAndContext, MergeReport};
use domain::Currency;
use domain::look::{Change, Item, Look};
use domain::quote::{Context, ShownQuote, Unpriced};
use serde::Serialize;

use crate::news;

/// Cart, items, totals and news.
#[derive(Serialize)]
pub struct ShownCart {
    #[serde(flatten)]
    cart: Cart,
    #[serde(flatten)]
    extra: Extra,
    #[serde(flatten)]
    contents: Contents,
    changes: Vec<Change>,
}

impl ShownCart {
    /// Prices the cart and says what has changed since the last answer with it. The fault, if
    /// any, has cost the news only.
    pub async fn new(
        found: CartAndContext,
        extra: Extra,
        request_id: &RequestId,
    ) -> Result<(Self, Option<Fault>), Error> {
        let CartAndContext { cart, mut context } = found;
        let unsold = context.take_unsold();
        let (contents, (changes, fault)) = match pricing::quote(&context, request_id).await? {
            Ok(quote) => {
                let look = Look::new(&context, &quote, &unsold);
                let lines = context.lines.iter().chain(unsold.iter().map(|u| &u.line));
                let items = lines.map(Item::from);
                let news = news::since_last_look(cart.id, &look, items).await;
                let shown = ShownQuote::new(&context, quote).with_unsold(unsold);
                (Contents::Priced(shown), news)
            }
            Err(why) => {
                context.put_back(unsold);
                (Contents::unpriced(context, why), Default::default())
            }
        };
        let shown = Self {
            cart,
            extra,
            contents,
            changes,
        };
        Ok((shown, fault))
    }
}

/// What only some answers say.
#[derive(Default, Serialize)]
pub struct Extra {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cart_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged: Option<MergeReport>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Contents {
    Priced(ShownQuote),
    /// Too large, or not without promotions: the shopper has to see what is in it, to change it.
    Unpriced {
        currency: Currency,
        items: Vec<UnpricedLine>,
        unpriced: Unpriced,
    },
}

#[derive(Serialize)]
struct UnpricedLine {
    id: Uuid,
    product_id: Uuid,
    variant_id: Uuid,
    sku: String,
    name: String,
    quantity: i64,
    available_quantity: i64,
}

impl Contents {
    fn unpriced(context: Context, why: Unpriced) -> Self {
        let line = |line: domain::quote::Line| UnpricedLine {
            id: line.line_id,
            product_id: line.product_id,
            variant_id: line.variant_id,
            sku: line.sku,
            name: line.name,
            quantity: line.quantity,
            available_quantity: line.available,
        };
        Self::Unpriced {
            currency: context.currency,
            items: context.lines.into_iter().map(line).collect(),
            unpriced: why,
        }
    }
}
