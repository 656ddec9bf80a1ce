#![doc = include_str!("../README.md")]

mod component;

use std::borrow::Cow;
use std::time::Duration;

use api::client::{self, CallError};
use api::{Fault, RequestId, StatusCode};
use component::Component;
use domain::promotion::{Evaluated, Evaluation, Failure};
use domain::quote::{self, Context, Policy, Quote, Unpriced};
use serde::{Deserialize, Serialize};

/// What the pricing component is asked on its internal route.
#[derive(Debug, Serialize, Deserialize)]
pub struct Question<'a> {
    /// The cart, and what its price depends on.
    pub context: Cow<'a, Context>,
    /// Who was asked before and had no answer, so that the built-in promotions are asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<Evaluated>,
}

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
    /// The tenant's own promotions failed. The policy is the caller's, and so is counting.
    Failed {
        /// How it went.
        evaluated: Evaluated,
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
    let own = Component::of(&context.tenant, &api::variables::get("own_pricing").await?);

    let Some(own) = own else {
        return ask_built_in(context, None, request_id, timeout).await;
    };
    let failed = if own.is_disabled(context) {
        own.failed(Failure::Disabled)
    } else {
        let failed = match ask(&own, context, None, request_id, timeout).await? {
            Asked::Answer(answer) => return Ok(answer),
            Asked::Failed(evaluated) => evaluated,
            Asked::NoAnswer => own.failed(Failure::NoAnswer),
            Asked::Unreachable(_) => own.failed(Failure::Missing),
        };
        record(&own, context, &failed).await?;
        failed
    };
    match context.policy {
        Policy::Standard => ask_built_in(context, Some(failed), request_id, timeout).await,
        Policy::Skip | Policy::Refuse => Ok(without_promotions(context, [failed])),
    }
}

/// A failure costs one statement more. After some of them the tenant's promotions are not asked any more.
async fn record(own: &Component, context: &Context, failed: &Evaluated) -> Result<(), Fault> {
    let failure = failed.failure.unwrap_or(Failure::NoAnswer);
    if let Some(digest) = own.digest() {
        database::promotions::record_promotion_failure(&context.tenant, digest, failure.name())
            .await?;
    }
    Ok(())
}

async fn ask_built_in(
    context: &Context,
    instead_of: Option<Evaluated>,
    request_id: &RequestId,
    timeout: Duration,
) -> Result<Result<Quote, Unpriced>, Fault> {
    let built_in = Component::built_in();
    let no_answer = || built_in.failed(Failure::NoAnswer);
    match ask(&built_in, context, instead_of.clone(), request_id, timeout).await? {
        Asked::Answer(answer) => Ok(answer),
        Asked::Failed(evaluated) => Ok(without_promotions(
            context,
            instead_of.into_iter().chain([evaluated]),
        )),
        Asked::NoAnswer => Ok(without_promotions(
            context,
            instead_of.into_iter().chain([no_answer()]),
        )),
        // The shop as it was built has this component.
        Asked::Unreachable(why) => Err(Fault::unavailable(format!("pricing-rules: {why}"))),
    }
}

/// The policy's price. `evaluated` says who was asked, and why there are no promotions.
fn without_promotions(
    context: &Context,
    evaluated: impl IntoIterator<Item = Evaluated>,
) -> Result<Quote, Unpriced> {
    let evaluated: Vec<Evaluated> = evaluated.into_iter().collect();
    let failure = evaluated.last().and_then(|last| last.failure);
    let evaluation = Evaluation {
        evaluated,
        ..Evaluation::from(Err(failure.unwrap_or(Failure::NoAnswer)))
    };
    quote::quote(context, evaluation)
}

enum Asked {
    Answer(Result<Quote, Unpriced>),
    Failed(Evaluated),
    /// It trapped, or it was too late.
    NoAnswer,
    Unreachable(String),
}

async fn ask(
    component: &Component,
    context: &Context,
    instead_of: Option<Evaluated>,
    request_id: &RequestId,
    timeout: Duration,
) -> Result<Asked, Fault> {
    let question = Question {
        context: Cow::Borrowed(context),
        instead_of,
    };
    match client::post_json(&component.url(), request_id, &question, timeout).await {
        Ok(answer) if answer.status == StatusCode::OK => Ok(match answer.json()? {
            QuoteOutcome::Priced { quote } => Asked::Answer(Ok(*quote)),
            QuoteOutcome::Unpriced { why } => Asked::Answer(Err(why)),
            QuoteOutcome::Failed { evaluated } => Asked::Failed(evaluated),
        }),
        // A trap is a 500; everything else that is not 200 breaks the contract.
        Ok(answer) if answer.status.is_server_error() => Ok(Asked::NoAnswer),
        Ok(answer) => Err(Fault::bug(format!(
            "{} answered {}",
            component.id(),
            answer.status
        ))),
        Err(CallError::TimedOut(_) | CallError::Broken(_) | CallError::TooLarge) => {
            Ok(Asked::NoAnswer)
        }
        Err(CallError::Unreachable(why)) => Ok(Asked::Unreachable(why)),
    }
}
