//! Pages: a column of lines, a rule under headings, a number at the foot. Everything drawn is first laid out, then
//! drawn page by page, with its place in the tree that is read aloud.

use super::figure::{self, PlacedPlot};
use super::picture::{Ink, Picture};
use super::type_setting::{Typeface, Typefaces};
use super::{Block, ReportError, Sheet};
use crate::plot::Plot;
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind,
    TagTree,
};
use krilla::text::TextDirection;
use std::num::NonZeroU16;

/// A4, points.
const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
const MARGIN: f32 = 56.0;
const FOOT: f32 = 62.0;
const COLUMN: f32 = WIDTH - 2.0 * MARGIN;
/// Running text, and the distance of its lines.
const SIZE: f32 = 10.8;
const LEADING: f32 = 14.4;
/// Width of the names beside facts.
const NAME: f32 = 130.0;
/// Between the columns of a table.
const GUTTER: f32 = 8.0;

pub(super) const INK: [u8; 3] = [0x1d, 0x1a, 0x16];
pub(super) const SOFT: [u8; 3] = [0x5c, 0x55, 0x4b];
pub(super) const RED: [u8; 3] = [0xa3, 0x1d, 0x1d];

/// One line of type on its page, and the leaf of the tree that it belongs to.
struct Line {
    page: usize,
    x: f32,
    y: f32,
    text: String,
    size: f32,
    italic: bool,
    color: [u8; 3],
    leaf: usize,
}

/// A picture on its page.
struct Placed {
    page: usize,
    at: (f32, f32),
    scale: f32,
    picture: Picture,
    leaf: usize,
}

/// What the tree is made of, before the pages are drawn.
enum Shape {
    Leaf(usize),
    Group(TagKind, Vec<Shape>),
}

struct Setter<'a> {
    faces: &'a Typefaces,
    lines: Vec<Line>,
    pictures: Vec<Placed>,
    rules: Vec<(usize, f32)>,
    plots: Vec<PlacedPlot>,
    leaves: usize,
    page: usize,
    y: f32,
}

/// How a piece of text is set.
#[derive(Clone, Copy)]
struct Style {
    size: f32,
    leading: f32,
    italic: bool,
    color: [u8; 3],
}

const BODY: Style = Style { size: SIZE, leading: LEADING, italic: false, color: INK };
const LABEL: Style = Style { italic: true, color: SOFT, ..BODY };
const STOP: Style = Style { color: RED, ..BODY };
const TITLE: Style = Style { size: 22.0, leading: 27.0, ..BODY };
const SECTION: Style = Style { size: 13.5, leading: 18.0, italic: true, ..BODY };
const CELL: Style = Style { size: 9.6, leading: 12.4, ..BODY };

/// A picture is set at least so large, of what was asked for, before it goes on to the next page.
const SHRUNK_LEAST: f32 = 0.6;
/// Points by which a picture is kept from the very end of the page, so that no rounding pushes it over.
const ROUNDING: f32 = 0.5;

impl Setter<'_> {
    fn face(&self, style: Style) -> &Typeface {
        if style.italic { &self.faces.italic } else { &self.faces.regular }
    }

    fn break_lines(&self, text: &str, style: Style, width: f32) -> Vec<String> {
        self.face(style).lines(text, style.size, width)
    }

    /// Goes on to the next page unless `height` is left on this one.
    fn room(&mut self, height: f32) {
        if self.y + height > HEIGHT - FOOT - MARGIN / 2.0 {
            self.page += 1;
            self.y = MARGIN;
        }
    }

    /// Sets lines under each other from `y`, without breaking the page, as one leaf.
    fn put(&mut self, lines: Vec<String>, style: Style, x: f32, from: f32) -> Shape {
        let leaf = self.leaves;
        self.leaves += 1;
        for (at, text) in lines.into_iter().enumerate() {
            let y = from + style.leading * (at as f32 + 1.0) - (style.leading - style.size) / 2.0;
            let (page, size, italic, color) = (self.page, style.size, style.italic, style.color);
            self.lines.push(Line { page, x, y, text, size, italic, color, leaf });
        }
        Shape::Leaf(leaf)
    }

    /// Running text that may go over to the next page: a leaf for each page.
    fn run(&mut self, text: &str, style: Style, x: f32, width: f32) -> Vec<Shape> {
        let mut leaves = Vec::new();
        let mut together: Vec<String> = Vec::new();
        let mut from = self.y;
        for line in self.break_lines(text, style, width) {
            if self.y + style.leading > HEIGHT - FOOT - MARGIN / 2.0 && !together.is_empty() {
                leaves.push(self.put(std::mem::take(&mut together), style, x, from));
                self.page += 1;
                self.y = MARGIN;
                from = self.y;
            }
            together.push(line);
            self.y += style.leading;
        }
        leaves.push(self.put(together, style, x, from));
        leaves
    }

    /// `next` is what a heading must not be torn from.
    fn block(&mut self, block: &Block, next: Option<&Block>) -> Vec<Shape> {
        match block {
            Block::Heading(text) => {
                self.y += 12.0;
                self.room(SECTION.leading + 6.0 + next.map_or(0.0, |next| self.begins(next)));
                let level = NonZeroU16::new(2).unwrap_or(NonZeroU16::MIN);
                let leaves = self.run(text, SECTION, MARGIN, COLUMN);
                self.rules.push((self.page, self.y + 1.0));
                self.y += 5.0;
                vec![Shape::Group(Tag::Hn(level, Some(text.clone())).into(), leaves)]
            }
            Block::Paragraph(text) => self.paragraph(text, BODY),
            Block::Stop(text) => self.paragraph(text, STOP),
            Block::Facts(facts) => facts.iter().map(|(name, value)| self.fact(name, value)).collect(),
            Block::List(items) => {
                let items = items.iter().map(|item| {
                    self.room(LEADING);
                    let leaves = self.run(&format!("– {item}"), BODY, MARGIN + 8.0, COLUMN - 8.0);
                    let body = Shape::Group(Tag::LBody.into(), leaves);
                    Shape::Group(Tag::LI.into(), vec![body])
                });
                let items = items.collect();
                self.y += 3.0;
                vec![Shape::Group(Tag::L(ListNumbering::None).into(), items)]
            }
            Block::Pictures { width, rows } => rows
                .iter()
                .flat_map(|(picture, words)| self.picture(picture, words, f32::from(*width)))
                .collect(),
            Block::Table { head, rows, widths } => vec![self.table(head, rows, widths)],
            Block::Plots(plots) => plots.chunks(2).flat_map(|pair| self.plots(pair)).collect(),
        }
    }

    /// What a block needs at least on the page on which it begins.
    fn begins(&self, block: &Block) -> f32 {
        match block {
            Block::Pictures { width, rows } => rows.first().map_or(0.0, |(picture, _)| {
                SHRUNK_LEAST * picture.height as f32 * f32::from(*width) / picture.width.max(1) as f32
            }),
            Block::Plots(plots) => plots.first().map_or(0.0, |(sentence, plot)| {
                let width = (COLUMN - 2.0 * GUTTER) / 2.0;
                let lines = self.break_lines(sentence, CELL, width).len() + 1;
                plot.height as f32 * width / (plot.width as f32).max(1.0) + lines as f32 * CELL.leading
            }),
            _ => 3.0 * LEADING,
        }
    }

    /// Two charts beside each other, each with its sentence under it.
    fn plots(&mut self, pair: &[(String, Plot)]) -> Vec<Shape> {
        let width = (COLUMN - 2.0 * GUTTER) / 2.0;
        let sentences: Vec<Vec<String>> =
            pair.iter().map(|(sentence, _)| self.break_lines(sentence, CELL, width)).collect();
        let scale = |plot: &Plot| width / (plot.width as f32).max(1.0);
        let tallest = pair.iter().map(|(_, plot)| plot.height as f32 * scale(plot)).fold(0.0, f32::max);
        let most_lines = sentences.iter().map(Vec::len).max().unwrap_or(0) as f32;
        let height = tallest + most_lines * CELL.leading + 10.0;
        self.room(height);
        let (top, mut x) = (self.y, MARGIN);
        let mut shapes = Vec::new();
        for ((sentence, plot), lines) in pair.iter().zip(sentences) {
            let leaf = self.leaves;
            self.leaves += 1;
            let (page, plot) = (self.page, plot.clone());
            self.plots.push(PlacedPlot { page, x, y: top, scale: scale(&plot), plot, leaf });
            shapes.push(Shape::Group(Tag::Figure(Some(sentence.clone())).into(), vec![Shape::Leaf(leaf)]));
            let words = self.put(lines, CELL, x, top + tallest + 2.0);
            shapes.push(Shape::Group(Tag::P.into(), vec![words]));
            x += width + 2.0 * GUTTER;
        }
        self.y = top + height;
        shapes
    }

    fn paragraph(&mut self, text: &str, style: Style) -> Vec<Shape> {
        self.room(style.leading);
        let leaves = self.run(text, style, MARGIN, COLUMN);
        self.y += 3.0;
        vec![Shape::Group(Tag::P.into(), leaves)]
    }

    /// How wide a picture is set: as asked, or less where it would leave most of a page white rather than be somewhat smaller.
    fn fitted(&self, picture: &Picture, width: f32) -> f32 {
        let height = picture.height as f32 * width / picture.width.max(1) as f32;
        let left = HEIGHT - FOOT - MARGIN / 2.0 - self.y;
        if (SHRUNK_LEAST * height..height).contains(&left) {
            width * (left - ROUNDING) / height
        } else {
            width
        }
    }

    /// A picture, and its words beside it: never torn apart.
    fn picture(&mut self, picture: &Picture, words: &str, width: f32) -> Vec<Shape> {
        self.y += 4.0;
        let width = self.fitted(picture, width);
        let scale = width / (picture.width.max(1) as f32);
        let height = picture.height as f32 * scale;
        let lines = self.break_lines(words, BODY, COLUMN - width - 2.0 * GUTTER);
        let words_height = LEADING * lines.len() as f32;
        self.room(height.max(words_height));
        let top = self.y;
        let leaf = self.leaves;
        self.leaves += 1;
        let placed = Placed { page: self.page, at: (MARGIN, top), scale, picture: picture.clone(), leaf };
        self.pictures.push(placed);
        let from = top + ((height - words_height) / 2.0).max(0.0);
        let words = self.put(lines, BODY, MARGIN + width + 2.0 * GUTTER, from);
        self.y = top + height.max(words_height) + 4.0;
        vec![
            Shape::Group(Tag::Figure(Some(picture.says.clone())).into(), vec![Shape::Leaf(leaf)]),
            Shape::Group(Tag::P.into(), vec![words]),
        ]
    }

    fn fact(&mut self, name: &str, value: &str) -> Shape {
        let names = self.break_lines(name, LABEL, NAME - GUTTER);
        self.room(LEADING * names.len() as f32);
        let (page, top) = (self.page, self.y);
        let under_name = top + LEADING * names.len() as f32;
        let mut leaves = vec![self.put(names, LABEL, MARGIN, top)];
        leaves.extend(self.run(value, BODY, MARGIN + NAME, COLUMN - NAME));
        if self.page == page {
            self.y = self.y.max(under_name);
        }
        Shape::Group(Tag::P.into(), leaves)
    }

    fn table(&mut self, head: &[String], rows: &[Vec<String>], widths: &[u16]) -> Shape {
        let whole: f32 = widths.iter().map(|width| f32::from(*width)).sum();
        let columns: Vec<f32> =
            widths.iter().map(|width| f32::from(*width) / whole.max(1.0) * COLUMN).collect();
        let mut shapes = vec![self.row(head, &columns, true)];
        for row in rows {
            shapes.push(self.row(row, &columns, false));
        }
        self.y += 4.0;
        Shape::Group(Tag::Table.into(), shapes)
    }

    fn row(&mut self, cells: &[String], columns: &[f32], head: bool) -> Shape {
        let style = if head { Style { italic: true, color: SOFT, ..CELL } } else { CELL };
        let broken: Vec<Vec<String>> = cells
            .iter()
            .zip(columns)
            .map(|(cell, width)| self.break_lines(cell, style, width - GUTTER))
            .collect();
        let tallest = broken.iter().map(Vec::len).max().unwrap_or(1) as f32;
        let height = tallest * style.leading + 3.0;
        self.room(height);
        let (mut x, top) = (MARGIN, self.y);
        let mut shapes = Vec::new();
        for (lines, width) in broken.into_iter().zip(columns) {
            let leaf = self.put(lines, style, x, top);
            let tag: TagKind = if head { Tag::TH(TableHeaderScope::Column).into() } else { Tag::TD.into() };
            shapes.push(Shape::Group(tag, vec![leaf]));
            x += width;
        }
        self.y += height;
        self.rules.push((self.page, self.y - 1.0));
        Shape::Group(Tag::TR.into(), shapes)
    }
}

/// Lays the sheet out and draws its pages.
pub(super) fn set(document: &mut Document, sheet: &Sheet) -> Result<(), ReportError> {
    let faces = Typefaces::load()?;
    let mut setter = Setter {
        faces: &faces,
        lines: Vec::new(),
        pictures: Vec::new(),
        rules: Vec::new(),
        plots: Vec::new(),
        leaves: 0,
        page: 0,
        y: MARGIN,
    };
    let mut shapes = setter.paragraph(&sheet.above, LABEL);
    let heading = setter.run(&sheet.heading, TITLE, MARGIN, COLUMN);
    setter.y += 4.0;
    shapes.push(Shape::Group(Tag::Hn(NonZeroU16::MIN, Some(sheet.heading.clone())).into(), heading));
    for (at, block) in sheet.blocks.iter().enumerate() {
        shapes.extend(setter.block(block, sheet.blocks.get(at + 1)));
    }
    let identifiers = draw(document, sheet, &setter);
    let mut tree = TagTree::new().with_lang(Some(sheet.language.clone()));
    for shape in shapes {
        if let Some(group) = grow(shape, &identifiers) {
            tree.push(group);
        }
    }
    document.set_tag_tree(tree);
    Ok(())
}

/// Draws all pages; the identifiers of each leaf, in order.
fn draw(document: &mut Document, sheet: &Sheet, set: &Setter<'_>) -> Vec<Vec<krilla::tagging::Identifier>> {
    let mut identifiers = vec![Vec::new(); set.leaves];
    let settings = PageSettings::from_wh(WIDTH, HEIGHT).unwrap_or_default();
    for at in 0..=set.page {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
        for (_, y) in set.rules.iter().filter(|(page, _)| *page == at) {
            rule(&mut surface, *y);
        }
        let foot = format!("{}  ·  {} / {}", sheet.foot, at + 1, set.page + 1);
        let foot = set.faces.italic.known(&foot);
        ink(&mut surface, SOFT);
        let y = HEIGHT - FOOT + 20.0;
        text(&mut surface, set.faces, &foot, 8.6, true, MARGIN, y);
        surface.end_tagged();
        for placed in set.plots.iter().filter(|placed| placed.page == at) {
            let identifier = surface.start_tagged(ContentTag::Other);
            figure::draw(&mut surface, set.faces, placed);
            surface.end_tagged();
            identifiers[placed.leaf].push(identifier);
        }
        for line in set.lines.iter().filter(|line| line.page == at && !line.text.is_empty()) {
            let identifier = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            ink(&mut surface, line.color);
            text(&mut surface, set.faces, &line.text, line.size, line.italic, line.x, line.y);
            surface.end_tagged();
            identifiers[line.leaf].push(identifier);
        }
        for placed in set.pictures.iter().filter(|placed| placed.page == at) {
            let identifier = surface.start_tagged(ContentTag::Other);
            placed.picture.draw(&mut surface, placed.at, placed.scale);
            surface.end_tagged();
            identifiers[placed.leaf].push(identifier);
        }
        surface.finish();
        page.finish();
    }
    identifiers
}

pub(super) fn color(ink: Ink) -> [u8; 3] {
    match ink {
        Ink::Full => INK,
        Ink::Pale => SOFT,
        Ink::Red => RED,
        Ink::Paper => [0xff, 0xff, 0xff],
    }
}

pub(super) fn path_fill(surface: &mut Surface<'_>, path: &Path, color: [u8; 3]) {
    ink(surface, color);
    surface.draw_path(path);
}

pub(super) fn path_line(
    surface: &mut Surface<'_>,
    path: &Path,
    [red, green, blue]: [u8; 3],
    width: f32,
    broken: bool,
) {
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: rgb::Color::new(red, green, blue).into(),
        width,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        dash: broken.then(|| StrokeDash { array: vec![width * 2.0, width * 3.0], offset: 0.0 }),
        ..Stroke::default()
    }));
    surface.draw_path(path);
}

pub(super) fn ink(surface: &mut Surface<'_>, [red, green, blue]: [u8; 3]) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }));
}

fn text(surface: &mut Surface<'_>, faces: &Typefaces, text: &str, size: f32, italic: bool, x: f32, y: f32) {
    let face = if italic { &faces.italic } else { &faces.regular };
    surface.draw_text(
        Point::from_xy(x, y),
        face.font.clone(),
        size,
        &format!("{text} "),
        false,
        TextDirection::LeftToRight,
    );
}

fn rule(surface: &mut Surface<'_>, y: f32) {
    let mut path = PathBuilder::new();
    path.move_to(MARGIN, y);
    path.line_to(WIDTH - MARGIN, y);
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke {
        paint: rgb::Color::new(0xc9, 0xc0, 0xb0).into(),
        width: 0.5,
        ..Stroke::default()
    }));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// A shape with its leaves in place; none where nothing was drawn for it.
fn grow(shape: Shape, identifiers: &[Vec<krilla::tagging::Identifier>]) -> Option<TagGroup> {
    let Shape::Group(tag, children) = shape else { return None };
    let mut group = TagGroup::new(tag);
    for child in children {
        match child {
            Shape::Leaf(leaf) => identifiers[leaf].iter().for_each(|identifier| group.push(*identifier)),
            Shape::Group(..) => {
                if let Some(child) = grow(child, identifiers) {
                    group.push(child);
                }
            }
        }
    }
    Some(group)
}
