//! Components that misbehave, and that only they suffer.

use std::time::{Duration, Instant};

use host::Options;

use crate::support::{Connection, Site, probe, probe_with};

#[tokio::test]
async fn a_trap_hits_only_its_own_instance() {
    let site = Site::of_probe("").await;
    let mut neighbor = Connection::open(site.address).await;
    let sleeping = tokio::spawn(async move { neighbor.post("/sleep", "300").await });
    site.until_logged("sleeping").await;

    let trapped = site.post("/trap", "").await;

    assert_eq!((trapped.status, trapped.body.as_str()), (500, ""));
    assert_eq!(sleeping.await.unwrap().body, "awake");
    assert_eq!(site.ask("/hello", "").await, "hello");
    assert_eq!(
        site.logged("probe Stderr: trapped as asked").len(),
        1,
        "{:?}",
        site.logged("probe")
    );
    assert_eq!(
        site.logged("probe Host: an instance was ended: wasm trap")
            .len(),
        1,
        "{:?}",
        site.logged("probe")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_endless_loop_is_cut_off_while_others_answer() {
    let probe = probe();
    let body = format!(
        "[[trigger.http]]\nroute = \"/one/...\"\ncomponent = \"one\"\n[[trigger.http]]\nroute = \"/two/...\"\ncomponent = \"two\"\n\
         [component.one]\nsource = \"{probe}\"\n[component.two]\nsource = \"{probe}\"\n"
    );
    let site = Site::start(
        &body,
        Options {
            cpu_limit: Duration::from_millis(500),
            ..Options::default()
        },
    )
    .await;
    let address = site.address;
    let looping: Vec<_> = (0..4)
        .map(|_| {
            tokio::spawn(async move { Connection::open(address).await.post("/one/loop", "").await })
        })
        .collect();

    let mut answers = 0;
    let mut other = Connection::open(address).await;
    while looping.iter().any(|task| !task.is_finished()) {
        assert_eq!(other.post("/two/hello", "").await.status, 200);
        answers += 1;
    }

    for task in looping {
        assert_eq!(task.await.unwrap().status, 500);
    }
    assert!(
        answers > 10,
        "only {answers} answers while four loops ran on two threads"
    );
    assert_eq!(
        site.logged("one Host: an instance was ended: a request computed for more than 500 ms")
            .len(),
        4
    );
}

#[tokio::test]
async fn waiting_is_not_computing() {
    let site = Site::start(
        &probe_with(""),
        Options {
            cpu_limit: Duration::from_millis(50),
            ..Options::default()
        },
    )
    .await;

    assert_eq!(site.ask("/sleep", "400").await, "awake");
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_given_up() {
    let options = Options {
        request_timeout: Duration::from_millis(200),
        ..Options::default()
    };
    let site = Site::start(&probe_with(""), options).await;
    let started = Instant::now();

    let answer = site.post("/sleep", "60000").await;

    assert_eq!((answer.status, answer.body.as_str()), (500, ""));
    assert!(started.elapsed() < Duration::from_secs(20));
    assert_eq!(
        site.logged("probe Host: a request failed: no answer within 200 ms")
            .len(),
        1
    );
}

/// Spin's default: what is lost by it is exactly what the local default avoids.
#[tokio::test]
async fn with_shared_instances_a_trap_takes_its_neighbors() {
    let site = Site::start(
        &probe_with(""),
        Options {
            instance_concurrency: 16,
            ..Options::default()
        },
    )
    .await;
    let mut neighbor = Connection::open(site.address).await;
    let sleeping = tokio::spawn(async move { neighbor.post("/sleep", "5000").await });
    site.until_logged("sleeping").await;

    let trapped = site.post("/trap", "").await;

    assert_eq!((trapped.status, sleeping.await.unwrap().status), (500, 500));
}

#[tokio::test]
async fn an_instance_cannot_take_all_memory() {
    let options = Options {
        instance_memory_bytes: 32 << 20,
        ..Options::default()
    };
    let site = Site::start(&probe_with(""), options).await;

    assert_eq!(site.ask("/allocate", "10").await, (10 << 20).to_string());
    assert_eq!(site.post("/allocate", "40").await.status, 500);
    assert_eq!(site.ask("/hello", "").await, "hello");
}

#[tokio::test]
async fn what_a_component_prints_comes_in_whole_lines() {
    let site = Site::start(
        &probe_with(""),
        Options {
            instance_reuse: 1,
            ..Options::default()
        },
    )
    .await;

    site.ask("/print", "first\nsecond").await;

    assert_eq!(
        site.logged("Stdout"),
        ["probe Stdout: first", "probe Stdout: second out"]
    );
    assert_eq!(site.logged("Stderr: first"), ["probe Stderr: first"]);
}
