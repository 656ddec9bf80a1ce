//! Measuring one cell of the table: both sides, in short rounds that alternate.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde::Serialize;
use tokio::task::JoinSet;

use super::direct::Caller;
use super::host_process::HostProcess;
use super::job::{Job, Jobs};
use super::latency::{Figures, Timed};
use super::prepare::Workshop;
use super::process::Memory;
use super::requests::Requester;
use super::scenario::Scenario;

/// Of each side. Even, so that each side goes first as often as the other.
const ROUNDS: u32 = 4;

/// Jobs per worker before the clock starts: connections are opened, instances made, and Postgres
/// has settled on generic plans (after the fifth execution).
const WARM_UP: usize = 20;

/// What all cells share.
pub(super) struct Measurement<'a> {
    pub url: &'a str,
    pub workshop: &'a Workshop,
    pub host: &'a HostProcess,
    /// Of each side in each cell.
    pub time: Duration,
    /// The most requests of each side in each cell.
    pub requests: Option<usize>,
}

/// One line of the table.
#[derive(Debug, Serialize)]
pub(super) struct Cell {
    pub scenario: Scenario,
    /// Requests under way at a time.
    pub concurrency: usize,
    pub host: Figures,
    pub direct: Figures,
    /// Rate of the host for each thousand of the direct rate.
    pub ratio_per_thousand: u64,
    /// Computing time of the host's process for each request.
    pub host_cpu_us: Option<u64>,
    /// Of the host, after the cell.
    pub memory: Option<Memory>,
}

/// One who does one job after the other.
enum Worker {
    Requester(Requester),
    Caller(Caller),
}

/// One side of a cell.
struct Side {
    workers: Vec<Arc<Worker>>,
    /// Jobs per second, as last seen.
    rate: u64,
    timed: Timed,
}

impl Measurement<'_> {
    /// Measures a scenario with `concurrency` workers on each side, which share at most
    /// `connections` to the database.
    pub(super) async fn cell(
        &self,
        scenario: Scenario,
        concurrency: usize,
        connections: usize,
    ) -> Result<Cell> {
        let mut host = Side::new((0..concurrency).map(|_| self.requester()).collect());
        let mut callers = Vec::new();
        for _ in 0..concurrency.min(connections) {
            let caller = Caller::connect(self.url, self.workshop.tenant()).await?;
            callers.push(Worker::Caller(caller));
        }
        let mut direct = Side::new(callers);
        for side in [&mut host, &mut direct] {
            let count = side.workers.len() * WARM_UP;
            let warm_up = self.round(scenario, side, count, Duration::MAX).await?;
            side.rate = warm_up.figures().rate();
        }

        let mut cpu_us = Some(0);
        for round in 0..ROUNDS {
            if round % 2 == 0 {
                cpu_us = sum(cpu_us, self.host_round(scenario, &mut host).await?);
                self.next_round(scenario, &mut direct).await?;
            } else {
                self.next_round(scenario, &mut direct).await?;
                cpu_us = sum(cpu_us, self.host_round(scenario, &mut host).await?);
            }
        }
        Ok(self.filled(scenario, concurrency, [host, direct], cpu_us))
    }

    fn filled(
        &self,
        scenario: Scenario,
        concurrency: usize,
        [host, direct]: [Side; 2],
        cpu_us: Option<u64>,
    ) -> Cell {
        let (host, direct) = (host.timed.figures(), direct.timed.figures());
        Cell {
            scenario,
            concurrency,
            ratio_per_thousand: host.per_thousand_of(&direct),
            host_cpu_us: cpu_us.map(|us| us / host.requests.max(1)),
            memory: self.host.memory(),
            host,
            direct,
        }
    }

    fn requester(&self) -> Worker {
        Worker::Requester(Requester::new(self.host.url()))
    }

    /// A round of requests. Returns the time the host has computed for it.
    async fn host_round(&self, scenario: Scenario, side: &mut Side) -> Result<Option<u64>> {
        // Carts and checkouts are made without the host: its clock stands still meanwhile.
        let before = self.host.cpu_us();
        self.next_round(scenario, side).await?;
        let after = self.host.cpu_us();
        Ok(before
            .zip(after)
            .map(|(before, after)| after.saturating_sub(before)))
    }

    async fn next_round(&self, scenario: Scenario, side: &mut Side) -> Result<()> {
        let time = self.time / ROUNDS;
        // Half as many again as expected: a round that runs out of work is only a shorter one.
        let millis = u64::try_from(time.as_millis())?;
        let count = usize::try_from(side.rate * millis * 3 / 2000)?.max(side.workers.len());
        let most = self
            .requests
            .map_or(usize::MAX, |most| most.div_ceil(ROUNDS as usize));
        let timed = self.round(scenario, side, count.min(most), time).await?;
        side.rate = timed.clone().figures().rate();
        side.timed.append(timed);
        Ok(())
    }

    async fn round(
        &self,
        scenario: Scenario,
        side: &Side,
        count: usize,
        time: Duration,
    ) -> Result<Timed> {
        let jobs = self.workshop.jobs(scenario, count, side.workers.len());
        let jobs = Arc::new(jobs.await?);
        let mut running = JoinSet::new();
        for worker in &side.workers {
            let (worker, jobs) = (worker.clone(), jobs.clone());
            running.spawn(async move { worker.run(scenario, &jobs, time).await });
        }
        let mut timed = Timed::default();
        while let Some(worker) = running.join_next().await {
            timed.join(worker.context("A worker ended early")??);
        }
        Ok(timed)
    }
}

impl Side {
    fn new(workers: Vec<Worker>) -> Self {
        Self {
            workers: workers.into_iter().map(Arc::new).collect(),
            rate: 0,
            timed: Timed::default(),
        }
    }
}

impl Worker {
    /// Until there is no more work, or no more time.
    async fn run(&self, scenario: Scenario, jobs: &Jobs, time: Duration) -> Result<Timed> {
        let start = Instant::now();
        let mut timed = Timed::default();
        while start.elapsed() < time
            && let Some(job) = jobs.take()
        {
            let begun = Instant::now();
            self.work(scenario, job).await?;
            timed.note(begun.elapsed());
        }
        timed.elapsed = start.elapsed();
        Ok(timed)
    }

    async fn work(&self, scenario: Scenario, job: Job<'_>) -> Result<()> {
        match self {
            Self::Requester(requester) => requester.work(scenario, job).await,
            Self::Caller(caller) => caller.work(scenario, job).await,
        }
    }
}

fn sum(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one.zip(other).map(|(one, other)| one + other)
}
