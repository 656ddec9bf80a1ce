//! What stands where on the pages of a paper.

use super::canvas::{ACCENT, Canvas, FAINT, INK, LEADING, MARGIN, TINT};
use super::table::{Cells, Frame, table};
use super::text::{Faces, Text, Weight};
use crate::sheet::{Party, Sheet, Sum};

const SIZE: f32 = 9.5;
const LABEL: f32 = 7.5;

pub(super) fn lay_out(sheet: &Sheet, faces: &Faces) -> Canvas {
    let mut canvas = Canvas::new(sheet.is_letter);
    head(&mut canvas, faces, sheet);
    parties(&mut canvas, faces, sheet);
    intro(&mut canvas, faces, sheet);
    items(&mut canvas, faces, sheet);
    end(&mut canvas, faces, sheet);
    closing(&mut canvas, faces, sheet);
    let right = format!("{} {}", sheet.title, sheet.number);
    canvas.feet(faces, &sheet.seller.name, &right);
    canvas
}

/// The title at the left, the seller at the right.
fn head(canvas: &mut Canvas, faces: &Faces, sheet: &Sheet) {
    let right = canvas.right();
    let title = faces.line(sheet.title, Weight::Bold, 22.0);
    canvas.text(MARGIN, MARGIN + 20.0, title, ACCENT);
    let number = faces.line(&sheet.number, Weight::Regular, 11.0);
    canvas.text(MARGIN, MARGIN + 38.0, number, INK);

    let mut y = MARGIN;
    let name = faces.wrapped(&sheet.seller.name, Weight::Bold, 11.0, 260.0);
    let lines = sheet.seller.lines.iter();
    let lines = lines.flat_map(|line| faces.wrapped(line, Weight::Regular, SIZE, 260.0));
    for line in name.into_iter().chain(lines) {
        let size = line.size;
        canvas.text_before(right, y + size, line, INK);
        y += size * LEADING;
    }
    canvas.y = y.max(MARGIN + 46.0) + 10.0;
    canvas.area(MARGIN, canvas.y, right - MARGIN, 1.5, ACCENT);
    canvas.y += 22.0;
}

/// Who pays, who receives, and the facts, beside each other.
fn parties(canvas: &mut Canvas, faces: &Faces, sheet: &Sheet) {
    let top = canvas.y;
    let width = (canvas.right() - MARGIN - 2.0 * 24.0) / 3.0;
    let second = MARGIN + width + 24.0;
    let third = second + width + 24.0;

    let mut bottom = party(canvas, faces, MARGIN, width, "Bill to", &sheet.buyer);
    if let Some(receiver) = &sheet.receiver {
        bottom = bottom.max(party(canvas, faces, second, width, "Ship to", receiver));
    }
    let mut y = label(canvas, faces, third, top, sheet.title);
    for (name, value) in &sheet.facts {
        let name = faces.line(name, Weight::Regular, SIZE);
        canvas.text(third, y + SIZE, name, FAINT);
        let value = faces.wrapped(value, Weight::Regular, SIZE, width - 52.0);
        y = canvas.lines(third + 52.0, y, value, INK);
    }
    canvas.y = bottom.max(y) + 22.0;
}

fn label(canvas: &mut Canvas, faces: &Faces, x: f32, y: f32, word: &str) -> f32 {
    let text = faces.line(&word.to_uppercase(), Weight::Bold, LABEL);
    canvas.text(x, y + LABEL, text, FAINT);
    y + LABEL * LEADING + 4.0
}

fn party(canvas: &mut Canvas, faces: &Faces, x: f32, width: f32, word: &str, party: &Party) -> f32 {
    let y = label(canvas, faces, x, canvas.y, word);
    let name = faces.wrapped(&party.name, Weight::Bold, SIZE, width);
    let y = canvas.lines(x, y, name, INK);
    let lines = party.lines.iter();
    let lines = lines.flat_map(|line| faces.wrapped(line, Weight::Regular, SIZE, width));
    canvas.lines(x, y, lines.collect(), INK)
}

fn intro(canvas: &mut Canvas, faces: &Faces, sheet: &Sheet) {
    let Some(intro) = &sheet.intro else {
        return;
    };
    let width = canvas.right() - MARGIN;
    let lines = faces.wrapped(intro, Weight::Regular, SIZE, width - 24.0);
    let height = height(&lines) + 16.0;
    canvas.area(MARGIN, canvas.y, width, height, TINT);
    canvas.area(MARGIN, canvas.y, 2.0, height, ACCENT);
    canvas.lines(MARGIN + 12.0, canvas.y + 7.0, lines, INK);
    canvas.y += height + 18.0;
}

fn items(canvas: &mut Canvas, faces: &Faces, sheet: &Sheet) {
    if sheet.rows.is_empty() {
        return;
    }
    let rows: Vec<Cells> = sheet
        .rows
        .iter()
        .map(|row| Cells {
            text: row.name.clone(),
            below: row.below.clone(),
            figures: [&row.quantity, &row.unit_price, &row.tax_rate, &row.amount]
                .map(Clone::clone)
                .to_vec(),
        })
        .collect();
    let frame = Frame {
        left: MARGIN,
        right: canvas.right(),
        size: 9.0,
    };
    let head = ["Description", "Quantity", "Price", "Tax", "Amount"];
    table(canvas, faces, &frame, &head, &rows);
    canvas.y += 16.0;
}

/// Taxes at the left, sums at the right, on one page.
fn end(canvas: &mut Canvas, faces: &Faces, sheet: &Sheet) {
    let middle = MARGIN + (canvas.right() - MARGIN) * 0.52;
    let sums: Vec<_> = sheet
        .sums
        .iter()
        .map(|sum| sum_lines(faces, canvas, middle, sum))
        .collect();
    let sums_height: f32 = sums.iter().map(|(lines, _)| height(lines) + 10.0).sum();
    let taxes_height = 14.0 * 1.5 * (sheet.taxes.len() as f32 + 2.0);
    if !canvas.has_room(sums_height.max(taxes_height)) {
        canvas.next_page();
    }
    let top = canvas.y;

    let right = canvas.right();
    let mut y = top;
    for ((lines, amount), sum) in sums.into_iter().zip(&sheet.sums) {
        if sum.is_total {
            y += 3.0;
            canvas.area(middle + 24.0, y, right - middle - 24.0, 1.5, ACCENT);
            y += 6.0;
        }
        canvas.text_before(right, y + amount.size, amount, INK);
        y = canvas.lines(middle + 24.0, y, lines, INK) + 1.5;
    }
    let bottom = y;

    canvas.y = top;
    taxes(canvas, faces, sheet, middle);
    canvas.y = canvas.y.max(bottom) + 22.0;
}

fn sum_lines(faces: &Faces, canvas: &Canvas, middle: f32, sum: &Sum) -> (Vec<Text>, Text) {
    let (weight, size) = if sum.is_total {
        (Weight::Bold, 12.0)
    } else {
        (Weight::Regular, SIZE)
    };
    let amount = faces.line(&sum.amount, weight, size);
    let width = canvas.right() - middle - 24.0 - amount.width - 10.0;
    (faces.wrapped(&sum.label, weight, size, width), amount)
}

fn taxes(canvas: &mut Canvas, faces: &Faces, sheet: &Sheet, right: f32) {
    if !sheet.taxes.is_empty() {
        let rows: Vec<Cells> = sheet
            .taxes
            .iter()
            .map(|tax| Cells {
                text: tax.name.clone(),
                below: String::new(),
                figures: vec![tax.net.clone(), tax.tax.clone(), tax.gross.clone()],
            })
            .collect();
        let frame = Frame {
            left: MARGIN,
            right,
            size: 8.5,
        };
        table(
            canvas,
            faces,
            &frame,
            &["Tax", "Net", "Tax", "Gross"],
            &rows,
        );
        canvas.y += 8.0;
    }
    let currency = format!("All amounts in {}.", sheet.currency);
    let currency = faces.line(&currency, Weight::Regular, 8.0);
    canvas.text(MARGIN, canvas.y + 8.0, currency, FAINT);
    canvas.y += 8.0 * LEADING;
}

fn closing(canvas: &mut Canvas, faces: &Faces, sheet: &Sheet) {
    let width = canvas.right() - MARGIN;
    let write = |canvas: &mut Canvas, text: &str| {
        for line in faces.wrapped(text, Weight::Regular, SIZE, width) {
            if !canvas.has_room(SIZE * LEADING) {
                canvas.next_page();
            }
            canvas.y = canvas.lines(MARGIN, canvas.y, vec![line], INK);
        }
    };
    for payment in &sheet.payments {
        write(canvas, payment);
    }
    canvas.y += 10.0;
    for line in &sheet.note {
        write(canvas, line);
    }
}

fn height(lines: &[Text]) -> f32 {
    lines.iter().map(|line| line.size * LEADING).sum()
}
