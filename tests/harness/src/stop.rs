//! Crashes: a component that ends at a certain call to the outside.

pub use host::Stop;

use crate::Shop;

impl Shop {
    /// Ends `component` at its `call`-th call from now on, once; the first is 1. Only with [`crate::Need::Stops`].
    pub fn stop(&self, component: &str, call: usize, stop: Stop) {
        self.stops().arm(component, call, stop);
    }

    /// Whether the call that was named in [`Self::stop`] has not come.
    pub fn stop_is_due(&self) -> bool {
        self.stops().is_armed()
    }

    /// What `component` calls while `work` is done: statements, requests, keys. Only with [`crate::Need::Stops`].
    pub async fn calls_of<T>(
        &self,
        component: &str,
        work: impl Future<Output = T>,
    ) -> (T, Vec<String>) {
        self.stops().watch(component);
        let done = work.await;
        (done, self.stops().calls())
    }
}
