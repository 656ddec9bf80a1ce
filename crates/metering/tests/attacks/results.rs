//! Results that would cost the host more than the plugin.

use super::{Plugin, limits};
use crate::support::Failure;

/// `(what, instructions that write the result at 1024, the failure)`. The result: total at 0, parts at 8 and 12, notes
/// at 16 and 20; a note has its case at 0 and its payload at 4 and 8, and 12 bytes.
const RESULTS: &[(&str, &str, Failure)] = &[
    ("a list as long as can be",
        "(i32.store (i32.const 1032) (i32.const 8)) (i32.store (i32.const 1036) (i32.const -1))",
        Failure::ResultTooLarge),
    ("a list one byte too long in eights",
        "(i32.store (i32.const 1032) (i32.const 8)) (i32.store (i32.const 1036) (i32.const 2049))",
        Failure::ResultTooLarge),
    ("two lists that are too long together",
        "(i32.store (i32.const 1032) (i32.const 8)) (i32.store (i32.const 1036) (i32.const 1024))
         (i32.store (i32.const 1040) (i32.const 32768)) (i32.store (i32.const 1044) (i32.const 700))",
        Failure::ResultTooLarge),
    // A thousand notes, each of them the same text of a hundred bytes.
    ("aliased texts",
        "(local.set $i (i32.const 32768))
         (loop $l
           (i32.store8 (local.get $i) (i32.const 2))
           (i32.store offset=4 (local.get $i) (i32.const 8))
           (i32.store offset=8 (local.get $i) (i32.const 100))
           (local.set $i (i32.add (local.get $i) (i32.const 12)))
           (br_if $l (i32.lt_u (local.get $i) (i32.const 44768))))
         (i32.store (i32.const 1040) (i32.const 32768)) (i32.store (i32.const 1044) (i32.const 1000))",
        Failure::ResultTooLarge),
    ("one text that is too long",
        "(i32.store8 (i32.const 2048) (i32.const 2)) (i32.store (i32.const 2056) (i32.const 20000))
         (i32.store (i32.const 1040) (i32.const 2048)) (i32.store (i32.const 1044) (i32.const 1))",
        Failure::ResultTooLarge),
    ("a result outside", "(return (i32.const -8))", Failure::Aborted),
    ("a result whose end is outside", "(return (i32.const 131056))", Failure::Aborted),
    ("a result in a crooked place", "(return (i32.const 1025))", Failure::Aborted),
    ("a list outside",
        "(i32.store (i32.const 1032) (i32.const 131064)) (i32.store (i32.const 1036) (i32.const 2))",
        Failure::Aborted),
    ("a list that wraps around",
        "(i32.store (i32.const 1032) (i32.const -8)) (i32.store (i32.const 1036) (i32.const 2))",
        Failure::Aborted),
    ("an empty list outside",
        "(i32.store (i32.const 1032) (i32.const -8))",
        Failure::Aborted),
    ("a list in a crooked place",
        "(i32.store (i32.const 1032) (i32.const 12)) (i32.store (i32.const 1036) (i32.const 2))",
        Failure::Aborted),
    ("a note that is no case",
        "(i32.store8 (i32.const 2048) (i32.const 5))
         (i32.store (i32.const 1040) (i32.const 2048)) (i32.store (i32.const 1044) (i32.const 1))",
        Failure::Aborted),
    ("a kind that is no case, in the second note",
        "(i32.store8 (i32.const 2060) (i32.const 4)) (i32.store8 (i32.const 2064) (i32.const 2))
         (i32.store (i32.const 1040) (i32.const 2048)) (i32.store (i32.const 1044) (i32.const 2))",
        Failure::Aborted),
    ("a letter that is half of one",
        "(i32.store8 (i32.const 2048) (i32.const 3)) (i32.store (i32.const 2052) (i32.const 0xdfff))
         (i32.store (i32.const 1040) (i32.const 2048)) (i32.store (i32.const 1044) (i32.const 1))",
        Failure::Aborted),
    ("a letter beyond the last",
        "(i32.store8 (i32.const 2048) (i32.const 3)) (i32.store (i32.const 2052) (i32.const 0x110000))
         (i32.store (i32.const 1040) (i32.const 2048)) (i32.store (i32.const 1044) (i32.const 1))",
        Failure::Aborted),
    ("a text outside",
        "(i32.store8 (i32.const 2048) (i32.const 2)) (i32.store (i32.const 2052) (i32.const 131070))
         (i32.store (i32.const 2056) (i32.const 3))
         (i32.store (i32.const 1040) (i32.const 2048)) (i32.store (i32.const 1044) (i32.const 1))",
        Failure::Aborted),
];

#[test]
fn every_hostile_result_is_refused_before_it_is_copied() {
    for (name, attack, failure) in RESULTS {
        let plugin = Plugin {
            attack,
            ..Plugin::default()
        };
        plugin.fails(name, *failure);
    }
}

#[test]
fn a_result_of_exactly_the_limit_passes() {
    let attack = "(i64.store (i32.const 8192) (i64.const 77))
        (i32.store (i32.const 1032) (i32.const 8192)) (i32.store (i32.const 1036) (i32.const 2048))";
    let plugin = Plugin {
        attack,
        ..Plugin::default()
    };
    let metered = crate::support::meter(&plugin.wasm(), &limits()).unwrap();
    let engine = crate::support::engine();
    let mut running =
        crate::support::Running::start(&engine, &metered.component, 30_000_000).unwrap();
    let answer = running
        .evaluate(&crate::support::question(super::ATTACK))
        .unwrap()
        .unwrap();
    assert_eq!((answer.parts.len(), answer.parts[0]), (2048, 77));
}

/// Every kind of value comes through as it is.
#[test]
fn a_good_result_is_not_changed() {
    use crate::support::metered::exports::test::sums::engine::{Kind, Note};
    let attack = "(i64.store (i32.const 1024) (i64.const 11))
        (i64.store (i32.const 8192) (i64.const 22))
        (i32.store (i32.const 1032) (i32.const 8192)) (i32.store (i32.const 1036) (i32.const 1))
        (i32.store8 (i32.const 2060) (i32.const 1)) (i32.store (i32.const 2064) (i32.const -1))
        (i32.store8 (i32.const 2072) (i32.const 2)) (i32.store (i32.const 2076) (i32.const 3000))
        (i32.store (i32.const 2080) (i32.const 2)) (i32.store16 (i32.const 3000) (i32.const 0x6968))
        (i32.store8 (i32.const 2084) (i32.const 3)) (i32.store (i32.const 2088) (i32.const 0x10ffff))
        (i32.store8 (i32.const 2096) (i32.const 4)) (i32.store8 (i32.const 2100) (i32.const 1))
        (i32.store (i32.const 1040) (i32.const 2048)) (i32.store (i32.const 1044) (i32.const 5))";
    let plugin = Plugin {
        attack,
        ..Plugin::default()
    };
    let metered = crate::support::meter(&plugin.wasm(), &limits()).unwrap();
    let engine = crate::support::engine();
    let mut running =
        crate::support::Running::start(&engine, &metered.component, 30_000_000).unwrap();
    let answer = running
        .evaluate(&crate::support::question(super::ATTACK))
        .unwrap()
        .unwrap();
    assert_eq!((answer.total, answer.parts), (11, vec![22]));
    let notes = [
        Note::Nothing,
        Note::Number(u32::MAX),
        Note::Text("hi".to_owned()),
        Note::Letter('\u{10ffff}'),
        Note::Kind(Kind::Even),
    ];
    assert_eq!(answer.notes, notes);
}

/// A plugin's `cabi_realloc` gives the host places to write to.
#[test]
fn a_hostile_realloc_is_a_failure() {
    let reallocs = [
        ("outside", "(return (i32.const -8))"),
        (
            "at the end",
            "(return (i32.sub (i32.const 131072) (i32.const 4)))",
        ),
        ("crooked", "(return (i32.const 4097))"),
        ("panicking", "unreachable"),
        (
            "recursing",
            "(drop (call 0 (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 1)))",
        ),
    ];
    for (name, realloc) in reallocs {
        let plugin = Plugin {
            realloc,
            ..Plugin::default()
        };
        let metered = crate::support::meter(&plugin.wasm(), &limits()).unwrap();
        let engine = crate::support::engine();
        let mut running =
            crate::support::Running::start(&engine, &metered.component, 30_000_000).unwrap();
        for _ in 0..2 {
            let outcome = running
                .evaluate(&crate::support::question(super::BEHAVE))
                .unwrap();
            let expected = match name {
                "recursing" => Failure::RecursedTooDeep,
                _ => Failure::Aborted,
            };
            assert_eq!(outcome, Err(expected), "{name}");
        }
    }
}
