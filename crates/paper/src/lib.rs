#![doc = include_str!("../README.md")]

mod figures;
mod html;
mod pdf;
mod sheet;

pub use html::html;
pub use pdf::pdf;

/// Why a paper could not be drawn. It is a bug: a paper has nothing that could not be.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A font that comes with this crate cannot be read.
    #[error("the font {0} cannot be read")]
    Font(&'static str),
    /// The page has no form.
    #[error("page: {0}")]
    Page(#[from] askama::Error),
    /// The PDF cannot be written.
    #[error("PDF: {0}")]
    Pdf(String),
}
