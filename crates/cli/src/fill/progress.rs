//! How far a long step is, and how long it will take.

use std::time::{Duration, Instant};

/// Between two lines.
const EVERY: Duration = Duration::from_secs(5);

/// A step that is under way.
pub(super) struct Progress<'a> {
    what: &'static str,
    total: i64,
    done: i64,
    started: Instant,
    spoke: Instant,
    log: &'a dyn Fn(&str),
}

impl<'a> Progress<'a> {
    pub(super) fn start(what: &'static str, total: i64, log: &'a dyn Fn(&str)) -> Self {
        let now = Instant::now();
        Self {
            what,
            total,
            done: 0,
            started: now,
            spoke: now,
            log,
        }
    }

    /// `done` of all are there.
    pub(super) fn reached(&mut self, done: i64) {
        self.done = done;
        if self.spoke.elapsed() >= EVERY {
            self.spoke = Instant::now();
            (self.log)(&self.line(self.started.elapsed()));
        }
    }

    /// The last line.
    pub(super) fn end(self) {
        let elapsed = self.started.elapsed();
        (self.log)(&format!(
            "{} {}: {}/s, {}",
            self.done,
            self.what,
            self.rate(elapsed),
            in_words(elapsed.as_secs())
        ));
    }

    fn line(&self, elapsed: Duration) -> String {
        let rate = self.rate(elapsed);
        let left = u64::try_from(self.total - self.done).unwrap_or(0) / rate.max(1);
        format!(
            "{} of {} {}, {rate}/s, {} left",
            self.done,
            self.total,
            self.what,
            in_words(left)
        )
    }

    fn rate(&self, elapsed: Duration) -> u64 {
        let done = u128::try_from(self.done).unwrap_or(0);
        u64::try_from(done * 1000 / elapsed.as_millis().max(1)).unwrap_or(u64::MAX)
    }
}

fn in_words(seconds: u64) -> String {
    match seconds {
        0..120 => format!("{seconds} s"),
        _ => format!("{} min", seconds / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_fast_and_how_long() {
        let mut progress = Progress::start("orders", 1_000_000, &|_| {});
        progress.reached(10_000);
        assert_eq!(
            progress.line(Duration::from_secs(5)),
            "10000 of 1000000 orders, 2000/s, 8 min left"
        );
        progress.reached(990_000);
        assert_eq!(
            progress.line(Duration::from_secs(495)),
            "990000 of 1000000 orders, 2000/s, 5 s left"
        );
    }
}
