//! The host's side: requests over a connection that is kept alive.

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::json;

use super::job::{COUPON, Job};
use super::scenario::Scenario;

/// One client with one connection.
pub(super) struct Requester {
    client: Client<HttpConnector, Full<Bytes>>,
    base: String,
}

/// What is sent, before it has headers.
struct Asked {
    method: Method,
    path: String,
    body: Option<serde_json::Value>,
    expected: StatusCode,
}

impl Requester {
    /// `base` is scheme and authority.
    pub(super) fn new(base: &str) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let client = Client::builder(TokioExecutor::new())
            .pool_max_idle_per_host(1)
            .build(connector);
        Self {
            client,
            base: base.to_owned(),
        }
    }

    /// Does a job; any other status than the expected one is an error.
    pub(super) async fn work(&self, scenario: Scenario, job: Job<'_>) -> Result<()> {
        let asked = asked(scenario, job);
        let shown = format!("{} {}", asked.method, asked.path);
        let mut request = Request::builder()
            .method(asked.method)
            .uri(format!("{}{}", self.base, asked.path))
            .header(AUTHORIZATION, &job.subject.authorization);
        if asked.body.is_some() {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        let body = asked.body.map(|body| body.to_string()).unwrap_or_default();
        let request = request.body(Full::new(Bytes::from(body)))?;

        let answer = self.client.request(request).await;
        let (head, body) = answer
            .with_context(|| format!("{shown} was not answered"))?
            .into_parts();
        let body = body.collect().await?.to_bytes();
        if head.status != asked.expected {
            let body = String::from_utf8_lossy(&body);
            bail!("{shown} was answered with {}: {body}", head.status);
        }
        Ok(())
    }
}

fn asked(scenario: Scenario, job: Job<'_>) -> Asked {
    let id = job.subject.id;
    match scenario {
        Scenario::AddItem => Asked {
            method: Method::POST,
            path: format!("/api/v1/cart/{id}/items"),
            body: Some(json!({"sku": job.sku(0), "quantity": 1})),
            expected: StatusCode::CREATED,
        },
        Scenario::Quote => {
            let items: Vec<_> = (0..3)
                .map(|position| json!({"sku": job.sku(position), "quantity": 2}))
                .collect();
            Asked {
                method: Method::POST,
                path: "/api/v1/pricing/quote".to_owned(),
                body: Some(json!({
                    "items": items, "coupons": [COUPON], "shipping_method": "STANDARD",
                })),
                expected: StatusCode::OK,
            }
        }
        Scenario::PlaceCod | Scenario::PlaceCard => Asked {
            method: Method::POST,
            path: "/api/v1/checkout/confirm".to_owned(),
            body: Some(json!({"checkout_id": id})),
            expected: StatusCode::CREATED,
        },
        Scenario::ReadOrder => Asked {
            method: Method::GET,
            path: format!("/api/v1/orders/{id}"),
            body: None,
            expected: StatusCode::OK,
        },
    }
}
