//! Charts in a printed document: the marks of a [`Plot`], as strokes.

use super::page::{INK, RED, SOFT, ink, path_fill, path_line};
use super::type_setting::Typefaces;
use crate::plot::{Anchor, CROSS, Mark, Pen, Plot};
use krilla::geom::{Path, PathBuilder, Point};
use krilla::surface::Surface;
use krilla::text::TextDirection;

/// A chart in its place.
pub(super) struct PlacedPlot {
    pub(super) page: usize,
    pub(super) x: f32,
    pub(super) y: f32,
    /// Points for one unit of the plot.
    pub(super) scale: f32,
    pub(super) plot: Plot,
    pub(super) leaf: usize,
}

/// Colour, width in units of the plot, and whether it is dashed.
fn look(pen: Pen) -> ([u8; 3], f32, bool) {
    const HAIR: [u8; 3] = [0xc9, 0xc0, 0xb0];
    match pen {
        Pen::Grid => (HAIR, 0.5, false),
        Pen::Band => ([0xee, 0xe8, 0xdc], 0.0, false),
        Pen::Goal => (RED, 1.0, true),
        Pen::Tick => (INK, 1.2, false),
        Pen::Curve => (INK, 1.1, false),
        Pen::Stem => (RED, 1.4, false),
        Pen::Before | Pen::Own => (INK, 1.4, false),
        Pen::After => (RED, 1.0, false),
        Pen::Label | Pen::Published | Pen::Earlier => (SOFT, 1.0, false),
    }
}

/// Size of words, units of the plot.
const WORDS: f32 = 13.0;

/// Draws a chart.
pub(super) fn draw(surface: &mut Surface<'_>, faces: &Typefaces, placed: &PlacedPlot) {
    let at = |[x, y]: [f64; 2]| (placed.x + x as f32 * placed.scale, placed.y + y as f32 * placed.scale);
    for mark in &placed.plot.marks {
        match mark {
            Mark::Area(pen, [x, y, width, height]) => {
                let ends = [[*x, *y], [x + width, *y], [x + width, y + height], [*x, y + height]];
                fill(surface, *pen, path(&ends.map(at), true));
            }
            Mark::Line(pen, points) => {
                let points: Vec<(f32, f32)> = points.iter().map(|p| at(*p)).collect();
                stroke(surface, *pen, placed.scale, path(&points, false));
            }
            Mark::Ring(pen, [x, y], radius) => {
                // Sixteen corners are round at this size.
                let corner = |n: i32| {
                    let (sin, cos) = (f64::from(n) * std::f64::consts::TAU / 16.0).sin_cos();
                    at([x + radius * cos, y + radius * sin])
                };
                let corners: Vec<(f32, f32)> = (0..16).map(corner).collect();
                if let Some(ring) = path(&corners, true) {
                    path_fill(surface, &ring, [0xff; 3]);
                }
                stroke(surface, *pen, placed.scale, path(&corners, true));
            }
            Mark::Cross(pen, [x, y]) => {
                let corners: Vec<(f32, f32)> = CROSS.iter().map(|[dx, dy]| at([x + dx, y + dy])).collect();
                fill(surface, *pen, path(&corners, true));
            }
            Mark::Square(pen, [x, y]) => {
                let ends = [[x - 4.0, y - 4.0], [x + 4.0, y - 4.0], [x + 4.0, y + 4.0], [x - 4.0, y + 4.0]];
                fill(surface, *pen, path(&ends.map(at), true));
            }
            Mark::Word(place, anchor, words) => {
                let words = faces.regular.known(words);
                let size = WORDS * placed.scale;
                let width = faces.regular.width(&words, size);
                let (x, y) = at(*place);
                let x = match anchor {
                    Anchor::Start => x,
                    Anchor::Middle => x - width / 2.0,
                    Anchor::End => x - width,
                };
                ink(surface, SOFT);
                let font = faces.regular.font.clone();
                surface.draw_text(
                    Point::from_xy(x, y),
                    font,
                    size,
                    &words,
                    false,
                    TextDirection::LeftToRight,
                );
            }
        }
    }
}

fn path(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (at, (x, y)) in points.iter().enumerate() {
        if at == 0 { builder.move_to(*x, *y) } else { builder.line_to(*x, *y) }
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

fn fill(surface: &mut Surface<'_>, pen: Pen, path: Option<Path>) {
    if let Some(path) = path {
        path_fill(surface, &path, look(pen).0);
    }
}

fn stroke(surface: &mut Surface<'_>, pen: Pen, scale: f32, path: Option<Path>) {
    let (color, width, broken) = look(pen);
    if let Some(path) = path {
        path_line(surface, &path, color, width * scale, broken);
    }
}
