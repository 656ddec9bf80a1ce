//! Spreading an amount over lines without losing or inventing a unit.

/// Spreads `amount` in proportion to `weights`, by largest remainder: each part is
/// rounded down, and the units left over go to the largest remainders, the earlier
/// line first where they are equal. A part is never larger than its weight as long as
/// `amount` is not larger than their sum. All zero when there is no weight.
pub fn allocate(amount: i64, weights: &[i64]) -> Vec<i64> {
    let total: i128 = weights.iter().map(|&weight| i128::from(weight)).sum();
    if total == 0 {
        return vec![0; weights.len()];
    }

    let exact = weights
        .iter()
        .map(|&weight| i128::from(amount) * i128::from(weight));
    let (mut parts, remainders): (Vec<i64>, Vec<i128>) = exact
        .map(|product| {
            (
                i64::try_from(product / total).unwrap_or(i64::MAX),
                product % total,
            )
        })
        .unzip();

    let mut by_remainder: Vec<usize> = (0..parts.len()).collect();
    by_remainder.sort_by_key(|&index| (std::cmp::Reverse(remainders[index]), index));

    let left_over = amount - parts.iter().sum::<i64>();
    for index in by_remainder
        .into_iter()
        .take(usize::try_from(left_over).unwrap_or(0))
    {
        parts[index] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::allocate;
    use proptest::prelude::*;

    #[test]
    fn the_earlier_line_gets_the_odd_unit() {
        for (amount, weights, parts) in [
            (100, vec![1, 1, 1], vec![34, 33, 33]),
            (10, vec![1000, 2000], vec![3, 7]),
            (1, vec![0, 5], vec![0, 1]),
            (5, vec![0, 0], vec![0, 0]),
            (0, vec![7, 8], vec![0, 0]),
        ] {
            assert_eq!(
                allocate(amount, &weights),
                parts,
                "{amount} over {weights:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_unit_is_lost_and_no_line_gets_more_than_it_has(
            weights in prop::collection::vec(0_i64..1_000_000_000_000, 1..200),
            share in 0_u64..=1000,
        ) {
            let total: i64 = weights.iter().sum();
            let amount = total / 1000 * i64::try_from(share).unwrap_or(0);

            let parts = allocate(amount, &weights);

            prop_assert_eq!(parts.iter().sum::<i64>(), amount);
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!((0..=*weight).contains(part));
            }
        }
    }
}
