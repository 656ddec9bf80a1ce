//! The bound on what a request computes: a running guest yields at every tick and is ended at its limit.
//!
//! Time inside host functions and time spent waiting is not counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use wasmtime::{Store, UpdateDeadline};

use super::state::{RequestContext, State};
use crate::Error;

/// How often running guests yield. A shorter tick costs throughput and gains nothing.
const TICK: Duration = Duration::from_millis(10);

/// A slice longer than this was not all computing: the guest waited, or the machine was busy elsewhere.
const SLICE_TICKS: u64 = 3;

/// The clock that interrupts guests. Ends with the last engine that uses it.
pub(crate) struct Ticker(Arc<AtomicU64>);

impl Ticker {
    /// Starts the thread that advances the epoch of `engine`.
    pub(crate) fn start(engine: &wasmtime::Engine) -> Result<Self, Error> {
        let ticks = Arc::new(AtomicU64::new(0));
        let weak = (engine.weak(), Arc::downgrade(&ticks));
        std::thread::Builder::new()
            .name("guest-ticks".to_owned())
            .spawn(move || {
                while let (Some(engine), Some(ticks)) = (weak.0.upgrade(), weak.1.upgrade()) {
                    ticks.fetch_add(1, Ordering::Relaxed);
                    engine.increment_epoch();
                    drop((engine, ticks));
                    std::thread::sleep(TICK);
                }
            })
            .map_err(|error| Error::Machine(format!("cannot start a thread: {error}")))?;
        Ok(Self(ticks))
    }

    /// Bounds what each request in `store` may compute.
    pub(super) fn limit(&self, store: &mut Store<State>, limit: Duration) {
        let ticks = self.0.clone();
        let resumed = Arc::new(AtomicU64::new(0));
        // What cannot be assigned to a request: starting the instance, work after the response.
        let unassigned = Arc::new(RequestContext::default());
        let mut yielded = false;
        store.set_epoch_deadline(1);
        store.epoch_deadline_callback(move |mut store| {
            // Only a slice that began with a yield here is known to be computing from its start.
            let slice = ticks
                .load(Ordering::Relaxed)
                .saturating_sub(resumed.load(Ordering::Relaxed));
            if yielded && slice <= SLICE_TICKS {
                let request =
                    State::current_request(&mut store).unwrap_or_else(|| unassigned.clone());
                charge(&request, slice.max(1), limit)?;
            }
            yielded = true;
            let (ticks, resumed) = (ticks.clone(), resumed.clone());
            let pause = async move {
                tokio::task::yield_now().await;
                resumed.store(ticks.load(Ordering::Relaxed), Ordering::Relaxed);
            };
            Ok(UpdateDeadline::YieldCustom(1, Box::pin(pause)))
        });
    }
}

fn charge(request: &RequestContext, ticks: u64, limit: Duration) -> wasmtime::Result<()> {
    let used = request.ticks.fetch_add(ticks, Ordering::Relaxed) + ticks;
    let used_ms = u128::from(used) * TICK.as_millis();
    if used_ms > limit.as_millis() {
        wasmtime::bail!("a request computed for more than {} ms", limit.as_millis());
    }
    Ok(())
}
