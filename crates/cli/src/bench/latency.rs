//! How long requests took, in whole numbers.

use std::time::Duration;

use serde::Serialize;

/// What one round, or several, did.
#[derive(Debug, Clone, Default)]
pub(super) struct Timed {
    /// Of each request, in microseconds.
    pub latencies_us: Vec<u64>,
    /// From the first request to the last answer.
    pub elapsed: Duration,
}

impl Timed {
    /// Notes one request.
    pub(super) fn note(&mut self, took: Duration) {
        self.latencies_us.push(micros(took));
    }

    /// Another worker of the same round.
    pub(super) fn join(&mut self, other: Self) {
        self.latencies_us.extend(other.latencies_us);
        self.elapsed = self.elapsed.max(other.elapsed);
    }

    /// Another round.
    pub(super) fn append(&mut self, other: Self) {
        self.latencies_us.extend(other.latencies_us);
        self.elapsed += other.elapsed;
    }

    pub(super) fn count(&self) -> u64 {
        u64::try_from(self.latencies_us.len()).unwrap_or(u64::MAX)
    }

    pub(super) fn figures(mut self) -> Figures {
        self.latencies_us.sort_unstable();
        Figures {
            requests: self.count(),
            errors: 0,
            elapsed_us: micros(self.elapsed),
            p50_us: percentile(&self.latencies_us, 50),
            p95_us: percentile(&self.latencies_us, 95),
            p99_us: percentile(&self.latencies_us, 99),
        }
    }
}

/// One side of a cell.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Figures {
    pub requests: u64,
    /// Always 0: a request that fails ends the bench.
    pub errors: u64,
    pub elapsed_us: u64,
    pub p50_us: u64,
    pub p95_us: u64,
    pub p99_us: u64,
}

impl Figures {
    /// Requests per second.
    pub(super) fn rate(&self) -> u64 {
        self.requests * 1_000_000 / self.elapsed_us.max(1)
    }

    /// This rate for each thousand of the other.
    pub(super) fn per_thousand_of(&self, other: &Self) -> u64 {
        let mine = u128::from(self.requests) * u128::from(other.elapsed_us) * 1000;
        let theirs = u128::from(other.requests) * u128::from(self.elapsed_us);
        u64::try_from(mine / theirs.max(1)).unwrap_or(u64::MAX)
    }
}

/// The smallest that is not exceeded by `percent` of them.
fn percentile(sorted: &[u64], percent: usize) -> u64 {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted
        .get(rank.saturating_sub(1))
        .copied()
        .unwrap_or_default()
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_occurred() {
        let hundred: Vec<u64> = (1..=100).collect();
        for (values, percent, answer) in [
            (&hundred[..], 50, 50),
            (&hundred[..], 99, 99),
            (&[7, 9][..], 50, 7),
            (&[7, 9][..], 95, 9),
            (&[7][..], 50, 7),
            (&[][..], 50, 0),
        ] {
            assert_eq!(percentile(values, percent), answer);
        }
    }

    #[test]
    fn a_ratio_is_one_of_rates() {
        let side = |requests, elapsed_us| Figures {
            requests,
            errors: 0,
            elapsed_us,
            p50_us: 0,
            p95_us: 0,
            p99_us: 0,
        };
        assert_eq!(
            side(70, 1_000_000).per_thousand_of(&side(200, 2_000_000)),
            700
        );
        assert_eq!(side(200, 2_000_000).rate(), 100);
    }
}
