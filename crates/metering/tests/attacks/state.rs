//! What a plugin can remember, and what it can change about its own meter.

use super::{ATTACK, BEHAVE, Plugin, limits};
use crate::support::{Failure, Running, engine, meter, question};

/// Counts evaluations wherever it can, and answers the largest count.
const REMEMBERS: &str = "
    (global.set $g (i64.add (global.get $g) (i64.const 1)))
    (i64.store (i32.const 2048) (i64.add (i64.load (i32.const 2048)) (i64.const 1)))
    (i64.store (i32.const 131064) (i64.add (i64.load (i32.const 131064)) (i64.const 1)))
    (drop (memory.grow (i32.const 1)))
    (i64.store (i32.const 131072) (i64.add (i64.load (i32.const 131072)) (i64.const 1)))
    (i64.store (i32.const 1024) (i64.or (i64.or (global.get $g) (i64.load (i32.const 2048)))
      (i64.or (i64.load (i32.const 131064)) (i64.load (i32.const 131072)))))";

#[test]
fn a_fresh_plugin_remembers_nothing() {
    let plugin = Plugin {
        fields: "(global $g (mut i64) (i64.const 0))",
        attack: REMEMBERS,
        ..Plugin::default()
    };
    let metered = meter(&plugin.wasm(), &limits()).unwrap();
    let mut running = Running::start(&engine(), &metered.component, 60_000_000).unwrap();
    let mut used = Vec::new();
    for _ in 0..10 {
        assert_eq!(
            running.evaluate(&question(ATTACK)).unwrap().unwrap().total,
            1
        );
        used.push(running.fuel_used());
    }
    assert!(used.iter().all(|fuel| *fuel == used[0]), "{used:?}");

    let limits = metering::Limits {
        fresh: false,
        ..limits()
    };
    let metered = meter(&plugin.wasm(), &limits).unwrap();
    let mut running = Running::start(&engine(), &metered.component, 60_000_000).unwrap();
    let totals = [1, 2, 3].map(|_| running.evaluate(&question(ATTACK)).unwrap().unwrap().total);
    assert_eq!(totals, [1, 2, 3], "one that is not fresh remembers");
}

/// What has not been granted is cleared as well.
#[test]
fn nothing_can_be_hidden_in_memory_that_was_granted_before() {
    // The first evaluation grows; the later ones write there without having grown.
    let plugin = Plugin {
        attack: "(if (i64.eq (local.get 4) (i64.const 1)) (then
            (drop (memory.grow (i32.const 1)))
            (i64.store (i32.const 131072) (i64.const 7))))",
        fields: "",
        realloc: "",
        post_return: "",
    };
    let wasm = wat_with_peek(&plugin);
    let metered = meter(&wasm, &limits()).unwrap();
    let mut running = Running::start(&engine(), &metered.component, 60_000_000).unwrap();
    running.evaluate(&question(ATTACK)).unwrap().unwrap();
    for _ in 0..2 {
        // Writes 9 where it has not been granted anything, and answers what was there.
        let answer = running.evaluate(&question(2)).unwrap().unwrap();
        assert_eq!(answer.total, 0);
    }
}

fn wat_with_peek(plugin: &Plugin<'_>) -> Vec<u8> {
    let attack = format!(
        "{} )) (if (i64.eq (local.get 4) (i64.const 2)) (then
            (i64.store (i32.const 1024) (i64.load (i32.const 131072)))
            (i64.store (i32.const 131072) (i64.const 9))",
        plugin.attack
    );
    Plugin {
        attack: &attack,
        ..Plugin::default()
    }
    .wasm()
}

#[test]
fn after_a_failure_globals_and_memory_are_as_at_first() {
    let plugin = Plugin {
        fields: "(global $g (mut i64) (i64.const 5)) (data (i32.const 1024) \"\\2a\")",
        attack: "(global.set $g (i64.const 6))
            (memory.fill (i32.const 0) (i32.const 255) (i32.const 131072))
            unreachable",
        ..Plugin::default()
    };
    // 42 is what the data segment put there.
    for fresh in [true, false] {
        let limits = metering::Limits { fresh, ..limits() };
        let metered = meter(&plugin.wasm(), &limits).unwrap();
        let mut running = Running::start(&engine(), &metered.component, 60_000_000).unwrap();
        for _ in 0..3 {
            let failed = running.evaluate(&question(ATTACK)).unwrap();
            assert_eq!(failed, Err(Failure::Aborted));
            let answer = running.evaluate(&question(BEHAVE)).unwrap().unwrap();
            assert_eq!(answer.total, 42);
        }
    }
}

#[test]
fn one_that_behaves_a_hundred_times_and_then_does_not_is_caught_then() {
    let plugin = Plugin {
        fields: "(global $g (mut i32) (i32.const 0))",
        attack: "(global.set $g (i32.add (global.get $g) (i32.const 1)))
            (if (i32.gt_u (global.get $g) (i32.const 100)) (then (loop $l (br $l))))",
        ..Plugin::default()
    };
    let limits = metering::Limits {
        fresh: false,
        ..limits()
    };
    let metered = meter(&plugin.wasm(), &limits).unwrap();
    let mut running = Running::start(&engine(), &metered.component, 90_000_000).unwrap();
    for _ in 0..100 {
        assert_eq!(
            running.evaluate(&question(ATTACK)).unwrap().unwrap().total,
            0
        );
    }
    assert_eq!(
        running.evaluate(&question(ATTACK)).unwrap(),
        Err(Failure::OutOfFuel)
    );
    assert_eq!(
        running.evaluate(&question(ATTACK)).unwrap().unwrap().total,
        0
    );
}

#[test]
fn the_armed_budget_holds_for_one_evaluation_and_cannot_exceed_the_installed_one() {
    let plugin = Plugin {
        attack: "(loop $l (br $l))",
        ..Plugin::default()
    };
    let metered = meter(&plugin.wasm(), &limits()).unwrap();
    let mut running = Running::start(&engine(), &metered.component, 90_000_000).unwrap();
    let fuel = limits().fuel;
    let rows = [
        (Some(1_000), 1_000),
        (None, fuel),
        (Some(u64::MAX), fuel),
        (Some(0), 0),
        (None, fuel),
    ];
    for (armed, used) in rows {
        if let Some(budget) = armed {
            running.arm(budget);
        }
        assert_eq!(
            running.evaluate(&question(ATTACK)).unwrap(),
            Err(Failure::OutOfFuel)
        );
        assert_eq!(running.fuel_used(), used, "armed with {armed:?}");
    }
}

/// The same input costs the same in every instance, first or later, with other code compiled around it.
#[test]
fn fuel_is_the_same_in_every_instance() {
    let attack = "(loop $l (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (memory.fill (i32.const 4096) (i32.const 1) (local.get $i))
        (br_if $l (i32.lt_u (local.get $i) (i32.const 1000))))";
    let plugin = Plugin {
        attack,
        ..Plugin::default()
    };
    let metered = meter(&plugin.wasm(), &limits()).unwrap();
    let again = meter(&plugin.wasm(), &limits()).unwrap();
    assert_eq!(metered.component, again.component, "byte for byte");

    let engines = [engine(), engine()];
    let mut used = Vec::new();
    for engine in engines.iter().cycle().take(4) {
        let mut running = Running::start(engine, &metered.component, 60_000_000).unwrap();
        for _ in 0..2 {
            running.evaluate(&question(ATTACK)).unwrap().unwrap();
            used.push(running.fuel_used());
        }
    }
    // Each round: 1 for the head, 4 to count, 3 + 16 to fill and an eighth of the bytes, 4 to come around.
    // And once: 4 to decide to attack, 1 for the pointer that is returned.
    let bytes: u64 = (1..=1_000).map(|len| len / 8).sum();
    assert_eq!(used[0], bytes + 1_000 * 28 + 5);
    assert!(used.iter().all(|fuel| *fuel == used[0]), "{used:?}");
}
