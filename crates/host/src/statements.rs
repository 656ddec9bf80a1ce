//! A record of the SQL statements that components execute, for tests that count them. Off unless asked for.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// How many statements are remembered; the oldest are forgotten.
const REMEMBERED: usize = 100_000;

/// One executed statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The id of the component that sent it.
    pub component: String,
    /// Its text with `$1`, … for the parameters.
    pub text: String,
}

/// A place in the record, from [`Statements::mark`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(u64);

/// The record of an application; see [`App::statements`](crate::App::statements).
#[derive(Debug)]
pub struct Statements(Option<Mutex<Record>>);

#[derive(Debug, Default)]
struct Record {
    /// How many statements came before the first one kept.
    forgotten: u64,
    kept: VecDeque<Statement>,
}

impl Statements {
    pub(crate) fn new(recording: bool) -> Self {
        Self(recording.then(Mutex::default))
    }

    pub(crate) fn record(&self, component: &str, text: &str) {
        self.with(|record| {
            if record.kept.len() == REMEMBERED {
                record.kept.pop_front();
                record.forgotten += 1;
            }
            record.kept.push_back(Statement {
                component: component.to_owned(),
                text: text.to_owned(),
            });
        });
    }

    /// The current end of the record.
    pub fn mark(&self) -> Mark {
        Mark(
            self.with(|record| record.forgotten + record.kept.len() as u64)
                .unwrap_or(0),
        )
    }

    /// What was executed after `mark`, oldest first. Empty when the record is off.
    pub fn since(&self, mark: Mark) -> Vec<Statement> {
        self.with(|record| {
            let skip = mark.0.saturating_sub(record.forgotten);
            let skip = usize::try_from(skip).unwrap_or(usize::MAX);
            record.kept.iter().skip(skip).cloned().collect()
        })
        .unwrap_or_default()
    }

    /// Forgets all statements. Marks stay valid.
    pub fn clear(&self) {
        self.with(|record| {
            record.forgotten += record.kept.len() as u64;
            record.kept.clear();
        });
    }

    fn with<T>(&self, work: impl FnOnce(&mut Record) -> T) -> Option<T> {
        let record = self.0.as_ref()?;
        Some(work(
            &mut record.lock().unwrap_or_else(PoisonError::into_inner),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::Statements;

    #[test]
    fn a_mark_survives_clear() {
        let statements = Statements::new(true);
        statements.record("cart", "select 1");
        let mark = statements.mark();
        statements.clear();
        statements.record("cart", "select 2");

        let texts: Vec<_> = statements
            .since(mark)
            .into_iter()
            .map(|statement| statement.text)
            .collect();

        assert_eq!(texts, ["select 2"]);
    }

    #[test]
    fn nothing_is_recorded_when_it_is_off() {
        let statements = Statements::new(false);
        let mark = statements.mark();
        statements.record("cart", "select 1");

        assert!(statements.since(mark).is_empty());
    }
}
