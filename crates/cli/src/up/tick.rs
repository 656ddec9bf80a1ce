//! The scheduler of `spindle up`: what a cron job does in production.

use std::convert::Infallible;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use host::App;
use http::Request;
use http_body_util::{BodyExt, Limited};
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::token::{Claims, DevKeys};

/// The component that does what is due.
pub(super) const COMPONENT: &str = "events";

const EVERY: Duration = Duration::from_secs(5);

/// A tick that takes longer is given up: the next one finds the work still there.
const LIMIT: Duration = Duration::from_secs(30);

/// Longer than a tick may take.
const TOKEN_LIFETIME: Duration = Duration::from_secs(60);

const ANSWER_MAX_BYTES: usize = 64 << 10;

/// Ticks one after the other, never two at once, until dropped. Tells when ticks begin to fail
/// and when they work again, not every time.
pub(super) async fn every_few_seconds(
    wanted: bool,
    app: &App,
    keys: &DevKeys,
    log: &dyn Fn(&str),
) -> Infallible {
    if !wanted {
        std::future::pending::<()>().await;
    }
    let mut clock = interval(EVERY);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut failing = false;
    loop {
        clock.tick().await;
        let outcome = tick(app, keys).await;
        match &outcome {
            Ok(()) if failing => log("The tick works again."),
            Err(error) if !failing => log(&format!("The tick fails: {error:#}.")),
            _ => {}
        }
        failing = outcome.is_err();
    }
}

async fn tick(app: &App, keys: &DevKeys) -> Result<()> {
    let token = keys.mint(&Claims::service("spindle-up", TOKEN_LIFETIME))?;
    let request = Request::post("http://localhost/internal/tick")
        .header("authorization", format!("Bearer {token}"))
        .body(Bytes::new())?;
    let answer = timeout(LIMIT, app.call(COMPONENT, request))
        .await
        .context("no answer in time")?;
    let answer = answer.context("there is no such component")?;
    let status = answer.status();
    let body = timeout(
        LIMIT,
        Limited::new(answer.into_body(), ANSWER_MAX_BYTES).collect(),
    )
    .await;
    if !status.is_success() {
        bail!("the component {COMPONENT} answers {status}");
    }
    if !matches!(body, Ok(Ok(_))) {
        bail!("the answer of the component {COMPONENT} breaks off");
    }
    Ok(())
}
