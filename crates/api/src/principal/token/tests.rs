//! The attacks of RFC 8725 and everyday mistakes, each with a real token.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot be set up should stop"
)]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::get_current_timestamp;
use serde_json::json;

use super::super::keys::{Authority, parse};
use super::*;
use crate::testing::{
    ED25519_PUBLIC, SECRET, claims_with, customer_claims, eddsa, hs256, key_set, message, signed,
};

const UNKNOWN_KEY: &str = "The token is not signed with a key we know.";

fn authority() -> Authority {
    Authority {
        keys: parse(&key_set()).unwrap(),
        audience: "spindle".to_owned(),
    }
}

/// Why the token is refused.
fn refusal(token: &str) -> String {
    match verify(token, &authority()) {
        Err(Error::Rejected(refusal)) => {
            assert_eq!(refusal.status, StatusCode::UNAUTHORIZED);
            assert_eq!(refusal.code, "UNAUTHENTICATED");
            refusal.message
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn both_kinds_of_keys_are_good() {
    for token in [hs256(&customer_claims()), eddsa(&customer_claims())] {
        let claims = verify(&token, &authority()).unwrap();
        assert!(claims.has(Role::Customer) && !claims.has(Role::Admin));
        assert_eq!(claims.tenant().unwrap().as_str(), "demo");
    }
}

#[test]
fn claims_that_are_wrong_are_named() {
    let now = get_current_timestamp();
    let table = [
        (json!({ "exp": now - 60 }), "The token has expired."),
        (
            json!({ "exp": null }),
            "The token's `exp` is missing or malformed.",
        ),
        (
            json!({ "exp": "tomorrow" }),
            "The token's `exp` is missing or malformed.",
        ),
        (
            json!({ "exp": -1 }),
            "The token's `exp` is missing or malformed.",
        ),
        (
            json!({ "nbf": now + 600 }),
            "The token is not valid yet (`nbf`).",
        ),
        (
            json!({ "aud": "other" }),
            "The token is for another audience (`aud`).",
        ),
        (
            json!({ "aud": ["a", "b"] }),
            "The token is for another audience (`aud`).",
        ),
        (
            json!({ "aud": null }),
            "The token's `aud` is missing or malformed.",
        ),
        (
            json!({ "aud": 7 }),
            "The token's `aud` is missing or malformed.",
        ),
        (
            json!({ "sub": null }),
            "The token's `sub` is missing or malformed.",
        ),
        (
            json!({ "sub": "" }),
            "The token's `sub` is not 1 to 255 bytes long.",
        ),
        (
            json!({ "sub": "x".repeat(256) }),
            "The token's `sub` is not 1 to 255 bytes long.",
        ),
        (
            json!({ "tenant": "Demo" }),
            "The token's `tenant` is not a tenant's name.",
        ),
        (
            json!({ "tenant": "" }),
            "The token's `tenant` is not a tenant's name.",
        ),
        (
            json!({ "tenant": "a'; --" }),
            "The token's `tenant` is not a tenant's name.",
        ),
        (
            json!({ "tenant": "a".repeat(64) }),
            "The token's `tenant` is not a tenant's name.",
        ),
        (
            json!({ "tenant": ["demo"] }),
            "The token's `tenant` is not a tenant's name.",
        ),
        (
            json!({ "roles": null }),
            "The token's `roles` is not an array.",
        ),
        (
            json!({ "roles": "customer" }),
            "The token's `roles` is not an array.",
        ),
    ];

    for (changes, message) in table {
        assert_eq!(
            refusal(&hs256(&claims_with(changes.clone()))),
            message,
            "{changes}"
        );
    }
}

#[test]
fn a_clock_may_be_some_seconds_off() {
    let token = hs256(&claims_with(json!({ "exp": get_current_timestamp() - 10 })));

    assert!(verify(&token, &authority()).is_ok());
}

#[test]
fn one_of_several_audiences_is_enough() {
    let token = hs256(&claims_with(json!({ "aud": ["shop", "spindle"] })));

    assert!(verify(&token, &authority()).is_ok());
}

#[test]
fn a_token_without_a_tenant_is_for_services_only() {
    let token = hs256(&claims_with(json!({ "tenant": null })));

    let claims = verify(&token, &authority()).unwrap();

    assert_eq!(
        claims.tenant(),
        Err(unauthenticated("The token names no tenant."))
    );
}

#[test]
fn roles_we_do_not_know_give_no_rights() {
    let token = hs256(&claims_with(json!({ "roles": ["root", 7, "CUSTOMER"] })));

    let claims = verify(&token, &authority()).unwrap();

    assert!(claims.require(Role::Customer).is_err() && claims.require(Role::Admin).is_err());
}

#[test]
fn unsigned_tokens_are_refused() {
    for algorithm in ["none", "None", "nOnE", ""] {
        let message = message(&json!({ "alg": algorithm }), &customer_claims());
        assert_eq!(
            refusal(&format!("{message}.")),
            "The token is not a signed JWT."
        );
    }
    let stripped = message(&json!({ "alg": "HS256" }), &customer_claims());
    assert_eq!(refusal(&format!("{stripped}.")), UNKNOWN_KEY);
}

/// The public key is no secret. If the token could choose the algorithm, anybody could sign.
#[test]
fn the_public_key_is_no_hmac_secret() {
    for header in [
        json!({ "alg": "HS256" }),
        json!({ "alg": "HS256", "kid": "signed" }),
    ] {
        let token = signed(&header, &customer_claims(), &ED25519_PUBLIC);
        assert_eq!(refusal(&token), UNKNOWN_KEY);
    }
}

#[test]
fn other_algorithms_are_refused() {
    for algorithm in ["HS384", "HS512", "RS256", "ES256", "PS256", "EdDSA"] {
        let token = signed(&json!({ "alg": algorithm }), &customer_claims(), SECRET);
        assert_eq!(refusal(&token), UNKNOWN_KEY, "{algorithm}");
    }
}

#[test]
fn a_key_id_must_be_the_one_of_the_key() {
    let named = |id: &str| {
        signed(
            &json!({ "alg": "HS256", "kid": id }),
            &customer_claims(),
            SECRET,
        )
    };

    assert!(verify(&named("shared"), &authority()).is_ok());
    assert_eq!(refusal(&named("other")), UNKNOWN_KEY);
}

/// A token cannot bring its own key along (RFC 8725 3.10).
#[test]
fn a_key_inside_the_token_is_not_used() {
    let secret = b"a secret of somebody else, 32 bytes";
    let jwk = json!({ "kty": "oct", "k": URL_SAFE_NO_PAD.encode(secret) });

    let token = signed(
        &json!({ "alg": "HS256", "jwk": jwk }),
        &customer_claims(),
        secret,
    );

    assert_eq!(refusal(&token), UNKNOWN_KEY);
}

/// RFC 7515 4.1.11: who does not understand a critical extension must refuse the token.
#[test]
fn critical_extensions_are_refused() {
    let token = signed(
        &json!({ "alg": "HS256", "crit": ["b64"] }),
        &customer_claims(),
        SECRET,
    );

    assert_eq!(
        refusal(&token),
        "The token's header has critical extensions (`crit`)."
    );
}

#[test]
fn changed_tokens_are_refused() {
    let admin = claims_with(json!({ "roles": ["admin"] }));
    for token in [hs256(&customer_claims()), eddsa(&customer_claims())] {
        let (message_part, signature) = token.rsplit_once('.').unwrap();
        let (header, _) = message_part.split_once('.').unwrap();
        let forged = message(&json!({}), &admin);
        let (_, claims) = forged.split_once('.').unwrap();

        assert_eq!(
            refusal(&format!("{header}.{claims}.{signature}")),
            UNKNOWN_KEY
        );
        assert_eq!(
            refusal(&format!("{message_part}.{}", &signature[..8])),
            UNKNOWN_KEY
        );
        assert_eq!(
            refusal(&format!("{message_part}.***")),
            "The token is not a signed JWT."
        );
    }
}

#[test]
fn what_is_no_token_is_refused() {
    for text in ["", ".", "..", "...", "a.b.c", "e30.e30.", "ä.ö.ü", "{}"] {
        assert_eq!(refusal(text), "The token is not a signed JWT.", "{text:?}");
    }
    let long = hs256(&claims_with(json!({ "more": "x".repeat(10_000) })));
    assert_eq!(refusal(&long), "The token is longer than 8192 bytes.");
}
