//! Pages that are filled from top to bottom.

use super::text::{Faces, Text, Weight};

/// Red, green, blue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Color(pub u8, pub u8, pub u8);

pub(super) const INK: Color = Color(27, 34, 48);
pub(super) const FAINT: Color = Color(102, 108, 120);
pub(super) const ACCENT: Color = Color(31, 75, 110);
pub(super) const TINT: Color = Color(243, 246, 249);
pub(super) const HAIR: Color = Color(222, 227, 233);
pub(super) const LINE: Color = Color(154, 167, 181);

/// How far lines are apart, for a size of text.
pub(super) const LEADING: f32 = 1.4;

/// A thing on a page; places are from its upper left corner.
pub(super) enum Drawn {
    /// `y` is the baseline.
    Text {
        x: f32,
        y: f32,
        text: Text,
        color: Color,
    },
    Area {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        color: Color,
    },
}

/// Where to write next, on which page.
pub(super) struct Canvas {
    pub width: f32,
    pub height: f32,
    pub pages: Vec<Vec<Drawn>>,
    /// Of the next thing, from above.
    pub y: f32,
}

pub(super) const MARGIN: f32 = 48.0;
const FOOT: f32 = 56.0;

impl Canvas {
    pub(super) fn new(is_letter: bool) -> Self {
        let (width, height) = if is_letter {
            (612.0, 792.0)
        } else {
            (595.28, 841.89)
        };
        Self {
            width,
            height,
            pages: vec![Vec::new()],
            y: MARGIN,
        }
    }

    /// Where the right margin begins.
    pub(super) fn right(&self) -> f32 {
        self.width - MARGIN
    }

    /// Whether something so high is still on this page.
    pub(super) fn has_room(&self, height: f32) -> bool {
        self.y + height <= self.height - FOOT
    }

    pub(super) fn next_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = MARGIN;
    }

    fn page(&mut self) -> &mut Vec<Drawn> {
        if self.pages.is_empty() {
            self.pages.push(Vec::new());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    pub(super) fn text(&mut self, x: f32, y: f32, text: Text, color: Color) {
        self.page().push(Drawn::Text { x, y, text, color });
    }

    /// Ends at `right`.
    pub(super) fn text_before(&mut self, right: f32, y: f32, text: Text, color: Color) {
        self.text(right - text.width, y, text, color);
    }

    pub(super) fn area(&mut self, x: f32, y: f32, width: f32, height: f32, color: Color) {
        self.page().push(Drawn::Area {
            x,
            y,
            width,
            height,
            color,
        });
    }

    /// Lines below each other from `y` on; returns where they end.
    pub(super) fn lines(&mut self, x: f32, mut y: f32, lines: Vec<Text>, color: Color) -> f32 {
        for line in lines {
            let size = line.size;
            self.text(x, y + size, line, color);
            y += size * LEADING;
        }
        y
    }

    /// What is on each page: whose paper it is, and which page of how many.
    pub(super) fn feet(&mut self, faces: &Faces, left: &str, right: &str) {
        let count = self.pages.len();
        let y = self.height - 30.0;
        let end = self.right();
        for (index, page) in self.pages.iter_mut().enumerate() {
            let number = format!("{right} · page {} of {count}", index + 1);
            let number = faces.line(&number, Weight::Regular, 8.0);
            let room = end - MARGIN - number.width - 16.0;
            page.push(Drawn::Text {
                x: end - number.width,
                y,
                text: number,
                color: FAINT,
            });
            if let Some(text) = faces
                .wrapped(left, Weight::Regular, 8.0, room)
                .into_iter()
                .next()
            {
                page.push(Drawn::Text {
                    x: MARGIN,
                    y,
                    text,
                    color: FAINT,
                });
            }
        }
    }
}
