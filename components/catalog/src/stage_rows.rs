//! `POST /api/v1/imports/{id}/rows`

use api::{Admin, Error, Json, Path, StatusCode, Upload, Uuid};
use database::Request;
use database::imports::StageImportRowsOutcome::{
    ImportClosed, KeyReused, NotFound, Staged, TooManyRows, UnknownColumns,
};
use files::{Format, Row, Rows};
use serde::Serialize;

use crate::apply_import::closed;

/// Puts rows behind those that the import has already. A part of a CSV file has its header, too.
pub async fn stage_import_rows(
    admin: Admin,
    Path(import_id): Path<Uuid>,
    upload: Upload,
) -> Result<Json<StagedRows>, Error> {
    let rows = parse(&upload)?;
    let once = Request::by_admin(
        &admin,
        "POST /imports/{id}/rows",
        upload.key,
        upload.fingerprint,
    );

    let tenant = &admin.tenant;
    match database::imports::stage_import_rows(tenant, once.as_ref(), import_id, &rows).await? {
        Staged { row_count } => Ok(Json(StagedRows { row_count })),
        NotFound => Err(Error::not_found("import")),
        ImportClosed => Err(closed()),
        UnknownColumns { columns } => {
            let message = format!("nobody knows these columns: {}", columns.join(", "));
            Err(Error::invalid("columns", message))
        }
        TooManyRows { limit } => Err(Error::invalid(
            "rows",
            format!("an import has at most {limit} rows"),
        )),
        KeyReused => Err(Error::key_reused()),
    }
}

#[derive(Serialize)]
pub struct StagedRows {
    /// All that wait to be applied.
    row_count: i64,
}

fn parse(upload: &Upload) -> Result<Vec<Row>, Error> {
    let format = match upload.content_type.as_str() {
        "text/csv" => Format::Csv,
        "application/jsonl" | "application/x-ndjson" => Format::JsonLines,
        _ => {
            return Err(Error::malformed(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "UNSUPPORTED_MEDIA_TYPE",
                "Rows come as text/csv, application/jsonl or application/x-ndjson.",
            ));
        }
    };
    let rows =
        Rows::new(format, &upload.bytes[..]).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let rows =
        rows.map_err(|problem| Error::invalid(format!("rows[{}]", problem.row), problem.message))?;
    if rows.is_empty() {
        return Err(Error::invalid("rows", "there is none"));
    }
    Ok(rows)
}
