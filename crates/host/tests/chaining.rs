//! Requests from component to component.

use host::Options;

use crate::support::{Site, probe};

/// A public `front` and a private `back`, both probes.
async fn front_and_back(options: Options) -> Site {
    let probe = probe();
    let body = format!(
        "[[trigger.http]]\nroute = \"/front/...\"\ncomponent = \"front\"\n\
         [[trigger.http]]\nroute = {{ private = true }}\ncomponent = \"back\"\n\
         [component.front]\nsource = \"{probe}\"\nallowed_outbound_hosts = [\"http://*.spin.internal\"]\n\
         [component.back]\nsource = \"{probe}\"\nallowed_outbound_hosts = [\"http://back.spin.internal\"]\n"
    );
    Site::start(&body, options).await
}

#[tokio::test]
async fn a_private_component_is_reached_by_chaining_only() {
    let site = front_and_back(Options::default()).await;

    let public = site.post("/back/hello", "").await;
    let chained = site
        .ask("/front/send", "http://back.spin.internal/hello")
        .await;

    assert_eq!((public.status, public.body.as_str()), (404, ""));
    assert_eq!(chained, "200 hello");
}

#[tokio::test]
async fn a_chained_request_carries_the_callers_headers_and_the_hosts_own() {
    let site = front_and_back(Options::default()).await;

    let seen = site
        .ask("/front/send", "http://back.spin.internal/a/request?x=1")
        .await;

    let mut lines: Vec<_> = seen.lines().collect();
    assert_eq!(
        lines.remove(0),
        "200 POST http://back.spin.internal/a/request?x=1"
    );
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "spin-base-path: /",
            "spin-client-addr: 0.0.0.0:0",
            "spin-component-route: /",
            "spin-full-url: http://localhost/a/request?x=1",
            "spin-matched-route: /...",
            "spin-path-info: /a/request",
            "spin-raw-component-route: /...",
            "x-own: kept",
        ]
    );
}

#[tokio::test]
async fn a_body_goes_along() {
    let site = front_and_back(Options::default()).await;

    assert_eq!(
        site.ask("/front/send", "http://back.spin.internal/size 12345")
            .await,
        "200 5"
    );
}

#[tokio::test]
async fn a_trap_of_the_callee_is_a_500_for_the_caller() {
    let site = front_and_back(Options::default()).await;

    assert_eq!(
        site.ask("/front/send", "http://back.spin.internal/trap")
            .await,
        "500 "
    );
}

#[tokio::test]
async fn an_unknown_component_is_not_found() {
    let site = front_and_back(Options::default()).await;

    let error = site
        .fail("/front/send", "http://nobody.spin.internal/")
        .await;

    assert!(error.contains("DestinationNotFound"), "{error}");
}

#[tokio::test]
async fn a_loop_of_calls_ends() {
    let site = front_and_back(Options {
        chain_depth: 3,
        ..Options::default()
    })
    .await;
    let mut request = "http://back.spin.internal/send ".repeat(4);
    request.push_str("http://back.spin.internal/hello");

    let answer = site.ask("/front/send", &request).await;

    assert!(answer.contains("LoopDetected"), "{answer}");
}

#[tokio::test]
async fn a_tool_can_call_a_private_component() {
    let site = front_and_back(Options::default()).await;
    let request = || {
        http::Request::post("/hello")
            .body(bytes::Bytes::new())
            .unwrap()
    };

    assert_eq!(
        site.app.call("back", request()).await.unwrap().status(),
        200
    );
    assert!(site.app.call("nobody", request()).await.is_none());
}
