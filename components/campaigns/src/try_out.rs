//! `POST /api/v1/campaigns/preview`

use api::fields::{CouponCode, Invalid, List, Problems, Text};
use api::{Admin, Error, Json, RequestId, Uuid};
use database::campaign_trial::CampaignTrialViewOutcome::{
    CurrencyNotOffered, Found, NoCart, NotFound, Refused, UnknownTenant,
};
use database::campaign_trial::Trial;
use database::campaigns::NewCampaign;
use database::cart::WrittenItem;
use database::pricing::QuoteQuestion;
use domain::promotion::Refusal;
use domain::quote::{Campaign, Context, Quote, ShownQuote, Unpriced};
use domain::{Amount, Currency};
use ordering::refusal;
use serde::{Deserialize, Serialize};

use crate::written::WrittenCampaign;

/// Prices a cart, or items that are in none, without a campaign and with it. The campaign need not be
/// kept, active or begun, and its coupon need not be entered. Nothing is written.
pub async fn try_out_campaign(
    admin: Admin,
    request_id: RequestId,
    Json(body): Json<Asked>,
) -> Result<Json<Trialed>, Error> {
    let asked = body.parse()?;

    let found = database::campaign_trial::campaign_trial_view(
        &admin.tenant,
        asked.campaign_id,
        &asked.trial,
    );
    let (context, kept) = match found.await? {
        Found { context, campaign } => (*context, campaign),
        NotFound => return Err(Error::not_found("campaign")),
        NoCart => return Err(Error::not_found("cart")),
        UnknownTenant => return Err(Error::not_found("tenant")),
        CurrencyNotOffered { currencies } => {
            return Err(refusal::currency_not_offered(&currencies));
        }
        Refused { items } => return Err(refusal::not_sold(items, "Some items cannot be priced.")),
    };
    let written = asked
        .written
        .map(|(currency, new)| drafted(currency, &context, new));
    let Some(campaign) = kept.map(|kept| Ok(*kept)).or(written) else {
        return Err(Error::not_found("campaign"));
    };
    let (without, with) = both(context, campaign?);
    let campaign_id = with.campaigns.last().map(|campaign| campaign.id);

    let quoted_without = priced(pricing::quote(&without, &request_id).await?)?;
    let quoted_with = priced(pricing::quote(&with, &request_id).await?)?;
    Ok(Json(Trialed::new(
        campaign_id,
        (&without, quoted_without),
        (&with, quoted_with),
    )))
}

/// The context without the campaign, and the one in which it applies by itself, now.
fn both(mut without: Context, campaign: Campaign) -> (Context, Context) {
    without.campaigns.retain(|other| other.id != campaign.id);
    let mut with = without.clone();
    with.campaigns.push(Campaign {
        coupon_code: None,
        spare_codes: Vec::new(),
        coupon_refused: None,
        starts_at: None,
        ends_at: None,
        ..campaign
    });
    (without, with)
}

/// One that is not kept: nothing of it is used.
fn drafted(currency: Currency, context: &Context, new: NewCampaign) -> Result<Campaign, Error> {
    if currency != context.base_currency {
        let own = context.base_currency.code();
        return Err(Error::invalid(
            "campaign.currency",
            format!("must be the shop's own, {own}"),
        ));
    }
    Ok(Campaign {
        // After all others: of two that are equal, the one that is there wins.
        id: Uuid::max(),
        name: new.name,
        campaign_type: new.campaign_type,
        discount: new.discount,
        coupon_code: None,
        spare_codes: Vec::new(),
        coupon_refused: None,
        covers: new.covers,
        excludes: new.excludes,
        minimum_minor: new.minimum_minor,
        minimum_quantity: new.minimum_quantity,
        maximum_minor: new.maximum_minor,
        uses_left: new.uses_limit,
        customer_uses_left: new.customer_limit,
        budget_left_minor: new.budget_minor,
        signed_in: new.customer_limit.is_some(),
        segments: new.segments,
        vip_levels: new.vip_levels,
        first_order: new.first_order,
        priority: new.priority,
        lane: new.lane,
        starts_at: None,
        ends_at: None,
    })
}

fn priced(quote: Result<Quote, Unpriced>) -> Result<Quote, Error> {
    quote.map_err(|why| Error::invalid("items", why.to_string()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    campaign_id: Option<Uuid>,
    campaign: Option<WrittenCampaign>,
    cart_id: Option<Uuid>,
    items: Option<Vec<WrittenItem>>,
    customer_id: Option<Uuid>,
    coupons: Option<List<CouponCode, 0, 10>>,
    shipping_method: Option<Text<1, 50>>,
    currency: Option<Currency>,
}

struct Question {
    campaign_id: Option<Uuid>,
    written: Option<(Currency, NewCampaign)>,
    trial: Trial,
}

impl Asked {
    fn parse(self) -> Result<Question, Error> {
        let mut problems = Problems::new();
        let one = |here, there| match (here, there) {
            (true, false) | (false, true) => Ok(()),
            (false, false) => Err(Invalid::new("is required")),
            (true, true) => Err(Invalid::new("is one too many")),
        };
        problems.check(
            "campaign_id",
            one(self.campaign_id.is_some(), self.campaign.is_some()),
        );
        problems.check("cart_id", one(self.cart_id.is_some(), self.items.is_some()));
        let of_items = [
            ("customer_id", self.customer_id.is_some()),
            ("coupons", self.coupons.is_some()),
            ("shipping_method", self.shipping_method.is_some()),
            ("currency", self.currency.is_some()),
        ];
        for (field, is_given) in of_items {
            if is_given && self.cart_id.is_some() {
                problems.add(field, &Invalid::new("is the cart's own"));
            }
        }
        let items = self
            .items
            .map(|items| WrittenItem::read_all(items, &mut problems));
        let written = match self.campaign {
            Some(campaign) if problems.is_empty() => Some(campaign.parse()?),
            _ => None,
        };
        if !problems.is_empty() {
            return Err(problems.into());
        }
        let coupons = self.coupons.unwrap_or_default().into_vec().into_iter();
        let question = QuoteQuestion {
            items: items.unwrap_or_default(),
            coupons: coupons.map(String::from).collect(),
            shipping_method: self.shipping_method.map(String::from),
            currency: self.currency,
            destination: None,
        };
        let items = Trial::Items(self.customer_id, question);
        Ok(Question {
            campaign_id: self.campaign_id,
            written,
            trial: self.cart_id.map_or(items, Trial::Cart),
        })
    }
}

/// What it would do.
#[derive(Serialize)]
pub struct Trialed {
    applied: bool,
    /// What it takes off.
    amount: Amount,
    /// Why nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Refusal>,
    /// What the customer pays less, or more: another campaign may have had to make room.
    total_difference: Amount,
    without: ShownQuote,
    with: ShownQuote,
}

impl Trialed {
    fn new(
        campaign_id: Option<Uuid>,
        (without, quoted_without): (&Context, Quote),
        (with, quoted_with): (&Context, Quote),
    ) -> Self {
        let amount = |minor| with.currency.amount(minor);
        let given = quoted_with
            .uses
            .iter()
            .find(|given| Some(given.campaign_id) == campaign_id);
        let passed_over = &quoted_with.explanation.passed_over;
        let reason = passed_over
            .iter()
            .find(|other| Some(other.campaign_id) == campaign_id);
        Self {
            applied: given.is_some(),
            amount: amount(given.map_or(0, |given| given.amount_minor)),
            reason: reason.map(|passed_over| passed_over.reason),
            total_difference: amount(quoted_with.total_minor - quoted_without.total_minor),
            without: ShownQuote::explained(without, quoted_without),
            with: ShownQuote::explained(with, quoted_with),
        }
    }
}
