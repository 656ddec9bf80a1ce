#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up should stop"
)]

use axum::http::Request;

use super::*;

/// The example that the libraries of Standard Webhooks share.
const SECRET: &str = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const TIMESTAMP: u64 = 1_614_265_330;
const BODY: &[u8] = br#"{"test": 2432232314}"#;
const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

/// Another one, of the right length.
const OTHER: &str = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// The signer of a request with these headers to this path.
fn signer(path: &str, headers: &[(&str, &str)]) -> Option<Signer> {
    let mut request = Request::builder().uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let (parts, ()) = request.body(()).unwrap().into_parts();
    Signer::of(&parts)
}

fn example(signatures: &str) -> Signer {
    let headers = [
        ("webhook-id", ID),
        ("webhook-timestamp", &TIMESTAMP.to_string()),
        ("webhook-signature", signatures),
    ];
    signer("/callbacks/p?tenant=demo", &headers).unwrap()
}

fn secrets(secrets: &[&str]) -> Vec<String> {
    secrets.iter().map(ToString::to_string).collect()
}

#[test]
fn the_example_of_the_standard_is_signed() {
    let id = example(SIGNATURE).check(&secrets(&[SECRET]), TIMESTAMP, BODY);

    assert_eq!(id.unwrap(), ID);
}

#[test]
fn whatever_is_changed_the_signature_does_not_fit() {
    let good = secrets(&[SECRET]);
    let mut other_id = example(SIGNATURE);
    other_id.id.push('x');
    let mut other_time = example(SIGNATURE);
    other_time.timestamp += 1;

    for (signer, secrets, body) in [
        (example(SIGNATURE), &good, &br#"{"test":2432232314}"#[..]),
        (example(SIGNATURE), &good, b""),
        (other_id, &good, BODY),
        (other_time, &good, BODY),
        (example(OTHER), &good, BODY),
        (example(""), &good, BODY),
        (example("v1,"), &good, BODY),
        (example("v1,g0hM9SsE"), &good, BODY),
        (example("v1,not base64"), &good, BODY),
        (example(&SIGNATURE.replace("v1,", "v2,")), &good, BODY),
        (example(&SIGNATURE.replace("v1,", "v1a,")), &good, BODY),
        (example(&SIGNATURE.replace("v1,", "")), &good, BODY),
        (
            example(SIGNATURE),
            &secrets(&["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]),
            BODY,
        ),
        (example(SIGNATURE), &secrets(&[""]), BODY),
        (example(SIGNATURE), &secrets(&[]), BODY),
    ] {
        let name = format!("{signer:?} {secrets:?}");
        let error = signer.check(secrets, TIMESTAMP, body).unwrap_err();
        assert_eq!(error, Signer::refused(), "{name}");
    }
}

#[test]
fn one_good_signature_by_one_good_secret_is_enough() {
    let both = secrets(&["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", SECRET]);
    for signatures in [
        format!("{OTHER} {SIGNATURE}"),
        format!("v1a,{OTHER} v2,x {SIGNATURE} {OTHER}"),
    ] {
        assert!(example(&signatures).check(&both, TIMESTAMP, BODY).is_ok());
    }
    let many = format!("{} {SIGNATURE}", vec![OTHER; SIGNATURES_MAX].join(" "));
    assert!(example(&many).check(&both, TIMESTAMP, BODY).is_err());
}

#[test]
fn five_minutes_either_way_are_tolerated() {
    for (now, is_good) in [
        (TIMESTAMP, true),
        (TIMESTAMP + 300, true),
        (TIMESTAMP - 300, true),
        (TIMESTAMP + 301, false),
        (TIMESTAMP - 301, false),
        (0, false),
        (u64::MAX, false),
    ] {
        let checked = example(SIGNATURE).check(&secrets(&[SECRET]), now, BODY);
        assert_eq!(checked.is_ok(), is_good, "{now}");
    }
}

#[test]
fn headers_that_make_no_sense_are_no_signature() {
    let time = TIMESTAMP.to_string();
    let good = [
        ("webhook-id", ID),
        ("webhook-timestamp", time.as_str()),
        ("webhook-signature", SIGNATURE),
    ];
    let path = "/callbacks/p?tenant=demo";
    assert!(signer(path, &good).is_some());

    let long = "x".repeat(5_000);
    for (index, bad) in [
        (0, ""),
        (0, "a.1614265330"),
        (0, "two words"),
        (0, &long[..256]),
        (1, ""),
        (1, "soon"),
        (1, "-1"),
        (1, "+1614265330"),
        (1, "01614265330"),
        (1, "1614265330.5"),
        (1, "99999999999999999999"),
        (2, &long),
    ] {
        let mut headers = good;
        headers[index].1 = bad;
        assert_eq!(signer(path, &headers), None, "{index} {bad}");
    }
    for index in 0..3 {
        let missing: Vec<_> = good
            .iter()
            .copied()
            .filter(|header| *header != good[index])
            .collect();
        assert_eq!(signer(path, &missing), None);
        let twice: Vec<_> = good.iter().copied().chain([good[index]]).collect();
        assert_eq!(signer(path, &twice), None);
    }
}

#[test]
fn the_tenant_is_in_the_query_or_in_the_header() {
    let time = TIMESTAMP.to_string();
    for (query, header, tenant) in [
        ("?tenant=demo", None, Some("demo")),
        ("", Some("demo"), Some("demo")),
        ("?tenant=demo", Some("demo"), Some("demo")),
        ("?tenant=demo", Some("siam"), None),
        ("?tenant=demo&tenant=demo", None, None),
        ("?tenant=Demo", None, None),
        ("?tenant=", None, None),
        ("", None, None),
    ] {
        let mut headers = vec![
            ("webhook-id", ID),
            ("webhook-timestamp", time.as_str()),
            ("webhook-signature", SIGNATURE),
        ];
        headers.extend(header.map(|value| ("x-tenant", value)));
        let signer = signer(&format!("/callbacks/p{query}"), &headers);
        assert_eq!(
            signer.as_ref().map(|signer| signer.tenant.as_str()),
            tenant,
            "{query} {header:?}"
        );
    }
}
