//! Campaigns that would give something if they were alone, in the order in which they are applied.

use std::cmp::Reverse;

use crate::bindings::spindle::promotions::engine::{
    BuyGet, Campaign, CampaignGroup, Cart, Discount, Pick,
};
use crate::remaining::Remaining;

/// Adjustments that the shop looks at.
const ADJUSTMENTS_MAX: usize = 1000;

/// A campaign that may give something.
pub struct Candidate<'a> {
    /// Of the campaign in the cart.
    pub index: u32,
    pub campaign: &'a Campaign,
    /// Lines that it takes from one by one, each with how many of its pieces; ascending.
    pub pieces: Vec<Pieces>,
    /// What it gives to the cart as it came: never less than what it gives after others.
    pub alone: u64,
}

/// Some of the pieces of a line.
pub struct Pieces {
    pub line: usize,
    pub picked: u32,
    /// Of the line.
    pub quantity: u32,
}

/// What can be combined.
pub struct Candidates<'a> {
    pub candidates: Vec<Candidate<'a>>,
    /// Not, when the smallest ones were left out because together they would need more adjustments
    /// than a cart may have.
    pub are_all: bool,
}

/// Those of a cart.
pub fn candidates(cart: &Cart) -> Candidates<'_> {
    let untouched = Remaining::new(cart);
    let campaigns = (0_u32..).zip(&cart.campaigns);
    let mut candidates: Vec<Candidate<'_>> = campaigns
        .filter(|(_, campaign)| campaign.refused.is_none())
        .map(|(index, campaign)| Candidate {
            index,
            campaign,
            pieces: pieces(cart, campaign),
            alone: 0,
        })
        .collect();
    for candidate in &mut candidates {
        candidate.alone = untouched
            .clone()
            .apply(cart.rounding, candidate, &mut |_, _| {});
    }
    candidates.retain(|candidate| candidate.alone > 0);

    let count = candidates.len();
    candidates.sort_by_key(|candidate| (Reverse(candidate.alone), candidate.index));
    let mut adjustments = 0;
    candidates.retain(|candidate| {
        let needed = candidate.pieces.len().max(1);
        let fits = adjustments + needed <= ADJUSTMENTS_MAX;
        adjustments += if fits { needed } else { 0 };
        fits
    });
    candidates.sort_by_key(|candidate| {
        let campaign = candidate.campaign;
        (
            Reverse(campaign.priority),
            place(campaign.group),
            candidate.index,
        )
    });
    Candidates {
        are_all: candidates.len() == count,
        candidates,
    }
}

/// With equal priority, goods come first and the cart last.
fn place(group: CampaignGroup) -> u8 {
    match group {
        CampaignGroup::Catalog => 0,
        CampaignGroup::Customer => 1,
        CampaignGroup::Cart => 2,
    }
}

fn pieces(cart: &Cart, campaign: &Campaign) -> Vec<Pieces> {
    match campaign.discount {
        Discount::AmountPerPiece(_) | Discount::FixedPrice(_) => picked(cart, campaign, u64::MAX),
        Discount::Gift(pieces) => picked(cart, campaign, pieces.into()),
        Discount::BuyGet(of) => bought(cart, campaign, of),
        Discount::Percentage(_)
        | Discount::FixedAmount(_)
        | Discount::ShippingPercentage(_)
        | Discount::ShippingAmount(_) => Vec::new(),
    }
}

/// The first so many pieces of the covered lines.
fn picked(cart: &Cart, campaign: &Campaign, wanted: u64) -> Vec<Pieces> {
    pick(lines(cart, campaign), wanted)
}

/// The cheaper pieces of a buy-get.
fn bought(cart: &Cart, campaign: &Campaign, of: BuyGet) -> Vec<Pieces> {
    let mut lines = lines(cart, campaign);
    let all: u64 = lines.iter().map(|line| u64::from(line.quantity)).sum();
    let group = u64::from(of.buy) + u64::from(of.get);
    let repeats = (all / group.max(1)).min(of.repeats.map_or(u64::MAX, u64::from));

    let price = |line: &Pieces| cart.lines[line.line].unit_price;
    match of.pick {
        Pick::Cheapest => lines.sort_by_key(|line| (price(line), line.line)),
        Pick::MostExpensive => lines.sort_by_key(|line| (Reverse(price(line)), line.line)),
    }
    let mut picked = pick(lines, repeats.saturating_mul(of.get.into()));
    picked.sort_by_key(|pieces| pieces.line);
    picked
}

fn lines(cart: &Cart, campaign: &Campaign) -> Vec<Pieces> {
    let lines = campaign.lines.iter();
    lines
        .filter_map(|&line| {
            let line = usize::try_from(line).ok()?;
            let quantity = cart.lines.get(line)?.quantity;
            Some(Pieces {
                line,
                picked: 0,
                quantity,
            })
        })
        .collect()
}

fn pick(lines: Vec<Pieces>, wanted: u64) -> Vec<Pieces> {
    let mut wanted = wanted;
    let mut picked = Vec::new();
    for line in lines {
        let pieces = u32::try_from(wanted).map_or(line.quantity, |w| w.min(line.quantity));
        wanted -= u64::from(pieces);
        if pieces > 0 {
            picked.push(Pieces {
                picked: pieces,
                ..line
            });
        }
    }
    picked
}
