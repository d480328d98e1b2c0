//! Pain over the sessions of a course, as a small engraved chart: for each session a stem from the score before to the
//! score after, and a line through the scores before. The same figures stand in a table for readers who do not see it.

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

// Geometry in the units of the view box.
const WIDTH: usize = 420;
const LEFT: usize = 28;
const RIGHT: usize = 16;
const TOP: usize = 14;
const UNIT: usize = 15;
const HEIGHT: usize = TOP + UNIT * PAIN_MAX as usize + 30;

/// Draws the course, oldest session first. Scores above 10 are drawn at 10.
///
/// Colours come from the page: `currentColor` for ink, and the classes `pc-line`, `pc-before`, `pc-after`, `pc-stem`,
/// `pc-grid`, `pc-label`.
pub fn pain_course(points: &[PainPoint], words: &CourseWords) -> Markup {
    let drawn = &points[points.len().saturating_sub(SESSIONS_MAX)..];
    html! {
        figure.pain-course {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(words.summary) {
                (axis())
                @if let Some(path) = line(drawn) { path.pc-line d=(path) fill="none" stroke="currentColor" {} }
                @for (index, point) in drawn.iter().enumerate() { (stem(x(index, drawn.len()), point)) }
                (labels(drawn))
            }
            figcaption {
                span.pc-key.pc-key-before { (words.before) } " " span.pc-key.pc-key-after { (words.after) }
            }
            (table(points, words))
        }
    }
}

/// Where the session with this index stands.
fn x(index: usize, count: usize) -> usize {
    let span = WIDTH - LEFT - RIGHT;
    // Half a step of air on both sides, so that a single session stands in the middle.
    LEFT + (2 * index + 1) * span / (2 * count.max(1))
}

/// Where a score stands.
fn y(score: u8) -> usize {
    TOP + UNIT * usize::from(PAIN_MAX - score.min(PAIN_MAX))
}

/// Hairlines at 0, 5 and 10, ticks between.
fn axis() -> Markup {
    html! {
        g.pc-grid stroke="currentColor" {
            @for score in 0..=PAIN_MAX {
                @let wide = score % 5 == 0;
                line x1=(if wide { LEFT } else { LEFT - 3 }) x2=(if wide { WIDTH - RIGHT } else { LEFT }) y1=(y(score)) y2=(y(score)) {}
            }
        }
        g.pc-label text-anchor="end" fill="currentColor" {
            @for score in [0, 5, PAIN_MAX] { text x=(LEFT - 8) y=(y(score) + 4) { (score) } }
        }
    }
}

/// The line through the scores before; sessions where none was asked are passed over.
fn line(points: &[PainPoint]) -> Option<String> {
    let asked: Vec<(usize, u8)> =
        points.iter().enumerate().filter_map(|(index, point)| Some((index, point.before?))).collect();
    (asked.len() > 1).then(|| {
        let steps = asked.iter().map(|(index, score)| format!("{} {}", x(*index, points.len()), y(*score)));
        format!("M{}", steps.collect::<Vec<_>>().join("L"))
    })
}

/// One session: an open ring before, the engraver's cross after, and a hatched stem between.
fn stem(x: usize, point: &PainPoint) -> Markup {
    html! {
        g {
            @if let (Some(before), Some(after)) = (point.before, point.after) {
                @if before != after { line.pc-stem x1=(x) x2=(x) y1=(y(before)) y2=(y(after)) stroke="currentColor" {} }
            }
            @if let Some(before) = point.before { circle.pc-before cx=(x) cy=(y(before)) r="4" stroke="currentColor" {} }
            @if let Some(after) = point.after {
                path.pc-after transform={ "translate(" (x) " " (y(after)) ")" } d="M-5-5Q0-2 5-5Q2 0 5 5Q0 2-5 5Q-2 0-5-5Z" fill="currentColor" {}
            }
        }
    }
}

/// As many days as fit, always the first and the last.
fn labels(points: &[PainPoint]) -> Markup {
    let last = points.len().saturating_sub(1);
    let step = points.len().div_ceil(LABELS_MAX).max(1);
    let shown = |index: usize| index == last || (index.is_multiple_of(step) && index + step <= last);
    html! {
        g.pc-label text-anchor="middle" fill="currentColor" {
            @for (index, point) in points.iter().enumerate() {
                @if shown(index) { text x=(x(index, points.len())) y=(HEIGHT - 8) { (point.label) } }
            }
        }
    }
}

/// The first and the last score of a course, whichever moment was asked; none where none was.
pub fn course_ends(points: &[PainPoint]) -> Option<(u8, u8)> {
    let first = points.iter().find_map(|point| point.before.or(point.after))?;
    let last = points.iter().rev().find_map(|point| point.after.or(point.before))?;
    Some((first, last))
}

/// The figures themselves.
fn table(points: &[PainPoint], words: &CourseWords) -> Markup {
    let number = |score: Option<u8>| score.map_or_else(|| words.not_asked.clone(), |score| score.to_string());
    html! {
        table.visually-hidden {
            caption { (words.caption) }
            thead { tr { th scope="col" { (words.session) } th scope="col" { (words.before) } th scope="col" { (words.after) } } }
            tbody {
                @for point in points {
                    tr { th scope="row" { (point.label) } td { (number(point.before)) } td { (number(point.after)) } }
                }
            }
        }
    }
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
        assert_eq!(y(200), y(PAIN_MAX), "a score beyond the scale does not leave the figure");
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
        assert!(!html.contains("<circle") && !html.contains("pc-after\" transform"), "{html}");
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
                assert!((LEFT..=WIDTH - RIGHT).contains(&x(index, count)), "{index} of {count}");
            }
        }
    }

    #[test]
    fn the_labels_never_crowd_and_always_name_the_last_session() {
        let course: Vec<_> = (1..=23).map(|day| point(&format!("d{day}"), Some(5), None)).collect();
        let html = labels(&course).into_string();
        assert!(html.matches("<text").count() <= LABELS_MAX + 1, "{html}");
        assert!(html.contains(">d23</text>"), "{html}");
    }
}
