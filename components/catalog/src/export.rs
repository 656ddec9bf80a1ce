//! `GET /api/v1/exports/products?format=&after=&limit=`

use api::fields::{Sku, Whole};
use api::{Admin, Error, Fault, IntoResponse, Query, Response, header};
use database::imports::ExportViewOutcome::{Listed, UnknownTenant};
use files::Format;
use serde::Deserialize;

/// A page of the shop's goods, as a file that an import takes.
pub async fn export_products(admin: Admin, Query(page): Query<Page>) -> Result<Response, Error> {
    let format: Format = page
        .format
        .parse()
        .map_err(|error: files::UnknownFormat| Error::invalid("format", error.to_string()))?;
    let after = page.after.as_ref().map(Sku::as_str);
    let limit = page.limit.map_or(500, Whole::get);

    let found = match database::imports::export_view(&admin.tenant, after, limit).await? {
        Listed(found) => found,
        UnknownTenant => return Err(Error::not_found("tenant")),
    };

    let mut body = Vec::new();
    files::write(format, &found.columns, &found.rows, true, &mut body)
        .map_err(|error| Fault::bug(format!("export: {error}")))?;
    let kind = match format {
        Format::Csv => "text/csv; charset=utf-8",
        Format::JsonLines => "application/jsonl",
    };
    let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
    if let Some(sku) = found.next {
        let sku: String = form_urlencoded::byte_serialize(sku.as_bytes()).collect();
        let link = format!(
            "</api/v1/exports/products?format={}&limit={limit}&after={sku}>; rel=\"next\"",
            page.format
        );
        let link = link
            .parse()
            .map_err(|_| Fault::bug(format!("no header: {link}")))?;
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(response)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    #[serde(default = "csv")]
    format: String,
    after: Option<Sku>,
    limit: Option<Whole<1, 1_000>>,
}

fn csv() -> String {
    "csv".to_owned()
}
