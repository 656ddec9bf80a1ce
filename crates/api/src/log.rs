//! One line of JSON per request on stdout, which is where Spin collects a component's log.

use std::io::Write;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::http::{Method, StatusCode};
use serde::Serialize;
use serde_json::value::RawValue;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::{Fault, RequestId};

/// The longest part of a path that is logged, in bytes. A client chooses the path.
const PATH_MAX: usize = 512;

/// Who is asking: filled by the principal extractor, read by the log. A request extension, because
/// the request is gone when the answer is there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Caller(Arc<OnceLock<Identity>>);

/// Tenant and principal as the log shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub tenant: Option<String>,
    pub principal: String,
}

impl Caller {
    /// The first principal wins; a handler has one.
    pub(crate) fn is(&self, identity: Identity) {
        self.0.get_or_init(|| identity);
    }

    fn identity(&self) -> Option<&Identity> {
        self.0.get()
    }
}

/// What one request was. The field order is the order in the line.
#[derive(Serialize)]
struct Line<'a> {
    at: String,
    level: &'static str,
    request_id: &'a str,
    tenant: Option<&'a str>,
    principal: Option<&'a str>,
    component: &'a str,
    method: &'a str,
    path: &'a str,
    status: u16,
    ms: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
}

/// What is known about a request before it runs.
pub(crate) struct Asked {
    pub request_id: RequestId,
    pub component: &'static str,
    pub method: Method,
    pub path: String,
    pub caller: Caller,
}

/// Why it did not go as the caller wished.
pub(crate) struct Wrong {
    /// The code of the error envelope, if that was the answer.
    pub code: Option<&'static str>,
    /// What failed on our side; beside an answer of another kind, too.
    pub fault: Option<Fault>,
}

/// The line, with its newline.
pub(crate) fn line(
    asked: &Asked,
    status: StatusCode,
    wrong: Wrong,
    took: Duration,
    at: OffsetDateTime,
) -> String {
    let identity = asked.caller.identity();
    let line = Line {
        at: at.format(&Rfc3339).unwrap_or_default(),
        level: match (status.is_server_error(), &wrong.fault) {
            (true, _) => "error",
            (false, Some(_)) => "warn",
            (false, None) => "info",
        },
        request_id: asked.request_id.as_str(),
        tenant: identity.and_then(|identity| identity.tenant.as_deref()),
        principal: identity.map(|identity| identity.principal.as_str()),
        component: asked.component,
        method: asked.method.as_str(),
        path: truncated(&asked.path),
        status: status.as_u16(),
        ms: milliseconds(took),
        code: wrong.code,
        fault: wrong.fault.map(|fault| fault.to_string()),
    };
    let mut text = serde_json::to_string(&line).unwrap_or_default();
    text.push('\n');
    text
}

/// One write per line, so that lines of concurrent requests do not mix. A log that cannot be
/// written must not take requests down, so the error is dropped (`println!` would trap).
pub(crate) fn write(line: &str) {
    drop(std::io::stdout().lock().write_all(line.as_bytes()));
}

fn truncated(path: &str) -> &str {
    &path[..path.floor_char_boundary(PATH_MAX)]
}

/// Thousandths without a float.
fn milliseconds(took: Duration) -> Box<RawValue> {
    let micros = took.as_micros();
    let text = format!("{}.{:03}", micros / 1000, micros % 1000);
    RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned())
}
