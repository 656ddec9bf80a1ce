//! Text: which font draws which part of it, how wide it is, where it may be broken.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer};

use crate::Error;

/// How heavy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The fonts: for each weight, in the order in which they are asked for a character.
pub(super) struct Faces {
    regular: Vec<Face>,
    bold: Vec<Face>,
}

struct Face {
    shaper: rustybuzz::Face<'static>,
    font: Font,
}

/// One line of text, ready to be drawn.
#[derive(Clone)]
pub(super) struct Text {
    pub runs: Vec<Run>,
    pub weight: Weight,
    pub size: f32,
    pub width: f32,
}

/// A part of a line that one font draws.
#[derive(Clone)]
pub(super) struct Run {
    pub face: usize,
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    pub width: f32,
}

macro_rules! face {
    ($file:literal) => {
        Face::load($file, include_bytes!(concat!("../../fonts/", $file)))
    };
}

impl Face {
    fn load(file: &'static str, data: &'static [u8]) -> Result<Self, Error> {
        let shaper = rustybuzz::Face::from_slice(data, 0).ok_or(Error::Font(file))?;
        let font = Font::new(data.into(), 0).ok_or(Error::Font(file))?;
        Ok(Self { shaper, font })
    }

    fn has(&self, character: char) -> bool {
        self.shaper.glyph_index(character).is_some()
    }
}

impl Faces {
    pub(super) fn load() -> Result<Self, Error> {
        Ok(Self {
            regular: vec![
                face!("NotoSans-Regular.ttf")?,
                face!("NotoSansThai-Regular.ttf")?,
            ],
            bold: vec![face!("NotoSans-Bold.ttf")?, face!("NotoSansThai-Bold.ttf")?],
        })
    }

    pub(super) fn font(&self, weight: Weight, face: usize) -> Font {
        self.of(weight)[face].font.clone()
    }

    fn of(&self, weight: Weight) -> &[Face] {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// One line.
    pub(super) fn line(&self, text: &str, weight: Weight, size: f32) -> Text {
        let faces = self.of(weight);
        let runs: Vec<Run> = runs(faces, text)
            .into_iter()
            .map(|(face, text)| shape(&faces[face], face, text, size))
            .collect();
        Text {
            width: runs.iter().map(|run| run.width).sum(),
            runs,
            weight,
            size,
        }
    }

    fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        self.line(text, weight, size).width
    }

    /// As many lines as it takes to stay within a width: broken at spaces, and where a word is too
    /// long, in it. At least one.
    pub(super) fn wrapped(&self, text: &str, weight: Weight, size: f32, width: f32) -> Vec<Text> {
        let fits = |text: &str| self.width(text, weight, size) <= width;
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if fits(&longer) {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            let mut rest = word;
            while !fits(rest) {
                let (head, tail) = split(rest, &fits);
                if tail.is_empty() {
                    break;
                }
                lines.push(head.to_owned());
                rest = tail;
            }
            rest.clone_into(&mut line);
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
            .iter()
            .map(|line| self.line(line, weight, size))
            .collect()
    }
}

/// The longest head that fits, at least one character with its marks, and the rest.
fn split<'a>(word: &'a str, fits: &impl Fn(&str) -> bool) -> (&'a str, &'a str) {
    let mut places = Vec::new();
    let mut before = None;
    for (at, character) in word.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            places.push(at);
        }
        before = Some(character);
    }
    let fitting = places
        .partition_point(|&at| fits(&word[..at]))
        .saturating_sub(1);
    word.split_at(places.get(fitting).copied().unwrap_or(word.len()))
}

/// Not before a mark, and not between a Thai vowel and the consonant that it is written before.
fn may_break(before: char, after: char) -> bool {
    let is_mark = matches!(after, '\u{300}'..='\u{36f}' | '\u{e31}' | '\u{e33}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}');
    !is_mark && !matches!(before, '\u{e40}'..='\u{e44}')
}

/// Parts of a text, each with the first font that has its characters. What none has is drawn as the
/// first one's box.
fn runs<'a>(faces: &[Face], text: &'a str) -> Vec<(usize, &'a str)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, character) in text.char_indices() {
        let current = runs.last().map(|(face, _)| *face);
        let is_mark = matches!(character, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}');
        let stays = current.filter(|face| is_mark && faces[*face].has(character));
        let face = stays
            .or_else(|| faces.iter().position(|face| face.has(character)))
            .unwrap_or_default();
        if current != Some(face) {
            runs.push((face, at));
        }
    }
    let ends = runs
        .iter()
        .skip(1)
        .map(|(_, start)| *start)
        .chain([text.len()]);
    runs.iter()
        .zip(ends)
        .map(|((face, start), end)| (*face, &text[*start..end]))
        .collect()
}

fn shape(face: &Face, index: usize, text: &str, size: f32) -> Run {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(Direction::LeftToRight);
    let shaped = rustybuzz::shape(&face.shaper, &[], buffer);

    let em = face.font.units_per_em();
    let (infos, positions) = (shaped.glyph_infos(), shaped.glyph_positions());
    let mut width = 0.0;
    let mut glyphs = Vec::with_capacity(infos.len());
    for (at, (info, position)) in infos.iter().zip(positions).enumerate() {
        let end = infos[at..]
            .iter()
            .map(|later| later.cluster)
            .find(|cluster| *cluster != info.cluster)
            .map_or(text.len(), |cluster| cluster as usize);
        width += points(position.x_advance, em) * size;
        glyphs.push(KrillaGlyph::new(
            GlyphId::new(info.glyph_id),
            points(position.x_advance, em),
            points(position.x_offset, em),
            points(position.y_offset, em),
            points(position.y_advance, em),
            info.cluster as usize..end,
            None,
        ));
    }
    Run {
        face: index,
        text: text.to_owned(),
        glyphs,
        width,
    }
}

/// Font units as a share of the size.
#[expect(clippy::cast_precision_loss, reason = "font units are small")]
fn points(units: i32, em: f32) -> f32 {
    units as f32 / em
}
