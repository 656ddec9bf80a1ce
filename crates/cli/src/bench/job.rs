//! Work that is prepared before the clock starts.

use std::sync::atomic::{AtomicUsize, Ordering};

use http::HeaderValue;
use uuid::Uuid;

/// The products of the bench's tenant, `SKU-00` to `SKU-49`.
pub(super) const PRODUCTS: usize = 50;

/// A coupon of the bench's tenant: ten per cent.
pub(super) const COUPON: &str = "BENCH10";

/// What is asked for: an item for a cart, a checkout to confirm, an order to read.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    /// The customer it belongs to.
    pub customer: Uuid,
    /// `Bearer …`, of that customer.
    pub authorization: HeaderValue,
    /// Id of a cart, a checkout or an order; nil where a scenario needs none.
    pub id: Uuid,
}

/// One request, or what stands for it in SQL.
#[derive(Debug, Clone, Copy)]
pub(super) struct Job<'a> {
    /// Whose.
    pub subject: &'a Subject,
    /// Different for each job; chooses products.
    pub number: usize,
}

impl Job<'_> {
    /// The job's item at `position`: no two positions below three give the same.
    pub(super) fn sku(&self, position: usize) -> String {
        // 7 and 17 share no factor with 50, so all products have their turn.
        format!("SKU-{:02}", (self.number * 7 + position * 17) % PRODUCTS)
    }
}

/// The work of one round, taken by many workers.
#[derive(Debug)]
pub(super) struct Jobs {
    subjects: Vec<Subject>,
    limit: usize,
    next: AtomicUsize,
}

impl Jobs {
    /// `limit` jobs over `subjects`, which are used in turn. There must be a subject.
    pub(super) fn new(subjects: Vec<Subject>, limit: usize) -> Self {
        Self {
            limit: if subjects.is_empty() { 0 } else { limit },
            subjects,
            next: AtomicUsize::new(0),
        }
    }

    /// The next one, until there is none.
    pub(super) fn take(&self) -> Option<Job<'_>> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        if number >= self.limit {
            return None;
        }
        let subject = self.subjects.get(number % self.subjects.len())?;
        Some(Job { subject, number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_ends_with_its_last_job() {
        let subject = Subject {
            customer: Uuid::nil(),
            authorization: HeaderValue::from_static("Bearer x"),
            id: Uuid::nil(),
        };
        let jobs = Jobs::new(vec![subject.clone(), subject], 3);
        assert_eq!(std::iter::from_fn(|| jobs.take()).count(), 3);
        assert_eq!(Jobs::new(Vec::new(), 3).take().map(|job| job.number), None);
    }

    #[test]
    fn the_items_of_a_job_differ() {
        let subject = Subject {
            customer: Uuid::nil(),
            authorization: HeaderValue::from_static("Bearer x"),
            id: Uuid::nil(),
        };
        for number in 0..PRODUCTS {
            let job = Job {
                subject: &subject,
                number,
            };
            let [first, second, third] = [job.sku(0), job.sku(1), job.sku(2)];
            assert!(first != second && second != third && first != third);
        }
    }
}
