//! The PDF: laid out first (how many pages there are stands on each of them), then written.

#![expect(
    clippy::float_arithmetic,
    reason = "places on a page, in points; no money"
)]

mod canvas;
mod layout;
mod table;
mod text;

use domain::paper::Paper;
use krilla::Document;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::Error;
use crate::sheet::Sheet;
use canvas::{Canvas, Color, Drawn};
use text::Faces;

/// The paper as a PDF file. The same paper gives the same bytes.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, Error> {
    let sheet = Sheet::new(paper);
    let faces = Faces::load()?;
    let canvas = layout::lay_out(&sheet, &faces);

    let mut document = Document::new();
    for drawn in &canvas.pages {
        write_page(&mut document, &canvas, drawn, &faces)?;
    }
    document.set_metadata(metadata(&sheet));
    document
        .finish()
        .map_err(|error| Error::Pdf(format!("{error:?}")))
}

fn write_page(
    document: &mut Document,
    canvas: &Canvas,
    drawn: &[Drawn],
    faces: &Faces,
) -> Result<(), Error> {
    let settings = PageSettings::from_wh(canvas.width, canvas.height)
        .ok_or_else(|| Error::Pdf("a page without a size".to_owned()))?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    for thing in drawn {
        draw(&mut surface, thing, faces);
    }
    surface.finish();
    page.finish();
    Ok(())
}

fn draw(surface: &mut Surface<'_>, thing: &Drawn, faces: &Faces) {
    match thing {
        Drawn::Text { x, y, text, color } => {
            surface.set_fill(Some(fill(*color)));
            let mut x = *x;
            for run in &text.runs {
                let font = faces.font(text.weight, run.face);
                let start = Point::from_xy(x, *y);
                surface.draw_glyphs(start, &run.glyphs, font, &run.text, text.size, false);
                x += run.width;
            }
        }
        Drawn::Area {
            x,
            y,
            width,
            height,
            color,
        } => {
            if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                let mut path = PathBuilder::new();
                path.push_rect(rect);
                if let Some(path) = path.finish() {
                    surface.set_fill(Some(fill(*color)));
                    surface.draw_path(&path);
                }
            }
        }
    }
}

fn fill(color: Color) -> Fill {
    let Color(red, green, blue) = color;
    Fill {
        paint: krilla::color::rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::default(),
    }
}

fn metadata(sheet: &Sheet) -> Metadata {
    let metadata = Metadata::new()
        .title(format!("{} {}", sheet.title, sheet.number))
        .authors(vec![sheet.seller.name.clone()])
        .language("en".to_owned())
        .document_id(format!(
            "{} {} {}",
            sheet.seller.name, sheet.number, sheet.issued_at
        ));
    match OffsetDateTime::parse(&sheet.issued_at, &Rfc3339) {
        Ok(at) => metadata.creation_date(date(at)),
        Err(_) => metadata,
    }
}

fn date(at: OffsetDateTime) -> DateTime {
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(at.month().into())
        .day(at.day())
        .hour(at.hour())
        .minute(at.minute())
        .second(at.second())
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
