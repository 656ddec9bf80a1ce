//! `PUT /api/v1/bundles/{sku}`

use api::fields::{List, Quantity, Sku};
use api::{Admin, Error, Json, Path, StatusCode};
use database::catalog::BundleComponent;
use database::catalog::PutBundleOutcome::{HasStock, Nested, NotFound, Saved, UnknownComponents};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::written::repeated;

/// Says what a bundle consists of.
pub async fn put_bundle(
    admin: Admin,
    Path(sku): Path<Sku>,
    Json(recipe): Json<Recipe>,
) -> Result<Json<Bundle>, Error> {
    let components = recipe.parse()?;

    match database::catalog::put_bundle(&admin.tenant, &sku, &components).await? {
        Saved => Ok(Json(Bundle {
            sku: sku.into_string(),
            components,
        })),
        NotFound => Err(Error::not_found("sku")),
        UnknownComponents { skus } => Err(Error::invalid(
            "components",
            format!("there is no such sku as {}", skus.join(", ")),
        )),
        Nested { skus } => Err(Error::invalid(
            "components",
            format!("bundles are not nested: see {}", skus.join(", ")),
        )),
        HasStock { on_hand, reserved } => Err(Error::rejected(
            StatusCode::CONFLICT,
            "BUNDLE_HAS_STOCK",
            "A bundle has no stock of its own: correct it to zero first.",
        )
        .with_detail(json!({ "on_hand": on_hand, "reserved": reserved }))),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    components: List<Component, 1, 20>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Component {
    sku: Sku,
    quantity: Quantity,
}

#[derive(Serialize)]
pub struct Bundle {
    sku: String,
    components: Vec<BundleComponent>,
}

impl Recipe {
    fn parse(self) -> Result<Vec<BundleComponent>, Error> {
        let components = self.components.into_vec();
        if let Some(index) = repeated(components.iter().map(|c| c.sku.as_str())) {
            let field = format!("components[{index}].sku");
            return Err(Error::invalid(field, "is given twice"));
        }
        let component = |component: Component| BundleComponent {
            sku: component.sku.into_string(),
            quantity: component.quantity.get().into(),
        };
        Ok(components.into_iter().map(component).collect())
    }
}
