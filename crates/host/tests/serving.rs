//! Routes, headers, many connections, draining.

use std::time::Duration;

use host::{Limits, Options};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Connection, Site, probe_with};

#[tokio::test]
async fn a_path_that_no_route_takes_is_an_empty_404() {
    let body = probe_with("").replace("/...", "/api/:version/hello");
    let site = Site::start(&body, Options::default()).await;

    assert_eq!(site.ask("/api/v1/hello", "").await, "hello");
    for path in ["/", "/api", "/api/v1", "/api/v1/hello/more"] {
        let answer = site.post(path, "").await;

        assert_eq!((answer.status, answer.body.as_str()), (404, ""), "{path}");
    }
}

#[tokio::test]
async fn the_host_says_that_it_is_well() {
    let site = Site::of_probe("").await;

    assert_eq!(site.ask("/.well-known/spin/health", "").await, "OK");
}

#[tokio::test]
async fn a_client_cannot_forge_the_hosts_headers() {
    let body = probe_with("").replace("/...", "/api/:version/...");
    let site = Site::start(&body, Options::default()).await;
    let forged = [
        ("spin-client-addr", "1.2.3.4:5"),
        ("spin-path-match-tenant", "other"),
        ("connection", "keep-alive"),
        ("x-own", "kept"),
    ];

    let seen = Connection::open(site.address)
        .await
        .post_with("/api/v1/a/request?x=1", "body", &forged)
        .await
        .body;

    let address = site.address;
    let mut lines: Vec<_> = seen
        .lines()
        .filter(|line| !line.starts_with("spin-client-addr: 127.0.0.1:"))
        .collect();
    assert_eq!(
        lines.remove(0),
        format!("POST http://{address}/api/v1/a/request?x=1")
    );
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "content-length: 4",
            "spin-base-path: /",
            "spin-component-route: /api/:version",
            &format!("spin-full-url: http://{address}/api/v1/a/request?x=1"),
            "spin-matched-route: /api/:version/...",
            "spin-path-info: /a/request",
            "spin-path-match-version: v1",
            "spin-raw-component-route: /api/:version/...",
            "x-own: kept",
        ]
    );
    assert_eq!(seen.matches("spin-client-addr: 127.0.0.1:").count(), 1);
}

#[tokio::test]
async fn a_request_without_a_socket_is_answered_the_same() {
    let site = Site::of_probe("").await;
    let request = http::Request::post("/size")
        .body(bytes::Bytes::from("12345"))
        .unwrap();

    let response = site.app.handle(request).await;

    let body = http_body_util::BodyExt::collect(response.into_body())
        .await
        .unwrap()
        .to_bytes();
    assert_eq!(body, "5");
}

#[tokio::test]
async fn a_large_answer_arrives_whole() {
    let site = Site::of_probe("").await;

    for bytes in [0, 1, 100_000, 5_000_000] {
        assert_eq!(site.ask("/big", &bytes.to_string()).await.len(), bytes);
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused() {
    let limits = Limits {
        body_bytes: 1000,
        ..Limits::default()
    };
    let site = Site::start(
        &probe_with(""),
        Options {
            limits,
            ..Options::default()
        },
    )
    .await;

    assert_eq!(site.ask("/size", &"x".repeat(1000)).await, "1000");
    assert_eq!(site.post("/size", &"x".repeat(1001)).await.status, 413);
    let chunked = "POST /size HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5DC\r\n";
    let chunked = format!("{chunked}{}\r\n0\r\n\r\n", "x".repeat(1500));
    assert!(raw(&site, &chunked).await.starts_with("HTTP/1.1 413"));
}

#[tokio::test]
async fn a_request_that_is_no_http_is_refused() {
    let site = Site::of_probe("").await;

    let long = format!(
        "GET / HTTP/1.1\r\nHost: a\r\nX-Long: {}\r\n\r\n",
        "x".repeat(100_000)
    );
    for (request, status) in [
        (long.as_str(), "431"),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "400"),
        ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
        ("nonsense\r\n\r\n", "400"),
        ("GET /hello HTTP/1.0\r\n\r\n", "200"),
    ] {
        let answer = raw(&site, request).await;

        assert!(
            answer.starts_with("HTTP/1.") && answer[9..].starts_with(status),
            "{request:.50}: {answer}"
        );
    }
}

/// What a connection answers to some bytes before it closes or goes quiet.
async fn raw(site: &Site, request: &str) -> String {
    let mut stream = TcpStream::connect(site.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = stream.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..read]).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_clients_stay_connected() {
    let site = Site::of_probe("").await;
    let mut connections = Vec::new();
    for _ in 0..1000 {
        connections.push(Connection::open(site.address).await);
    }

    // Twice, so that the second round needs every connection to be alive still.
    for _ in 0..2 {
        let round: Vec<_> = connections
            .drain(..)
            .map(|mut connection| {
                tokio::spawn(async move {
                    let answer = connection.post("/hello", "").await;
                    assert_eq!((answer.status, answer.body.as_str()), (200, "hello"));
                    connection
                })
            })
            .collect();
        for task in round {
            connections.push(task.await.unwrap());
        }
    }

    assert_eq!(connections.len(), 1000);
}

#[tokio::test]
async fn a_request_beyond_the_bound_is_asked_to_come_again() {
    let limits = Limits {
        requests: 1,
        queue_wait: Duration::from_millis(50),
        ..Limits::default()
    };
    let site = Site::start(
        &probe_with(""),
        Options {
            limits,
            ..Options::default()
        },
    )
    .await;
    let mut first = Connection::open(site.address).await;
    let first = tokio::spawn(async move { first.post("/sleep", "500").await });
    site.until_logged("sleeping").await;

    let refused = site.post("/hello", "").await;

    assert_eq!(refused.status, 503);
    assert_eq!(
        (
            refused.headers["retry-after"].as_bytes(),
            refused.body.as_str()
        ),
        (&b"1"[..], "")
    );
    assert_eq!(first.await.unwrap().body, "awake");
}

#[tokio::test]
async fn what_is_in_flight_is_finished_and_nothing_new_begins() {
    let mut site = Site::of_probe("").await;
    let address = site.address;
    let mut idle = Connection::open(address).await;
    idle.post("/hello", "").await;
    let mut busy = Connection::open(address).await;
    let busy = tokio::spawn(async move { busy.post("/sleep", "500").await });
    site.until_logged("sleeping").await;

    site.begin_stop();
    let cut_off = site.stopped().await;

    let answer = busy.await.unwrap();
    assert_eq!((answer.status, answer.body.as_str()), (200, "awake"));
    assert_eq!(answer.headers["connection"], "close");
    assert_eq!(cut_off, 0);
    assert!(
        TcpStream::connect(address).await.is_err(),
        "a new connection was accepted"
    );
}

#[tokio::test]
async fn a_drain_has_an_end() {
    let mut site = Site::of_probe("").await;
    let mut busy = Connection::open(site.address).await;
    let busy = tokio::spawn(async move { busy.post("/sleep", "60000").await });
    site.until_logged("sleeping").await;

    site.begin_stop();

    assert_eq!(site.stopped().await, 1);
    assert!(busy.await.is_err(), "the client saw an answer");
}
