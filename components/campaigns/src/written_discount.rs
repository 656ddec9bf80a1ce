//! What a campaign gives, as an admin writes it: a kind, and the fields of that kind.

use api::fields::{Invalid, List, Problems, Sku, Whole};
use domain::Currency;
use domain::quote::{Discount, DiscountTier, Pick, Reduction, TierBasis};
use ordering::exact;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;

/// What a campaign does.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Percentage,
    FixedAmount,
    FixedPrice,
    BuyGet,
    Tiered,
    FreeShipping,
    ShippingPercentage,
    ShippingAmount,
    Gift,
}

impl Kind {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Percentage => "percentage",
            Self::FixedAmount => "fixed_amount",
            Self::FixedPrice => "fixed_price",
            Self::BuyGet => "buy_get",
            Self::Tiered => "tiered",
            Self::FreeShipping => "free_shipping",
            Self::ShippingPercentage => "shipping_percentage",
            Self::ShippingAmount => "shipping_amount",
            Self::Gift => "gift",
        }
    }

    fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Percentage | Self::ShippingPercentage => &["percentage"],
            Self::FixedAmount | Self::ShippingAmount => &["amount"],
            Self::FixedPrice => &["price"],
            Self::BuyGet => &["buy", "get", "percentage", "pick", "repeats"],
            Self::Tiered => &["by", "tiers"],
            Self::FreeShipping => &[],
            Self::Gift => &["sku", "quantity"],
        }
    }
}

/// Every field of every kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenDiscount {
    kind: Kind,
    percentage: Option<Box<RawValue>>,
    amount: Option<Box<RawValue>>,
    price: Option<Box<RawValue>>,
    buy: Option<Whole<1, 9999>>,
    get: Option<Whole<1, 9999>>,
    pick: Option<Pick>,
    repeats: Option<Whole<1, 9999>>,
    by: Option<TierBasis>,
    tiers: Option<List<WrittenTier, 1, 20>>,
    sku: Option<Sku>,
    quantity: Option<Whole<1, 9999>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTier {
    from: Box<RawValue>,
    percentage: Option<Box<RawValue>>,
    amount: Option<Box<RawValue>>,
}

impl WrittenDiscount {
    /// `problems` are those of the discount.
    pub fn parse(self, currency: Currency, problems: &mut Problems) -> Option<Discount> {
        self.refuse_fields_of_others(problems);
        let amount = |written: Option<Box<RawValue>>, field, least, problems: &mut Problems| {
            let written = required(field, written, problems)?;
            problems.check(field, at_least(currency, &written, least))
        };
        Some(match self.kind {
            Kind::Percentage => Discount::Percentage {
                percentage: percentage(self.percentage, problems)?,
            },
            Kind::ShippingPercentage => Discount::ShippingPercentage {
                percentage: percentage(self.percentage, problems)?,
            },
            Kind::FixedAmount => Discount::FixedAmount {
                amount_minor: amount(self.amount, "amount", 1, problems)?,
            },
            Kind::ShippingAmount => Discount::ShippingAmount {
                amount_minor: amount(self.amount, "amount", 1, problems)?,
            },
            Kind::FixedPrice => Discount::FixedPrice {
                amount_minor: amount(self.price, "price", 0, problems)?,
            },
            Kind::FreeShipping => Discount::FreeShipping,
            Kind::BuyGet => {
                let buy = required("buy", self.buy, problems);
                let get = required("get", self.get, problems);
                Discount::BuyGet {
                    percentage: match self.percentage {
                        None => Decimal::ONE_HUNDRED,
                        written => percentage(written, problems)?,
                    },
                    buy_quantity: small(buy?),
                    get_quantity: small(get?),
                    pick: self.pick.unwrap_or(Pick::Cheapest),
                    repeat_limit: self.repeats.map(small),
                }
            }
            Kind::Tiered => {
                let basis = required("by", self.by, problems);
                let tiers = required("tiers", self.tiers, problems);
                Discount::Tiered {
                    tier_basis: basis?,
                    tiers: tiers_of(currency, basis?, tiers?.into_vec(), problems)?,
                }
            }
            Kind::Gift => {
                let sku = required("sku", self.sku, problems);
                Discount::Gift {
                    gift_sku: sku?.into(),
                    gift_quantity: self.quantity.map_or(1, small),
                }
            }
        })
    }

    fn refuse_fields_of_others(&self, problems: &mut Problems) {
        let given = [
            ("percentage", self.percentage.is_some()),
            ("amount", self.amount.is_some()),
            ("price", self.price.is_some()),
            ("buy", self.buy.is_some()),
            ("get", self.get.is_some()),
            ("pick", self.pick.is_some()),
            ("repeats", self.repeats.is_some()),
            ("by", self.by.is_some()),
            ("tiers", self.tiers.is_some()),
            ("sku", self.sku.is_some()),
            ("quantity", self.quantity.is_some()),
        ];
        for (field, is_given) in given {
            if is_given && !self.kind.fields().contains(&field) {
                let kind = self.kind.as_str();
                problems.add(field, &Invalid::new(format!("is not for a {kind}")));
            }
        }
    }
}

fn required<T>(field: &str, written: Option<T>, problems: &mut Problems) -> Option<T> {
    problems.check(field, written.ok_or_else(|| Invalid::new("is required")))
}

/// Bounded by its type already.
fn small<const MAX: i64>(whole: Whole<1, MAX>) -> u32 {
    u32::try_from(whole.get()).unwrap_or(u32::MAX)
}

fn percentage(written: Option<Box<RawValue>>, problems: &mut Problems) -> Option<Decimal> {
    let written = required("percentage", written, problems)?;
    problems.check("percentage", share(&written))
}

fn share(written: &RawValue) -> Result<Decimal, Invalid> {
    let exact = exact::decimal(written, 2);
    let is_share = |of: &Decimal| *of > Decimal::ZERO && *of <= Decimal::ONE_HUNDRED;
    exact
        .filter(is_share)
        .ok_or_else(|| Invalid::new("must be above 0 and at most 100, with two decimals at most"))
}

fn at_least(currency: Currency, written: &RawValue, least: i64) -> Result<i64, Invalid> {
    let minor = exact::amount(currency, written)?;
    if minor < least {
        return Err(Invalid::new("must be above 0"));
    }
    Ok(minor)
}

fn tiers_of(
    currency: Currency,
    basis: TierBasis,
    written: Vec<WrittenTier>,
    problems: &mut Problems,
) -> Option<Vec<DiscountTier>> {
    let mut tiers: Vec<DiscountTier> = Vec::with_capacity(written.len());
    for (index, tier) in written.into_iter().enumerate() {
        let field = |name: &str| format!("tiers[{index}].{name}");
        let from = problems.check(&field("from"), tier.from(currency, basis));
        let reduction = match (&tier.percentage, &tier.amount) {
            (Some(written), None) => problems
                .check(&field("percentage"), share(written))
                .map(Reduction::Percentage),
            (None, Some(written)) => problems
                .check(&field("amount"), at_least(currency, written, 1))
                .map(Reduction::AmountMinor),
            _ => {
                let one = Invalid::new("is required, or an amount, and not both");
                problems.add(&field("percentage"), &one);
                None
            }
        };
        if from.is_some_and(|from| tiers.last().is_some_and(|before| from <= before.from)) {
            let order = Invalid::new("must be above that of the tier before");
            problems.add(&field("from"), &order);
        }
        if let (Some(from), Some(reduction)) = (from, reduction) {
            tiers.push(DiscountTier { from, reduction });
        }
    }
    Some(tiers)
}

impl WrittenTier {
    fn from(&self, currency: Currency, basis: TierBasis) -> Result<i64, Invalid> {
        match basis {
            TierBasis::Amount => exact::amount(currency, &self.from),
            TierBasis::Quantity => {
                let pieces: Option<i64> = self.from.get().parse().ok();
                let pieces = pieces.filter(|pieces| (1..=2_000_000).contains(pieces));
                pieces.ok_or_else(|| Invalid::new("must be 1 to 2000000 pieces"))
            }
        }
    }
}
