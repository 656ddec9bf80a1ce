//! Invoices and credit notes, read. They are issued by functions that move money and goods.

use api::{Fault, Tenant};
use domain::paper::{ListedPaper, Paper};
use serde::Deserialize;

use crate::Owner;
use crate::call::{call, optional, text};
use crate::owner::anybodys;
use crate::request::tenant;

/// Answers of `paper_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PaperViewOutcome {
    /// The paper.
    Found {
        /// As it was issued.
        paper: Box<Paper>,
    },
    /// There is none, or it is somebody else's.
    NotFound,
    /// The order is there, and has no invoice yet.
    NotInvoiced,
}

/// Answers of `papers_view`.
#[derive(Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PapersViewOutcome {
    /// The order's papers.
    Listed {
        /// In the order in which they were issued.
        papers: Vec<ListedPaper>,
    },
    /// There is no such order, or it is somebody else's.
    NotFound,
}

/// `spindle.paper_view`: `owner` is `None` for an admin, `number` for the order's invoice.
pub async fn paper_view(
    of: &Tenant,
    owner: Option<&Owner>,
    reference: &str,
    number: Option<&str>,
) -> Result<PaperViewOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(owner);
    call(
        "select spindle.paper_view($1, $2, $3, $4, $5)::text as answer",
        vec![
            tenant(of),
            customer_id,
            cart_token,
            text(reference),
            optional(number, text),
        ],
    )
    .await
}

/// `spindle.papers_view`: `owner` is `None` for an admin.
pub async fn papers_view(
    of: &Tenant,
    owner: Option<&Owner>,
    reference: &str,
) -> Result<PapersViewOutcome, Fault> {
    let [customer_id, cart_token] = anybodys(owner);
    call(
        "select spindle.papers_view($1, $2, $3, $4)::text as answer",
        vec![tenant(of), customer_id, cart_token, text(reference)],
    )
    .await
}
