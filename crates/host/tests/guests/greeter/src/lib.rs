//! Answers with what its plugin says.

use bytes::Bytes;
use spin_sdk::http::{FullBody, Request, Response};
use spin_sdk::http_service;

wit_bindgen::generate!({ path: "../../wit", world: "greeter" });

#[http_service]
async fn handle(_: Request) -> Response<FullBody<Bytes>> {
    let greeting = test::greeting::greet::greet("world");
    Response::new(FullBody::new(Bytes::from(greeting)))
}
