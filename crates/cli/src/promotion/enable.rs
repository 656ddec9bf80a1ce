//! `spindle promotion enable`: promotions that kept failing are asked again.

use anyhow::{Result, bail};
use serde::Deserialize;

use crate::connection;

/// What `spindle.enable_promotions` answers.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
enum EnablePromotionsOutcome {
    Enabled,
    NotDisabled,
}

/// The text says what has been done.
pub async fn enable(url: &str, tenant: &str) -> Result<String> {
    let mut connection = connection::connect(url).await?;
    let answer: String = sqlx::query_scalar("select spindle.enable_promotions($1)::text")
        .bind(tenant)
        .fetch_one(&mut connection)
        .await?;
    connection::close(connection).await;
    match serde_json::from_str(&answer)? {
        EnablePromotionsOutcome::Enabled => {
            Ok(format!("The promotions of {tenant} are asked again.\n"))
        }
        EnablePromotionsOutcome::NotDisabled => {
            bail!("The promotions of {tenant} are not disabled.")
        }
    }
}
