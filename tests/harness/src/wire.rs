//! One HTTP request over a pool of connections to one server.

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{Method, Request};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

use crate::Answer;

/// A client of one server.
#[derive(Clone)]
pub(crate) struct Wire {
    client: Client<HttpConnector, Full<Bytes>>,
    base: String,
}

impl Wire {
    /// `base` is scheme and authority: "http://127.0.0.1:3000".
    pub(crate) fn new(base: &str) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self {
            client,
            base: base.trim_end_matches('/').to_owned(),
        }
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request
            .body(Full::from(body))
            .expect("the test builds a valid request");

        let response = self
            .client
            .request(request)
            .await
            .expect("the server answers");
        let (head, body) = response.into_parts();
        let body = body
            .collect()
            .await
            .expect("the answer is complete")
            .to_bytes();
        // A file (PDF) is no text: its bytes are what is there.
        let text = String::from_utf8_lossy(&body).into_owned();
        Answer {
            status: head.status,
            headers: head.headers,
            body: serde_json::from_str(&text).unwrap_or_else(|_| Value::String(text.clone())),
            text,
            bytes: body.to_vec(),
        }
    }
}
