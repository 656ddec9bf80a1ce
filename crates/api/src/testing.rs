//! For the unit tests of this crate: requests, replies, tokens. No network, no host.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up should stop"
)]

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer, SigningKey};
use futures::executor::block_on;
use hmac::{Hmac, Mac};
use http_body_util::BodyExt;
use jsonwebtoken::get_current_timestamp;
use serde_json::{Value, json};
use sha2::Sha256;

use crate::{Routes, serve, variables};

pub(crate) const CUSTOMER_ID: &str = "7f2c1a3e-9b1d-4c53-8a55-0e9d1b0c2f11";
pub(crate) const SECRET: &[u8] = b"a secret of the test, of 32 bytes and more";

/// RFC 8032 section 7.1, test 1.
const ED25519_SEED: [u8; 32] = [
    0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4,
    0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
];
pub(crate) const ED25519_PUBLIC: [u8; 32] = [
    0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a,
    0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a,
];

/// What the variable `jwt_keys` holds in these tests.
pub(crate) fn key_set() -> String {
    json!({ "keys": [
        { "kty": "oct", "kid": "shared", "k": URL_SAFE_NO_PAD.encode(SECRET) },
        { "kty": "OKP", "crv": "Ed25519", "kid": "signed", "x": URL_SAFE_NO_PAD.encode(ED25519_PUBLIC) },
    ]})
    .to_string()
}

/// Good claims of a customer; tests change what they are about.
pub(crate) fn customer_claims() -> Value {
    json!({
        "sub": CUSTOMER_ID, "tenant": "demo", "roles": ["customer"], "aud": "spindle",
        "exp": get_current_timestamp() + 600,
    })
}

/// [`customer_claims`] with some of them replaced; `null` removes one.
pub(crate) fn claims_with(changes: Value) -> Value {
    let mut claims = customer_claims();
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => claims.as_object_mut().unwrap().remove(name),
            value => claims
                .as_object_mut()
                .unwrap()
                .insert(name.clone(), value.clone()),
        };
    }
    claims
}

/// A token signed with the shared secret.
pub(crate) fn hs256(claims: &Value) -> String {
    signed(&json!({ "alg": "HS256" }), claims, SECRET)
}

/// A token with any header, and the HMAC-SHA256 of any secret. The tests sign by hand: this crate
/// cannot sign, and attacks do what no library would.
pub(crate) fn signed(header: &Value, claims: &Value, secret: &[u8]) -> String {
    let message = message(header, claims);
    let mac = Hmac::<Sha256>::new_from_slice(secret)
        .unwrap()
        .chain_update(&message);
    format!(
        "{message}.{}",
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    )
}

/// A token signed with the Ed25519 key.
pub(crate) fn eddsa(claims: &Value) -> String {
    let message = message(&json!({ "alg": "EdDSA" }), claims);
    let signature = SigningKey::from_bytes(&ED25519_SEED).sign(message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

/// The part of a token that is signed.
pub(crate) fn message(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", part(header), part(claims))
}

/// A token of a customer, an admin or a service of tenant `demo`.
pub(crate) fn token_of(role: &str) -> String {
    hs256(&claims_with(json!({ "roles": [role] })))
}

/// A request; headers are added with [`Ask::header`].
pub(crate) struct Ask(Request<Body>);

pub(crate) fn get(path: &str) -> Ask {
    request("GET", path, Body::empty())
}

pub(crate) fn post(path: &str, body: impl Into<Body>) -> Ask {
    request("POST", path, body.into()).header("content-type", "application/json")
}

pub(crate) fn request(method: &str, path: &str, body: Body) -> Ask {
    Ask(Request::builder()
        .method(method)
        .uri(path)
        .body(body)
        .unwrap())
}

impl Ask {
    pub(crate) fn header(mut self, name: &'static str, value: impl AsRef<[u8]>) -> Self {
        let value = HeaderValue::from_bytes(value.as_ref()).unwrap();
        self.0.headers_mut().append(name, value);
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.headers_mut().remove(name);
        self
    }

    pub(crate) fn token(self, token: &str) -> Self {
        self.header("authorization", format!("Bearer {token}"))
    }

    /// Sends it through everything that `serve` does.
    pub(crate) fn to(self, routes: Routes) -> Reply {
        variables::set("jwt_keys", &key_set());
        variables::set("jwt_audience", "spindle");
        block_on(async {
            let (response, line) = serve::answer(&routes.ready(), self.0).await;
            let (head, body) = response.into_parts();
            let text = body.collect().await.unwrap().to_bytes();
            let text = String::from_utf8(text.to_vec()).unwrap();
            let body = serde_json::from_str(&text).unwrap_or(Value::Null);
            assert!(
                line.ends_with('\n') && line.matches('\n').count() == 1,
                "one line: {line}"
            );
            let log = serde_json::from_str(&line).unwrap();
            Reply {
                status: head.status,
                headers: head.headers,
                text,
                body,
                log,
            }
        })
    }
}

/// What came back, and what was logged.
#[derive(Debug)]
pub(crate) struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub body: Value,
    pub log: Value,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn code(&self) -> &str {
        self.body["error"]["code"].as_str().unwrap_or_default()
    }

    pub(crate) fn message(&self) -> &str {
        self.body["error"]["message"].as_str().unwrap_or_default()
    }

    /// `field: message` of the only detail.
    pub(crate) fn detail(&self) -> String {
        let details = self.body["error"]["details"].as_array().unwrap();
        assert_eq!(details.len(), 1, "{}", self.text);
        let text = |name: &str| details[0][name].as_str().unwrap().to_owned();
        format!("{}: {}", text("field"), text("message"))
    }
}
