//! A campaign as admins see it, in the words in which it is written.

use api::Uuid;
use database::campaigns::{CouponFigures, Figures, Home, SavedCampaign, Status};
use domain::quote::{CampaignType, Discount, DiscountTier, Goods, Pick, Reduction, TierBasis};
use domain::{Amount, Currency};
use rust_decimal::Decimal;
use serde::Serialize;

#[derive(Serialize)]
pub struct ShownCampaign {
    id: Uuid,
    name: String,
    #[serde(rename = "type")]
    campaign_type: CampaignType,
    status: Status,
    currency: Currency,
    /// In which instants without an offset are read.
    time_zone: String,
    discount: ShownDiscount,
    covers: Goods,
    excludes: Goods,
    minimum_amount: Amount,
    minimum_quantity: i64,
    maximum: Option<Amount>,
    coupon: Option<String>,
    by_coupons: bool,
    segments: Vec<String>,
    vip_levels: Vec<String>,
    first_order: bool,
    uses: Option<i64>,
    uses_per_customer: Option<i64>,
    budget: Option<Amount>,
    priority: i32,
    lane: Option<String>,
    starts_at: Option<String>,
    ends_at: Option<String>,
    /// Orders that have used it and not given it back.
    used: i64,
    /// What they got.
    spent: Amount,
    version: i64,
    created_at: String,
    updated_at: String,
    /// Only where one campaign is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<ShownFigures>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum ShownDiscount {
    Percentage {
        percentage: Decimal,
    },
    FixedAmount {
        amount: Amount,
    },
    FixedPrice {
        price: Amount,
    },
    BuyGet {
        buy: u32,
        get: u32,
        percentage: Decimal,
        pick: Pick,
        repeats: Option<u32>,
    },
    Tiered {
        by: TierBasis,
        tiers: Vec<ShownTier>,
    },
    FreeShipping,
    ShippingPercentage {
        percentage: Decimal,
    },
    ShippingAmount {
        amount: Amount,
    },
    Gift {
        sku: String,
        quantity: u32,
    },
}

#[derive(Serialize)]
struct ShownTier {
    from: From,
    #[serde(skip_serializing_if = "Option::is_none")]
    percentage: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Amount>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum From {
    Pieces(i64),
    Amount(Amount),
}

/// How it is used.
#[derive(Serialize)]
pub struct ShownFigures {
    orders: i64,
    customers: i64,
    guests: i64,
    given: Amount,
    goods: Amount,
    coupons: CouponFigures,
    days: Vec<ShownDay>,
}

#[derive(Serialize)]
struct ShownDay {
    day: String,
    orders: i64,
    given: Amount,
}

impl ShownCampaign {
    pub fn new(home: &Home, campaign: SavedCampaign) -> Self {
        let currency = home.currency;
        let amount = |minor| currency.amount(minor);
        let written = campaign.written;
        Self {
            id: campaign.id,
            name: written.name,
            campaign_type: written.campaign_type,
            status: written.status,
            currency,
            time_zone: home.time_zone.clone(),
            discount: ShownDiscount::new(currency, written.discount),
            covers: written.covers,
            excludes: written.excludes,
            minimum_amount: amount(written.minimum_minor),
            minimum_quantity: written.minimum_quantity,
            maximum: written.maximum_minor.map(amount),
            coupon: written.coupon_code,
            by_coupons: written.by_coupons,
            segments: written.segments,
            vip_levels: written.vip_levels,
            first_order: written.first_order,
            uses: written.uses_limit,
            uses_per_customer: written.customer_limit,
            budget: written.budget_minor.map(amount),
            priority: written.priority,
            lane: written.lane,
            starts_at: written.starts_at,
            ends_at: written.ends_at,
            used: campaign.uses_claimed,
            spent: amount(campaign.spent_minor),
            version: campaign.version,
            created_at: campaign.created_at,
            updated_at: campaign.updated_at,
            figures: None,
        }
    }
}

impl ShownDiscount {
    fn new(currency: Currency, discount: Discount) -> Self {
        let amount = |minor| currency.amount(minor);
        match discount {
            Discount::Percentage { percentage } => Self::Percentage {
                percentage: percentage.normalize(),
            },
            Discount::FixedAmount { amount_minor } => Self::FixedAmount {
                amount: amount(amount_minor),
            },
            Discount::FixedPrice { amount_minor } => Self::FixedPrice {
                price: amount(amount_minor),
            },
            Discount::BuyGet {
                buy_quantity,
                get_quantity,
                percentage,
                pick,
                repeat_limit,
            } => Self::BuyGet {
                buy: buy_quantity,
                get: get_quantity,
                percentage: percentage.normalize(),
                pick,
                repeats: repeat_limit,
            },
            Discount::Tiered { tier_basis, tiers } => Self::Tiered {
                by: tier_basis,
                tiers: tiers
                    .into_iter()
                    .map(|tier| ShownTier::new(currency, tier_basis, &tier))
                    .collect(),
            },
            Discount::FreeShipping => Self::FreeShipping,
            Discount::ShippingPercentage { percentage } => Self::ShippingPercentage {
                percentage: percentage.normalize(),
            },
            Discount::ShippingAmount { amount_minor } => Self::ShippingAmount {
                amount: amount(amount_minor),
            },
            Discount::Gift {
                gift_sku,
                gift_quantity,
            } => Self::Gift {
                sku: gift_sku,
                quantity: gift_quantity,
            },
        }
    }
}

impl ShownTier {
    fn new(currency: Currency, basis: TierBasis, tier: &DiscountTier) -> Self {
        let (percentage, amount) = match tier.reduction {
            Reduction::Percentage(percentage) => (Some(percentage.normalize()), None),
            Reduction::AmountMinor(minor) => (None, Some(currency.amount(minor))),
        };
        Self {
            from: match basis {
                TierBasis::Quantity => From::Pieces(tier.from),
                TierBasis::Amount => From::Amount(currency.amount(tier.from)),
            },
            percentage,
            amount,
        }
    }
}

impl ShownFigures {
    pub fn new(currency: Currency, figures: Figures) -> Self {
        let amount = |minor| currency.amount(minor);
        Self {
            orders: figures.uses,
            customers: figures.customers,
            guests: figures.guests,
            given: amount(figures.given_minor),
            goods: amount(figures.goods_minor),
            coupons: figures.coupons,
            days: figures
                .days
                .into_iter()
                .map(|day| ShownDay {
                    day: day.day,
                    orders: day.uses,
                    given: amount(day.given_minor),
                })
                .collect(),
        }
    }
}
