//! What is measured.

use clap::ValueEnum;
use serde::Serialize;

/// One kind of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scenario {
    /// `POST /api/v1/cart/{id}/items`, into carts of up to five lines.
    AddItem,
    /// `POST /api/v1/pricing/quote` of three items with a coupon.
    Quote,
    /// `POST /api/v1/checkout/confirm` of two lines, cash on delivery.
    PlaceCod,
    /// The same with a card that the sandbox accepts.
    PlaceCard,
    /// `GET /api/v1/orders/{id}`.
    ReadOrder,
}

impl Scenario {
    /// All, in the order of the table.
    pub const ALL: [Self; 5] = [
        Self::AddItem,
        Self::Quote,
        Self::PlaceCod,
        Self::PlaceCard,
        Self::ReadOrder,
    ];

    /// As on the command line.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::AddItem => "add-item",
            Self::Quote => "quote",
            Self::PlaceCod => "place-cod",
            Self::PlaceCard => "place-card",
            Self::ReadOrder => "read-order",
        }
    }

    /// How often one prepared subject can be used; `None`: for ever.
    pub(super) fn uses(self) -> Option<usize> {
        match self {
            Self::AddItem => Some(5),
            Self::PlaceCod | Self::PlaceCard => Some(1),
            Self::Quote | Self::ReadOrder => None,
        }
    }
}
