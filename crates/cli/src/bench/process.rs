//! What the operating system knows about a process. Linux only; elsewhere nothing is said.

use serde::Serialize;

/// Clock ticks of `/proc/<pid>/stat` are hundredths of a second on every Linux.
const TICK_US: u64 = 10_000;

/// Resident memory, in KiB.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Memory {
    /// Now.
    pub resident_kib: u64,
    /// The most there ever was.
    pub peak_kib: u64,
}

/// Resident memory of a process.
pub(super) fn memory(id: u32) -> Option<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    Some(Memory {
        resident_kib: field(&status, "VmRSS:")?,
        peak_kib: field(&status, "VmHWM:")?,
    })
}

/// Time a process has computed, all its threads together, in microseconds.
pub(super) fn cpu_us(id: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name, in parentheses, may hold anything.
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = |index| fields.split_whitespace().nth(index)?.parse::<u64>().ok();
    Some((ticks(11)? + ticks(12)?) * TICK_US)
}

/// Load average of the machine over 1, 5 and 15 minutes, as the system writes it.
pub(super) fn load_average() -> Option<String> {
    let text = std::fs::read_to_string("/proc/loadavg").ok()?;
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    Some(words.join(" "))
}

fn field(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn this_process_has_memory_and_has_computed() {
        let id = std::process::id();
        assert!(memory(id).is_some_and(|memory| memory.peak_kib >= memory.resident_kib));
        assert!(cpu_us(id).is_some());
    }

    #[test]
    fn a_process_that_is_not_there_has_none() {
        assert!(memory(u32::MAX).is_none() && cpu_us(u32::MAX).is_none());
    }
}
