//! `GET /metrics`: what an operator watches, in the text format of Prometheus.

use std::fmt::Write as _;

use api::{Error, IntoResponse, Service, header};
use database::ops::{Metrics, Waiting};

/// The text format, version 0.0.4.
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// How much waits, and for how long the oldest of it has. No tenant is named, so that there are as many
/// time series as there are lines here. Whoever scrapes has a token with the role `service`.
pub(crate) async fn show_metrics(_: Service) -> Result<impl IntoResponse, Error> {
    let metrics = database::ops::metrics().await?;
    Ok(([(header::CONTENT_TYPE, FORMAT)], text(&metrics)))
}

fn text(metrics: &Metrics) -> String {
    let mut text = String::new();
    let reasons = metrics
        .attention
        .iter()
        .map(|entry| (format!("{{reason=\"{}\"}}", entry.reason), &entry.waiting));
    family(&mut text, "attention_open", "that needs a person", reasons);
    for (name, what, waiting) in [
        (
            "payment_attempts_unanswered",
            "of attempts to move money without a final answer of the provider",
            &metrics.attempts,
        ),
        (
            "callbacks_kept",
            "of callbacks that came too early",
            &metrics.callbacks,
        ),
        (
            "reservations_overdue",
            "of goods that are held past their time",
            &metrics.holds,
        ),
        ("outbox_waiting", "of events in the outbox", &metrics.outbox),
    ] {
        family(
            &mut text,
            name,
            what,
            [(String::new(), waiting)].into_iter(),
        );
    }
    text
}

/// Two gauges: how much there is, and how old the oldest of it is.
fn family<'a>(
    text: &mut String,
    name: &str,
    what: &str,
    series: impl Iterator<Item = (String, &'a Waiting)>,
) {
    let (mut counts, mut ages) = (String::new(), String::new());
    for (labels, waiting) in series {
        // Writing to a text cannot fail.
        let _ = writeln!(counts, "spindle_{name}{labels} {}", waiting.count);
        let _ = writeln!(
            ages,
            "spindle_{name}_oldest_seconds{labels} {}",
            waiting.oldest_seconds
        );
    }
    let _ = write!(
        text,
        "# HELP spindle_{name} How much there is {what}; 10000 means that or more.\n\
         # TYPE spindle_{name} gauge\n{counts}\
         # HELP spindle_{name}_oldest_seconds How old the oldest is {what}; 0 when there is none.\n\
         # TYPE spindle_{name}_oldest_seconds gauge\n{ages}"
    );
}
