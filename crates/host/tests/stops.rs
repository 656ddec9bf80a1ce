//! Components that are stopped at a call, and what the call has done by then.

use host::{Options, Stop, Stops};

use crate::support::{Connection, Site, Table, database, probe, probe_with};

fn with(stops: &Stops) -> Options {
    Options {
        stops: stops.clone(),
        ..Options::default()
    }
}

/// Each way of stopping, whether the call is made, and the status that the client gets: the probe
/// answers 502 when it hears of an error.
const WAYS: [(Stop, bool, u16); 3] = [
    (Stop::Before, false, 500),
    (Stop::AnswerLost, true, 502),
    (Stop::After, true, 500),
];

#[tokio::test]
async fn a_statement_that_is_made_is_committed() {
    let Some(url) = database("a_statement_that_is_made_is_committed") else {
        return;
    };
    let stops = Stops::new();
    let lines = format!(
        "allowed_outbound_hosts = [\"postgres://*:*\"]\nvariables = {{ database_url = \"{url}\" }}"
    );
    let site = Site::start(&probe_with(&lines), with(&stops)).await;
    for (deed, statement) in [("/execute", ""), ("/query", " returning n")] {
        for (stop, is_made, status) in WAYS {
            let table = Table::create(&url).await;
            let insert = format!("insert into {} values (1){statement}", table.name);

            stops.arm("probe", 1, stop);
            let answer = site.post(deed, &insert).await;

            assert_eq!(answer.status, status, "{deed} {stop:?}");
            assert_eq!(table.rows().await, i64::from(is_made), "{deed} {stop:?}");
            assert_eq!(stops.calls(), [insert.as_str()]);
            assert!(!stops.is_armed(), "{deed} {stop:?}");
            // The next one is an ordinary call.
            site.ask(deed, &insert).await;
            assert_eq!(
                table.rows().await,
                1 + i64::from(is_made),
                "{deed} {stop:?}"
            );
            table.remove().await;
        }
    }
}

#[tokio::test]
async fn a_key_that_is_set_stays_set() {
    let stops = Stops::new();
    let lines = "key_value_stores = [\"default\"]";
    let site = Site::start(&probe_with(lines), with(&stops)).await;
    for (stop, is_made, status) in WAYS {
        site.ask("/set", "a=old").await;

        stops.arm("probe", 1, stop);
        let answer = site.post("/set", "a=new").await;

        assert_eq!(answer.status, status, "{stop:?}");
        let expected = if is_made { "new" } else { "old" };
        assert_eq!(site.ask("/get", "a").await, expected, "{stop:?}");
    }
}

#[tokio::test]
async fn a_request_that_is_sent_arrives_and_only_its_sender_dies() {
    let probe = probe();
    let body = format!(
        "[[trigger.http]]\nroute = \"/one/...\"\ncomponent = \"one\"\n[[trigger.http]]\nroute = \"/two/...\"\ncomponent = \"two\"\n\
         [component.one]\nsource = \"{probe}\"\nallowed_outbound_hosts = [\"http://two.spin.internal\"]\n\
         [component.two]\nsource = \"{probe}\"\nkey_value_stores = [\"default\"]\n"
    );
    let stops = Stops::new();
    let site = Site::start(&body, with(&stops)).await;
    for (stop, is_made, status) in WAYS {
        site.ask("/two/set", "a=old").await;
        let mut neighbor = Connection::open(site.address).await;
        let sleeping = tokio::spawn(async move { neighbor.post("/one/sleep", "100").await });
        site.until_logged("sleeping").await;

        stops.arm("one", 1, stop);
        let answer = site
            .post("/one/send", "http://two.spin.internal/set a=new")
            .await;

        assert_eq!(answer.status, status, "{stop:?}: {}", answer.body);
        let expected = if is_made { "new" } else { "old" };
        assert_eq!(site.ask("/two/get", "a").await, expected, "{stop:?}");
        assert_eq!(sleeping.await.unwrap().body, "awake", "{stop:?}");
    }
    assert_eq!(site.logged("as asked").len(), 2, "{:?}", site.logged(""));
}

#[tokio::test]
async fn without_a_hook_nothing_is_stopped() {
    let stops = Stops::default();
    let lines = "key_value_stores = [\"default\"]";
    let site = Site::start(&probe_with(lines), with(&stops)).await;

    stops.arm("probe", 1, Stop::Before);

    site.ask("/set", "a=new").await;
    assert_eq!(site.ask("/get", "a").await, "new");
}
