//! A hook for tests: ends a component at a certain call to the outside, to see what a crash there leaves behind.
//!
//! Only a program that puts [`Stops::new`] into its [`Options`](crate::Options) has it: neither a manifest, nor a
//! variable, nor a request can reach it.

use std::sync::{Arc, Mutex, PoisonError};

/// What happens at the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The instance dies; the call is not made.
    Before,
    /// The call is made. The component hears that the connection broke, and lives.
    AnswerLost,
    /// The call is made and answered; the instance dies before it can do anything with the answer.
    After,
}

impl Stop {
    /// All three, for tests that try each.
    pub const ALL: [Self; 3] = [Self::Before, Self::AnswerLost, Self::After];
}

/// The hook. The default has none, and costs nothing.
///
/// Counted are statements to Postgres, requests to others (chained ones, too) and operations on key-value stores, in
/// the order in which they begin. An instance dies as in a trap: its client gets 500, others do not notice.
#[derive(Debug, Clone, Default)]
pub struct Stops(Option<Arc<Mutex<Plan>>>);

#[derive(Debug, Default)]
struct Plan {
    /// The component that is watched; nobody before the first [`Stops::arm`] or [`Stops::watch`].
    component: String,
    /// Its calls since then.
    calls: Vec<String>,
    /// The number of the call, from 1, and what happens then. Taken by the call.
    stop: Option<(usize, Stop)>,
}

impl Stops {
    /// A hook that is not armed.
    pub fn new() -> Self {
        Self(Some(Arc::default()))
    }

    /// Counts the calls of `component` from now on, and does `stop` at the `call`-th of them, from 1. Once.
    pub fn arm(&self, component: &str, call: usize, stop: Stop) {
        self.plan(component, Some((call, stop)));
    }

    /// Counts the calls of `component` from now on, and stops none.
    pub fn watch(&self, component: &str) {
        self.plan(component, None);
    }

    /// What the component called since the last [`Self::arm`] or [`Self::watch`]: the first words of each call.
    pub fn calls(&self) -> Vec<String> {
        self.with(|plan| plan.calls.clone()).unwrap_or_default()
    }

    /// Whether the call that was armed has not come (yet).
    pub fn is_armed(&self) -> bool {
        self.with(|plan| plan.stop.is_some()).unwrap_or(false)
    }

    fn plan(&self, component: &str, stop: Option<(usize, Stop)>) {
        self.with(|plan| {
            *plan = Plan {
                component: component.to_owned(),
                calls: Vec::new(),
                stop,
            };
        });
    }

    /// Counts a call. What happens to it, if anything.
    pub(crate) fn count(&self, component: &str, call: impl FnOnce() -> String) -> Option<Stop> {
        self.with(|plan| {
            if plan.component != component {
                return None;
            }
            plan.calls.push(call());
            let (_, stop) = plan
                .stop
                .take_if(|(number, _)| *number == plan.calls.len())?;
            Some(stop)
        })
        .flatten()
    }

    fn with<T>(&self, work: impl FnOnce(&mut Plan) -> T) -> Option<T> {
        let plan = self.0.as_ref()?;
        Some(work(
            &mut plan.lock().unwrap_or_else(PoisonError::into_inner),
        ))
    }
}

/// The end of an instance that was stopped; what its log says.
pub(crate) fn died(when: &str) -> wasmtime::Error {
    wasmtime::format_err!("stopped {when} a call, as asked")
}

#[cfg(test)]
mod tests {
    use super::{Stop, Stops};

    fn call(stops: &Stops, component: &str) -> Option<Stop> {
        stops.count(component, || "call".to_owned())
    }

    #[test]
    fn the_call_that_was_armed_is_stopped_once() {
        let stops = Stops::new();
        stops.arm("checkout", 2, Stop::After);

        assert_eq!(call(&stops, "checkout"), None);
        assert_eq!(call(&stops, "cart"), None);
        assert_eq!(call(&stops, "checkout"), Some(Stop::After));
        assert_eq!(call(&stops, "checkout"), None);
        assert_eq!(stops.calls().len(), 3);
        assert!(!stops.is_armed());
    }

    #[test]
    fn the_default_has_no_hook() {
        let stops = Stops::default();
        stops.arm("checkout", 1, Stop::Before);

        assert_eq!(call(&stops, "checkout"), None);
        assert!(!stops.is_armed());
        assert!(stops.calls().is_empty());
    }
}
