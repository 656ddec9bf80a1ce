//! The thin edge to Spin: everything that can only run in a component.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::Request;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use spin_sdk::wasip3::http::types::ErrorCode;

use super::{ANSWER_MAX_BYTES, Answer, CallError};
use crate::within;

pub(super) async fn send(
    request: Request<Vec<u8>>,
    timeout: Duration,
) -> Result<Answer, CallError> {
    let call = answer(request.map(|body| Full::new(Bytes::from(body))));
    within(timeout, call)
        .await
        .unwrap_or(Err(CallError::TimedOut(timeout)))
}

async fn answer(request: Request<Full<Bytes>>) -> Result<Answer, CallError> {
    let response = spin_sdk::http::send(request).await.map_err(explain)?;
    let (head, body) = response.into_parts();
    let body = collect(body).await?;
    Ok(Answer {
        status: head.status,
        body,
    })
}

pub(super) async fn collect<B>(body: B) -> Result<Bytes, CallError>
where
    B: axum::body::HttpBody<Data = Bytes>,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    match Limited::new(body, ANSWER_MAX_BYTES).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(CallError::TooLarge),
        Err(error) => Err(CallError::Broken(error.to_string())),
    }
}

/// Only errors from before the request left say that nothing happened.
fn explain(code: ErrorCode) -> CallError {
    let text = code.to_string();
    match code {
        ErrorCode::DnsTimeout
        | ErrorCode::DnsError(_)
        | ErrorCode::DestinationNotFound
        | ErrorCode::DestinationUnavailable
        | ErrorCode::DestinationIpProhibited
        | ErrorCode::DestinationIpUnroutable
        | ErrorCode::ConnectionRefused
        | ErrorCode::ConnectionTimeout
        | ErrorCode::ConnectionLimitReached
        | ErrorCode::TlsProtocolError
        | ErrorCode::TlsCertificateError
        | ErrorCode::TlsAlertReceived(_)
        | ErrorCode::HttpRequestDenied
        | ErrorCode::HttpRequestUriInvalid => CallError::Unreachable(text),
        _ => CallError::Broken(text),
    }
}
