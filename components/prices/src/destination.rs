//! Where goods go, as a request says it.

use api::fields::{CountryCode, Invalid, Problems};
use domain::quote::Destination;
use serde::Deserialize;

/// The longest region, in characters: as long as the state of an address.
const REGION_MAX: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DestinationRequest {
    country: String,
    #[serde(default)]
    region: String,
}

impl DestinationRequest {
    /// Upper case and without spaces around it, as tax and shipping rates have it.
    pub fn parse(self, problems: &mut Problems) -> Option<Destination> {
        let country = problems.check("destination.country", country(&self.country));
        let region = problems.check("destination.region", region(&self.region));
        Some(Destination {
            country: country?,
            region: region?,
        })
    }
}

/// ISO 3166-1 alpha-2.
pub fn country(text: &str) -> Result<String, Invalid> {
    text.parse().map(CountryCode::into_string)
}

/// May be empty: the whole country.
pub fn region(text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    if text.chars().count() > REGION_MAX || text.chars().any(char::is_control) {
        return Err(Invalid::new(format!(
            "must be at most {REGION_MAX} characters, none of them a control character"
        )));
    }
    Ok(text.to_uppercase())
}
