//! The combination of campaigns that takes most off a cart.
//!
//! Of each lane one campaign is applied at most; any may be left out. Where two combinations take
//! off the same, the one with fewer campaigns wins, then the one whose first campaign is applied
//! earlier, and so on: the answer is the same whatever the order in which campaigns come from the
//! database.
//!
//! As long as there are few enough combinations for the size of the cart all of them are covered,
//! by a search that leaves out what cannot be better (branch and bound). Beyond that a heuristic
//! answers: the best campaign of each lane, all lanes together, and then single exchanges as far as
//! they help.

use crate::bindings::spindle::promotions::engine::Cart;
use crate::candidate::Candidate;
use crate::remaining::Remaining;

/// Combinations times lines (and what a combination costs besides): 1,024 combinations, so ten
/// campaigns that all go together, in the largest cart of 200 lines.
const EFFORT_MAX: u64 = 1024 * (200 + EFFORT_BESIDES);
const EFFORT_BESIDES: u64 = 16;

/// Single exchanges that the heuristic tries.
const EXCHANGES_MAX: u64 = 64;

/// A combination.
pub struct Chosen<'c, 'a> {
    /// In the order in which they are applied; each gives something.
    pub candidates: Vec<&'c Candidate<'a>>,
    /// Whether there is certainly none better.
    pub is_exact: bool,
}

/// The best combination of candidates, which come in the order in which they are applied.
pub fn best<'c, 'a>(cart: &Cart, candidates: &'c [Candidate<'a>]) -> Chosen<'c, 'a> {
    let is_exact = combinations(candidates).saturating_mul(effort(cart)) <= EFFORT_MAX;
    let chosen = if is_exact {
        let mut search = Search {
            cart,
            candidates,
            taken: Vec::new(),
            best: Combination::default(),
        };
        search.extend(0, &Remaining::new(cart), 0);
        search.best.chosen
    } else {
        by_exchanges(cart, candidates)
    };
    Chosen {
        candidates: chosen.into_iter().map(|index| &candidates[index]).collect(),
        is_exact,
    }
}

fn effort(cart: &Cart) -> u64 {
    u64::try_from(cart.lines.len()).unwrap_or(u64::MAX) + EFFORT_BESIDES
}

/// Each lane has one or none of its campaigns; a campaign without a lane has one of its own.
fn combinations(candidates: &[Candidate<'_>]) -> u64 {
    let mut lanes: Vec<(Option<u32>, u64)> = Vec::new();
    for candidate in candidates {
        let lane = candidate.campaign.lane;
        match lanes
            .iter_mut()
            .find(|(known, _)| known.is_some() && *known == lane)
        {
            Some((_, choices)) => *choices += 1,
            None => lanes.push((lane, 2)),
        }
    }
    let choices = lanes.into_iter().map(|(_, choices)| choices);
    choices.fold(1, u64::saturating_mul)
}

#[derive(Clone, Default)]
struct Combination {
    given: u64,
    chosen: Vec<usize>,
}

impl Combination {
    /// Of two that are equal the one that is found first stays: it is the earlier one.
    fn is_better(&self, given: u64, count: usize) -> bool {
        given > self.given || given == self.given && count < self.chosen.len()
    }
}

struct Search<'c, 'a> {
    cart: &'c Cart,
    candidates: &'c [Candidate<'a>],
    /// What is being looked at.
    taken: Vec<usize>,
    best: Combination,
}

impl Search<'_, '_> {
    /// Looks at what is taken, then at all that it can be extended to with candidates after it. As
    /// deep as there are lanes.
    fn extend(&mut self, from: usize, remaining: &Remaining, given: u64) {
        if self.best.is_better(given, self.taken.len()) {
            self.best.given = given;
            self.best.chosen.clone_from(&self.taken);
        }
        for index in from..self.candidates.len() {
            let most = self.most(index).min(remaining.total());
            if given.saturating_add(most) < self.best.given {
                return;
            }
            if self.is_taken(self.candidates[index].campaign.lane) {
                continue;
            }
            let mut after = remaining.clone();
            let candidate = &self.candidates[index];
            let amount = after.apply(self.cart.rounding, candidate, &mut |_, _| {});
            if amount > 0 {
                self.taken.push(index);
                self.extend(index + 1, &after, given + amount);
                self.taken.pop();
            }
        }
    }

    /// What the candidates from an index on could give at most: nothing gives more than alone.
    fn most(&self, from: usize) -> u64 {
        let candidates = &self.candidates[from..];
        let mut most = 0_u64;
        for (index, candidate) in candidates.iter().enumerate() {
            let lane = candidate.campaign.lane;
            let is_largest_of_lane = || {
                let others = candidates.iter().enumerate();
                others
                    .filter(|(_, other)| other.campaign.lane == lane)
                    .all(|(at, other)| {
                        other.alone < candidate.alone
                            || other.alone == candidate.alone && at >= index
                    })
            };
            if lane.is_none() || !self.is_taken(lane) && is_largest_of_lane() {
                most = most.saturating_add(candidate.alone);
            }
        }
        most
    }

    fn is_taken(&self, lane: Option<u32>) -> bool {
        let taken = &self.taken;
        lane.is_some()
            && taken
                .iter()
                .any(|&index| self.candidates[index].campaign.lane == lane)
    }
}

fn by_exchanges(cart: &Cart, candidates: &[Candidate<'_>]) -> Vec<usize> {
    let mut best = given(cart, candidates, &best_of_each_lane(candidates));
    let of_one = effort(cart).saturating_mul(u64::try_from(candidates.len()).unwrap_or(u64::MAX));
    let exchanges = (EFFORT_MAX / of_one.max(1)).min(EXCHANGES_MAX);

    for index in (0..candidates.len()).take(usize::try_from(exchanges).unwrap_or(0)) {
        let is_in = best.chosen.contains(&index);
        let lane = candidates[index].campaign.lane;
        let stays = |&other: &usize| {
            other != index && (lane.is_none() || candidates[other].campaign.lane != lane)
        };
        let mut other: Vec<usize> = best.chosen.iter().copied().filter(stays).collect();
        if !is_in {
            other.push(index);
            other.sort_unstable();
        }
        let other = given(cart, candidates, &other);
        if best.is_better(other.given, other.chosen.len()) {
            best = other;
        }
    }
    best.chosen
}

fn best_of_each_lane(candidates: &[Candidate<'_>]) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let lane = candidate.campaign.lane;
        let rival = chosen
            .iter()
            .position(|&other| lane.is_some() && candidates[other].campaign.lane == lane);
        match rival {
            None => chosen.push(index),
            Some(at) if candidates[chosen[at]].alone < candidate.alone => chosen[at] = index,
            Some(_) => {}
        }
    }
    chosen.sort_unstable();
    chosen
}

/// A combination without those that give nothing in it.
fn given(cart: &Cart, candidates: &[Candidate<'_>], chosen: &[usize]) -> Combination {
    let mut remaining = Remaining::new(cart);
    let mut combination = Combination::default();
    for &index in chosen {
        let amount = remaining.apply(cart.rounding, &candidates[index], &mut |_, _| {});
        if amount > 0 {
            combination.given += amount;
            combination.chosen.push(index);
        }
    }
    combination
}

#[cfg(test)]
mod tests;
