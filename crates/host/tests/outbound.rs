//! `allowed_outbound_hosts`.

use host::Options;

use crate::support::{Site, probe_with};

#[tokio::test]
async fn only_allowed_hosts_are_reached_over_http() {
    let target = Site::of_probe("").await;
    let (allowed, port) = (target.address, target.address.port());
    let site = Site::of_probe(&format!("allowed_outbound_hosts = [\"http://{allowed}\"]")).await;

    assert_eq!(
        site.ask("/send", &format!("http://{allowed}/hello")).await,
        "200 hello"
    );
    for refused in [
        format!("http://localhost:{port}/hello"),
        "http://127.0.0.1:1/hello".to_owned(),
        "http://back.spin.internal/hello".to_owned(),
    ] {
        assert!(
            site.fail("/send", &refused)
                .await
                .contains("HttpRequestDenied"),
            "{refused}"
        );
    }
    assert_eq!(
        site.logged("probe Host: refused a request to http://127.0.0.1:1")
            .len(),
        1
    );
}

#[tokio::test]
async fn only_allowed_hosts_are_reached_over_postgres() {
    let site = Site::of_probe("allowed_outbound_hosts = [\"postgres://127.0.0.1:1\"]").await;

    for (address, error) in [
        (
            "postgres://u@127.0.0.1:2/d",
            "postgres://127.0.0.1:2 is not in allowed_outbound_hosts",
        ),
        (
            "host=example.com user=u",
            "postgres://example.com:5432 is not in allowed_outbound_hosts",
        ),
        (
            "postgres://u@127.0.0.1:1,127.0.0.1:2/d",
            "postgres://127.0.0.1:2 is not in allowed_outbound_hosts",
        ),
        (
            "host=/tmp user=u",
            "the Unix socket /tmp is not in allowed_outbound_hosts",
        ),
        (
            "host=127.0.0.1 hostaddr=127.0.0.2 port=1 user=u",
            "the address must name a host",
        ),
        ("postgres://u@127.0.0.1:1/d", "Connection refused"),
    ] {
        let found = site.fail("/connect", address).await;

        assert!(
            found.contains("ConnectionFailed") && found.contains(error),
            "{address}: {found}"
        );
    }
}

#[tokio::test]
async fn an_allowed_host_may_be_a_template() {
    let target = Site::of_probe("").await;
    let body = format!(
        "[variables]\nport = {{ default = \"1\" }}\n{}",
        probe_with("allowed_outbound_hosts = [\"http://127.0.0.1:{{ port }}\"]")
    );
    let variables = [("port".to_owned(), target.address.port().to_string())].into();

    let site = Site::start(
        &body,
        Options {
            variables,
            ..Options::default()
        },
    )
    .await;

    assert_eq!(
        site.ask("/send", &format!("http://{}/hello", target.address))
            .await,
        "200 hello"
    );
}
