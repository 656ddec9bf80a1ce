//! What came back, with the questions tests ask of it.

use hyper::{HeaderMap, StatusCode};
use serde_json::Value;

/// The answer to one request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: StatusCode,
    /// Names in lower case.
    pub headers: HeaderMap,
    /// The body as JSON; a text where it is none.
    pub body: Value,
    /// The body as a text.
    pub text: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body of a 200.
    #[track_caller]
    pub fn ok(self) -> Value {
        self.body_of(StatusCode::OK)
    }

    /// The body of a 201.
    #[track_caller]
    pub fn created(self) -> Value {
        self.body_of(StatusCode::CREATED)
    }

    /// The body of a 202.
    #[track_caller]
    pub fn accepted(self) -> Value {
        self.body_of(StatusCode::ACCEPTED)
    }

    /// The `error` of the envelope, after checking status, code and that the envelope is whole.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{self:#?}");
        let error = &self.body["error"];
        assert_eq!(error["code"], code, "{self:#?}");
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
            "{self:#?}"
        );
        assert!(error["details"].is_array(), "{self:#?}");
        assert_eq!(self.header("content-type"), "application/json", "{self:#?}");
        assert_eq!(
            self.body["request_id"],
            self.header("x-request-id"),
            "{self:#?}"
        );
        error.clone()
    }

    /// A header's value; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    #[track_caller]
    fn body_of(self, status: StatusCode) -> Value {
        assert_eq!(self.status, status, "{self:#?}");
        self.body
    }
}
