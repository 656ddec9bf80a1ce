//! A campaign as the SQL function `campaigns_json` writes it, and what it covers.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Customer, Line};
use crate::promotion::Refusal;

/// A campaign that could matter for a cart. Amounts are in the tenant's currency.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Campaign {
    /// Its id.
    pub id: Uuid,
    /// What customers see.
    pub name: String,
    /// What it is about.
    pub campaign_type: CampaignType,
    /// What it does.
    #[serde(flatten)]
    pub discount: Discount,
    /// The entered code that opens it; `None`: applies by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coupon_code: Option<String>,
    /// Further entered codes of it, which do nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spare_codes: Vec<String>,
    /// Why the code does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coupon_refused: Option<Refusal>,
    /// The goods it is about.
    #[serde(default)]
    pub covers: Goods,
    /// The goods it is not about even so.
    #[serde(default)]
    pub excludes: Goods,
    /// The least subtotal of covered goods it asks for.
    #[serde(default)]
    pub minimum_minor: i64,
    /// The least number of covered pieces it asks for.
    #[serde(default)]
    pub minimum_quantity: i64,
    /// The most it gives to one order.
    #[serde(default)]
    pub maximum_minor: Option<i64>,
    /// Orders that may still use it; `None`: no limit.
    #[serde(default)]
    pub uses_left: Option<i64>,
    /// Orders of this customer that may still use it; `None`: no limit.
    #[serde(default)]
    pub customer_uses_left: Option<i64>,
    /// What it may still give to all orders together; `None`: no budget.
    #[serde(default)]
    pub budget_left_minor: Option<i64>,
    /// Only for customers who have signed in: others cannot be counted.
    #[serde(default)]
    pub signed_in: bool,
    /// Only for customers in one of them; empty: for everybody.
    #[serde(default)]
    pub segments: Vec<String>,
    /// Only for customers of one of them; empty: for everybody.
    #[serde(default)]
    pub vip_levels: Vec<String>,
    /// Only for customers who have not ordered yet.
    #[serde(default)]
    pub first_order: bool,
    /// The larger is applied earlier.
    #[serde(default)]
    pub priority: i32,
    /// Of all with the same one, one is applied at most.
    #[serde(default)]
    pub lane: Option<String>,
    /// In milliseconds since 1970.
    #[serde(default)]
    pub starts_at: Option<u64>,
    /// In milliseconds since 1970.
    #[serde(default)]
    pub ends_at: Option<u64>,
}

/// What a campaign is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignType {
    /// Certain goods.
    Catalog,
    /// Certain customers.
    Customer,
    /// The cart as a whole.
    Cart,
}

/// What a campaign does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Discount {
    /// A share of the covered goods.
    Percentage {
        /// 10 is 10 %.
        percentage: Decimal,
    },
    /// An amount off the covered goods; of a catalog campaign, off each piece.
    FixedAmount {
        /// Above 0.
        amount_minor: i64,
    },
    /// What each covered piece costs, where it costs more.
    FixedPrice {
        /// 0 or more.
        amount_minor: i64,
    },
    /// Of so many covered pieces, some are cheaper.
    BuyGet {
        /// For so many at their price …
        buy_quantity: u32,
        /// … so many more are cheaper …
        get_quantity: u32,
        /// … by so much; 100 is free.
        percentage: Decimal,
        /// Which ones.
        pick: Pick,
        /// How often; `None`: as often as the pieces suffice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repeat_limit: Option<u32>,
    },
    /// The more, the cheaper.
    Tiered {
        /// What the tiers count.
        tier_basis: TierBasis,
        /// The last one that is reached counts.
        tiers: Vec<DiscountTier>,
    },
    /// All that shipping costs.
    FreeShipping,
    /// A share of what shipping costs.
    ShippingPercentage {
        /// 50 is 50 %.
        percentage: Decimal,
    },
    /// An amount off what shipping costs.
    ShippingAmount {
        /// Above 0.
        amount_minor: i64,
    },
    /// Pieces that cost nothing, if they are in the cart.
    Gift {
        /// What is given.
        gift_sku: String,
        /// How many pieces of it.
        gift_quantity: u32,
    },
}

/// Which pieces are the cheaper ones, by unit price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pick {
    /// Those that cost least.
    Cheapest,
    /// Those that cost most.
    MostExpensive,
}

/// What tiers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TierBasis {
    /// Covered pieces.
    Quantity,
    /// What the covered goods come to, before reductions.
    Amount,
}

/// From a number of pieces or an amount on, a reduction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscountTier {
    /// Pieces, or an amount in the tenant's currency.
    pub from: i64,
    /// What it gives.
    #[serde(flatten)]
    pub reduction: Reduction,
}

/// What a tier gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reduction {
    /// A share of the covered goods: 10 is 10 %.
    Percentage(Decimal),
    /// An amount off the covered goods.
    AmountMinor(i64),
}

/// Goods by what they are called or belong to; a line is one of them if any of it names the line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goods {
    /// Variants.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skus: Vec<String>,
    /// Products with all their variants.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<Uuid>,
    /// All products of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
}

impl Goods {
    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.skus.is_empty() && self.products.is_empty() && self.categories.is_empty()
    }

    fn name(&self, line: &Line) -> bool {
        self.skus.contains(&line.sku)
            || self.products.contains(&line.product_id)
            || line.categories.iter().any(|c| self.categories.contains(c))
    }
}

impl Discount {
    /// Whether it is about what shipping costs, and not about goods.
    pub fn is_for_shipping(&self) -> bool {
        match self {
            Self::FreeShipping | Self::ShippingPercentage { .. } | Self::ShippingAmount { .. } => {
                true
            }
            Self::Percentage { .. }
            | Self::FixedAmount { .. }
            | Self::FixedPrice { .. }
            | Self::BuyGet { .. }
            | Self::Tiered { .. }
            | Self::Gift { .. } => false,
        }
    }
}

impl Campaign {
    /// Whether it is for this customer.
    pub fn is_for(&self, customer: Option<&Customer>) -> bool {
        let Some(customer) = customer else {
            return !self.signed_in
                && !self.first_order
                && self.segments.is_empty()
                && self.vip_levels.is_empty();
        };
        let is_in_segment = || customer.segments.iter().any(|s| self.segments.contains(s));
        let level = customer.vip_level.as_ref();
        (self.segments.is_empty() || is_in_segment())
            && (self.vip_levels.is_empty() || level.is_some_and(|l| self.vip_levels.contains(l)))
            && (!self.first_order || customer.orders_placed == 0)
    }

    /// Whether a line is among the goods it is about.
    pub fn covers(&self, line: &Line) -> bool {
        (self.covers.is_empty() || self.covers.name(line)) && !self.excludes.name(line)
    }
}
