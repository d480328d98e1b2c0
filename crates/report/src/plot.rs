//! What every small chart is made of: a frame with its axes, and marks in ink and one red. The same marks become SVG on a
//! page ([`Plot::svg`]) and strokes in a printed document ([`crate::sheet::Block::Plot`]).

use maud::{Markup, html};

/// What a mark is drawn with. Pages give each its look by the class of the same name; documents have their own table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pen {
    /// Hairlines of the axis.
    Grid,
    /// Words and numbers.
    Label,
    /// A band in which a change may be chance.
    Band,
    /// A line to be reached.
    Goal,
    /// A tick at each session.
    Tick,
    /// Through the values.
    Curve,
    /// Through the values of another time, paler.
    Earlier,
    /// From before to after.
    Stem,
    /// A value before.
    Before,
    /// A value after.
    After,
    /// An own figure with its interval.
    Own,
    /// A published figure with its interval.
    Published,
}

impl Pen {
    /// The class on a page.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Grid => "plot-grid",
            Self::Label => "plot-label",
            Self::Band => "plot-band",
            Self::Goal => "plot-goal",
            Self::Tick => "plot-tick",
            Self::Curve => "plot-curve",
            Self::Earlier => "plot-earlier",
            Self::Stem => "plot-stem",
            Self::Before => "plot-before",
            Self::After => "plot-after",
            Self::Own => "plot-own",
            Self::Published => "plot-published",
        }
    }
}

/// Which end of a word stands at its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// One thing that is drawn; lengths in the plot's units, y down.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// An area: left, top, width, height.
    Area(Pen, [f64; 4]),
    /// Points joined by straight lines, two or more.
    Line(Pen, Vec<[f64; 2]>),
    /// An open ring: middle and radius.
    Ring(Pen, [f64; 2], f64),
    /// The engraver's cross, ten units wide.
    Cross(Pen, [f64; 2]),
    /// A filled square, eight units wide.
    Square(Pen, [f64; 2]),
    /// A word with its base line.
    Word([f64; 2], Anchor, String),
}

/// A chart, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plot {
    /// Units across.
    pub width: f64,
    /// Units down.
    pub height: f64,
    /// From back to front.
    pub marks: Vec<Mark>,
}

/// The corners of [`Mark::Cross`] around its middle.
pub(crate) const CROSS: [[f64; 2]; 8] =
    [[-5.0, -5.0], [0.0, -1.7], [5.0, -5.0], [1.7, 0.0], [5.0, 5.0], [0.0, 1.7], [-5.0, 5.0], [-1.7, 0.0]];

impl Plot {
    /// The chart on a page; `name` is what it comes to, for readers who do not see it.
    pub fn svg(&self, name: &str) -> Markup {
        html! {
            svg viewBox={ "0 0 " (self.width) " " (self.height) } role="img" aria-label=(name) {
                @for mark in &self.marks { (draw(mark)) }
            }
        }
    }
}

fn draw(mark: &Mark) -> Markup {
    match mark {
        Mark::Area(pen, [x, y, width, height]) => {
            html! { rect class=(pen.class()) x=(x) y=(y) width=(width) height=(height) {} }
        }
        Mark::Line(pen, points) if points.len() == 2 => {
            let ([x1, y1], [x2, y2]) = (points[0], points[1]);
            html! { line class=(pen.class()) x1=(x1) x2=(x2) y1=(y1) y2=(y2) stroke="currentColor" {} }
        }
        Mark::Line(pen, points) => {
            let steps: Vec<String> = points.iter().map(|[x, y]| format!("{x} {y}")).collect();
            html! { path class=(pen.class()) d={ "M" (steps.join("L")) } fill="none" stroke="currentColor" {} }
        }
        Mark::Ring(pen, [x, y], radius) => {
            html! { circle class=(pen.class()) cx=(x) cy=(y) r=(radius) stroke="currentColor" {} }
        }
        Mark::Cross(pen, [x, y]) => {
            html! {
                path class=(pen.class()) transform={ "translate(" (x) " " (y) ")" } d="M-5-5Q0-2 5-5Q2 0 5 5Q0 2-5 5Q-2 0-5-5Z" fill="currentColor" {}
            }
        }
        Mark::Square(pen, [x, y]) => {
            html! { rect class=(pen.class()) x=(x - 4.0) y=(y - 4.0) width="8" height="8" fill="currentColor" {} }
        }
        Mark::Word([x, y], anchor, words) => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            html! { text class=(Pen::Label.class()) x=(x) y=(y) text-anchor=(anchor) fill="currentColor" { (words) } }
        }
    }
}

/// A chart with a scale of values up its left side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Frame {
    /// Where a value stands; one beyond the scale does not leave the figure.
    pub(crate) fn y(&self, value: f64) -> f64 {
        let part = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        tenth(self.top + (1.0 - part) * (self.height - self.top - self.bottom))
    }

    /// Where a part of the way from the first to the last stands, with air on both sides.
    pub(crate) fn x(&self, part: f64, air: f64) -> f64 {
        let span = self.width - self.right - self.left - 2.0 * air;
        tenth(self.left + air + part.clamp(0.0, 1.0) * span)
    }

    /// From the left to the right end.
    pub(crate) fn across(&self, pen: Pen, value: f64) -> Mark {
        let y = self.y(value);
        Mark::Line(pen, vec![[self.left, y], [self.width - self.right, y]])
    }

    /// Hairlines with their numbers.
    pub(crate) fn grid(&self, ticks: &[f64]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = ticks.iter().map(|tick| self.across(Pen::Grid, *tick)).collect();
        marks.extend(ticks.iter().map(|tick| {
            Mark::Word([self.left - 7.0, tenth(self.y(*tick) + 4.0)], Anchor::End, number(*tick))
        }));
        marks
    }

    /// A chart of these marks.
    pub(crate) fn plot(&self, marks: Vec<Mark>) -> Plot {
        Plot { width: self.width, height: self.height, marks }
    }
}

/// One visit: an open ring before, the engraver's cross after, a stem between where they differ.
pub(crate) fn visit(x: f64, before_y: Option<f64>, after_y: Option<f64>) -> Vec<Mark> {
    let mut marks = Vec::new();
    if let (Some(before), Some(after)) = (before_y, after_y)
        && (before - after).abs() > f64::EPSILON
    {
        marks.push(Mark::Line(Pen::Stem, vec![[x, before], [x, after]]));
    }
    marks.extend(before_y.map(|y| Mark::Ring(Pen::Before, [x, y], 4.0)));
    marks.extend(after_y.map(|y| Mark::Cross(Pen::After, [x, y])));
    marks
}

/// A line through points; none through fewer than two.
pub(crate) fn curve(points: Vec<[f64; 2]>) -> Option<Mark> {
    (points.len() > 1).then_some(Mark::Line(Pen::Curve, points))
}

/// The same values as a table, for readers who do not see the chart. The first column names the row.
pub(crate) fn table(caption: &str, head: &[&str], rows: &[Vec<String>]) -> Markup {
    html! {
        table.visually-hidden {
            caption { (caption) }
            thead { tr { @for name in head { th scope="col" { (name) } } } }
            tbody {
                @for row in rows {
                    tr {
                        @for (at, cell) in row.iter().enumerate() {
                            @if at == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                        }
                    }
                }
            }
        }
    }
}

/// 1, 2, 2.5 or 5 times a power of ten, so that three to six ticks stand on the axis.
pub(crate) fn tick_step(low: f64, high: f64) -> f64 {
    let span = (high - low).max(1.0);
    let power = 10_f64.powf((span / 5.0).log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    steps.into_iter().map(|s| s * power).find(|step| span / step <= 5.0).unwrap_or(10.0 * power)
}

/// The ticks from the low to the high end.
pub(crate) fn ticks(low: f64, high: f64) -> Vec<f64> {
    let step = tick_step(low, high);
    let count = ((high - low) / step).round() as i32;
    (0..=count).map(|i| low + f64::from(i) * step).filter(|v| *v <= high + step * 1e-6).collect()
}

/// Drawings need no more than a tenth of a unit.
pub(crate) fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// A number on an axis: one decimal at most, a true minus sign.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{:.1}", value.abs());
    let text = text.trim_end_matches(".0");
    if value < 0.0 { format!("−{text}") } else { text.to_owned() }
}
