//! How far a file has been read: a bar on a terminal, nothing elsewhere.

use std::io::{IsTerminal, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Between two pictures of the bar.
const EVERY: Duration = Duration::from_millis(200);

/// The bar, without its brackets.
const WIDTH: u64 = 30;

/// A reader that says how much has been read.
pub(super) struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(super) fn new(inner: R, read: Arc<AtomicU64>) -> Self {
        Self { inner, read }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let bytes = u64::try_from(count).unwrap_or(0);
        self.read.fetch_add(bytes, Ordering::Relaxed);
        Ok(count)
    }
}

pub(super) struct Progress {
    length: u64,
    read: Arc<AtomicU64>,
    started: Instant,
    drawn: Option<Instant>,
    is_shown: bool,
}

impl Progress {
    /// `length` and `read` are bytes of the file.
    pub(super) fn start(length: u64, read: Arc<AtomicU64>) -> Self {
        Self {
            length,
            read,
            started: Instant::now(),
            drawn: None,
            is_shown: std::io::stderr().is_terminal(),
        }
    }

    /// So many rows are in the database.
    pub(super) fn reached(&mut self, rows: i64) {
        if self.is_shown && self.drawn.is_none_or(|at| at.elapsed() >= EVERY) {
            self.drawn = Some(Instant::now());
            let read = self.read.load(Ordering::Relaxed);
            let line = bar(read, self.length, rows, self.started.elapsed());
            let _ = write!(std::io::stderr(), "\r{line}");
        }
    }

    /// What comes now has no bar: the database applies it all at once.
    pub(super) fn end(self) {
        if self.is_shown {
            let _ = writeln!(std::io::stderr(), "\rApplying all of it at once …{:40}", "");
        }
    }
}

fn bar(read: u64, length: u64, rows: i64, elapsed: Duration) -> String {
    let full = (read.min(length) * WIDTH) / length.max(1);
    let per_second = u128::try_from(rows).unwrap_or(0) * 1000 / elapsed.as_millis().max(1);
    let bar: String = (0..WIDTH)
        .map(|place| if place < full { '#' } else { '.' })
        .collect();
    format!("[{bar}] {rows} rows, {per_second}/s ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_says_how_far_and_how_fast() {
        let line = bar(500, 1000, 2000, Duration::from_millis(500));
        assert_eq!(line, "[###############...............] 2000 rows, 4000/s ");
        let empty = bar(0, 0, 0, Duration::ZERO);
        assert_eq!(empty, "[..............................] 0 rows, 0/s ");
    }
}
