//! Pain over the sessions of a course, as a small engraved chart: for each session a stem from the score before to the
//! score after, and a line through the scores before. The same figures stand in a table for readers who do not see it.

use crate::plot::{Anchor, Frame, Mark, Pen, Plot, curve, table, visit};
use maud::{Markup, html};

/// One session of the course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PainPoint {
    /// The session's day as it is shown under the axis: `12 Mar`.
    pub label: String,
    /// Pain before the needles, 0 to 10; none if it was not asked.
    pub before: Option<u8>,
    /// Pain after the needles, 0 to 10; none if it was not asked.
    pub after: Option<u8>,
}

/// The words around the figure, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourseWords {
    /// The whole course in one sentence: the figure's name for a screen reader. See [`course_ends`].
    pub summary: String,
    /// The table's caption.
    pub caption: String,
    /// Head of the table's first column.
    pub session: String,
    /// Before the needles.
    pub before: String,
    /// After the needles.
    pub after: String,
    /// In place of a score that was not asked.
    pub not_asked: String,
}

/// The worst imaginable pain: the top of the axis.
const PAIN_MAX: u8 = 10;
/// Most sessions that are drawn; of a longer course the last ones.
const SESSIONS_MAX: usize = 24;
/// Most labels under the axis.
const LABELS_MAX: usize = 5;

const FRAME: Frame = Frame {
    width: 420.0,
    height: 194.0,
    left: 28.0,
    right: 16.0,
    top: 14.0,
    bottom: 30.0,
    low: 0.0,
    high: PAIN_MAX as f64,
};

/// Draws the course, oldest session first. Scores above 10 are drawn at 10.
pub fn pain_course(points: &[PainPoint], words: &CourseWords) -> Markup {
    let number = |score: Option<u8>| score.map_or_else(|| words.not_asked.clone(), |score| score.to_string());
    let rows: Vec<Vec<String>> =
        points.iter().map(|p| vec![p.label.clone(), number(p.before), number(p.after)]).collect();
    html! {
        figure.pain-course {
            (drawn(&points[points.len().saturating_sub(SESSIONS_MAX)..]).svg(&words.summary))
            figcaption {
                span.plot-key.plot-key-before { (words.before) } " " span.plot-key.plot-key-after { (words.after) }
            }
            (table(&words.caption, &[&words.session, &words.before, &words.after], &rows))
        }
    }
}

fn drawn(points: &[PainPoint]) -> Plot {
    let mut marks = FRAME.grid(&[0.0, 5.0, f64::from(PAIN_MAX)]);
    // A short tick for each score between.
    marks.extend((0..=PAIN_MAX).filter(|score| score % 5 != 0).map(|score| {
        let y = y(score);
        Mark::Line(Pen::Grid, vec![[FRAME.left - 3.0, y], [FRAME.left, y]])
    }));
    let at = |index: usize| x(index, points.len());
    // The line through the scores before; sessions where none was asked are passed over.
    let through = points.iter().enumerate().filter_map(|(index, p)| Some([at(index), y(p.before?)]));
    marks.extend(curve(through.collect()));
    for (index, point) in points.iter().enumerate() {
        marks.extend(visit(at(index), point.before.map(y), point.after.map(y)));
    }
    marks.extend(labels(points));
    FRAME.plot(marks)
}

/// Where the session with this index stands: half a step of air on both sides, so that a single session stands in the middle.
fn x(index: usize, count: usize) -> f64 {
    FRAME.x((2 * index + 1) as f64 / (2 * count.max(1)) as f64, 0.0)
}

/// Where a score stands.
fn y(score: u8) -> f64 {
    FRAME.y(f64::from(score))
}

/// As many days as fit, always the first and the last.
fn labels(points: &[PainPoint]) -> Vec<Mark> {
    let last = points.len().saturating_sub(1);
    let step = points.len().div_ceil(LABELS_MAX).max(1);
    let shown = |index: usize| index == last || (index.is_multiple_of(step) && index + step <= last);
    let labelled = points.iter().enumerate().filter(|(index, _)| shown(*index));
    labelled
        .map(|(index, point)| {
            Mark::Word([x(index, points.len()), FRAME.height - 8.0], Anchor::Middle, point.label.clone())
        })
        .collect()
}

/// The first and the last score of a course, whichever moment was asked; none where none was.
pub fn course_ends(points: &[PainPoint]) -> Option<(u8, u8)> {
    let first = points.iter().find_map(|point| point.before.or(point.after))?;
    let last = points.iter().rev().find_map(|point| point.after.or(point.before))?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(label: &str, before: Option<u8>, after: Option<u8>) -> PainPoint {
        PainPoint { label: label.to_owned(), before, after }
    }

    fn words() -> CourseWords {
        CourseWords { not_asked: "not asked".to_owned(), ..CourseWords::default() }
    }

    #[test]
    fn worse_pain_stands_higher() {
        assert!(y(7) < y(4));
        assert!((y(200) - y(PAIN_MAX)).abs() < 1e-9, "a score beyond the scale does not leave the figure");
    }

    #[test]
    fn every_session_is_in_the_table_with_both_scores() {
        let html = pain_course(&[point("3 Mar", Some(7), Some(4)), point("10 Mar", None, Some(2))], &words())
            .into_string();
        assert!(html.contains("<th scope=\"row\">3 Mar</th><td>7</td><td>4</td>"), "{html}");
        assert!(html.contains("<th scope=\"row\">10 Mar</th><td>not asked</td><td>2</td>"), "{html}");
    }

    #[test]
    fn a_session_without_a_score_breaks_nothing_and_draws_no_mark() {
        let html = pain_course(&[point("3 Mar", None, None)], &words()).into_string();
        assert!(!html.contains("<circle") && !html.contains("plot-after"), "{html}");
        assert_eq!(course_ends(&[point("3 Mar", None, None)]), None);
    }

    #[test]
    fn a_course_goes_from_the_first_score_asked_to_the_last() {
        assert_eq!(
            course_ends(&[point("a", None, Some(7)), point("b", Some(5), None), point("c", None, None)]),
            Some((7, 5))
        );
    }

    #[test]
    fn all_marks_stay_inside_the_figure_however_long_the_course() {
        for count in [1, 2, 7, SESSIONS_MAX] {
            for index in 0..count {
                assert!(
                    (FRAME.left..=FRAME.width - FRAME.right).contains(&x(index, count)),
                    "{index} of {count}"
                );
            }
        }
    }

    #[test]
    fn the_labels_never_crowd_and_always_name_the_last_session() {
        let course: Vec<_> = (1..=23).map(|day| point(&format!("d{day}"), Some(5), None)).collect();
        let labels = labels(&course);
        assert!(labels.len() <= LABELS_MAX + 1, "{labels:?}");
        assert!(matches!(labels.last(), Some(Mark::Word(_, _, day)) if day == "d23"), "{labels:?}");
    }
}
