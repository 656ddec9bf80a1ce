//! The variable `promotion` of spin.toml: which promotions are composed into this component, what
//! they may use, and in which words they are explained.

use api::Fault;
use domain::promotion::Installed;

/// What `spindle promotion install` has written beside the component.
pub async fn promotions() -> Result<Installed, Fault> {
    let text = api::variables::get("promotion").await?;
    serde_json::from_str(&text)
        .map_err(|problem| Fault::bug(format!("variable `promotion`: {problem}")))
}
