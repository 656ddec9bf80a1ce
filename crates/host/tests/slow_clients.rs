//! Clients that take their time.

use std::time::Duration;

use host::{Limits, Options};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::{Site, probe_with};

/// A site with room for one request, so that a slow client in it would keep all others out.
async fn site() -> Site {
    let limits = Limits {
        requests: 1,
        head_timeout: Duration::from_millis(300),
        body_timeout: Duration::from_millis(300),
        ..Limits::default()
    };
    Site::start(
        &probe_with(""),
        Options {
            limits,
            ..Options::default()
        },
    )
    .await
}

/// Sends `head` and then a byte now and then until the server has enough; returns what it answered.
async fn dribble(site: &Site, head: &str) -> String {
    let (mut reader, mut writer) = TcpStream::connect(site.address).await.unwrap().into_split();
    let head = head.to_owned();
    let writing = tokio::spawn(async move {
        let mut bytes = head.into_bytes();
        while writer.write_all(&bytes).await.is_ok() {
            bytes = b"x".to_vec();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    assert_eq!(
        site.ask("/hello", "").await,
        "hello",
        "the slow client keeps others out"
    );
    let mut answer = Vec::new();
    // The rest of the dribble may reset the connection after the answer.
    let _ = reader.read_to_end(&mut answer).await;
    writing.abort();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_head_that_dribbles_is_cut_off() {
    let answer = dribble(&site().await, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ").await;

    assert!(!answer.contains("200"), "{answer}");
}

#[tokio::test]
async fn a_body_that_dribbles_is_cut_off() {
    let answer = dribble(
        &site().await,
        "POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n",
    )
    .await;

    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[tokio::test]
async fn a_client_that_says_nothing_is_cut_off() {
    let site = site().await;
    let mut silent = TcpStream::connect(site.address).await.unwrap();

    assert_eq!(silent.read(&mut [0; 16]).await.unwrap(), 0);
}

#[tokio::test]
async fn a_client_that_falls_silent_is_cut_off() {
    let site = site().await;
    let mut silent = TcpStream::connect(site.address).await.unwrap();
    silent
        .write_all(b"POST /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
        .await
        .unwrap();

    let mut answer = String::new();
    silent.read_to_string(&mut answer).await.unwrap();

    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn a_client_that_leaves_early_leaves_nothing_behind() {
    let site = site().await;
    for _ in 0..20 {
        let mut gone = TcpStream::connect(site.address).await.unwrap();
        gone.write_all(b"POST /size HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n")
            .await
            .unwrap();
    }

    assert_eq!(site.ask("/hello", "").await, "hello");
}

#[tokio::test]
async fn a_client_that_hangs_up_keeps_its_turn_until_its_request_has_ended() {
    let limits = Limits {
        requests: 1,
        queue_wait: Duration::from_millis(20),
        ..Limits::default()
    };
    let mut site = Site::start(
        &probe_with(""),
        Options {
            limits,
            ..Options::default()
        },
    )
    .await;
    let mut gone = TcpStream::connect(site.address).await.unwrap();
    gone.write_all(b"POST /sleep HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n500")
        .await
        .unwrap();
    site.until_logged("sleeping").await;
    drop(gone);

    assert_eq!(site.post("/hello", "").await.status, 503);

    // The request is finished even though nobody waits for it.
    site.begin_stop();
    assert_eq!(site.stopped().await, 0);
    assert_eq!(site.logged("slept").len(), 1);
}
