//! `spindle tenant callback-secret` against a real PostgreSQL.

use std::time::Duration;

use super::support::TestDatabase;
use cli::callback_secret::{add, expire, list};
use cli::tenant::parse_assignment;

const DAY: Duration = Duration::from_secs(86_400);

/// A migrated database with the tenant "acme".
async fn database(test: &str) -> Option<TestDatabase> {
    let database = TestDatabase::create(test).await?;
    let url = database.url();
    cli::migrate::migrate(&url, &|_| {}).await.unwrap();
    let words = ["name=Acme", "currency=USD"].map(|word| parse_assignment(word).unwrap());
    cli::tenant::add(&url, "acme", words.into(), None)
        .await
        .unwrap();
    Some(database)
}

/// The ids of a list, without times.
async fn ids(url: &str) -> Vec<String> {
    let lines = list(url, "acme").await.unwrap();
    let id = |line: &str| line.split_whitespace().nth(1).unwrap().to_owned();
    lines.lines().map(id).collect()
}

#[tokio::test]
async fn a_secret_is_shown_once_and_known_by_its_hash() {
    let Some(database) = database("a_secret_is_shown_once_and_known_by_its_hash").await else {
        return;
    };
    let url = database.url();

    let secret = add(&url, "acme", "payments", None, DAY).await.unwrap();

    let written = secret.trim().strip_prefix("whsec_").unwrap();
    let kept = "select encode(secret, 'base64') from spindle.callback_secrets";
    assert_eq!(database.text(kept).await, written);
    let hash = "select left(encode(sha256(secret), 'hex'), 12) from spindle.callback_secrets";
    let listed = list(&url, "acme").await.unwrap();
    assert!(!listed.contains(written), "{listed}");
    assert!(
        listed.starts_with(&format!("payments  {}  since ", database.text(hash).await)),
        "{listed}"
    );
    assert!(listed.ends_with("  good\n"), "{listed}");
}

#[tokio::test]
async fn an_older_secret_stays_good_for_a_while_and_any_can_be_ended() {
    let Some(database) =
        database("an_older_secret_stays_good_for_a_while_and_any_can_be_ended").await
    else {
        return;
    };
    let url = database.url();
    let given = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let line = add(&url, "acme", "payments", Some(given), DAY)
        .await
        .unwrap();
    assert!(
        line.starts_with("payments  ") && !line.contains("whsec_"),
        "{line}"
    );

    add(&url, "acme", "payments", None, DAY).await.unwrap();
    add(&url, "acme", "carrier", None, DAY).await.unwrap();

    let overlap = "select string_agg(provider || ' ' || coalesce((expires_at - created_at > interval '23 hours')::text, 'open'), ', '
                             order by provider, created_at) from spindle.callback_secrets";
    assert_eq!(
        database.text(overlap).await,
        "carrier open, payments true, payments open"
    );

    let ids = ids(&url).await;
    assert_eq!(ids.len(), 3);
    let ended = expire(&url, "acme", "payments", &ids[1]).await.unwrap();
    assert!(ended.contains("  ended "), "{ended}");
    let keys = "select jsonb_array_length(spindle.callback_keys_view('acme', 'payments')->'secrets')::text";
    assert_eq!(database.text(keys).await, "1");
}

#[tokio::test]
async fn what_cannot_be_done_is_said() {
    let Some(database) = database("what_cannot_be_done_is_said").await else {
        return;
    };
    let url = database.url();
    let given = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    add(&url, "acme", "payments", Some(given), DAY)
        .await
        .unwrap();

    for (tenant, provider, secret, sentence) in [
        (
            "acme",
            "Payments",
            None,
            "A provider's name is 1 to 50 of a-z, 0-9 and -.",
        ),
        (
            "acme",
            "payments",
            Some("whsec_short"),
            "A secret is whsec_ and the base64 of 24 to 64 bytes.",
        ),
        (
            "acme",
            "payments",
            Some(given),
            "payments has this secret already.",
        ),
        (
            "nobody",
            "payments",
            None,
            "There is no tenant nobody: `spindle tenant list` shows those there are.",
        ),
    ] {
        let error = add(&url, tenant, provider, secret, DAY).await.unwrap_err();
        assert_eq!(format!("{error:#}"), sentence);
    }
    for _ in 0..9 {
        add(&url, "acme", "payments", None, DAY).await.unwrap();
    }
    let eleventh = add(&url, "acme", "payments", None, DAY).await.unwrap_err();
    assert!(
        format!("{eleventh:#}").starts_with("payments has ten secrets that are good"),
        "{eleventh:#}"
    );
    let unknown = expire(&url, "acme", "carrier", "0123456789ab")
        .await
        .unwrap_err();
    assert!(
        format!("{unknown:#}").starts_with("carrier has no secret 0123456789ab"),
        "{unknown:#}"
    );
    let nobody = list(&url, "nobody").await.unwrap_err();
    assert!(
        format!("{nobody:#}").starts_with("There is no tenant nobody"),
        "{nobody:#}"
    );
}
