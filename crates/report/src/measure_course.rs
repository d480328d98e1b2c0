//! One measure over a course, as a small engraved chart: the band of measurement error around the first value, the line of an
//! important change, the sessions as ticks, each visit as a stem from before to after. The same values stand in a table.

use maud::{Markup, html};

/// One time at which the measure was taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visit {
    /// Days since the first value of the course, with their fraction.
    pub day: f64,
    /// The day as it is shown: `12 Mar`.
    pub label: String,
    /// The value before the needles or between sessions; in the unit.
    pub before: Option<f64>,
    /// The value after the needles.
    pub after: Option<f64>,
    /// Both as they are shown, for the table.
    pub shown: [Option<String>; 2],
}

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeasurePlot {
    /// Oldest first.
    pub visits: Vec<Visit>,
    /// Days of sessions, counted as [`Visit::day`].
    pub sessions: Vec<f64>,
    /// Limits of the scale where they are short enough to be the axis (0 to 10); otherwise the axis follows the values.
    pub full_scale: Option<(f64, f64)>,
    /// A change up to this size may be measurement error; half the height of the band.
    pub error: Option<f64>,
    /// Where an important change from the first value is reached.
    pub important: Option<f64>,
}

/// The words around the figure, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeasureWords {
    /// What it comes to, in one sentence: also the figure's name for a screen reader.
    pub sentence: String,
    /// The table's caption.
    pub caption: String,
    /// Head of the first column.
    pub day: String,
    /// Before the needles, or between sessions.
    pub before: String,
    /// After the needles.
    pub after: String,
    /// Where nothing was measured.
    pub none: String,
}

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 170.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 18.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 34.0;
/// A session this close to a value belongs to the same visit.
const SAME_VISIT_DAYS: f64 = 0.5;
/// Most visits that are drawn; of a longer course the last ones.
const VISITS_MAX: usize = 40;

/// The axes of one figure.
struct Axes {
    first_day: f64,
    days: f64,
    low: f64,
    high: f64,
}

impl Axes {
    fn of(plot: &MeasurePlot, visits: &[Visit]) -> Self {
        let values = || visits.iter().flat_map(|v| [v.before, v.after]).flatten();
        let (mut low, mut high) = plot.full_scale.unwrap_or_else(|| {
            let start = values().next().unwrap_or_default();
            let error = plot.error.unwrap_or_default();
            let around = [start - error, start + error, plot.important.unwrap_or(start)];
            values().chain(around).fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)))
        });
        if plot.full_scale.is_none() {
            let step = tick_step(low, high);
            low = (low / step).floor() * step;
            high = (high / step).ceil() * step;
        }
        if high <= low {
            high = low + 1.0;
        }
        let first_day = visits.first().map_or(0.0, |v| v.day);
        let days = visits.last().map_or(0.0, |v| v.day) - first_day;
        Self { first_day, days, low, high }
    }

    /// A single day stands in the middle.
    fn x(&self, day: f64) -> f64 {
        let air = 14.0;
        if self.days <= 0.0 {
            return tenth((LEFT + WIDTH - RIGHT) / 2.0);
        }
        let part = ((day - self.first_day) / self.days).clamp(0.0, 1.0);
        tenth(LEFT + air + part * (WIDTH - RIGHT - LEFT - 2.0 * air))
    }

    fn y(&self, value: f64) -> f64 {
        let part = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        tenth(TOP + (1.0 - part) * (HEIGHT - TOP - BOTTOM))
    }

    fn ticks(&self) -> Vec<f64> {
        let step = tick_step(self.low, self.high);
        let count = ((self.high - self.low) / step).round() as i32;
        (0..=count)
            .map(|i| self.low + f64::from(i) * step)
            .filter(|v| *v <= self.high + step * 1e-6)
            .collect()
    }
}

/// 1, 2, 2.5 or 5 times a power of ten, so that three to six ticks stand on the axis.
fn tick_step(low: f64, high: f64) -> f64 {
    let span = (high - low).max(1.0);
    let power = 10_f64.powf((span / 5.0).log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    steps.into_iter().map(|s| s * power).find(|step| span / step <= 5.0).unwrap_or(10.0 * power)
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn number(value: f64) -> String {
    let text = format!("{:.1}", value.abs());
    let text = text.trim_end_matches(".0");
    if value < 0.0 { format!("−{text}") } else { text.to_owned() }
}

/// Draws one measure, oldest visit first.
///
/// Colours come from the page: `currentColor` for ink, and the classes of [`crate::pain_course`] with `mc-band`, `mc-important` and
/// `mc-session` beside them.
pub fn measure_course(plot: &MeasurePlot, words: &MeasureWords) -> Markup {
    let visits = &plot.visits[plot.visits.len().saturating_sub(VISITS_MAX)..];
    let axes = Axes::of(plot, visits);
    let start = plot.visits.first().and_then(|v| v.before.or(v.after));
    html! {
        figure.measure-course {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(words.sentence) {
                @if let (Some(start), Some(error)) = (start, plot.error) {
                    @let (top, bottom) = (axes.y(start + error), axes.y(start - error));
                    rect.mc-band x=(LEFT) width=(WIDTH - RIGHT - LEFT) y=(top) height=(tenth(bottom - top)) {}
                }
                (grid(&axes))
                @if let Some(important) = plot.important {
                    line.mc-important x1=(LEFT) x2=(WIDTH - RIGHT) y1=(axes.y(important)) y2=(axes.y(important)) stroke="currentColor" {}
                }
                g.mc-session stroke="currentColor" {
                    @for day in &plot.sessions {
                        @if visits.first().is_some_and(|v| v.day <= *day + SAME_VISIT_DAYS) && visits.last().is_some_and(|v| v.day >= *day - SAME_VISIT_DAYS) {
                            line x1=(axes.x(*day)) x2=(axes.x(*day)) y1=(HEIGHT - BOTTOM) y2=(HEIGHT - BOTTOM + 5.0) {}
                        }
                    }
                }
                @if let Some(path) = line(&axes, visits) { path.pc-line d=(path) fill="none" stroke="currentColor" {} }
                @for visit in visits { (stem(&axes, visit)) }
                (labels(&axes, visits))
            }
            figcaption { (words.sentence) }
            (table(&plot.visits, words))
        }
    }
}

fn grid(axes: &Axes) -> Markup {
    html! {
        g.pc-grid stroke="currentColor" {
            @for tick in axes.ticks() { line x1=(LEFT) x2=(WIDTH - RIGHT) y1=(axes.y(tick)) y2=(axes.y(tick)) {} }
        }
        g.pc-label text-anchor="end" fill="currentColor" {
            @for tick in axes.ticks() { text x=(LEFT - 7.0) y=(axes.y(tick) + 4.0) { (number(tick)) } }
        }
    }
}

/// Through the first value of each visit.
fn line(axes: &Axes, visits: &[Visit]) -> Option<String> {
    let steps: Vec<String> = visits
        .iter()
        .filter_map(|v| Some(format!("{} {}", axes.x(v.day), axes.y(v.before.or(v.after)?))))
        .collect();
    (steps.len() > 1).then(|| format!("M{}", steps.join("L")))
}

fn stem(axes: &Axes, visit: &Visit) -> Markup {
    let x = axes.x(visit.day);
    html! {
        g {
            @if let (Some(before), Some(after)) = (visit.before, visit.after) {
                line.pc-stem x1=(x) x2=(x) y1=(axes.y(before)) y2=(axes.y(after)) stroke="currentColor" {}
            }
            @if let Some(before) = visit.before { circle.pc-before cx=(x) cy=(axes.y(before)) r="4" stroke="currentColor" {} }
            @if let Some(after) = visit.after {
                path.pc-after transform={ "translate(" (x) " " (axes.y(after)) ")" } d="M-5-5Q0-2 5-5Q2 0 5 5Q0 2-5 5Q-2 0-5-5Z" fill="currentColor" {}
            }
        }
    }
}

/// The first and the last day; days between would crowd.
fn labels(axes: &Axes, visits: &[Visit]) -> Markup {
    let ends = match visits {
        [] => vec![],
        [only] => vec![(only, "middle")],
        [first, .., last] => vec![(first, "start"), (last, "end")],
    };
    html! {
        g.pc-label fill="currentColor" {
            @for (visit, anchor) in ends {
                @let shift = match anchor { "start" => -14.0, "end" => 14.0, _ => 0.0 };
                text text-anchor=(anchor) x=(axes.x(visit.day) + shift) y=(HEIGHT - 10.0) { (visit.label) }
            }
        }
    }
}

fn table(visits: &[Visit], words: &MeasureWords) -> Markup {
    let cell = |shown: &Option<String>| shown.clone().unwrap_or_else(|| words.none.clone());
    html! {
        table.visually-hidden {
            caption { (words.caption) }
            thead { tr { th scope="col" { (words.day) } th scope="col" { (words.before) } th scope="col" { (words.after) } } }
            tbody {
                @for visit in visits {
                    tr { th scope="row" { (visit.label) } td { (cell(&visit.shown[0])) } td { (cell(&visit.shown[1])) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(day: i32, before: Option<f64>, after: Option<f64>) -> Visit {
        let shown = [before, after].map(|v| v.map(number));
        Visit { day: f64::from(day), label: format!("day {day}"), before, after, shown }
    }

    #[test]
    fn the_axis_has_three_to_seven_round_ticks_and_holds_every_value() {
        for (from, to) in [(52.0, 68.0), (0.0, 10.0), (215.75, 318.0), (3.0, 3.0), (-5.0, 130.0)] {
            let plot = MeasurePlot {
                visits: vec![visit(0, Some(from), None), visit(9, Some(to), None)],
                ..MeasurePlot::default()
            };
            let axes = Axes::of(&plot, &plot.visits);
            assert!(axes.low <= from && axes.high >= to, "{from} to {to}");
            assert!((2..=7).contains(&axes.ticks().len()), "{from} to {to}: {:?}", axes.ticks());
        }
    }

    #[test]
    fn the_band_of_error_lies_around_the_first_value() {
        let plot = MeasurePlot {
            visits: vec![visit(0, Some(52.0), None), visit(7, Some(68.0), None)],
            error: Some(10.0),
            ..MeasurePlot::default()
        };
        let axes = Axes::of(&plot, &plot.visits);
        let html = measure_course(&plot, &MeasureWords::default()).into_string();
        assert!(
            html.contains(&format!("class=\"mc-band\" x=\"40\" width=\"302\" y=\"{}\"", axes.y(62.0))),
            "{html}"
        );
        assert!(axes.low <= 42.0, "the whole band is seen");
    }

    #[test]
    fn every_visit_is_in_the_table_and_what_was_not_measured_says_so() {
        let plot = MeasurePlot {
            visits: vec![visit(0, Some(7.0), Some(4.5)), visit(7, None, Some(3.0))],
            full_scale: Some((0.0, 10.0)),
            ..MeasurePlot::default()
        };
        let words = MeasureWords { none: "not measured".into(), ..MeasureWords::default() };
        let html = measure_course(&plot, &words).into_string();
        assert!(html.contains("<th scope=\"row\">day 0</th><td>7</td><td>4.5</td>"), "{html}");
        assert!(html.contains("<th scope=\"row\">day 7</th><td>not measured</td><td>3</td>"), "{html}");
    }

    #[test]
    fn a_sessions_tick_is_drawn_only_where_the_course_is() {
        let plot = MeasurePlot {
            visits: vec![visit(0, Some(7.0), None), visit(10, Some(5.0), None)],
            sessions: vec![-5.0, 0.0, 10.0, 40.0],
            ..MeasurePlot::default()
        };
        let html = measure_course(&plot, &MeasureWords::default()).into_string();
        let ticks =
            html.split("class=\"mc-session\"").nth(1).expect("ticks").split("</g>").next().expect("a group");
        assert_eq!(ticks.matches("<line").count(), 2);
    }

    #[test]
    fn nothing_measured_draws_nothing_and_breaks_nothing() {
        let html = measure_course(&MeasurePlot::default(), &MeasureWords::default()).into_string();
        assert!(!html.contains("NaN") && !html.contains("<circle"), "{html}");
    }
}
