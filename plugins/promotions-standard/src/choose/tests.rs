//! The search against trying everything.

use proptest::prelude::*;

use super::*;
use crate::bindings::spindle::promotions::engine::{
    BuyGet, Campaign, CampaignGroup, Discount, Pick, Rounding,
};
use crate::campaigns::tests::{campaign, cart, line};
use crate::candidate::candidates;

pub fn discounts() -> impl Strategy<Value = Discount> {
    let buy_get = (
        1_u32..4,
        1_u32..3,
        1_u32..=10_000,
        any::<bool>(),
        prop::option::of(1_u32..4),
    );
    prop_oneof![
        (1_u32..=10_000).prop_map(Discount::Percentage),
        (1_u64..5000).prop_map(Discount::FixedAmount),
        (1_u64..500).prop_map(Discount::AmountPerPiece),
        (0_u64..1500).prop_map(Discount::FixedPrice),
        (1_u32..=10_000).prop_map(Discount::ShippingPercentage),
        (1_u64..700).prop_map(Discount::ShippingAmount),
        (1_u32..4).prop_map(Discount::Gift),
        buy_get.prop_map(|(buy, get, percentage, cheapest, repeats)| {
            Discount::BuyGet(BuyGet {
                buy,
                get,
                percentage,
                pick: if cheapest {
                    Pick::Cheapest
                } else {
                    Pick::MostExpensive
                },
                repeats,
            })
        }),
    ]
}

prop_compose! {
    fn campaigns(lines: usize)(
        discount in discounts(),
        covered in prop::collection::vec(any::<bool>(), lines),
        maximum in prop::option::of(0_u64..2000),
        priority in -1_i32..2,
        lane in prop::option::of(0_u32..3),
        group in 0_u8..3,
    ) -> Campaign {
        Campaign {
            lines: (0_u32..).zip(covered).filter(|(_, covered)| *covered).map(|(line, _)| line).collect(),
            maximum,
            priority,
            lane,
            group: match group {
                0 => CampaignGroup::Catalog,
                1 => CampaignGroup::Customer,
                _ => CampaignGroup::Cart,
            },
            ..campaign(discount)
        }
    }
}

prop_compose! {
    fn carts(most: usize)(
        lines in prop::collection::vec((1_u32..6, 0_u64..3000), 1..6),
    )(
        campaigns in prop::collection::vec(campaigns(lines.len()), 0..most),
        lines in Just(lines),
        shipping in prop::option::of(0_u64..900),
        rounding in prop::sample::select(vec![Rounding::HalfEven, Rounding::HalfUp, Rounding::HalfDown]),
    ) -> Cart {
        Cart {
            lines: lines.into_iter().map(|(quantity, price)| line(quantity, price)).collect(),
            shipping,
            rounding,
            ..cart(campaigns)
        }
    }
}

/// Every combination that lanes allow, best first: the most given, then the fewest campaigns, then
/// the earliest.
fn by_brute_force(cart: &Cart, candidates: &[Candidate<'_>]) -> Combination {
    let mut all: Vec<Combination> = Vec::new();
    for mask in 0_u32..1 << candidates.len() {
        let chosen: Vec<usize> = (0..candidates.len())
            .filter(|index| mask >> index & 1 == 1)
            .collect();
        let lanes: Vec<u32> = chosen
            .iter()
            .filter_map(|&index| candidates[index].campaign.lane)
            .collect();
        let is_allowed = (1..lanes.len()).all(|at| !lanes[..at].contains(&lanes[at]));
        if is_allowed {
            all.push(given(cart, candidates, &chosen));
        }
    }
    all.sort_by(|one, two| {
        let key = |c: &Combination| (u64::MAX - c.given, c.chosen.len());
        key(one)
            .cmp(&key(two))
            .then_with(|| one.chosen.cmp(&two.chosen))
    });
    all.swap_remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_search_finds_what_trying_everything_finds(cart in carts(9)) {
        let found = candidates(&cart);
        let expected = by_brute_force(&cart, &found.candidates);

        let chosen = best(&cart, &found.candidates);

        prop_assert!(chosen.is_exact);
        let indexes: Vec<u32> = chosen.candidates.iter().map(|c| c.index).collect();
        let expected: Vec<u32> = expected.chosen.iter().map(|&at| found.candidates[at].index).collect();
        prop_assert_eq!(indexes, expected);
    }

    #[test]
    fn nothing_gives_more_after_others_than_alone(cart in carts(9)) {
        let found = candidates(&cart);
        let mut remaining = Remaining::new(&cart);
        for candidate in &found.candidates {
            let amount = remaining.apply(cart.rounding, candidate, &mut |_, _| {});
            prop_assert!(amount <= candidate.alone);
        }
    }

    #[test]
    fn the_heuristic_keeps_to_lanes_and_never_beats_the_search(cart in carts(9)) {
        let found = candidates(&cart);
        let best = by_brute_force(&cart, &found.candidates);

        let chosen = by_exchanges(&cart, &found.candidates);

        let lanes: Vec<u32> = chosen.iter().filter_map(|&at| found.candidates[at].campaign.lane).collect();
        prop_assert!((1..lanes.len()).all(|at| !lanes[..at].contains(&lanes[at])));
        let of_heuristic = given(&cart, &found.candidates, &chosen);
        prop_assert!(of_heuristic.given <= best.given);
    }
}
