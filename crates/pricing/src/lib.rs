#![doc = include_str!("../README.md")]

use std::time::Duration;

use api::client::{self, CallError};
use api::{Fault, RequestId, StatusCode};
use domain::promotion::Failure;
use domain::quote::{self, Context, Quote, Unpriced};
use serde::{Deserialize, Serialize};

/// What the pricing component answers on its internal route.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum QuoteOutcome {
    /// The price.
    Priced {
        /// What the cart costs.
        quote: Box<Quote>,
    },
    /// There is none.
    Unpriced {
        /// Why.
        why: Unpriced,
    },
}

impl From<Result<Quote, Unpriced>> for QuoteOutcome {
    fn from(result: Result<Quote, Unpriced>) -> Self {
        match result {
            Ok(quote) => Self::Priced {
                quote: Box::new(quote),
            },
            Err(why) => Self::Unpriced { why },
        }
    }
}

/// What a cart costs, as the tenant's pricing component says; by the tenant's policy when
/// it does not say anything within the variable `quote_timeout_ms`.
pub async fn quote(
    context: &Context,
    request_id: &RequestId,
) -> Result<Result<Quote, Unpriced>, Fault> {
    let timeout = Duration::from_millis(api::variables::get_parsed("quote_timeout_ms").await?);
    let answer = client::post_json(
        "http://pricing-rules.spin.internal/internal/quote",
        request_id,
        context,
        timeout,
    )
    .await;

    match answer {
        Ok(answer) if answer.status == StatusCode::OK => match answer.json()? {
            QuoteOutcome::Priced { quote } => Ok(Ok(*quote)),
            QuoteOutcome::Unpriced { why } => Ok(Err(why)),
        },
        // A trap is a 500; everything else that is not 200 breaks the contract.
        Ok(answer) if answer.status.is_server_error() => {
            Ok(quote::quote(context, Err(Failure::NoAnswer)))
        }
        Ok(answer) => Err(Fault::bug(format!(
            "pricing-rules answered {}",
            answer.status
        ))),
        Err(CallError::TimedOut(_) | CallError::Broken(_) | CallError::TooLarge) => {
            Ok(quote::quote(context, Err(Failure::NoAnswer)))
        }
        Err(error @ CallError::Unreachable(_)) => {
            Err(Fault::unavailable(format!("pricing-rules: {error}")))
        }
    }
}
