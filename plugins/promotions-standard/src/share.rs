//! Exact shares of amounts, and amounts spread over lines without losing a unit.

use crate::bindings::spindle::promotions::engine::Rounding;

/// `amount` times `of` divided by `whole`, half a unit rounded as the shop does. At most `amount`
/// where `of` is at most `whole`.
pub fn share(amount: u64, of: u64, whole: u64, rounding: Rounding) -> u64 {
    if whole == 0 {
        return 0;
    }
    let (exact, whole) = (u128::from(amount) * u128::from(of), u128::from(whole));
    let (down, twice_the_rest) = (exact / whole, exact % whole * 2);
    let up = match rounding {
        _ if twice_the_rest != whole => twice_the_rest > whole,
        Rounding::HalfEven => down % 2 == 1,
        Rounding::HalfUp => true,
        Rounding::HalfDown => false,
    };
    u64::try_from(down + u128::from(up)).unwrap_or(u64::MAX)
}

/// Takes `amount` off `lines` in proportion to what is left of them, by largest remainder, exactly
/// as the shop does: each part is rounded down, and what is left over goes to the largest
/// remainders, the earlier line first. `amount` is at most what they have together.
pub fn spread(amount: u64, left: &mut [u64], lines: impl Iterator<Item = usize> + Clone) {
    let lines = lines.filter(|&line| line < left.len());
    let total: u128 = lines.clone().map(|line| u128::from(left[line])).sum();
    if total == u128::from(amount) {
        lines
            .collect::<Vec<_>>()
            .into_iter()
            .for_each(|line| left[line] = 0);
        return;
    }

    let mut remainders: Vec<(u64, usize)> = Vec::new();
    let mut spread = 0;
    for line in lines.collect::<Vec<_>>() {
        let (part, remainder) = divide(amount, left[line], total);
        left[line] -= part;
        spread += part;
        remainders.push((remainder, line));
    }
    let left_over = usize::try_from(amount - spread).unwrap_or(usize::MAX);
    if left_over > 0 {
        let largest_first = |&(remainder, line): &(u64, usize)| (u64::MAX - remainder, line);
        remainders.select_nth_unstable_by_key(left_over - 1, largest_first);
        for (_, line) in &remainders[..left_over] {
            left[*line] -= 1;
        }
    }
}

/// `amount * weight / total` and what is left of it, in 64 bits as far as they suffice.
fn divide(amount: u64, weight: u64, total: u128) -> (u64, u64) {
    let narrow = u64::try_from(total).ok().zip(amount.checked_mul(weight));
    if let Some((total, product)) = narrow {
        return (product / total, product % total);
    }
    let product = u128::from(amount) * u128::from(weight);
    let whole = |value| u64::try_from(value).unwrap_or(u64::MAX);
    (whole(product / total), whole(product % total))
}
