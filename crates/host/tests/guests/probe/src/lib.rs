//! Does what a test of the host asks for: the path names a deed, the body is its argument, the answer is text.

mod faults;
mod postgres;
mod stores;

use bytes::Bytes;
use spin_sdk::http::body::IncomingBodyExt;
use spin_sdk::http::{EmptyBody, FullBody, Request, Response, send};
use spin_sdk::{http_service, variables};

/// Text for the test; an error is answered with 502.
type Answer = Result<String, String>;

#[http_service]
async fn handle(request: Request) -> Response<FullBody<Bytes>> {
    let (status, text) = match answer(request).await {
        Ok(text) => (200, text),
        Err(text) => (502, text),
    };
    let mut response = Response::new(FullBody::new(Bytes::from(text)));
    *response.status_mut() = status.try_into().unwrap_or_default();
    response
}

async fn answer(request: Request) -> Answer {
    let head = describe(&request);
    let path = request.uri().path().to_owned();
    let body = request.into_body().bytes().await.map_err(debug)?;
    let argument = String::from_utf8_lossy(&body).into_owned();
    let deed = path.rsplit('/').next().unwrap_or_default();
    match deed {
        "request" => Ok(head),
        "size" => Ok(body.len().to_string()),
        "variable" => variables::get(argument).await.map_err(debug),
        "send" => fetch(&argument).await,
        "set" => stores::set(&argument).await,
        "get" => stores::get(&argument).await,
        "keys" => stores::keys().await,
        "open-store" => stores::open(&argument).await,
        "connect" => postgres::connect(&argument).await,
        "query" => postgres::query(&argument).await,
        "execute" => postgres::execute(&argument).await,
        "types" => postgres::types().await,
        "leave-open" => postgres::leave_open(&argument).await,
        "leave-open-and-trap" => postgres::leave_open_and_trap(&argument).await,
        "hold" => postgres::hold(&argument).await,
        "print" => faults::print(&argument),
        "sleep" => faults::sleep(&argument).await,
        "big" => Ok("x".repeat(argument.parse().unwrap_or(0))),
        "allocate" => faults::allocate(&argument),
        "trap" => faults::trap(),
        "loop" => faults::endless_loop(),
        _ => Ok(deed.to_owned()),
    }
}

/// Method, URI and headers, one a line.
fn describe(request: &Request) -> String {
    let headers = request.headers().iter();
    let headers = headers
        .map(|(name, value)| format!("\n{name}: {}", String::from_utf8_lossy(value.as_bytes())));
    format!(
        "{} {}{}",
        request.method(),
        request.uri(),
        headers.collect::<String>()
    )
}

/// `<status> <body>` of a POST to `url`, with a header that pretends to be the host's.
async fn fetch(argument: &str) -> Answer {
    let (url, body) = argument.split_once(' ').unwrap_or((argument, ""));
    let request = Request::post(url)
        .header("spin-client-addr", "forged")
        .header("x-own", "kept");
    let response = if body.is_empty() {
        send(request.body(EmptyBody::new()).map_err(debug)?).await
    } else {
        send(
            request
                .body(FullBody::new(Bytes::from(body.to_owned())))
                .map_err(debug)?,
        )
        .await
    };
    let response = response.map_err(debug)?;
    let status = response.status().as_u16();
    let body = response.into_body().bytes().await.map_err(debug)?;
    Ok(format!("{status} {}", String::from_utf8_lossy(&body)))
}

fn debug(error: impl std::fmt::Debug) -> String {
    format!("{error:?}")
}
