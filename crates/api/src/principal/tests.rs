#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up should stop"
)]

use axum::http::StatusCode;
use serde_json::json;

use super::*;
use crate::testing::{Ask, CUSTOMER_ID, Reply, claims_with, get, hs256, token_of};
use crate::{Json, Routes};

async fn customer(customer: Customer) -> Json<String> {
    Json(format!("{} {}", customer.tenant, customer.customer_id))
}

async fn admin(admin: Admin) -> Json<String> {
    Json(format!("{} {}", admin.tenant, admin.subject))
}

async fn member(member: Member) -> Json<String> {
    Json(format!("{} {:?}", member.tenant, member.customer_id()))
}

async fn service(service: Service) -> Json<String> {
    Json(service.subject)
}

async fn provider(provider: Provider) -> Json<String> {
    Json(format!("{} {}", provider.tenant, provider.name))
}

async fn visitor(visitor: Visitor) -> Json<String> {
    Json(format!("{} {:?}", visitor.tenant, visitor.customer))
}

async fn shopper(shopper: Shopper) -> Json<String> {
    let owner = match shopper.owner {
        Owner::Customer(id) => id.to_string(),
        Owner::Guest(token) => token.as_str().to_owned(),
    };
    Json(format!("{} {owner}", shopper.tenant))
}

async fn reader(reader: Reader) -> Json<String> {
    let actor = reader.actor().to_owned();
    let owner = reader.owner.map(|owner| owner.principal());
    Json(format!("{} {owner:?} {actor}", reader.tenant))
}

async fn neighbor(neighbor: Neighbor) -> Result<Json<String>, crate::Error> {
    Ok(Json(neighbor.require_tenant()?.to_string()))
}

async fn anyone(_: Anyone) -> Json<String> {
    Json("anyone".to_owned())
}

fn ask(ask: Ask) -> Reply {
    ask.to(Routes::new("sample")
        .get("/customer", customer)
        .get("/admin", admin)
        .get("/member", member)
        .get("/service", service)
        .get("/provider", provider)
        .get("/visitor", visitor)
        .get("/shopper", shopper)
        .get("/reader", reader)
        .get("/neighbor", neighbor)
        .get("/anyone", anyone))
}

/// Rows: what is asked for. Columns: nobody, customer, admin, service.
#[test]
fn each_role_opens_its_own_doors() {
    let table = [
        ("/customer", [401, 200, 403, 403]),
        ("/admin", [401, 403, 200, 403]),
        ("/member", [401, 200, 200, 403]),
        ("/service", [401, 403, 403, 200]),
        ("/provider", [401, 403, 403, 403]),
        ("/visitor", [401, 200, 200, 200]),
        ("/shopper", [401, 200, 403, 403]),
        ("/reader", [401, 200, 200, 403]),
        ("/anyone", [200, 200, 200, 200]),
    ];

    for (path, [nobody, customer, admin, service]) in table {
        assert_eq!(ask(get(path)).status, nobody, "{path} for nobody");
        for (role, status) in [
            ("customer", customer),
            ("admin", admin),
            ("service", service),
        ] {
            let reply = ask(get(path).token(&token_of(role)));
            assert_eq!(reply.status, status, "{path} for {role}");
            let code = match status {
                403 => "FORBIDDEN",
                _ => "",
            };
            assert_eq!(reply.code(), code);
        }
    }
}

#[test]
fn who_it_is_comes_from_the_token() {
    let some_id = format!("demo Some({CUSTOMER_ID})");
    let table = [
        ("/customer", "customer", format!("demo {CUSTOMER_ID}")),
        ("/admin", "admin", format!("demo {CUSTOMER_ID}")),
        ("/member", "customer", some_id.clone()),
        ("/member", "admin", "demo None".to_owned()),
        ("/service", "service", CUSTOMER_ID.to_owned()),
        ("/visitor", "customer", some_id),
        ("/visitor", "admin", "demo None".to_owned()),
    ];

    for (path, role, who) in table {
        assert_eq!(
            ask(get(path).token(&token_of(role))).body,
            who,
            "{path} {role}"
        );
    }
}

#[test]
fn a_missing_token_is_asked_for() {
    let reply = ask(get("/customer"));

    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert_eq!(reply.code(), "UNAUTHENTICATED");
    assert_eq!(reply.header("www-authenticate"), "Bearer");
    assert_eq!(
        reply.message(),
        "This needs the header Authorization: Bearer <token>."
    );
}

#[test]
fn the_header_must_be_one_bearer_token() {
    let token = token_of("customer");
    for bad in [
        "",
        "Bearer",
        "Basic dTpw",
        &token,
        &format!("Token {token}"),
    ] {
        let reply = ask(get("/customer").header("authorization", bad));
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{bad:?}");
    }
    let twice = get("/customer").token(&token).token(&token);
    assert_eq!(ask(twice).status, StatusCode::UNAUTHORIZED);
    let lower_case = get("/customer").header("authorization", format!("bearer {token}"));
    assert_eq!(ask(lower_case).status, StatusCode::OK);
}

#[test]
fn a_customers_id_is_a_uuid() {
    let token = hs256(&claims_with(json!({ "sub": "admin" })));

    let reply = ask(get("/customer").token(&token));

    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        reply.message(),
        "The token's `sub` is not a customer id (UUID)."
    );
}

#[test]
fn a_provider_is_known_by_a_name() {
    let of = |sub: &str| hs256(&claims_with(json!({ "sub": sub, "roles": ["provider"] })));

    let reply = ask(get("/provider").token(&of("acme-pay")));
    assert_eq!(reply.body, "demo acme-pay");
    assert_eq!(reply.log["principal"], "provider:acme-pay");
    for bad in ["Acme", "acme pay", "a.b", &"x".repeat(51)] {
        let reply = ask(get("/provider").token(&of(bad)));
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{bad}");
    }
    let homeless = hs256(&claims_with(
        json!({ "sub": "acme", "roles": ["provider"], "tenant": null }),
    ));
    assert_eq!(
        ask(get("/provider").token(&homeless)).status,
        StatusCode::UNAUTHORIZED
    );
    for path in ["/customer", "/admin", "/member", "/service"] {
        let reply = ask(get(path).token(&of("acme-pay")));
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[test]
fn the_wider_of_two_roles_counts_for_a_member() {
    let token = hs256(&claims_with(json!({ "roles": ["customer", "admin"] })));

    assert_eq!(ask(get("/member").token(&token)).body, "demo None");
}

#[test]
fn a_visitor_without_a_token_names_the_tenant() {
    let reply = ask(get("/visitor").header("x-tenant", "demo"));

    assert_eq!(reply.body, "demo None");
    assert_eq!(reply.log["tenant"], "demo");
    assert_eq!(reply.log["principal"], "visitor");
}

#[test]
fn a_bad_token_never_makes_an_anonymous_visitor() {
    let expired = hs256(&claims_with(json!({ "exp": 1 })));

    let reply = ask(get("/visitor").token(&expired).header("x-tenant", "demo"));

    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert_eq!(reply.message(), "The token has expired.");
}

#[test]
fn token_and_header_must_name_the_same_tenant() {
    let same = get("/visitor")
        .token(&token_of("customer"))
        .header("x-tenant", "demo");
    let other = get("/visitor")
        .token(&token_of("customer"))
        .header("x-tenant", "other");

    assert_eq!(ask(same).status, StatusCode::OK);
    assert_eq!(ask(other).status, StatusCode::FORBIDDEN);
}

#[test]
fn a_malformed_tenant_header_is_refused() {
    for bad in ["", "Demo", "a b", "ä", &"a".repeat(64), "a_b"] {
        for path in ["/visitor", "/neighbor"] {
            let reply = ask(get(path).header("x-tenant", bad));
            assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{path} {bad:?}");
            assert_eq!(reply.code(), "MALFORMED_HEADER");
        }
    }
    let twice = get("/neighbor")
        .header("x-tenant", "a")
        .header("x-tenant", "b");
    assert_eq!(ask(twice).status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_neighbor_may_name_a_tenant() {
    assert_eq!(
        ask(get("/neighbor").header("x-tenant", "demo")).body,
        "demo"
    );
    assert_eq!(ask(get("/neighbor")).status, StatusCode::BAD_REQUEST);
}

const CART_TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA-_";
/// SHA-256 of it, by sha256sum.
const CART_TOKEN_HASH: &str = "e0f392ffebcfada50204a4e6b3e601a6896ce0c5f5fab988206d98b0920a68c5";

fn as_guest(path: &str) -> Ask {
    get(path)
        .header("x-tenant", "demo")
        .header("cart-token", CART_TOKEN)
}

#[test]
fn a_guest_is_who_shows_the_secret_of_a_cart() {
    let reply = ask(as_guest("/shopper"));

    assert_eq!(reply.body, format!("demo {CART_TOKEN}"));
    assert_eq!(reply.log["tenant"], "demo");
    // The secret itself is in no log.
    assert_eq!(reply.log["principal"], format!("guest:{CART_TOKEN_HASH}"));
    assert_eq!(
        ask(as_guest("/reader")).body,
        format!("demo Some(\"guest:{CART_TOKEN_HASH}\") guest")
    );
}

#[test]
fn who_is_neither_customer_nor_guest_hears_of_both_ways() {
    let half = [
        get("/shopper"),
        get("/shopper").header("x-tenant", "demo"),
        get("/shopper").header("cart-token", CART_TOKEN),
    ];
    for ask_as in half {
        let reply = ask(ask_as);
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
        assert!(reply.message().contains("Bearer <token>"), "{reply:?}");
        assert!(reply.message().contains("Cart-Token"), "{reply:?}");
    }
}

#[test]
fn a_bad_token_never_makes_a_guest() {
    let expired = hs256(&claims_with(json!({ "exp": 1 })));

    for path in ["/shopper", "/reader"] {
        let reply = ask(as_guest(path).token(&expired));
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(reply.message(), "The token has expired.");
    }
}

#[test]
fn a_customer_with_the_secret_of_a_cart_is_a_customer() {
    let reply = ask(as_guest("/shopper").token(&token_of("customer")));

    assert_eq!(reply.body, format!("demo {CUSTOMER_ID}"));
}

#[test]
fn an_admin_reads_without_an_owner_and_is_no_shopper() {
    let admin = token_of("admin");

    let reply = ask(as_guest("/reader").token(&admin));
    let (_, actor) = reply.text.split_once("demo None ").unwrap();
    assert!(actor.starts_with("admin:"), "{actor}");
    assert_eq!(
        ask(as_guest("/shopper").token(&admin)).status,
        StatusCode::FORBIDDEN
    );
}

#[test]
fn a_shopper_means_one_tenant() {
    for path in ["/shopper", "/reader"] {
        let other = get(path)
            .token(&token_of("customer"))
            .header("x-tenant", "other");
        assert_eq!(ask(other).status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[test]
fn a_malformed_cart_token_is_refused() {
    let long = format!("{CART_TOKEN}A");
    let strange = CART_TOKEN.replace('_', "+");
    for bad in ["", "A", &CART_TOKEN[1..], &long, &strange] {
        let reply = ask(get("/shopper")
            .header("x-tenant", "demo")
            .header("cart-token", bad));
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{bad:?}");
        assert_eq!(reply.code(), "MALFORMED_HEADER");
    }
    let twice = as_guest("/shopper").header("cart-token", CART_TOKEN);
    assert_eq!(ask(twice).status, StatusCode::BAD_REQUEST);
}

#[test]
fn no_two_drawn_secrets_are_the_same() {
    let (one, two) = (CartToken::draw().unwrap(), CartToken::draw().unwrap());

    assert_ne!(one, two);
    assert_eq!(one.as_str().len(), 43);
    assert_eq!(format!("{one:?}"), "CartToken(…)");
}
