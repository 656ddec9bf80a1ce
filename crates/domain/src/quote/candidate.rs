//! A campaign beside a cart: which lines it covers, what it may give, and why it may not.
//!
//! **Invariant:** every condition of a campaign is judged here and nowhere else. A promotion
//! component is told the answer, and the clamp keeps it whatever the component says.

use super::basis::BasisLine;
use super::exchange::Exchange;
use super::{Campaign, CampaignType, Context, Discount, DiscountTier, Reduction, TierBasis};
use crate::promotion::Refusal;

/// A campaign with its amounts in the cart's currency, and what it may do to the cart.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The campaign.
    pub campaign: Campaign,
    /// Index of the coupon that opens it; `None`: it applies by itself.
    pub coupon: Option<usize>,
    /// Why it gives nothing; `None`: it may.
    pub refused: Option<Refusal>,
    /// Indexes of the lines it may take from, ascending: those it covers, of a gift those that
    /// hold the gift.
    pub lines: Vec<usize>,
    /// The most it may give: its cap, or what is left of its budget.
    pub maximum_minor: Option<i64>,
    /// The reduction of the tier that the cart reaches; `None`: it has no tiers, or reaches none.
    pub reached: Option<Reduction>,
}

/// What a campaign finds in a cart.
struct Covered {
    lines: Vec<usize>,
    quantity: i64,
    subtotal_minor: i64,
}

impl Candidate {
    /// `None`: its amounts cannot be converted into the cart's currency.
    pub(super) fn new(
        context: &Context,
        exchange: Option<Exchange<'_>>,
        campaign: &Campaign,
        lines: &[BasisLine<'_>],
    ) -> Option<Self> {
        let campaign = converted(context, exchange, campaign)?;
        let covered = Covered::new(&campaign, lines);
        let reached = match &campaign.discount {
            Discount::Tiered { tier_basis, tiers } => covered.reached(*tier_basis, tiers),
            _ => None,
        };
        let refused = refusal(context, &campaign, &covered, reached);
        let coupon = campaign.coupon_code.as_ref();
        let maximum_minor = [campaign.maximum_minor, campaign.budget_left_minor];
        Some(Self {
            coupon: coupon.and_then(|code| context.coupons.iter().position(|c| c == code)),
            refused,
            lines: covered.lines,
            maximum_minor: maximum_minor.into_iter().flatten().min(),
            reached,
            campaign,
        })
    }

    /// What it may still give after it gave so much.
    pub(super) fn allowance(&self, given_minor: i64) -> i64 {
        match self.refused {
            Some(_) => 0,
            None => self.maximum_minor.unwrap_or(i64::MAX) - given_minor,
        }
    }
}

impl Covered {
    fn new(campaign: &Campaign, lines: &[BasisLine<'_>]) -> Self {
        let mut covered = Self {
            lines: Vec::new(),
            quantity: 0,
            subtotal_minor: 0,
        };
        for (index, basis) in lines.iter().enumerate() {
            if campaign.covers(basis.line) {
                covered.lines.push(index);
                covered.quantity = covered.quantity.saturating_add(basis.line.quantity);
                covered.subtotal_minor =
                    covered.subtotal_minor.saturating_add(basis.subtotal_minor);
            }
        }
        if let Discount::Gift {
            gift_sku,
            gift_quantity,
        } = &campaign.discount
        {
            covered.set_aside(gift_sku, (*gift_quantity).into(), lines);
        }
        covered
    }

    /// What is given does not count towards what has to be bought.
    fn set_aside(&mut self, sku: &str, quantity: i64, lines: &[BasisLine<'_>]) {
        let counted = std::mem::take(&mut self.lines);
        let mut left = quantity;
        for (index, basis) in lines.iter().enumerate() {
            if basis.line.sku != sku {
                continue;
            }
            self.lines.push(index);
            if counted.contains(&index) {
                let given = left.min(basis.line.quantity);
                left -= given;
                self.quantity -= given;
                self.subtotal_minor -= given.saturating_mul(basis.unit_price_minor);
            }
        }
    }

    fn reached(&self, basis: TierBasis, tiers: &[DiscountTier]) -> Option<Reduction> {
        let measure = match basis {
            TierBasis::Quantity => self.quantity,
            TierBasis::Amount => self.subtotal_minor,
        };
        tiers
            .iter()
            .filter(|tier| tier.from <= measure)
            .max_by_key(|tier| tier.from)
            .map(|tier| tier.reduction)
    }
}

fn refusal(
    context: &Context,
    campaign: &Campaign,
    covered: &Covered,
    reached: Option<Reduction>,
) -> Option<Refusal> {
    let is_spent = |left: Option<i64>| left.is_some_and(|left| left <= 0);
    let is_tiered = matches!(campaign.discount, Discount::Tiered { .. });
    if campaign.starts_at.is_some_and(|start| context.at < start) {
        Some(Refusal::NotYet)
    } else if campaign.ends_at.is_some_and(|end| context.at >= end) {
        Some(Refusal::Expired)
    } else if is_spent(campaign.uses_left) || is_spent(campaign.budget_left_minor) {
        Some(Refusal::UsedUp)
    } else if campaign.coupon_refused.is_some() {
        campaign.coupon_refused
    } else if !campaign.is_for(context.customer.as_ref()) {
        Some(Refusal::NotForYou)
    } else if is_spent(campaign.customer_uses_left) {
        Some(Refusal::AlreadyUsed)
    } else if covered.lines.is_empty() && !context.lines.is_empty() {
        Some(Refusal::NotInCart)
    } else if covered.subtotal_minor < campaign.minimum_minor
        || covered.quantity < campaign.minimum_quantity
        || (is_tiered && reached.is_none())
    {
        Some(Refusal::MinimumNotMet)
    } else {
        None
    }
}

/// The campaign with its amounts in the cart's currency.
fn converted(
    context: &Context,
    exchange: Option<Exchange<'_>>,
    campaign: &Campaign,
) -> Option<Campaign> {
    let convert = |minor: i64| match minor {
        0 => Some(0),
        minor => context.convert(minor, context.base_currency, exchange?),
    };
    let if_there = |minor: Option<i64>| match minor {
        Some(minor) => convert(minor).map(Some),
        None => Some(None),
    };
    let discount = match &campaign.discount {
        Discount::FixedAmount { amount_minor } => Discount::FixedAmount {
            amount_minor: convert(*amount_minor)?,
        },
        Discount::FixedPrice { amount_minor } => Discount::FixedPrice {
            amount_minor: convert(*amount_minor)?,
        },
        Discount::ShippingAmount { amount_minor } => Discount::ShippingAmount {
            amount_minor: convert(*amount_minor)?,
        },
        Discount::Tiered { tier_basis, tiers } => Discount::Tiered {
            tier_basis: *tier_basis,
            tiers: tiers
                .iter()
                .map(|tier| {
                    Some(DiscountTier {
                        from: match tier_basis {
                            TierBasis::Quantity => tier.from,
                            TierBasis::Amount => convert(tier.from)?,
                        },
                        reduction: match tier.reduction {
                            Reduction::Percentage(_) => tier.reduction,
                            Reduction::AmountMinor(minor) => {
                                Reduction::AmountMinor(convert(minor)?)
                            }
                        },
                    })
                })
                .collect::<Option<_>>()?,
        },
        Discount::Percentage { .. }
        | Discount::BuyGet { .. }
        | Discount::FreeShipping
        | Discount::ShippingPercentage { .. }
        | Discount::Gift { .. } => campaign.discount.clone(),
    };
    Some(Campaign {
        discount,
        minimum_minor: convert(campaign.minimum_minor)?,
        maximum_minor: if_there(campaign.maximum_minor)?,
        budget_left_minor: if_there(campaign.budget_left_minor)?,
        ..campaign.clone()
    })
}

impl Campaign {
    /// A fixed amount of it is for each piece.
    pub fn is_per_piece(&self) -> bool {
        self.campaign_type == CampaignType::Catalog
    }
}
