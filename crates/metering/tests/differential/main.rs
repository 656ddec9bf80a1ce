//! Random modules, before metering and after: the same results, the same traps, the same memory.
//!
//! Each module becomes the inside of a plugin ([`driver`]), which calls its functions and answers with what they
//! returned and a hash of the memory. So the wrapper, the guard and restoring are under test as well. A seed decides
//! everything, and steps are counted instead of time. `SPINDLE_FUZZ_SEEDS=100000` runs for longer.

#![expect(clippy::panic, clippy::unwrap_used, reason = "in tests")]

mod driver;
mod modules;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;

use metering::{Limits, Mode, Refusal};
use wasmtime::component::{Component, Linker};
use wasmtime::{Engine, Store, Trap};

use support::{Answer, Failure, Question, Running};

/// Seeds in the suite.
const SEEDS: u64 = 150;

/// Enough for most modules that end at all.
const FUEL: u64 = 3_000_000;
/// What the host gives a plugin before metering: about as much.
const RAW_HOST_FUEL: u64 = 12_000_000;
/// And after: enough for what ours costs.
const METERED_HOST_FUEL: u64 = 200_000_000;

fn limits(mode: Mode, fresh: bool) -> Limits {
    Limits {
        fuel: FUEL,
        io_fuel: FUEL,
        memory_pages: 256,
        table_elements: 1_000,
        mode,
        fresh,
        ..Limits::rust()
    }
}

#[test]
fn metering_changes_nothing_but_the_cost() {
    let seeds = std::env::var("SPINDLE_FUZZ_SEEDS").map_or(SEEDS, |seeds| seeds.parse().unwrap());
    let engine = support::engine();
    let mut tally = Tally::default();
    for seed in 0..seeds {
        let module = modules::module(seed);
        let plugin = Compared {
            seed,
            raw: support::raw_component(&module, support::WIT),
            module,
            engine: &engine,
        };
        plugin.compare(&mut tally);
    }
    println!("{seeds} seeds: {:#?}", tally.0);
    // A test that compares nothing would pass, too. These are a little less than what the seeds give.
    for (what, least) in [
        ("same answer", seeds * 3 / 4),
        ("same trap", seeds / 2),
        ("panic became a failure", seeds / 10),
        ("recursion became a failure", seeds / 4),
        ("same answer when fresh", seeds / 4),
        ("same answer after a restored failure", seeds / 10),
        ("same fuel", seeds / 4),
    ] {
        let count = tally.0.get(what).copied().unwrap_or(0);
        assert!(count >= least, "{what}: {count} of at least {least}");
    }
}

/// How often what was seen.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, u64>);

impl Tally {
    fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }
}

/// What an evaluation came to.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    /// The total, and the parts.
    Answer(u64, Vec<u64>),
    Failed(Failure),
    Trapped(Trap),
}

fn answer(answer: Answer) -> Outcome {
    assert!(answer.notes.is_empty());
    Outcome::Answer(answer.total, answer.parts)
}

fn trapped(error: &wasmtime::Error) -> Outcome {
    match error.downcast_ref::<Trap>() {
        Some(trap) => Outcome::Trapped(*trap),
        None => panic!("{error:?}"),
    }
}

fn question(seed: u64) -> Question {
    Question {
        numbers: vec![1; usize::try_from(seed % 5).unwrap()],
        words: vec!["word".to_owned(); usize::try_from(seed % 3).unwrap()],
        seed,
    }
}

/// One plugin, before metering and after.
struct Compared<'a> {
    seed: u64,
    module: Vec<u8>,
    raw: Vec<u8>,
    engine: &'a Engine,
}

impl Compared<'_> {
    fn compare(&self, tally: &mut Tally) {
        let (first, second) = (self.raw(&[11]), self.raw(&[12]));
        let (Some(first), Some(second)) = (first.first(), second.first()) else {
            panic!("seed {}: no outcome", self.seed);
        };
        match support::meter(&self.module, &limits(Mode::Throw, true)) {
            Ok(metered) => self.fresh(&metered.component, first, second, tally),
            Err(Refusal::NotRestorable(_)) => tally.count("refused: cannot be fresh"),
            Err(Refusal::Data { .. }) => {
                assert_eq!(
                    *first,
                    Outcome::Trapped(Trap::MemoryOutOfBounds),
                    "seed {}",
                    self.seed
                );
                return tally.count("refused: data outside");
            }
            Err(refusal) => panic!("seed {}: {refusal}", self.seed),
        }
        let throwing = support::meter(&self.module, &limits(Mode::Throw, false)).unwrap();
        let restorable = throwing.report.not_restorable.is_none();
        self.lasting(&throwing.component, restorable, tally);
        let trapping = support::meter(&self.module, &limits(Mode::Trap, false)).unwrap();
        self.trapping(&trapping.component, first, tally);
    }

    /// Evaluates one question after the other in one instance, as its author would run it.
    fn raw(&self, seeds: &[u64]) -> Vec<Outcome> {
        let component = Component::new(self.engine, &self.raw).unwrap();
        let mut store = Store::new(self.engine, ());
        store.set_fuel(RAW_HOST_FUEL).unwrap();
        let linker = Linker::new(self.engine);
        let plugin = match support::raw::Plugin::instantiate(&mut store, &component, &linker) {
            Ok(plugin) => plugin,
            Err(error) => return vec![trapped(&error)],
        };
        let mut outcomes = Vec::new();
        for seed in seeds {
            store.set_fuel(RAW_HOST_FUEL).unwrap();
            let asked = question(*seed);
            let asked = support::raw::test::sums::engine::Question {
                numbers: asked.numbers,
                words: asked.words,
                seed: asked.seed,
            };
            match plugin.test_sums_rules().call_evaluate(&mut store, &asked) {
                Ok(answer) => outcomes.push(Outcome::Answer(answer.total, answer.parts)),
                Err(error) => {
                    outcomes.push(trapped(&error));
                    break;
                }
            }
        }
        outcomes
    }

    /// Evaluates them in one instance of a metered component; with what each used.
    fn metered(&self, component: &[u8], seeds: &[u64]) -> Vec<(Outcome, u64)> {
        let mut running = match Running::start(self.engine, component, METERED_HOST_FUEL) {
            Ok(running) => running,
            Err(error) => return vec![(trapped(&error), 0)],
        };
        let mut outcomes = Vec::new();
        for seed in seeds {
            running.store.set_fuel(METERED_HOST_FUEL).unwrap();
            match running.evaluate(&question(*seed)) {
                Ok(Ok(good)) => outcomes.push((answer(good), running.fuel_used())),
                Ok(Err(failure)) => outcomes.push((Outcome::Failed(failure), running.fuel_used())),
                Err(error) => {
                    outcomes.push((trapped(&error), 0));
                    break;
                }
            }
        }
        outcomes
    }

    /// Every evaluation in one instance is as in a new instance, and costs the same each time.
    fn fresh(&self, component: &[u8], first: &Outcome, second: &Outcome, tally: &mut Tally) {
        let outcomes = self.metered(component, &[11, 12, 11]);
        for ((metered, _), raw) in outcomes.iter().zip([first, second, first]) {
            if self.same(metered, raw, true, tally) {
                tally.count("same answer when fresh");
            }
        }
        if let [(_, first), _, (_, third)] = outcomes.as_slice() {
            assert_eq!(first, third, "seed {}: fuel", self.seed);
            tally.count("same fuel");
        }
    }

    /// An instance that is not fresh remembers the same, and starts anew after a failure.
    fn lasting(&self, component: &[u8], restorable: bool, tally: &mut Tally) {
        let seeds = [11, 12, 13];
        let raw = self.raw(&seeds);
        let outcomes = self.metered(component, &seeds);
        let mut failed = None;
        for (index, (metered, _)) in outcomes.iter().enumerate() {
            let since = failed.map_or(0, |failed| failed + 1);
            let expected = match failed {
                None => raw.get(index).cloned(),
                Some(_) if !restorable => {
                    assert_eq!(
                        *metered,
                        Outcome::Failed(Failure::Disabled),
                        "seed {}",
                        self.seed
                    );
                    tally.count("disabled after a failure");
                    continue;
                }
                Some(_) => self.raw(&seeds[since..=index]).get(index - since).cloned(),
            };
            let Some(expected) = expected else { break };
            if self.same(metered, &expected, failed.is_some(), tally) && failed.is_some() {
                tally.count("same answer after a restored failure");
            }
            if matches!(metered, Outcome::Failed(_)) {
                failed = Some(index);
            }
        }
    }

    /// Without exceptions, giving up and the plugin's own panic look the same.
    fn trapping(&self, component: &[u8], raw: &Outcome, tally: &mut Tally) {
        let outcomes = self.metered(component, &[11]);
        match &outcomes[0].0 {
            Outcome::Trapped(Trap::UnreachableCodeReached) => {
                tally.count("trapped by itself or us")
            }
            outcome => {
                self.same(outcome, raw, false, tally);
            }
        }
    }

    /// Compares; true for equal answers.
    fn same(&self, metered: &Outcome, raw: &Outcome, restored: bool, tally: &mut Tally) -> bool {
        use Outcome::{Answer, Failed, Trapped};
        let what = match (metered, raw) {
            (Answer(..), Answer(..)) if metered == raw => "same answer",
            (Trapped(a), Trapped(b)) if a == b => "same trap",
            (Failed(Failure::Aborted), Trapped(Trap::UnreachableCodeReached)) => {
                "panic became a failure"
            }
            (Failed(Failure::RecursedTooDeep), Trapped(Trap::StackOverflow)) => {
                "recursion became a failure"
            }
            (Failed(Failure::OutOfFuel | Failure::RecursedTooDeep), _)
            | (_, Trapped(Trap::OutOfFuel | Trap::StackOverflow)) => "inconclusive: took too long",
            // Memory does not shrink: what was granted before is there, and cleared.
            (_, Trapped(Trap::MemoryOutOfBounds)) if restored && modules::grows(&self.module) => {
                "inconclusive: beyond what is granted"
            }
            _ => panic!("seed {}: metered {metered:?}, raw {raw:?}", self.seed),
        };
        tally.count(what);
        what == "same answer"
    }
}
