//! Who may tell something, by a signature: `POST /api/v1/callbacks/{provider}`

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use harness::{Need, json};

use super::sending::{
    SECRET, fate, give_secret, now, path, patient, pending, send, sender, signature,
};

const NEWS: &[u8] = br#"{"type": "weather.changed", "data": {}}"#;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_secret_hears_the_same_whatever_is_wrong() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    give_secret(&shop, "acme", SECRET).await;
    let at = now();
    let good = signature(SECRET, "msg_1", at, NEWS);
    let path = path(&shop, "acme");
    let time = at.to_string();

    let other = signature(b"another secret of 32 bytes......", "msg_1", at, NEWS);
    let elsewhere = format!("/api/v1/callbacks/nobody?tenant={}", shop.tenant);
    let mut messages = Vec::new();
    for (path, id, time, signed, body) in [
        (&path, "msg_1", time.as_str(), other.as_str(), NEWS),
        (&path, "msg_1", &time, &good, b"{}"),
        (&path, "msg_2", &time, &good, NEWS),
        (&path, "msg_1", &(at + 1).to_string(), &good, NEWS),
        (&path, "msg_1", "soon", &good, NEWS),
        (&path, "msg_1", &time, "", NEWS),
        (&path, "msg_1", &time, "v1,", NEWS),
        (&path, "msg_1", &time, &good.replace("v1,", "v2,"), NEWS),
        (&elsewhere, "msg_1", &time, &good, NEWS),
        (
            &"/api/v1/callbacks/acme".to_owned(),
            "msg_1",
            &time,
            &good,
            NEWS,
        ),
        (
            &"/api/v1/callbacks/acme?tenant=no-such-shop".to_owned(),
            "msg_1",
            &time,
            &good,
            NEWS,
        ),
        (
            &format!("/api/v1/callbacks/ACME?tenant={}", shop.tenant),
            "msg_1",
            &time,
            &good,
            NEWS,
        ),
    ] {
        let answer = sender(&shop, id, time, signed).post(path, body).await;
        let error = answer.refused(401, "UNAUTHENTICATED");
        messages.push(error["message"].clone());
    }
    for header in ["webhook-id", "webhook-timestamp", "webhook-signature"] {
        let sender = sender(&shop, "msg_1", &time, &good).without(header);
        let error = sender
            .post(&path, NEWS)
            .await
            .refused(401, "UNAUTHENTICATED");
        messages.push(error["message"].clone());
    }
    // A token is no signature.
    let admin = shop.admin().post(&path, NEWS).await;
    messages.push(admin.refused(401, "UNAUTHENTICATED")["message"].clone());

    messages.dedup();
    assert_eq!(messages.len(), 1, "{messages:?}");
    let told = shop
        .rows("select from spindle.callback_inbox where tenant_id = $tenant")
        .await;
    assert_eq!(told.len(), 0);
    let answer = sender(&shop, "msg_1", &time, &good).post(&path, NEWS).await;
    assert_eq!(fate(&answer), "202 ignored");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_good_for_five_minutes_of_the_shops_clock() {
    let Some(shop) = patient(&[Need::Clock]).await else {
        return;
    };
    give_secret(&shop, "acme", SECRET).await;
    let news = json!({ "type": "weather.changed" });
    let path = path(&shop, "acme");
    let at = async |timestamp: u64| {
        let body = news.to_string();
        let signed = signature(SECRET, "msg", timestamp, body.as_bytes());
        sender(&shop, "msg", &timestamp.to_string(), &signed)
            .post(&path, body)
            .await
            .status
            .as_u16()
    };

    // The machine may take a while from here to the database: half a minute is left on either side.
    assert_eq!(at(now()).await, 202);
    assert_eq!(at(now() - 270).await, 202, "nearly five minutes old");
    assert_eq!(at(now() - 301).await, 401, "older");
    assert_eq!(at(now() + 270).await, 202, "sent by a fast clock");
    assert_eq!(at(now() + 330).await, 401, "from the future");

    shop.move_clock(Duration::from_secs(600)).await;
    assert_eq!(at(now()).await, 401, "ten minutes old by now");
    assert_eq!(at(now() + 600).await, 202);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_secrets_change_both_are_good_and_then_only_the_new_one() {
    let Some(shop) = patient(&[Need::Clock]).await else {
        return;
    };
    let fresh = b"the secret that takes over......";
    give_secret(&shop, "acme", SECRET).await;
    give_secret(&shop, "acme", fresh).await;
    shop.run(&format!(
        "update spindle.callback_secrets set expires_at = spindle.clock() + interval '1 hour'
          where tenant_id = $tenant and secret = decode('{}', 'base64')",
        BASE64_STANDARD.encode(SECRET)
    ))
    .await;
    let path = path(&shop, "acme");
    let status = async |at: u64, signatures: &[&[u8]]| {
        let signed = signatures
            .iter()
            .map(|secret| signature(secret, "msg", at, NEWS));
        let signed: Vec<String> = signed.collect();
        sender(&shop, "msg", &at.to_string(), &signed.join(" "))
            .post(&path, NEWS)
            .await
            .status
            .as_u16()
    };

    let stranger = b"nobody gave anybody this secret.";
    assert_eq!(status(now(), &[SECRET]).await, 202);
    assert_eq!(status(now(), &[fresh]).await, 202);
    assert_eq!(status(now(), &[SECRET, fresh]).await, 202);
    assert_eq!(status(now(), &[stranger, fresh]).await, 202);
    assert_eq!(status(now(), &[stranger]).await, 401);

    shop.move_clock(Duration::from_secs(3601)).await;
    let later = now() + 3601;
    assert_eq!(status(later, &[SECRET]).await, 401);
    assert_eq!(status(later, &[fresh]).await, 202);
    assert_eq!(status(later, &[SECRET, fresh]).await, 202);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_is_one_tenants_and_one_providers() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    give_secret(&shop, "acme", SECRET).await;
    let other = shop.another_tenant().await;
    let (at, time) = (now(), now().to_string());
    let signed = signature(SECRET, "msg", at, NEWS);

    for path in [
        format!("/api/v1/callbacks/acme?tenant={other}"),
        format!("/api/v1/callbacks/acme-2?tenant={}", shop.tenant),
    ] {
        sender(&shop, "msg", &time, &signed)
            .post(&path, NEWS)
            .await
            .refused(401, "UNAUTHENTICATED");
    }
    // The tenant may be named in the header instead, and must not be named in two ways.
    let path = "/api/v1/callbacks/acme";
    let named = sender(&shop, "msg", &time, &signed).with("x-tenant", &shop.tenant);
    assert_eq!(fate(&named.post(path, NEWS).await), "202 ignored");
    named
        .post(&format!("{path}?tenant={other}"), NEWS)
        .await
        .refused(401, "UNAUTHENTICATED");
}

/// The example that the libraries of the standard share, with its own time.
#[tokio::test(flavor = "multi_thread")]
async fn the_example_of_the_standard_is_taken_for_signed() {
    let Some(shop) = patient(&[Need::Clock]).await else {
        return;
    };
    let secret = BASE64_STANDARD
        .decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        .unwrap();
    give_secret(&shop, "acme", &secret).await;
    shop.run("insert into spindle.clock_shift (shift) values (to_timestamp(1614265330) - now())")
        .await;
    let signed = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    let example = sender(&shop, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", signed);
    let path = path(&shop, "acme");

    // It says nothing that we understand; but that is found out only once it is believed.
    let error = example
        .post(&path, r#"{"test": 2432232314}"#)
        .await
        .refused(422, "VALIDATION_FAILED");

    assert_eq!(error["details"][0]["field"], "type");
    example
        .post(&path, r#"{"test": 2432232315}"#)
        .await
        .refused(401, "UNAUTHENTICATED");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_id_with_another_body_is_refused() {
    let Some(shop) = patient(&[]).await else {
        return;
    };
    let order = pending(&shop).await;
    let paid = super::sending::paid(&order);
    let mut less = paid.clone();
    less["data"]["amount"] = json!("1.00");

    assert_eq!(fate(&send(&shop, "msg_1", &paid).await), "200 applied");
    send(&shop, "msg_1", &less)
        .await
        .refused(422, "EVENT_REUSED");

    assert_eq!(fate(&send(&shop, "msg_1", &paid).await), "200 applied");
    let told = shop
        .rows("select from spindle.callback_inbox where tenant_id = $tenant")
        .await;
    assert_eq!(told.len(), 1);
}
