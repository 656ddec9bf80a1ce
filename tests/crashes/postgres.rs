//! Postgres goes away while sixteen customers are ordering, and comes back.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use harness::{Answer, Need, Person, Shop, Uuid, json};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::deed::{direct_order, restock};

const CLIENTS: usize = 16;

/// Orders that are placed before the server goes away, and by each client after it is back.
const BEFORE: usize = 40;
const AFTER: usize = 2;

/// What the clients know of each other.
struct Stage {
    placed: AtomicUsize,
    turned_away: AtomicUsize,
    changed: watch::Sender<()>,
    is_back: watch::Sender<bool>,
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_order_is_lost_when_postgres_stops_under_load() {
    let variables = [("payment_timeout_ms", "20000")];
    let needs = [Need::Cluster, Need::Variables];
    let Some(shop) = Shop::open_with(&needs, &variables).await else {
        return;
    };
    for _ in 0..CLIENTS {
        restock(&shop, 50).await;
    }
    let stage = Arc::new(Stage {
        placed: AtomicUsize::new(0),
        turned_away: AtomicUsize::new(0),
        changed: watch::Sender::new(()),
        is_back: watch::Sender::new(false),
    });

    let mut clients = JoinSet::new();
    for number in 0..CLIENTS {
        clients.spawn(order(shop.customer(), number, stage.clone()));
    }
    stage.until(&stage.placed, BEFORE).await;
    shop.cluster().stop();
    stage.until(&stage.turned_away, CLIENTS).await;
    let ready = shop.visitor().get("/health/ready").await;
    assert_eq!(ready.status.as_u16(), 503);
    shop.cluster().start();
    stage.is_back.send_replace(true);
    let acknowledged = clients.join_all().await.concat();

    // Each key has one order, and it is the one that was acknowledged.
    assert!(acknowledged.len() >= BEFORE + CLIENTS * AFTER);
    let orders = shop
        .rows("select order_id from spindle.orders where tenant_id = $tenant")
        .await;
    let orders: BTreeSet<_> = orders
        .iter()
        .map(|o| o["order_id"].as_str().unwrap())
        .collect();
    let acknowledged: BTreeSet<_> = acknowledged.iter().map(String::as_str).collect();
    assert_eq!(orders, acknowledged);
    shop.verify().await;
}

/// Orders until the server has gone and has come back, and says which orders were acknowledged. Whoever
/// is turned away tries again with the same key.
async fn order(customer: Person, number: usize, stage: Arc<Stage>) -> Vec<String> {
    let card = [None, Some("tok_success")][number % 2];
    let body = direct_order(&customer, card).to_string();
    let mut acknowledged = Vec::new();
    let mut left = usize::MAX;
    while left > 0 {
        let keyed = customer.with("idempotency-key", &Uuid::new_v4().to_string());
        let mut answer = keyed.post("/api/v1/orders", body.clone()).await;
        if !answer.status.is_success() {
            assert_turned_away(&answer);
            stage.tell(&stage.turned_away);
            let mut is_back = stage.is_back.subscribe();
            is_back.wait_for(|is_back| *is_back).await.unwrap();
            left = AFTER;
            answer = keyed.post("/api/v1/orders", body.clone()).await;
        }
        // Paid orders may have lost the answer to their payment: 202, to be asked about again.
        assert!(answer.status.is_success(), "{answer:#?}");
        acknowledged.push(answer.body["id"].as_str().unwrap().to_owned());
        stage.tell(&stage.placed);
        left -= 1;
    }
    acknowledged
}

fn assert_turned_away(answer: &Answer) {
    answer.clone().refused(503, "SERVICE_UNAVAILABLE");
    let seconds: u32 = answer.header("retry-after").parse().unwrap();
    assert!(seconds > 0, "{answer:#?}");
    assert_eq!(answer.body["error"]["retry_after"], json!(seconds));
}

impl Stage {
    fn tell(&self, counter: &AtomicUsize) {
        counter.fetch_add(1, Ordering::Relaxed);
        self.changed.send_replace(());
    }

    async fn until(&self, counter: &AtomicUsize, least: usize) {
        let mut changed = self.changed.subscribe();
        while counter.load(Ordering::Relaxed) < least {
            changed.changed().await.unwrap();
        }
    }
}
