//! A campaign as an admin writes it.

use api::Error;
use api::fields::{Invalid, List, Problems, Sku, Slug, Text, Uuid, Whole};
use database::campaigns::{NewCampaign, Status};
use domain::Currency;
use domain::quote::{CampaignType, Goods};
use ordering::exact;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::when::When;
use crate::written_discount::WrittenDiscount;

/// The most names in `covers.skus` and its like.
const NAMES_MAX: usize = 200;

/// A code of a coupon that a shop chooses: 1 to 64 of A-Z, 0-9, _ and -, in any case.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub struct Code(String);

impl Code {
    /// In upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl TryFrom<String> for Code {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let text = text.to_ascii_uppercase();
        let fits = |byte: u8| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-');
        if (1..=64).contains(&text.len()) && text.bytes().all(fits) {
            return Ok(Self(text));
        }
        Err(Invalid::new("must be 1 to 64 of A-Z, 0-9, _ and -"))
    }
}

/// The whole of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenCampaign {
    name: Text<1, 200>,
    #[serde(rename = "type")]
    campaign_type: CampaignType,
    /// Of every amount here; has to be the tenant's, so that nobody means another one.
    currency: Currency,
    discount: WrittenDiscount,
    #[serde(default)]
    covers: WrittenGoods,
    #[serde(default)]
    excludes: WrittenGoods,
    minimum_amount: Option<Box<RawValue>>,
    #[serde(default)]
    minimum_quantity: Whole<0, 2_000_000>,
    maximum: Option<Box<RawValue>>,
    coupon: Option<Code>,
    #[serde(default)]
    by_coupons: bool,
    #[serde(default)]
    segments: List<Slug, 0, 50>,
    #[serde(default)]
    vip_levels: List<Slug, 0, 50>,
    #[serde(default)]
    first_order: bool,
    uses: Option<Whole<1, 1_000_000_000>>,
    uses_per_customer: Option<Whole<1, 1_000_000>>,
    budget: Option<Box<RawValue>>,
    #[serde(default)]
    priority: Whole<-1000, 1000>,
    lane: Option<Slug>,
    starts_at: Option<When>,
    ends_at: Option<When>,
    #[serde(default)]
    status: Status,
}

/// Goods by what they are called or belong to.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenGoods {
    skus: List<Sku, 0, NAMES_MAX>,
    products: List<Uuid, 0, NAMES_MAX>,
    categories: List<Text<1, 100>, 0, NAMES_MAX>,
}

impl From<WrittenGoods> for Goods {
    fn from(written: WrittenGoods) -> Self {
        let skus = written.skus.into_vec().into_iter();
        let categories = written.categories.into_vec().into_iter();
        Self {
            skus: skus.map(String::from).collect(),
            products: written.products.into_vec(),
            categories: categories.map(String::from).collect(),
        }
    }
}

impl WrittenCampaign {
    /// The campaign, and the currency of its amounts.
    pub fn parse(self) -> Result<(Currency, NewCampaign), Error> {
        let currency = self.currency;
        let mut problems = Problems::new();
        self.check_audience(&mut problems);

        let mut within = Problems::within("discount");
        let discount = self.discount.parse(currency, &mut within);
        problems.join(within);
        let mut amount = |field, written: Option<Box<RawValue>>, least| match written {
            Some(written) => problems
                .check(field, above(currency, &written, least))
                .map(Some),
            None => Some(None),
        };
        let minimum = amount("minimum_amount", self.minimum_amount, 0);
        let maximum = amount("maximum", self.maximum, 1);
        let budget = amount("budget", self.budget, 1);

        let (Some(discount), Some(minimum), Some(maximum_minor), Some(budget_minor), true) =
            (discount, minimum, maximum, budget, problems.is_empty())
        else {
            return Err(problems.into());
        };
        let slugs =
            |list: List<Slug, 0, 50>| list.into_vec().into_iter().map(String::from).collect();
        Ok((
            currency,
            NewCampaign {
                name: self.name.into(),
                campaign_type: self.campaign_type,
                discount,
                covers: self.covers.into(),
                excludes: self.excludes.into(),
                minimum_minor: minimum.unwrap_or(0),
                minimum_quantity: self.minimum_quantity.get(),
                maximum_minor,
                coupon_code: self.coupon.map(String::from),
                by_coupons: self.by_coupons,
                segments: slugs(self.segments),
                vip_levels: slugs(self.vip_levels),
                first_order: self.first_order,
                uses_limit: self.uses.map(Whole::get),
                customer_limit: self.uses_per_customer.map(Whole::get),
                budget_minor,
                priority: i32::try_from(self.priority.get()).unwrap_or(0),
                lane: self.lane.map(String::from),
                starts_at: self.starts_at.map(String::from),
                ends_at: self.ends_at.map(String::from),
                status: self.status,
            },
        ))
    }

    fn check_audience(&self, problems: &mut Problems) {
        if self.by_coupons && self.coupon.is_some() {
            let both = "is not for a campaign with a code that everybody shares";
            problems.add("by_coupons", &Invalid::new(both));
        }
        let names_customers = !self.segments.as_slice().is_empty()
            || !self.vip_levels.as_slice().is_empty()
            || self.first_order
            || self.by_coupons;
        if self.campaign_type == CampaignType::Customer && !names_customers {
            let nobody =
                "is for customers: it needs segments, vip_levels, first_order or by_coupons";
            problems.add("type", &Invalid::new(nobody));
        }
    }
}

fn above(currency: Currency, written: &RawValue, least: i64) -> Result<i64, Invalid> {
    let minor = exact::amount(currency, written)?;
    if minor < least {
        return Err(Invalid::new("must be above 0"));
    }
    Ok(minor)
}
