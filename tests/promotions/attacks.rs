//! Plugins that attack the shop, through HTTP and many at a time: each tenant's requests are answered by its policy, the
//! explanation says what happened, and nobody else sees anything.
//!
//! One plugin holds many attacks and does the one whose number its tenant's name ends in, because compiling forty would
//! take longer than running them.

use harness::{Person, Workshop};

use super::plugin::{Cause, OUTCOME, Plugin, Target, outcome};
use super::programs::{ENDLESS, RECURSIVE};
use super::quote;

/// An attack: what it is, fields of the module, instructions, and what the explanation says.
pub type Attack = (&'static str, &'static str, &'static str, &'static str);

/// Those that give up, and those that the host ends.
pub const ENDINGS: &[Attack] = &[
    ("a panic", "", "unreachable", "aborted"),
    (
        "a panic below",
        "(func $f (call $g)) (func $g unreachable)",
        "(call $f)",
        "aborted",
    ),
    (
        "a load outside the memory",
        "",
        "(drop (i32.load (i32.const -4)))",
        "no_answer",
    ),
    (
        "a division by zero",
        "",
        "(drop (i32.div_u (i32.const 1) (i32.const 0)))",
        "no_answer",
    ),
    (
        "a result outside the memory",
        "",
        "(return (i32.const -16))",
        "aborted",
    ),
    (
        "a result that is not aligned",
        "",
        "(return (i32.const 8193))",
        "aborted",
    ),
    (
        "a list outside the memory",
        "",
        "(i32.store (i32.const 8192) (i32.const 131072)) (i32.store (i32.const 8196) (i32.const 10))",
        "aborted",
    ),
    (
        "300,000 adjustments",
        "",
        "(i32.store (i32.const 8192) (i32.const 0)) (i32.store (i32.const 8196) (i32.const 300000))",
        "result_too_large",
    ),
    (
        "as many adjustments as can be said",
        "",
        "(i32.store (i32.const 8192) (i32.const 0)) (i32.store (i32.const 8196) (i32.const -1))",
        "result_too_large",
    ),
    (
        "a cause that does not exist",
        "",
        "(i32.store (i32.const 8192) (i32.const 9000)) (i32.store (i32.const 8196) (i32.const 1))
         (i32.store (i32.const 9000) (i32.const 7))",
        "aborted",
    ),
    (
        "memory beyond the limit",
        "",
        "(drop (i32.load (i32.mul (memory.grow (i32.const 100)) (i32.const 4))))",
        "no_answer",
    ),
];

fn attacks() -> Vec<Attack> {
    let timed = |attacks: &'static [(&'static str, &'static str, &'static str)], says| {
        attacks
            .iter()
            .map(move |(name, fields, code)| (*name, *fields, *code, says))
    };
    timed(ENDLESS, "out_of_fuel")
        .chain(timed(RECURSIVE, "recursed_too_deep"))
        .chain(ENDINGS.iter().copied())
        .collect()
}

/// A tenant's name ends in the number of its attack.
pub fn tenant(attack: usize) -> String {
    format!("attacker-n{attack:02}")
}

/// Attack `index` as a function of its own: what it names gets a prefix, so that attacks do not meet.
fn function(index: usize, (_, fields, code, _): &Attack) -> String {
    let own = |text: &str| {
        text.replace('$', &format!("$a{index}_"))
            .replace(&format!("$a{index}_heap"), "$heap")
    };
    format!(
        "{} (func $attack{index} (result i32) (local $a{index}_i i32) (local $a{index}_n i64) {} (i32.const {OUTCOME}))",
        own(fields),
        own(code)
    )
}

/// A module with these attacks. The number is read from the last two bytes of the cart's first text, the tenant.
fn module(attacks: &[(usize, Attack)]) -> Vec<u8> {
    let fields: String = attacks
        .iter()
        .map(|(index, attack)| function(*index, attack))
        .collect();
    let chosen: String = attacks
        .iter()
        .map(|(index, _)| {
            format!(
                "(if (i32.eq (local.get $chosen) (i32.const {index})) (then (return (call $attack{index}))))"
            )
        })
        .collect();
    let evaluate = format!(
        "(local $end i32) (local $chosen i32)
         (local.set $end (i32.add (i32.load (local.get $cart)) (i32.load offset=4 (local.get $cart))))
         (local.set $chosen (i32.add
           (i32.mul (i32.const 10) (i32.sub (i32.load8_u (i32.sub (local.get $end) (i32.const 2))) (i32.const 48)))
           (i32.sub (i32.load8_u (i32.sub (local.get $end) (i32.const 1))) (i32.const 48))))
         {chosen} (i32.const {OUTCOME})"
    );
    Plugin {
        name: "attacks",
        fields: &fields,
        evaluate: &evaluate,
        ..Plugin::default()
    }
    .wasm()
}

/// Installs each attack for its tenant. A module can have one table, so those with tables are alone.
pub fn install(workshop: &Workshop, attacks: &[Attack]) {
    let (alone, together): (Vec<_>, Vec<_>) = attacks
        .iter()
        .copied()
        .enumerate()
        .partition(|(_, (_, fields, _, _))| fields.contains("(table"));
    let mut groups: Vec<_> = alone.into_iter().map(|attack| vec![attack]).collect();
    groups.push(together);
    for group in groups {
        let module = module(&group);
        for (index, (name, ..)) in &group {
            workshop
                .install(&tenant(*index), &module)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}

/// 4 × 12.50 + 5.00 + 8 % of 50.00, whatever the attacker tries.
async fn is_priced_by_the_policy(who: Person, name: &str, says: &str) {
    let answer = quote(&who, 4).await.ok();
    assert_eq!(answer["total_amount"], 59.0, "{name}: {answer}");
    assert_eq!(answer["discount_amount"], 0.0, "{name}");
    let asked = answer["promotions"].as_array().unwrap();
    assert_eq!(asked.len(), 1, "{name}: {answer}");
    assert_eq!(asked[0]["failure"], says, "{name}: {answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_attack_is_met_by_the_tenants_policy_and_by_nobody_else() {
    let Some(workshop) = Workshop::new() else {
        return;
    };
    let attacks = attacks();
    install(&workshop, &attacks);
    let shop = workshop.open().await;
    for index in 0..attacks.len() {
        shop.open_tenant(&tenant(index)).await;
    }

    // Each attacker three times, all at once; a bystander buys among them.
    let before = resident_mib();
    let mut running = tokio::task::JoinSet::new();
    for round in 0..3 {
        for (index, (name, _, _, says)) in attacks.iter().enumerate() {
            let attacker = shop.customer_of(&tenant(index));
            let (name, says) = (format!("{name}, round {round}"), *says);
            running.spawn(async move { is_priced_by_the_policy(attacker, &name, says).await });
        }
        let bystander = shop.visitor();
        running.spawn(async move {
            for _ in 0..5 {
                let answer = quote(&bystander, 4).await.ok();
                assert_eq!(answer["total_amount"], 59.0);
                assert_eq!(answer["promotions"][0].get("failure"), None, "{answer}");
            }
        });
    }
    while let Some(done) = running.join_next().await {
        done.unwrap();
    }
    // Other tests run in this process. What one unbounded result took was gigabytes.
    if let (Some(before), Some(after)) = (before, resident_mib()) {
        assert!(after < before + 1_024, "from {before} to {after} MiB");
    }
}

/// What this process has in memory; only Linux says.
fn resident_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kib: u64 = line.split_ascii_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024)
}

/// One that counts its evaluations and lies from the third on: it never gets that far.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_remembered_from_cart_to_cart() {
    let Some(workshop) = Workshop::new() else {
        return;
    };
    let plugin = Plugin {
        fields: "(global $carts (mut i32) (i32.const 0))",
        evaluate: "(global.set $carts (i32.add (global.get $carts) (i32.const 1)))
            (i32.store (i32.const 16384) (i32.add (i32.load (i32.const 16384)) (i32.const 1)))
            (if (i32.or (i32.gt_u (global.get $carts) (i32.const 2)) (i32.gt_u (i32.load (i32.const 16384)) (i32.const 2)))
              (then unreachable))
            (i32.const 8192)",
        outcome: &outcome(&[(Cause::Rule(0), Target::Order, 100)]),
        ..Plugin::default()
    };
    workshop.install("acme", &plugin.wasm()).unwrap();
    let shop = workshop.open().await;
    shop.open_tenant("acme").await;
    let customer = shop.customer_of("acme");

    let mut fuel = Vec::new();
    for _ in 0..20 {
        let answer = quote(&customer, 4).await.ok();
        assert_eq!(answer["discount_amount"], 1.0, "{answer}");
        fuel.push(answer["promotions"][0]["fuel_used"].as_u64().unwrap());
    }
    fuel.dedup();
    assert_eq!(fuel.len(), 1, "the same cart costs the same fuel: {fuel:?}");
}

/// What runs around an evaluation is bounded, too. Where it runs around `describe` as well, the plugin does not get as far
/// as being installed.
#[tokio::test(flavor = "multi_thread")]
async fn the_start_function_and_realloc_are_bounded() {
    let Some(workshop) = Workshop::new() else {
        return;
    };
    let start = Plugin {
        fields: "(func $s (loop $l (br $l))) (start $s)",
        ..Plugin::default()
    };
    let realloc = Plugin {
        realloc: "(loop $l (br $l))",
        ..Plugin::default()
    };
    for plugin in [start, realloc] {
        let refused = workshop.install("globex", &plugin.wasm()).unwrap_err();
        assert!(
            refused.contains("`describe` fails: out_of_fuel"),
            "{refused}"
        );
    }

    // Only what a cart needs room for is that large.
    let carts_only = Plugin {
        realloc: "(if (i32.gt_u (local.get $new) (i32.const 60)) (then (loop $l (br $l))))",
        ..Plugin::default()
    };
    workshop.install("acme", &carts_only.wasm()).unwrap();
    let shop = workshop.open().await;
    shop.open_tenant("acme").await;
    is_priced_by_the_policy(shop.customer_of("acme"), "realloc", "out_of_fuel").await;
}
