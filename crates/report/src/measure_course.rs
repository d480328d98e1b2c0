//! One measure over a course, as a small engraved chart: the band of measurement error around the first value, the line of an
//! important change, the sessions as ticks, each visit as a stem from before to after. The same values stand in a table.

use crate::plot::{Anchor, Frame, Mark, Pen, Plot, curve, table, tenth, tick_step, ticks, visit};
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

const FRAME: Frame = Frame {
    width: 360.0,
    height: 170.0,
    left: 40.0,
    right: 18.0,
    top: 12.0,
    bottom: 34.0,
    low: 0.0,
    high: 1.0,
};
/// Between the axis and the first day, and after the last.
const AIR: f64 = 14.0;
/// A session this close to a value belongs to the same visit.
const SAME_VISIT_DAYS: f64 = 0.5;
/// Most visits that are drawn; of a longer course the last ones.
const VISITS_MAX: usize = 40;

/// The axes of one figure.
struct Axes {
    frame: Frame,
    first_day: f64,
    days: f64,
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
        Self { frame: Frame { low, high, ..FRAME }, first_day, days }
    }

    /// A single day stands in the middle.
    fn x(&self, day: f64) -> f64 {
        let part = if self.days <= 0.0 { 0.5 } else { (day - self.first_day) / self.days };
        self.frame.x(part, AIR)
    }

    fn y(&self, value: f64) -> f64 {
        self.frame.y(value)
    }
}

/// One measure on a page, oldest visit first.
pub fn measure_course(plot: &MeasurePlot, words: &MeasureWords) -> Markup {
    let cell = |shown: &Option<String>| shown.clone().unwrap_or_else(|| words.none.clone());
    let rows: Vec<Vec<String>> =
        plot.visits.iter().map(|v| vec![v.label.clone(), cell(&v.shown[0]), cell(&v.shown[1])]).collect();
    html! {
        figure.measure-course {
            (plot.drawn().svg(&words.sentence))
            figcaption { (words.sentence) }
            (table(&words.caption, &[&words.day, &words.before, &words.after], &rows))
        }
    }
}

impl MeasurePlot {
    /// The chart, for a page or a document.
    pub fn drawn(&self) -> Plot {
        let visits = &self.visits[self.visits.len().saturating_sub(VISITS_MAX)..];
        let axes = Axes::of(self, visits);
        let frame = axes.frame;
        let mut marks = Vec::new();
        let start = self.visits.first().and_then(|v| v.before.or(v.after));
        if let (Some(start), Some(error)) = (start, self.error) {
            let (top, bottom) = (axes.y(start + error), axes.y(start - error));
            let width = frame.width - frame.right - frame.left;
            marks.push(Mark::Area(Pen::Band, [frame.left, top, width, tenth(bottom - top)]));
        }
        marks.extend(frame.grid(&ticks(frame.low, frame.high)));
        marks.extend(self.important.map(|line| frame.across(Pen::Goal, line)));
        if let (Some(first), Some(last)) = (visits.first(), visits.last()) {
            let foot = frame.height - frame.bottom;
            let within = (first.day - SAME_VISIT_DAYS)..=(last.day + SAME_VISIT_DAYS);
            for day in self.sessions.iter().filter(|day| within.contains(day)) {
                let x = axes.x(*day);
                marks.push(Mark::Line(Pen::Tick, vec![[x, foot], [x, foot + 5.0]]));
            }
        }
        // Through the first value of each visit.
        let through = visits.iter().filter_map(|v| Some([axes.x(v.day), axes.y(v.before.or(v.after)?)]));
        marks.extend(curve(through.collect()));
        for each in visits {
            marks.extend(visit(
                axes.x(each.day),
                each.before.map(|v| axes.y(v)),
                each.after.map(|v| axes.y(v)),
            ));
        }
        marks.extend(labels(&axes, visits));
        frame.plot(marks)
    }
}

/// The first and the last day; days between would crowd.
fn labels(axes: &Axes, visits: &[Visit]) -> Vec<Mark> {
    let ends = match visits {
        [] => vec![],
        [only] => vec![(only, Anchor::Middle, 0.0)],
        [first, .., last] => vec![(first, Anchor::Start, -AIR), (last, Anchor::End, AIR)],
    };
    let foot = FRAME.height - 10.0;
    let word = |(visit, anchor, shift): (&Visit, Anchor, f64)| {
        Mark::Word([tenth(axes.x(visit.day) + shift), foot], anchor, visit.label.clone())
    };
    ends.into_iter().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::number;

    fn on_day(day: i32, before: Option<f64>, after: Option<f64>) -> Visit {
        let shown = [before, after].map(|v| v.map(number));
        Visit { day: f64::from(day), label: format!("day {day}"), before, after, shown }
    }

    #[test]
    fn the_axis_has_three_to_seven_round_ticks_and_holds_every_value() {
        for (from, to) in [(52.0, 68.0), (0.0, 10.0), (215.75, 318.0), (3.0, 3.0), (-5.0, 130.0)] {
            let plot = MeasurePlot {
                visits: vec![on_day(0, Some(from), None), on_day(9, Some(to), None)],
                ..MeasurePlot::default()
            };
            let axes = Axes::of(&plot, &plot.visits);
            assert!(axes.frame.low <= from && axes.frame.high >= to, "{from} to {to}");
            assert!(
                (2..=7).contains(&ticks(axes.frame.low, axes.frame.high).len()),
                "{from} to {to}: {:?}",
                ticks(axes.frame.low, axes.frame.high)
            );
        }
    }

    #[test]
    fn the_band_of_error_lies_around_the_first_value() {
        let plot = MeasurePlot {
            visits: vec![on_day(0, Some(52.0), None), on_day(7, Some(68.0), None)],
            error: Some(10.0),
            ..MeasurePlot::default()
        };
        let axes = Axes::of(&plot, &plot.visits);
        let html = measure_course(&plot, &MeasureWords::default()).into_string();
        assert!(
            html.contains(&format!("class=\"plot-band\" x=\"40\" y=\"{}\" width=\"302\"", axes.y(62.0))),
            "{html}"
        );
        assert!(axes.frame.low <= 42.0, "the whole band is seen");
    }

    #[test]
    fn every_visit_is_in_the_table_and_what_was_not_measured_says_so() {
        let plot = MeasurePlot {
            visits: vec![on_day(0, Some(7.0), Some(4.5)), on_day(7, None, Some(3.0))],
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
            visits: vec![on_day(0, Some(7.0), None), on_day(10, Some(5.0), None)],
            sessions: vec![-5.0, 0.0, 10.0, 40.0],
            ..MeasurePlot::default()
        };
        let html = measure_course(&plot, &MeasureWords::default()).into_string();
        assert_eq!(html.matches("<line class=\"plot-tick\"").count(), 2);
    }

    #[test]
    fn nothing_measured_draws_nothing_and_breaks_nothing() {
        let html = measure_course(&MeasurePlot::default(), &MeasureWords::default()).into_string();
        assert!(!html.contains("NaN") && !html.contains("<circle"), "{html}");
    }
}
