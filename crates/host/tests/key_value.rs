//! Key-value stores.

use host::Options;

use crate::support::Site;

#[tokio::test]
async fn what_is_set_can_be_read_by_every_instance() {
    let site = Site::of_probe("key_value_stores = [\"default\"]").await;

    site.ask("/set", "a=1").await;
    site.ask("/set", "b=2").await;
    site.ask("/set", "a=3").await;

    assert_eq!(site.ask("/get", "a").await, "3");
    assert_eq!(site.ask("/get", "c").await, "none");
    assert_eq!(site.ask("/keys", "").await, "a,b");
}

#[tokio::test]
async fn what_is_set_is_there_after_a_restart() {
    let state_dir = crate::support::folder(&[]);
    let options = || Options {
        state_dir: Some(state_dir.clone()),
        ..Options::default()
    };
    let body = crate::support::probe_with("key_value_stores = [\"default\"]");

    let site = Site::start(&body, options()).await;
    site.ask("/set", "a=1").await;
    drop(site);

    assert_eq!(
        Site::start(&body, options()).await.ask("/get", "a").await,
        "1"
    );
}

#[tokio::test]
async fn only_named_stores_open() {
    let site = Site::of_probe("key_value_stores = [\"default\"]").await;

    assert_eq!(site.ask("/open-store", "default").await, "open");
    assert!(
        site.fail("/open-store", "carts")
            .await
            .contains("AccessDenied")
    );
}

#[tokio::test]
async fn stores_of_runtime_config_are_separate() {
    let files = [(
        "runtime-config.toml",
        "[key_value_store.carts]\ntype = \"spin\"\npath = \"carts.db\"",
    )];
    let body = crate::support::probe_with("key_value_stores = [\"default\", \"carts\"]");

    let site = Site::try_start(&body, &files, Options::default())
        .await
        .unwrap();

    assert_eq!(site.ask("/open-store", "carts").await, "open");
    site.ask("/set", "a=1").await;
    assert_eq!(site.ask("/keys", "").await, "a");
}
