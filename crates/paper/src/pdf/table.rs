//! Tables: the first column takes the room that figures leave, and is broken into lines; figures stand
//! at the right of their columns. The head is repeated on each page, and no row is torn.

use super::canvas::{Canvas, FAINT, HAIR, INK, LEADING, LINE};
use super::text::{Faces, Text, Weight};

const GAP: f32 = 14.0;
const HEAD: f32 = 7.5;

/// A row: text, what stands below it, and figures.
pub(super) struct Cells {
    pub text: String,
    pub below: String,
    pub figures: Vec<String>,
}

/// Where a table stands, and how large its text is.
pub(super) struct Frame {
    pub left: f32,
    pub right: f32,
    pub size: f32,
}

pub(super) fn table(
    canvas: &mut Canvas,
    faces: &Faces,
    frame: &Frame,
    head: &[&str],
    rows: &[Cells],
) {
    let widths = widths(faces, frame, head, rows);
    let ends = ends(frame, &widths);
    let figures: f32 = widths.iter().map(|width| width + GAP).sum();
    let text_width = frame.right - frame.left - figures;

    put_head(canvas, faces, frame, head, &ends);
    for row in rows {
        let text = faces.wrapped(&row.text, Weight::Regular, frame.size, text_width);
        let below = if row.below.is_empty() {
            Vec::new()
        } else {
            faces.wrapped(&row.below, Weight::Regular, frame.size - 1.5, text_width)
        };
        let height = height(&text) + height(&below) + 8.0;
        if !canvas.has_room(height) {
            canvas.next_page();
            put_head(canvas, faces, frame, head, &ends);
        }
        let top = canvas.y + 4.0;
        let y = canvas.lines(frame.left, top, text, INK);
        canvas.lines(frame.left, y, below, FAINT);
        for (figure, end) in row.figures.iter().zip(&ends) {
            let figure = faces.line(figure, Weight::Regular, frame.size);
            canvas.text_before(*end, top + frame.size, figure, INK);
        }
        canvas.y += height;
        canvas.area(frame.left, canvas.y, frame.right - frame.left, 0.5, HAIR);
    }
}

fn put_head(canvas: &mut Canvas, faces: &Faces, frame: &Frame, head: &[&str], ends: &[f32]) {
    let y = canvas.y + HEAD;
    let word = |word: &str| faces.line(&word.to_uppercase(), Weight::Bold, HEAD);
    if let Some(first) = head.first() {
        canvas.text(frame.left, y, word(first), FAINT);
    }
    for (title, end) in head.iter().skip(1).zip(ends) {
        canvas.text_before(*end, y, word(title), FAINT);
    }
    canvas.y += HEAD * LEADING + 4.0;
    canvas.area(frame.left, canvas.y, frame.right - frame.left, 0.75, LINE);
    canvas.y += 1.0;
}

/// How wide each column of figures is: as its widest figure, or its title.
fn widths(faces: &Faces, frame: &Frame, head: &[&str], rows: &[Cells]) -> Vec<f32> {
    let mut widths: Vec<f32> = head
        .iter()
        .skip(1)
        .map(|title| faces.line(&title.to_uppercase(), Weight::Bold, HEAD).width)
        .collect();
    for row in rows {
        for (width, figure) in widths.iter_mut().zip(&row.figures) {
            *width = width.max(faces.line(figure, Weight::Regular, frame.size).width);
        }
    }
    widths
}

/// Where each column of figures ends.
fn ends(frame: &Frame, widths: &[f32]) -> Vec<f32> {
    let mut ends: Vec<f32> = Vec::with_capacity(widths.len());
    let mut end = frame.right;
    for width in widths.iter().rev() {
        ends.push(end);
        end -= width + GAP;
    }
    ends.reverse();
    ends
}

fn height(lines: &[Text]) -> f32 {
    lines.iter().map(|line| line.size * LEADING).sum()
}
