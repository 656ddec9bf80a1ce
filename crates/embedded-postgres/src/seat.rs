//! The one seat in front of the server: who has it may speak. First come, first served.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::startup::Settings;
use crate::upstream::Upstream;

/// Where clients wait for the server.
pub struct Seat {
    data_directory: PathBuf,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    queue: VecDeque<u64>,
    taken: bool,
    next_ticket: u64,
    servers: u64,
    /// Not here while somebody speaks; `None` also after the server broke.
    server: Option<Server>,
}

/// The server, and what its session looks like just now.
pub struct Server {
    /// The connection.
    pub upstream: Upstream,
    /// Counts servers: prepared statements of an older one are lost.
    pub generation: u64,
    /// Settings of the last client; `None` when they must be set again.
    pub settings: Option<Settings>,
}

/// The right to speak, until dropped.
pub struct Turn<'a> {
    seat: &'a Seat,
    server: Option<Server>,
}

impl Seat {
    /// With a server that already answers.
    pub fn new(data_directory: PathBuf, upstream: Upstream) -> Self {
        let server = Server {
            upstream,
            generation: 1,
            settings: None,
        };
        let state = State {
            queue: VecDeque::new(),
            taken: false,
            next_ticket: 0,
            servers: 1,
            server: Some(server),
        };
        Self {
            data_directory,
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }

    /// `None` when it was not free within `limit`.
    pub fn take(&self, limit: Duration) -> Option<Turn<'_>> {
        let deadline = Instant::now() + limit;
        let mut state = self.lock();
        let ticket = state.next_ticket;
        state.next_ticket += 1;
        state.queue.push_back(ticket);
        while state.taken || state.queue.front() != Some(&ticket) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                state.queue.retain(|waiting| *waiting != ticket);
                self.changed.notify_all();
                return None;
            }
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.queue.pop_front();
        state.taken = true;
        Some(Turn {
            seat: self,
            server: state.server.take(),
        })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn<'_> {
    /// The server; a new one when the last one broke.
    pub fn server(&mut self) -> Result<&mut Server, String> {
        if self.server.is_none() {
            let upstream = Upstream::start(&self.seat.data_directory)?;
            let mut state = self.seat.lock();
            state.servers += 1;
            self.server = Some(Server {
                upstream,
                generation: state.servers,
                settings: None,
            });
        }
        self.server
            .as_mut()
            .ok_or_else(|| "The embedded Postgres is gone.".to_owned())
    }

    /// The server broke: nobody speaks with it any more.
    pub fn forget_server(&mut self) {
        self.server = None;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut state = self.seat.lock();
        state.server = self.server.take();
        state.taken = false;
        drop(state);
        self.seat.changed.notify_all();
    }
}
