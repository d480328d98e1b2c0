//! Line pictures in a document: a small movement, a code to be photographed.

use super::page::{color, path_fill, path_line};
use krilla::geom::{Path, PathBuilder, Transform};
use krilla::surface::Surface;

/// A picture in marks that lie on each other, later ones on top. All numbers are tenths of a unit, so that the same picture is the
/// same bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Width of the field.
    pub width: i32,
    /// Height of the field.
    pub height: i32,
    /// What it shows, for whoever has it read aloud.
    pub says: String,
    /// Marks, from below.
    pub marks: Vec<Mark>,
}

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The way of the pen.
    pub steps: Vec<Step>,
    /// What the pen does.
    pub pen: Pen,
    /// With which ink.
    pub ink: Ink,
}

/// A step of the pen, in tenths of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To here, lifted.
    Move(i32, i32),
    /// A straight line.
    Line(i32, i32),
    /// A curve with one control point.
    Bend(i32, i32, i32, i32),
    /// A circle around here.
    Circle(i32, i32, i32),
}

/// What the pen does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pen {
    /// A line of this width.
    Line(i32),
    /// A broken line of this width.
    Broken(i32),
    /// Fills what it goes around.
    Fill,
}

/// With which ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Full.
    Full,
    /// Pale.
    Pale,
    /// The one red.
    Red,
    /// The paper's own.
    Paper,
}

impl Picture {
    /// Draws it with its upper left corner at a place, points; `scale` is points for a tenth of a unit.
    pub(super) fn draw(&self, surface: &mut Surface<'_>, (x, y): (f32, f32), scale: f32) {
        // The page is scaled, not the numbers: whole ones take a third of the room.
        surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
        for mark in &self.marks {
            let Some(path) = path(&mark.steps) else { continue };
            let ink = color(mark.ink);
            match mark.pen {
                Pen::Line(width) => path_line(surface, &path, ink, width as f32, false),
                Pen::Broken(width) => path_line(surface, &path, ink, width as f32, true),
                Pen::Fill => path_fill(surface, &path, ink),
            }
        }
        surface.pop();
    }
}

/// A quarter of a circle as a curve with two control points.
const ROUND: f32 = 0.552_285;

fn path(steps: &[Step]) -> Option<Path> {
    let at = |x: i32, y: i32| (x as f32, y as f32);
    let mut path = PathBuilder::new();
    for step in steps {
        match *step {
            Step::Move(x, y) => {
                let (x, y) = at(x, y);
                path.move_to(x, y);
            }
            Step::Line(x, y) => {
                let (x, y) = at(x, y);
                path.line_to(x, y);
            }
            Step::Bend(cx, cy, x, y) => {
                let ((cx, cy), (x, y)) = (at(cx, cy), at(x, y));
                path.quad_to(cx, cy, x, y);
            }
            Step::Circle(x, y, radius) => {
                let ((x, y), r) = (at(x, y), radius as f32);
                let k = r * ROUND;
                path.move_to(x + r, y);
                path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
                path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
                path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
                path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
                path.close();
            }
        }
    }
    path.finish()
}
