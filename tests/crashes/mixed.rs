//! Sixteen people do everything to the same few orders at once.
//!
//! `SPINDLE_MIXED_OPERATIONS=10000` makes it long.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use harness::{Answer, Need, Person, Shop, Uuid, json};
use tokio::task::JoinSet;

use super::deed::{
    CANCEL, COLLECT, DELIVER, REFUND, RETURN, SHIP, Step, Who, direct_order, restock,
};
use super::kill::settle;

const CLIENTS: usize = 16;

/// So few that everybody meets everybody.
const ORDERS_AT_A_TIME: usize = 6;

/// Requests in the suite; a fraction of what the variable can ask for.
const SHORT: usize = 400;

/// What somebody may do, and how often.
const OPERATIONS: &[(u64, Operation)] = &[
    (15, Operation::Place(None)),
    (20, Operation::Place(Some("tok_success"))),
    (5, Operation::Place(Some("tok_pending"))),
    (5, Operation::Place(Some("tok_declined"))),
    (10, Operation::Change(Who::Customer, CANCEL)),
    (5, Operation::Change(Who::Admin, CANCEL)),
    (15, Operation::Change(Who::Admin, SHIP)),
    (15, Operation::Change(Who::Admin, DELIVER)),
    (10, Operation::Change(Who::Admin, REFUND)),
    (5, Operation::Change(Who::Admin, COLLECT)),
    (5, Operation::Change(Who::Customer, RETURN)),
    (5, Operation::Change(Who::Admin, RETURN)),
    (5, Operation::Sweep),
];

#[derive(Clone, Copy, Debug)]
enum Operation {
    Place(Option<&'static str>),
    Change(Who, Step),
    Sweep,
}

/// An order that everybody works at.
#[derive(Clone)]
struct Order {
    path: String,
    customer: Person,
}

struct World {
    shop: Shop,
    orders: Mutex<VecDeque<Order>>,
    left: AtomicUsize,
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_deadlocks_and_nothing_is_lost() {
    let count = std::env::var("SPINDLE_MIXED_OPERATIONS").ok();
    let count = count.map_or(SHORT, |count| count.parse().unwrap());
    let variables = [("payment_timeout_ms", "20000")];
    let needs = [Need::Connections, Need::Variables, Need::Clock];
    let Some(shop) = Shop::open_with(&needs, &variables).await else {
        return;
    };
    restock(&shop, 1_000_000).await;
    let world = Arc::new(World {
        shop,
        orders: Mutex::default(),
        left: AtomicUsize::new(count),
    });

    let mut clients = JoinSet::new();
    for client in 0..CLIENTS as u64 {
        clients.spawn(work(world.clone(), client));
    }
    let done: usize = clients.join_all().await.into_iter().sum();

    assert_eq!(done, count);
    let deadlocks = world
        .shop
        .row("select deadlocks from pg_stat_database where datname = current_database()")
        .await;
    assert_eq!(deadlocks, json!({ "deadlocks": 0 }));
    world.shop.verify().await;
    settle(&world.shop).await;
    world.shop.verify().await;
}

/// Until enough has been done by all; how much of it was done here.
async fn work(world: Arc<World>, client: u64) -> usize {
    let mut dice = Dice(client);
    let mut done = 0;
    while take_one(&world.left) {
        let operation = dice.operation();
        let order = world.order(&mut dice);
        let answer = world.perform(operation, order).await;
        // A refusal is an answer, too: the order may be past this. Nobody is told to come back.
        assert!(answer.status.as_u16() < 500, "{operation:?}: {answer:#?}");
        done += 1;
    }
    done
}

impl World {
    /// What is to be done to an order is done by placing one while there is none.
    async fn perform(&self, operation: Operation, order: Option<Order>) -> Answer {
        match (operation, order) {
            (Operation::Place(card), _) => self.place(card).await,
            (Operation::Change(..), None) => self.place(None).await,
            (Operation::Change(who, (verb, body)), Some(order)) => {
                let person = match who {
                    Who::Customer => order.customer,
                    Who::Admin => self.shop.admin(),
                };
                let keyed = person.with("idempotency-key", &Uuid::new_v4().to_string());
                keyed.post(&format!("{}{verb}", order.path), body).await
            }
            (Operation::Sweep, _) => self.shop.service().post("/internal/tick", "").await,
        }
    }

    async fn place(&self, card: Option<&str>) -> Answer {
        let customer = self.shop.customer();
        let keyed = customer.with("idempotency-key", &Uuid::new_v4().to_string());
        let body = direct_order(&customer, card).to_string();
        let answer = keyed.post("/api/v1/orders", body).await;
        if let Some(id) = answer.body["id"].as_str() {
            let path = format!("/api/v1/orders/{id}");
            let mut orders = self.orders.lock().unwrap();
            orders.push_back(Order { path, customer });
            if orders.len() > ORDERS_AT_A_TIME {
                orders.pop_front();
            }
        }
        answer
    }

    fn order(&self, dice: &mut Dice) -> Option<Order> {
        let orders = self.orders.lock().unwrap();
        let at = dice.roll(orders.len().max(1) as u64);
        orders.get(usize::try_from(at).unwrap()).cloned()
    }
}

fn take_one(left: &AtomicUsize) -> bool {
    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
        left.checked_sub(1)
    })
    .is_ok()
}

/// Numbers that look random and are the same in each run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    }

    fn operation(&mut self) -> Operation {
        let all = OPERATIONS.iter().map(|(weight, _)| weight).sum();
        let mut rolled = self.roll(all);
        for (weight, operation) in OPERATIONS {
            if rolled < *weight {
                return *operation;
            }
            rolled -= weight;
        }
        Operation::Sweep
    }
}
