//! Which component prices the carts of a tenant.
//!
//! The variable `own_pricing` of spin.toml says which tenants have a component of their own, and which promotions are
//! in it: `acme=<digest> globex=<digest>`. It is written by `spindle promotion install` in the same change as the
//! component, so that nobody is sent to one that is not there: in Spin, a call to a component that does not exist is
//! not an error for the caller but the end of it.

use domain::promotion::{Evaluated, Failure};
use domain::quote::Context;

/// What every tenant without promotions of its own is priced by.
const BUILT_IN: &str = "pricing-rules";

/// A pricing component.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Component {
    id: String,
    digest: Option<String>,
}

impl Component {
    pub(crate) fn built_in() -> Self {
        Self {
            id: BUILT_IN.to_owned(),
            digest: None,
        }
    }

    /// The tenant's own; `None` when it has none.
    pub(crate) fn of(tenant: &str, own_pricing: &str) -> Option<Self> {
        let mut entries = own_pricing
            .split_ascii_whitespace()
            .filter_map(|entry| entry.split_once('='));
        let (_, digest) = entries.find(|(owner, _)| *owner == tenant)?;
        Some(Self {
            id: format!("{BUILT_IN}-{tenant}"),
            digest: Some(digest.to_owned()),
        })
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn digest(&self) -> Option<&str> {
        self.digest.as_deref()
    }

    /// Whether it has failed so often that nobody asks it any more. Others than the ones that failed start anew.
    pub(crate) fn is_disabled(&self, context: &Context) -> bool {
        self.digest.is_some() && self.digest == context.disabled_promotions
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}.spin.internal/internal/quote", self.id)
    }

    /// What an explanation says of it when it does not say more itself.
    pub(crate) fn failed(&self, failure: Failure) -> Evaluated {
        Evaluated {
            digest: self.digest.clone(),
            ..Evaluated::failed(&self.id, failure)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Component;

    #[test]
    fn a_tenant_is_priced_by_its_own_component_or_by_the_built_in_one() {
        for (own_pricing, tenant, id) in [
            ("", "acme", None),
            ("acme=1f", "acme", Some("pricing-rules-acme")),
            ("acme=1f", "acme-eu", None),
            ("globex=2e acme=1f", "acme", Some("pricing-rules-acme")),
            ("acme", "acme", None),
        ] {
            let component = Component::of(tenant, own_pricing);
            assert_eq!(component.as_ref().map(Component::id), id, "{own_pricing}");
        }
    }
}
