//! The numbers, as a table and as JSON.

use anyhow::Result;
use serde::Serialize;

use super::BenchOptions;
use super::latency::Figures;
use super::measure::Cell;
use super::prepare::Workshop;
use super::process::{self, Memory};

/// All that was measured, and where.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// Version of Spindle.
    version: &'static str,
    postgres: String,
    embedded: bool,
    cores: usize,
    connections: usize,
    instance_concurrency: usize,
    logs: bool,
    seconds: u64,
    load_before: Option<String>,
    load_after: Option<String>,
    pub cells: Vec<Cell>,
    /// Of the host, at the end.
    memory: Option<Memory>,
}

impl Report {
    pub(super) async fn begin(
        options: &BenchOptions,
        workshop: &Workshop,
        connections: usize,
    ) -> Result<Self> {
        Ok(Self {
            version: env!("CARGO_PKG_VERSION"),
            postgres: workshop.server_version().await?,
            embedded: options.database_url.is_none(),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            connections,
            instance_concurrency: options.instance_concurrency,
            logs: options.logs,
            seconds: options.seconds,
            load_before: process::load_average(),
            load_after: None,
            cells: Vec::new(),
            memory: None,
        })
    }

    pub(super) fn end(&mut self, memory: Option<Memory>) {
        self.memory = memory;
        self.load_after = process::load_average();
    }

    /// For people.
    pub(super) fn table(&self) -> String {
        let mut text = format!(
            "\nPostgres {}{}, {} cores, at most {} connections on each side, \
             {} request(s) per instance, logs {}\n",
            self.postgres,
            if self.embedded {
                " (embedded: its connections take turns)"
            } else {
                ""
            },
            self.cores,
            self.connections,
            self.instance_concurrency,
            if self.logs { "on" } else { "off" },
        );
        text.push_str(&format!(
            "load average {} before, {} after\n\n",
            self.load_before.as_deref().unwrap_or("unknown"),
            self.load_after.as_deref().unwrap_or("unknown"),
        ));
        text.push_str(&header());
        for cell in &self.cells {
            text.push_str(&cell.row());
        }
        if let Some(memory) = self.memory {
            text.push_str(&format!(
                "\nThe host had {} of memory at the end, {} at most.\n",
                mebibytes(memory.resident_kib),
                mebibytes(memory.peak_kib),
            ));
        }
        text
    }
}

fn header() -> String {
    let titles = format!(
        "{:<10} {:>4} {:>7} {:>8} {:>8} {:>8} {:>6} {:>7} {:>8} {:>8} {:>8} {:>6} {:>8} {:>8}\n",
        "scenario",
        "at",
        "host/s",
        "p50 ms",
        "p95",
        "p99",
        "errors",
        "SQL/s",
        "p50 ms",
        "p95",
        "p99",
        "ratio",
        "CPU ms",
        "RSS",
    );
    let line = "-".repeat(titles.trim_end().len());
    format!("{titles}{line}\n")
}

impl Cell {
    /// One line while the bench goes on.
    pub(super) fn summary(&self) -> String {
        format!(
            "{} at {}: {} requests/s, {} of direct SQL",
            self.scenario.name(),
            self.concurrency,
            self.host.rate(),
            thousandths(self.ratio_per_thousand),
        )
    }

    fn row(&self) -> String {
        format!(
            "{:<10} {:>4} {} {:>6} {} {:>6} {:>8} {:>8}\n",
            self.scenario.name(),
            self.concurrency,
            self.host.columns(),
            self.host.errors,
            self.direct.columns(),
            thousandths(self.ratio_per_thousand),
            self.host_cpu_us.map_or("-".to_owned(), thousandths),
            self.memory
                .map_or("-".to_owned(), |memory| mebibytes(memory.resident_kib)),
        )
    }
}

impl Figures {
    fn columns(&self) -> String {
        format!(
            "{:>7} {:>8} {:>8} {:>8}",
            self.rate(),
            thousandths(self.p50_us),
            thousandths(self.p95_us),
            thousandths(self.p99_us),
        )
    }
}

/// 1234 is "1.234".
fn thousandths(number: u64) -> String {
    format!("{}.{:03}", number / 1000, number % 1000)
}

fn mebibytes(kib: u64) -> String {
    format!("{} MiB", kib / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_without_a_float() {
        for (number, answer) in [(0, "0.000"), (7, "0.007"), (12_345, "12.345")] {
            assert_eq!(thousandths(number), answer);
        }
    }
}
