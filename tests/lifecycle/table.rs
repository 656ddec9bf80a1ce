//! Every action, in every status, by everybody.

use std::collections::BTreeSet;

use super::{Owned, STATUSES, order_in, send, transitions};
use harness::{Need, Person, Shop, Value, json};

/// Action, request, and whether customers and guests are let in at all.
const ACTIONS: &[(&str, &str, &str, &str, bool)] = &[
    (
        "cancel",
        "POST",
        "/cancel",
        r#"{"reason": "changed my mind"}"#,
        true,
    ),
    (
        "process",
        "PATCH",
        "/status",
        r#"{"status": "PROCESSING"}"#,
        false,
    ),
    ("ship", "POST", "/ship", r#"{"carrier": "UPS"}"#, false),
    ("deliver", "POST", "/deliver", "{}", false),
    (
        "complete",
        "PATCH",
        "/status",
        r#"{"status": "COMPLETED"}"#,
        false,
    ),
    (
        "return",
        "POST",
        "/return",
        r#"{"reason": "too small"}"#,
        true,
    ),
];

/// What the table says that a role may do with an order of this status of which nothing has left,
/// unless the status says so.
fn allowed(table: &[Value], status: &str, role: &str) -> BTreeSet<String> {
    table
        .iter()
        .filter(|row| {
            row["from_status"] == status && row["roles"].as_array().unwrap().contains(&json!(role))
        })
        .map(|row| row["action"].as_str().unwrap().to_owned())
        .filter(|action| (status, action.as_str()) != ("PROCESSING", "deliver"))
        .collect()
}

/// Where an action leads.
fn targets(table: &[Value], status: &str, action: &str) -> BTreeSet<String> {
    table
        .iter()
        .filter(|row| row["from_status"] == status && row["action"] == action)
        .map(|row| row["to_status"].as_str().unwrap().to_owned())
        .collect()
}

#[track_caller]
fn names_the_state(
    answer: harness::Answer,
    status: &str,
    action: &str,
    allowed: &BTreeSet<String>,
) {
    let error = answer.refused(409, "INVALID_TRANSITION");
    assert_eq!(
        error["details"],
        json!([{ "status": status, "action": action, "allowed": allowed }])
    );
    let message = error["message"].as_str().unwrap();
    assert!(message.contains(status), "{message}");
}

async fn walk(shop: &Shop, is_guest: bool) {
    let table = transitions(shop).await;
    let admin = shop.admin();
    for status in STATUSES {
        let known = order_in(shop, status, is_guest).await;
        for (action, method, verb, body, is_shared) in ACTIONS {
            for (role, person) in [
                (if is_guest { "guest" } else { "customer" }, &known.owner),
                ("admin", &admin),
            ] {
                let action = match (*action, role) {
                    ("return", "customer" | "guest") => "request_return",
                    (action, _) => action,
                };
                let path = format!("{}{verb}", known.path);
                if role != "admin" && !is_shared {
                    let code = if is_guest {
                        (401, "UNAUTHENTICATED")
                    } else {
                        (403, "FORBIDDEN")
                    };
                    send(person, method, &path, body)
                        .await
                        .refused(code.0, code.1);
                    continue;
                }
                let allowed = allowed(&table, status, role);
                if !allowed.contains(action) {
                    let answer = send(person, method, &path, body).await;
                    names_the_state(answer, status, action, &allowed);
                    continue;
                }
                let Owned { owner, path } = order_in(shop, status, is_guest).await;
                let person = if role == "admin" { &admin } else { &owner };
                let done = send(person, method, &format!("{path}{verb}"), body).await;
                assert!(
                    done.status.is_success(),
                    "{action} in {status} by {role}: {done:#?}"
                );
                let now = owner.get(&path).await.ok()["status"]
                    .as_str()
                    .unwrap()
                    .to_owned();
                let targets = targets(&table, status, action);
                assert!(targets.contains(&now), "{action} in {status}: {now}");
            }
        }
        assert_eq!(known.owner.get(&known.path).await.ok()["status"], status);
    }
    shop.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customers_order_goes_only_where_the_table_says() {
    walk(&Shop::open().await, false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guests_order_goes_only_where_the_table_says() {
    walk(&Shop::open().await, true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_finds_the_order_in_any_status() {
    let shop = Shop::open().await;
    let other_tenant = shop.another_tenant().await;
    let (other_guest, _) = shop.visitor().guest_with(&[]).await;
    let strangers: [Person; 3] = [shop.admin_of(&other_tenant), shop.customer(), other_guest];
    for status in STATUSES {
        let known = order_in(&shop, status, status.len() % 2 == 0).await;
        let before = shop
            .rows("select * from spindle.order_history where tenant_id = $tenant")
            .await
            .len();
        for stranger in &strangers {
            for (action, method, verb, body, is_shared) in ACTIONS {
                let is_admin = std::ptr::eq(stranger, &strangers[0]);
                if !is_shared && !is_admin {
                    continue;
                }
                let answer = send(stranger, method, &format!("{}{verb}", known.path), body).await;
                assert_eq!(
                    answer.status.as_u16(),
                    404,
                    "{action} in {status}: {answer:#?}"
                );
            }
            for read in ["", "/tracking", "/history"] {
                stranger
                    .get(&format!("{}{read}", known.path))
                    .await
                    .refused(404, "NOT_FOUND");
            }
        }
        let after = shop
            .rows("select * from spindle.order_history where tenant_id = $tenant")
            .await
            .len();
        assert_eq!(before, after, "{status}");
    }
}

/// `PATCH …/status` is no way around: each status is reached by what leads there.
#[tokio::test(flavor = "multi_thread")]
async fn a_status_is_set_only_by_what_leads_there() {
    let shop = Shop::open().await;
    let table = transitions(&shop).await;
    let admin = shop.admin();
    let verbs = ["process", "ship", "deliver", "complete", "cancel"];
    for from in STATUSES {
        let known = order_in(&shop, from, false).await;
        for to in STATUSES {
            let leads = table.iter().any(|row| {
                row["from_status"] == from
                    && row["to_status"] == to
                    && from != to
                    && verbs.contains(&row["action"].as_str().unwrap())
                    && row["roles"].as_array().unwrap().contains(&json!("admin"))
            });
            let body = json!({ "status": to, "note": "as agreed" }).to_string();
            if leads {
                let fresh = order_in(&shop, from, false).await;
                let done = admin.patch(&format!("{}/status", fresh.path), body).await;
                assert_eq!(done.ok()["status"], to, "{from} to {to}");
            } else {
                let error = admin
                    .patch(&format!("{}/status", known.path), body)
                    .await
                    .refused(409, "INVALID_TRANSITION");
                assert_eq!(error["details"][0]["status"], from, "{from} to {to}");
            }
        }
        assert_eq!(known.owner.get(&known.path).await.ok()["status"], from);
    }
    shop.verify().await;
}

/// The functions decide before they write; the trigger is for those that forget.
#[tokio::test(flavor = "multi_thread")]
async fn the_database_refuses_a_change_that_the_table_does_not_have() {
    let Some(shop) = Shop::open_for(&[Need::Savepoints]).await else {
        return;
    };
    let table = transitions(&shop).await;
    for from in STATUSES {
        let known = order_in(&shop, from, false).await;
        let id = known.path.rsplit('/').next().unwrap();
        for to in STATUSES {
            let is_known = from == to
                || table
                    .iter()
                    .any(|row| row["from_status"] == from && row["to_status"] == to);
            let update =
                format!("update spindle.orders set status = '{to}' where order_id = '{id}';");
            if is_known {
                shop.run(&format!("begin; {update} rollback")).await;
            } else {
                shop.run(&format!(
                    "do $$ begin {update} raise 'nothing refused {from} to {to}';
                     exception when check_violation then null; end $$"
                ))
                .await;
            }
        }
    }
}
